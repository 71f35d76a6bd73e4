package dev.waymark.lti.core;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The checks of an LTI 1.3 launch, in the order of the specification; the first refusal ends the launch.
 *
 * <p>Order matters twice: nothing is believed before the signature, and the nonce is spent last, so that a token refused
 * for another reason does not cost the person their one try. That the {@code state} belongs to this browser has been
 * shown before: only then is there a {@link PendingLogin}.
 *
 * <p>SEC is the 1EdTech Security Framework 1.0, CORE the LTI Core Specification 1.3.
 *
 * @see <a href="https://www.imsglobal.org/spec/security/v1p0/#authentication-response-validation">Security Framework
 *     1.0, 5.1.3</a>
 */
public final class LaunchChecks {

    private final PlatformKeys keys;
    private final SpentNonces spentNonces;
    private final Clock clock;
    private final URI tool;

    /**
     * @param tool an address of ours; a launch is meant for us only if its target is on the same origin
     */
    public LaunchChecks(PlatformKeys keys, SpentNonces spentNonces, Clock clock, URI tool) {
        this.keys = keys;
        this.spentNonces = spentNonces;
        this.clock = clock;
        this.tool = tool;
    }

    /** What a check looks at. */
    record Launch(Claims claims, Registration registration, PendingLogin login, Instant now, URI tool) {}

    /** What a check found wrong. */
    record Objection(Reason reason, String clause, String detail) {}

    /** One check: an objection, or nothing. */
    @FunctionalInterface
    interface Check {
        Optional<Objection> objection(Launch launch);
    }

    /** Checks an id_token that answers a login. */
    public LaunchOutcome check(String idToken, Registration registration, PendingLogin login) {
        Claims claims;
        try {
            claims = new SignedToken(keys).open(idToken, registration);
        } catch (SignedToken.NotBelieved e) {
            return e.refused();
        }
        var launch = new Launch(claims, registration, login, clock.instant(), tool);
        for (Check check : inOrder()) {
            var objection = check.objection(launch);
            if (objection.isPresent()) {
                return refused(objection.get(), launch);
            }
        }
        var reader = new LaunchReader(registration);
        return new LaunchOutcome.Accepted(
                reader.read(claims), reader.warnings(), skew(launch).orElse(Duration.ZERO));
    }

    private List<Check> inOrder() {
        return List.of(
                TokenChecks::issuerIsThePlatform, // SEC 5.1.3 (2)
                TokenChecks::audienceIsUs, // SEC 5.1.3 (3)
                TokenChecks::authorizedPartyIsUs, // SEC 5.1.3 (4), (5)
                TokenChecks::hasNotExpired, // SEC 5.1.3 (7)
                TokenChecks::wasIssuedJustNow, // SEC 5.1.3 (8)
                TokenChecks::nonceIsOurs, // SEC 5.1.3 (9)
                MessageChecks::messageIsSupported, // CORE 5.3.1
                MessageChecks::versionIsOneThree, // CORE 5.3.2
                MessageChecks::deploymentIsKnown, // CORE 5.3.3
                MessageChecks::targetIsTheLoginsAndOurs, // CORE 5.3.4
                MessageChecks::resourceLinkIsNamed, // CORE 5.3.5
                MessageChecks::rolesAreSaid, // CORE 5.3.7
                MessageChecks::subjectIsNamedOrNobody, // CORE 5.3.6
                MessageChecks::deepLinkingCanBeAnswered, // DL 4.4.1
                MessageChecks::deepLinkerIsStaff, // DL 4.4
                MessageChecks::reviewerMaySeeIt, // Submission Review 1.0
                this::nonceIsFresh); // SEC 5.1.3 (9), last on purpose
    }

    private Optional<Objection> nonceIsFresh(Launch launch) {
        return spentNonces.spend(launch.login().nonce())
                ? Optional.empty()
                : Optional.of(new Objection(
                        Reason.NONCE_SPENT,
                        "SEC 5.1.3 (9)",
                        "expected a nonce used for the first time, found a replay"));
    }

    private static LaunchOutcome refused(Objection objection, Launch launch) {
        return new LaunchOutcome.Refused(
                objection.reason(),
                objection.clause(),
                objection.detail(),
                skew(launch),
                LaunchReader.returnUrl(launch.claims()));
    }

    private static Optional<Duration> skew(Launch launch) {
        return launch.claims().time("iat").map(issued -> Duration.between(launch.now(), issued));
    }
}
