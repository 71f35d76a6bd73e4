package dev.waymark.lti.session;

import dev.waymark.shared.Micros;
import dev.waymark.shared.SecretBox;
import dev.waymark.shared.ToolSettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Links that carry the session where the browser keeps no cookie of ours: {@code ?s=} and the session's id, sealed with
 * the time when the link stops working. Every page seals anew, so a person who goes on reading is not thrown out, and an
 * address that leaks is soon worth nothing.
 */
@Singleton
final class SealedSessionLinks implements SessionLinks {

    static final String PARAMETER = "s";
    static final Duration LIFE = Duration.ofMinutes(30);

    private static final String PURPOSE = "lti session link";

    private final SecretBox box;
    private final SessionCookies cookies;
    private final ToolSettings settings;
    private final Clock clock;

    SealedSessionLinks(SecretBox box, SessionCookies cookies, ToolSettings settings, Clock clock) {
        this.box = box;
        this.cookies = cookies;
        this.settings = settings;
        this.clock = clock;
    }

    /** What a token says, whether or not its time is over. */
    record Ticket(String sessionId, Instant until) {}

    @Override
    public String to(LtiSession session, String path) {
        return with(path, session.carried() ? selector(session) + "&" + ticket(session) : selector(session));
    }

    @Override
    public String csrf(LtiSession session) {
        return box.fingerprint("csrf", session.id());
    }

    @Override
    public String newWindow(LtiSession session, String path) {
        return settings.at(with(path, selector(session) + "&" + ticket(session)))
                .toString();
    }

    Optional<Ticket> open(String sealed) {
        return box.open(PURPOSE, sealed).flatMap(text -> {
            int blank = text.indexOf(' ');
            return blank < 0
                    ? Optional.empty()
                    : Optional.of(new Ticket(
                            text.substring(blank + 1), Micros.toInstant(Long.parseLong(text.substring(0, blank)))));
        });
    }

    private String selector(LtiSession session) {
        return SessionCookies.PARAMETER + "=" + cookies.selector(session);
    }

    private String ticket(LtiSession session) {
        long until = Micros.of(clock.instant().plus(LIFE));
        return PARAMETER + "=" + box.seal(PURPOSE, until + " " + session.id());
    }

    private static String with(String path, String parameters) {
        int hash = path.indexOf('#');
        String page = hash < 0 ? path : path.substring(0, hash);
        String fragment = hash < 0 ? "" : path.substring(hash);
        return page + (page.contains("?") ? "&" : "?") + parameters + fragment;
    }
}
