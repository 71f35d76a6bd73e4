package dev.waymark.lti.launch;

import dev.waymark.lti.core.LoginRequest;
import dev.waymark.lti.core.Origins;
import dev.waymark.lti.registration.RegisteredPlatform;
import dev.waymark.lti.session.FramedBy;
import dev.waymark.shared.ToolSettings;
import dev.waymark.web.Assets;
import dev.waymark.web.Messages;
import dev.waymark.web.Pages;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The two pages that speak with the platform's page by {@code postMessage}: one keeps this browser's secret there before
 * the login goes on, one asks for it again when the launch has come back, and sends the answer to us to be compared. Their
 * script is {@code storage.js}; without scripts the first goes on at once and the second offers a window of its own.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-pm-s/v0p1">LTI postMessage Storage 0.1</a>
 */
@Singleton
final class StoragePages {

    private static final Set<String> FRAMES = Set.of("iframe", "frame", "embed", "object");

    /** Moodle to this day keeps nothing for anybody; asking it would cost each learner half a second. */
    private static final String MOODLE = "/mod/lti/auth.php";

    private final Pages pages;
    private final Messages messages;
    private final Assets assets;
    private final BrowserProof browserProof;
    private final Logins logins;
    private final ToolSettings settings;

    StoragePages(
            Pages pages,
            Messages messages,
            Assets assets,
            BrowserProof browserProof,
            Logins logins,
            ToolSettings settings) {
        this.pages = pages;
        this.messages = messages;
        this.assets = assets;
        this.browserProof = browserProof;
        this.logins = logins;
        this.settings = settings;
    }

    /**
     * True if the secret should be kept by the platform's page as well: in a frame, in a browser that returned no cookie
     * of ours. A platform that offers nothing by parameter may say by message that it can. Browsers say what they load a
     * page for; one that is too old to say is asked only where storage is offered, and clients that are no browsers never.
     */
    boolean shouldKeep(HttpRequest<?> request, RegisteredPlatform platform, LoginRequest login) {
        if (browserProof.keepsCookies(request)) {
            return false;
        }
        boolean offered = login.storageTarget().isPresent();
        return header(request, "Sec-Fetch-Dest")
                .map(loadedFor -> FRAMES.contains(loadedFor) && (offered || !isMoodle(platform)))
                .orElseGet(() -> offered
                        && header(request, "User-Agent")
                                .filter(agent -> agent.startsWith("Mozilla/"))
                                .isPresent());
    }

    /** @param onward the platform's authorization endpoint with all its parameters */
    MutableHttpResponse<?> keep(
            HttpRequest<?> request, RegisteredPlatform platform, LoginRequest login, Logins.Begun begun, URI onward) {
        return page(
                request,
                platform,
                "lti/keep.jte",
                Map.of(
                        "origin", origin(platform),
                        "frame", login.storageTarget().orElse(""),
                        "key", key(begun.state()),
                        "value", begun.browser(),
                        "state", begun.state(),
                        "kept", settings.at(LoginController.PATH + "/kept"),
                        "onward", onward));
    }

    /**
     * @param newWindow where the person may begin again at the top of a window
     */
    MutableHttpResponse<?> ask(
            HttpRequest<?> request,
            RegisteredPlatform platform,
            String frame,
            Map<String, String> fields,
            Optional<URI> newWindow) {
        return page(
                        request,
                        platform,
                        "lti/ask.jte",
                        Map.of(
                                "origin", origin(platform),
                                "frame", frame,
                                "key", key(fields.getOrDefault("state", "")),
                                "fields", fields,
                                "action", settings.at(LaunchController.PATH),
                                "newWindow", newWindow.map(URI::toString)))
                // So that the form says it comes from us, even in browsers without Sec-Fetch-Site.
                .header("Referrer-Policy", "same-origin");
    }

    /** Holds part of the state's hash, so that logins at once do not meet, and tells nobody the state. */
    private String key(String state) {
        return logins.cookieOf(state);
    }

    private static String origin(RegisteredPlatform platform) {
        return Origins.of(platform.registration().authorizationEndpoint());
    }

    private static boolean isMoodle(RegisteredPlatform platform) {
        return platform.registration().authorizationEndpoint().getPath().endsWith(MOODLE);
    }

    private MutableHttpResponse<?> page(
            HttpRequest<?> request, RegisteredPlatform platform, String template, Map<String, Object> values) {
        FramedBy.allow(request, platform.frameOrigins());
        Locale locale =
                Messages.nearest(request.getLocale().orElse(Locale.ENGLISH).toLanguageTag());
        var all = new java.util.HashMap<>(values);
        all.put("words", pages.words(locale.toLanguageTag()));
        all.put("assets", assets);
        return pages.page(HttpStatus.OK, template, all);
    }

    private static Optional<String> header(HttpRequest<?> request, String name) {
        return request.getHeaders().get(name, String.class);
    }
}
