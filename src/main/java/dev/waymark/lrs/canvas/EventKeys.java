package dev.waymark.lrs.canvas;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import dev.waymark.shared.OutboundHttp;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says whether a token was signed by a key that is published at a registered address, and by no other: the token names a
 * key, never where to find it. Only RS256 with at least 2048 bits. Keys are kept for six hours; a key that is not among
 * them is looked for again, at most once a minute, so that invented key names cause no flood of look-ups.
 */
@Singleton
final class EventKeys {

    /** What came of the check. */
    enum Result {
        SIGNED,
        SIGNATURE_WRONG,
        KEY_UNKNOWN,
        KEYS_UNAVAILABLE
    }

    private static final Duration KEPT = Duration.ofHours(6);
    private static final Duration BETWEEN = Duration.ofMinutes(1);
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final int LONGEST = 256 * 1024;
    private static final int FEWEST_BITS = 2048;

    private record Kept(Map<String, RSAKey> keys, Instant read, Instant tried) {}

    private final OutboundHttp http;
    private final Clock clock;
    private final Map<URI, Kept> kept = new ConcurrentHashMap<>();

    EventKeys(OutboundHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** Calls the address if need be, so never within a transaction. */
    Result check(JWSObject token, URI address) {
        String kid = token.getHeader().getKeyID();
        if (kid == null || !JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm())) {
            return Result.SIGNATURE_WRONG;
        }
        Kept keys = keys(address, kid);
        RSAKey key = keys.keys().get(kid);
        if (key == null) {
            return keys.keys().isEmpty() ? Result.KEYS_UNAVAILABLE : Result.KEY_UNKNOWN;
        }
        try {
            return token.verify(new RSASSAVerifier(key)) ? Result.SIGNED : Result.SIGNATURE_WRONG;
        } catch (JOSEException e) {
            return Result.SIGNATURE_WRONG;
        }
    }

    private Kept keys(URI address, String kid) {
        Instant now = clock.instant();
        Kept before = kept.getOrDefault(address, new Kept(Map.of(), Instant.EPOCH, Instant.EPOCH));
        boolean fresh = before.read().plus(KEPT).isAfter(now) && before.keys().containsKey(kid);
        if (fresh || before.tried().plus(BETWEEN).isAfter(now)) {
            return before;
        }
        Kept after = fetched(address)
                .map(found -> new Kept(found, now, now))
                .orElse(new Kept(before.keys(), before.read(), now));
        kept.put(address, after);
        return after;
    }

    private Optional<Map<String, RSAKey>> fetched(URI address) {
        var request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build();
        if (!(http.send(request, WITHIN, LONGEST) instanceof OutboundHttp.Answer.Answered answer)
                || answer.status() != 200) {
            return Optional.empty();
        }
        try {
            List<JWK> all = JWKSet.parse(new String(answer.body(), StandardCharsets.UTF_8))
                    .getKeys();
            Map<String, RSAKey> found = new HashMap<>();
            for (JWK each : all) {
                if (each instanceof RSAKey key && key.getKeyID() != null && key.size() >= FEWEST_BITS) {
                    found.put(key.getKeyID(), key);
                }
            }
            return found.isEmpty() ? Optional.empty() : Optional.of(found);
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
