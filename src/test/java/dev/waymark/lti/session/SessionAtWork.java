package dev.waymark.lti.session;

import dev.waymark.lti.Browser;
import jakarta.inject.Singleton;
import java.util.Map;

/** What a form of ours would carry, for tests that send forms without fetching their page first. */
@Singleton
public class SessionAtWork {

    private final DatabaseSessions sessions;
    private final SealedSessionLinks links;

    SessionAtWork(DatabaseSessions sessions, SealedSessionLinks links) {
        this.sessions = sessions;
        this.links = links;
    }

    /** The session whose cookie the browser has. */
    public LtiSession of(Browser browser) {
        return browser.cookies.entrySet().stream()
                .filter(cookie -> cookie.getKey().startsWith(Sessions.COOKIE))
                .map(Map.Entry::getValue)
                .flatMap(id -> sessions.find(id, false).stream())
                .findFirst()
                .map(DatabaseSessions.Running::session)
                .orElseThrow(() -> new AssertionError("no session; cookies " + browser.cookies.keySet()));
    }

    public String csrf(Browser browser) {
        return links.csrf(of(browser));
    }
}
