package dev.waymark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.Browser;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** An administrator who has signed in, for tests; the door itself is tested elsewhere. */
@Singleton
public class AdminAtWork {

    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final Accounts accounts;
    private final AdminSessions sessions;

    AdminAtWork(Accounts accounts, AdminSessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /** A browser with a session of a new administrator. */
    public Browser signedIn(URI server) {
        return signedIn(server, TenantId.FIRST);
    }

    public Browser signedIn(URI server, TenantId tenant) {
        var browser = Browser.on(server);
        browser.cookies.put("wm-admin", session(tenant));
        return browser;
    }

    /** The value of the session's cookie. */
    public String session(TenantId tenant) {
        return sessions.open(accounts.keep(tenant, "admin-" + UUID.randomUUID(), "no password fits this")
                .orElseThrow());
    }

    /** What a form would carry for the session that the browser has. */
    public String csrf(Browser browser) {
        return sessions.csrf(browser.cookies.getOrDefault("wm-admin", ""));
    }

    /** Sends a form of a page of ours. */
    public static Browser.Answer send(Browser browser, String page, String action, Map<String, String> fields) {
        Map<String, String> form = new HashMap<>(fields);
        form.put("csrf", csrf(browser.get(page)));
        return browser.post(action, form);
    }

    private static String csrf(Browser.Answer page) {
        var found = CSRF.matcher(page.body());
        assertThat(found.find())
                .as("a form on a page of status %d", page.status())
                .isTrue();
        return found.group(1);
    }
}
