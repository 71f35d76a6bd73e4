package dev.waymark.lti.core;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import dev.waymark.lti.core.LaunchOutcome.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Set;

/**
 * Opens an id_token: size, form, algorithm, key, signature, in this order. Its claims are not even read before the
 * signature held.
 *
 * <p>The header may name an algorithm and a key, but chooses neither: RS256 alone is spoken, and the key comes from the
 * registered key set. Keys that a token brings along ({@code jwk}, {@code jku}, {@code x5u}, {@code x5c}) are ignored.
 */
final class SignedToken {

    /** Bytes; a launch of a real platform has two to six thousand. */
    static final int LARGEST = 64 * 1024;

    private static final String ALGORITHM = "RS256";
    private static final Set<String> TYPES = Set.of("jwt", "application/jwt");

    private final PlatformKeys keys;

    SignedToken(PlatformKeys keys) {
        this.keys = keys;
    }

    /** A refusal on its way to the {@link LaunchOutcome}. */
    static final class NotBelieved extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Refused refused;

        NotBelieved(Reason reason, String clause, String detail) {
            super(detail);
            this.refused = Refused.because(reason, clause, detail);
        }

        Refused refused() {
            return refused;
        }
    }

    /** The claims, signed by the platform. */
    Claims open(String token, Registration registration) throws NotBelieved {
        if (token.length() > LARGEST) {
            throw new NotBelieved(
                    Reason.TOKEN_TOO_LARGE,
                    "SEC 5.1.3",
                    "expected an id_token of at most %d characters, found %d".formatted(LARGEST, token.length()));
        }
        List<String> parts = List.of(token.split("\\.", -1));
        if (parts.size() != 3 || parts.stream().anyMatch(part -> !part.matches("[A-Za-z0-9_-]*"))) {
            throw malformed("expected three base64url parts, found " + parts.size() + " parts");
        }
        var header = new Claims(json(parts.get(0), "header"));
        checkHeader(header);
        String kid = header.filled("kid")
                .orElseThrow(() -> new NotBelieved(
                        Reason.KID_MISSING, "SEC 6.3", "expected a kid in the token's header, found none"));
        verify(token, registration, kid);
        return new Claims(json(parts.get(1), "payload"));
    }

    /** What a token says, whoever made it; empty if it is none. For finding a registration, and for nothing else. */
    static java.util.Optional<Claims> unbelieved(String token) {
        String[] parts = token.length() > LARGEST ? new String[0] : token.split("\\.", -1);
        if (parts.length != 3 || !parts[1].matches("[A-Za-z0-9_-]*")) {
            return java.util.Optional.empty();
        }
        try {
            return java.util.Optional.of(new Claims(json(parts[1], "payload")));
        } catch (NotBelieved e) {
            return java.util.Optional.empty();
        }
    }

    private static void checkHeader(Claims header) throws NotBelieved {
        if (header.has("typ")
                && header.string("typ")
                        .map(typ -> !TYPES.contains(typ.toLowerCase(java.util.Locale.ROOT)))
                        .orElse(true)) {
            throw malformed("expected typ JWT or none, found another");
        }
        String algorithm = header.string("alg").orElse("");
        if (!algorithm.equals(ALGORITHM)) {
            throw new NotBelieved(
                    Reason.ALGORITHM_NOT_ALLOWED,
                    "SEC 5.1.3 (6)",
                    "expected alg RS256, found " + Found.quoted(algorithm));
        }
        if (header.has("crit")) {
            throw malformed("the header has critical extensions; none is understood");
        }
    }

    private void verify(String token, Registration registration, String kid) throws NotBelieved {
        var answer = keys.find(registration, kid);
        if (answer instanceof PlatformKeys.Answer.Unreachable unreachable) {
            throw new NotBelieved(
                    Reason.KEYS_UNREACHABLE,
                    "SEC 6.3",
                    "the platform's keys at %s could not be had: %s"
                            .formatted(registration.jwksUri(), unreachable.detail()));
        }
        if (answer instanceof PlatformKeys.Answer.Unknown unknown) {
            throw new NotBelieved(
                    Reason.KID_UNKNOWN,
                    "SEC 6.3",
                    "kid %s is not among the keys at %s: %s"
                            .formatted(
                                    Found.quoted(kid),
                                    registration.jwksUri(),
                                    unknown.found().stream()
                                            .limit(10)
                                            .map(Found::quoted)
                                            .toList()));
        }
        if (answer instanceof PlatformKeys.Answer.Found found) {
            try {
                if (JWSObject.parse(token).verify(new RSASSAVerifier(found.key()))) {
                    return;
                }
            } catch (ParseException | JOSEException | IllegalArgumentException e) {
                throw malformed("the token could not be read as a JWS");
            }
        }
        throw new NotBelieved(
                Reason.SIGNATURE_INVALID,
                "SEC 5.1.3 (1)",
                "the signature does not fit key %s of %s".formatted(Found.quoted(kid), registration.issuer()));
    }

    private static java.util.Map<String, Object> json(String part, String which) throws NotBelieved {
        try {
            var bytes = ByteBuffer.wrap(new Base64URL(part).decode());
            return Json.object(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            throw malformed("the " + which + " is not UTF-8");
        } catch (Json.Malformed e) {
            throw malformed("the " + which + " is not one JSON object: " + e.getMessage());
        }
    }

    private static NotBelieved malformed(String detail) {
        return new NotBelieved(Reason.TOKEN_MALFORMED, "RFC 7519, 7.2", detail);
    }
}
