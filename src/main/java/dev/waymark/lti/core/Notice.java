package dev.waymark.lti.core;

import dev.waymark.lti.core.LaunchChecks.Launch;
import dev.waymark.lti.core.LaunchChecks.Objection;
import dev.waymark.lti.core.LaunchOutcome.Refused;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a platform tells a tool besides launches (Platform Notification Service 1.0): signed like a launch, for no person.
 *
 * @param type such as {@code LtiContextCopyNotice}
 * @param context the course it is about
 * @param originContexts of a copy: where it came from, in the platform's order
 */
public record Notice(
        String id, String type, String deploymentId, Optional<String> context, List<String> originContexts) {

    public static final String CONTEXT_COPY = "LtiContextCopyNotice";
    public static final String HELLO_WORLD = "LtiHelloWorldNotice";

    /** The right to say which notices we want. */
    public static final String SCOPE = "https://purl.imsglobal.org/spec/lti/scope/noticehandlers";

    private static final URI NOWHERE = URI.create("https://tool.invalid");

    public Notice {
        originContexts = List.copyOf(originContexts);
    }

    /** Who claims to send a notice and to whom: to find the registration by, and not to be believed before it is checked. */
    public record Claimed(String issuer, List<String> audience) {
        public Claimed {
            audience = List.copyOf(audience);
        }
    }

    /** What became of a notice. */
    public sealed interface Outcome {
        record Read(Notice notice) implements Outcome {}

        record NotBelieved(Refused refused) implements Outcome {}
    }

    /** Reads who claims to send a token; empty if it is none. */
    public static Optional<Claimed> claimed(String token) {
        return SignedToken.unbelieved(token)
                .flatMap(claims -> claims.filled("iss")
                        .map(issuer -> new Claimed(issuer, claims.strings("aud").orElse(List.of()))));
    }

    /** Checks a notice as a launch is checked, as far as it has the same claims, and reads it. */
    public static Outcome read(String token, Registration registration, PlatformKeys keys, Instant now) {
        Claims claims;
        try {
            claims = new SignedToken(keys).open(token, registration);
        } catch (SignedToken.NotBelieved e) {
            return new Outcome.NotBelieved(e.refused());
        }
        var asLaunch = new Launch(
                claims, registration, new PendingLogin("", Optional.empty(), Optional.empty()), now, NOWHERE);
        List<Function<Launch, Optional<Objection>>> checks = List.of(
                TokenChecks::issuerIsThePlatform,
                TokenChecks::audienceIsUs,
                TokenChecks::authorizedPartyIsUs,
                TokenChecks::hasNotExpired,
                TokenChecks::wasIssuedJustNow,
                MessageChecks::versionIsOneThree,
                MessageChecks::deploymentIsKnown);
        for (var check : checks) {
            Optional<Objection> objection = check.apply(asLaunch);
            if (objection.isPresent()) {
                return new Outcome.NotBelieved(Refused.because(
                        objection.get().reason(),
                        objection.get().clause(),
                        objection.get().detail()));
            }
        }
        var notice = claims.object(Claims.NOTICE);
        Optional<String> type = notice.filled("type");
        if (type.isEmpty()) {
            return new Outcome.NotBelieved(
                    Refused.because(Reason.MESSAGE_TYPE_MISSING, "PNS 3", "expected notice.type, found none"));
        }
        return new Outcome.Read(new Notice(
                notice.filled("id").orElse(""),
                type.get(),
                claims.string(Claims.DEPLOYMENT_ID).orElseThrow(),
                claims.object(Claims.CONTEXT).filled("id").filter(id -> id.length() <= MessageChecks.LONGEST_ID),
                claims.array(Claims.ORIGIN_CONTEXTS).stream()
                        .filter(id -> !id.isBlank() && id.length() <= MessageChecks.LONGEST_ID)
                        .limit(100)
                        .toList()));
    }
}
