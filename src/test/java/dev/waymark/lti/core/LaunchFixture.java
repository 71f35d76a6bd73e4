package dev.waymark.lti.core;

import dev.waymark.lti.PlatformKey;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A platform with one key, a registration, a login that waits, and the checks between them. */
final class LaunchFixture {

    static final String ISSUER = "https://learn.test";
    static final String NONCE = "nonce-of-this-login";
    static final String TARGET = "http://localhost:8080/lti/launch";
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final PlatformKey KEY = PlatformKey.named("k-1");

    static final Registration PLATFORM = new Registration(
            ISSUER,
            "waymark-test",
            Set.of("d-1", "d-2"),
            URI.create(ISSUER + "/auth"),
            URI.create(ISSUER + "/token"),
            URI.create(ISSUER + "/keys"));

    static final PendingLogin LOGIN = new PendingLogin(NONCE, Optional.of(TARGET), Optional.of("d-1"));

    static final PlatformKeys KEYS = (registration, kid) -> kid.equals(KEY.kid())
            ? new PlatformKeys.Answer.Found(KEY.publicKey())
            : new PlatformKeys.Answer.Unknown(List.of(KEY.kid()));

    private LaunchFixture() {}

    static LaunchChecks checks(PlatformKeys keys) {
        return new LaunchChecks(
                keys,
                new HashSet<String>()::add,
                Clock.fixed(NOW, ZoneOffset.UTC),
                URI.create("http://localhost:8080"));
    }

    static LaunchOutcome outcome(String token) {
        return checks(KEYS).check(token, PLATFORM, LOGIN);
    }

    static Optional<Reason> reason(LaunchOutcome outcome) {
        return outcome instanceof LaunchOutcome.Refused refused ? Optional.of(refused.reason()) : Optional.empty();
    }
}
