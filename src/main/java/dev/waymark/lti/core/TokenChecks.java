package dev.waymark.lti.core;

import dev.waymark.lti.core.LaunchChecks.Launch;
import dev.waymark.lti.core.LaunchChecks.Objection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Was this token made by that platform, for us, now, in answer to our question? (SEC 5.1.3) */
final class TokenChecks {

    /** How far two honest clocks may differ. */
    static final Duration LEEWAY = Duration.ofSeconds(60);

    /** A person with a slow connection; older tokens were kept by somebody. */
    static final Duration OLDEST = Duration.ofMinutes(10);

    private TokenChecks() {}

    static Optional<Objection> issuerIsThePlatform(Launch launch) {
        String found = launch.claims().string("iss").orElse("");
        return found.equals(launch.registration().issuer())
                ? Optional.empty()
                : objection(
                        Reason.ISSUER_MISMATCH,
                        "SEC 5.1.3 (2)",
                        "expected iss %s, found %s",
                        launch.registration().issuer(),
                        Found.quoted(found));
    }

    /** A second audience nobody vouched for would let another tool's token in. */
    static Optional<Objection> audienceIsUs(Launch launch) {
        List<String> found = launch.claims().strings("aud").orElse(List.of());
        boolean onlyUs = !found.isEmpty()
                && found.stream().allMatch(launch.registration().clientId()::equals);
        return onlyUs
                ? Optional.empty()
                : objection(
                        Reason.AUDIENCE_MISMATCH,
                        "SEC 5.1.3 (3)",
                        "expected aud %s and no other, found %s",
                        Found.quoted(launch.registration().clientId()),
                        found.stream().limit(5).map(Found::quoted).toList());
    }

    static Optional<Objection> authorizedPartyIsUs(Launch launch) {
        boolean said = launch.claims().has("azp");
        boolean needed = launch.claims().array("aud").size() > 1;
        if (!said && !needed) {
            return Optional.empty();
        }
        String found = launch.claims().string("azp").orElse("");
        return found.equals(launch.registration().clientId())
                ? Optional.empty()
                : objection(
                        Reason.AUTHORIZED_PARTY_MISMATCH,
                        "SEC 5.1.3 (4) and (5)",
                        "expected azp %s, found %s",
                        Found.quoted(launch.registration().clientId()),
                        Found.quoted(found));
    }

    static Optional<Objection> hasNotExpired(Launch launch) {
        var expiry = launch.claims().time("exp");
        if (expiry.isEmpty()) {
            return objection(Reason.EXPIRY_MISSING, "SEC 5.1.3 (7)", "expected exp in seconds, found none");
        }
        Duration late = Duration.between(expiry.get(), launch.now());
        return late.compareTo(LEEWAY) < 0
                ? Optional.empty()
                : objection(
                        Reason.EXPIRED,
                        "SEC 5.1.3 (7)",
                        "expected exp not more than %d s past, found %d s past",
                        LEEWAY.toSeconds(),
                        late.toSeconds());
    }

    static Optional<Objection> wasIssuedJustNow(Launch launch) {
        var issued = launch.claims().time("iat");
        if (issued.isEmpty()) {
            return objection(Reason.ISSUED_AT_MISSING, "SEC 5.1.3 (8)", "expected iat in seconds, found none");
        }
        Instant earliest = launch.now().minus(OLDEST);
        Instant latest = launch.now().plus(LEEWAY);
        boolean plausible = !issued.get().isBefore(earliest) && !issued.get().isAfter(latest);
        boolean begun = launch.claims()
                .time("nbf")
                .map(notBefore -> !notBefore.isAfter(latest))
                .orElse(true);
        return plausible && begun
                ? Optional.empty()
                : objection(
                        Reason.ISSUED_AT_IMPLAUSIBLE,
                        "SEC 5.1.3 (8)",
                        "expected iat between %d s before and %d s after our clock, found %d s after",
                        OLDEST.toSeconds(),
                        LEEWAY.toSeconds(),
                        Duration.between(launch.now(), issued.get()).toSeconds());
    }

    static Optional<Objection> nonceIsOurs(Launch launch) {
        var found = launch.claims().filled("nonce");
        if (found.isEmpty()) {
            return objection(Reason.NONCE_MISSING, "SEC 5.1.3 (9)", "expected a nonce, found none");
        }
        return found.get().equals(launch.login().nonce())
                ? Optional.empty()
                : objection(
                        Reason.NONCE_MISMATCH, "SEC 5.1.3 (9)", "expected the nonce of this login, found another one");
    }

    static Optional<Objection> objection(Reason reason, String clause, String detail, Object... found) {
        return Optional.of(new Objection(reason, clause, detail.formatted(found)));
    }
}
