package dev.waymark.lti.core;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Platforms' keys over HTTP, for whoever has no fetching of their own: kept for an hour, looked up anew when a key is
 * missing, but not more often than every half minute, and used for a day longer while the platform does not answer.
 *
 * <p>It calls the address of the registration, whatever that is. Whoever lets others write registrations should fetch keys
 * with a client that refuses private addresses, and implement {@link PlatformKeys} on that.
 */
public final class FetchedKeys implements PlatformKeys {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 15_000;
    private static final int LARGEST_BYTES = 256 * 1024;
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration BETWEEN = Duration.ofSeconds(30);
    private static final Duration OUTAGE = Duration.ofDays(1);

    private static final SecurityContext NONE = new SecurityContext() {};

    private final Map<URI, JWKSource<SecurityContext>> sources = new ConcurrentHashMap<>();

    @Override
    public Answer find(Registration registration, String kid) {
        var wanted =
                new JWKSelector(new JWKMatcher.Builder().keyType(KeyType.RSA).build());
        var wantedById = new JWKSelector(
                new JWKMatcher.Builder().keyType(KeyType.RSA).keyID(kid).build());
        JWKSource<SecurityContext> source = sources.computeIfAbsent(registration.jwksUri(), FetchedKeys::source);
        try {
            Optional<JWK> found = source.get(wantedById, NONE).stream().findFirst();
            if (found.isPresent() && found.get() instanceof RSAKey key) {
                return new Answer.Found(key.toRSAPublicKey());
            }
            return new Answer.Unknown(ids(source.get(wanted, NONE)));
        } catch (RateLimitReachedException e) { // what is known does not hold this key
            return new Answer.Unknown(List.of());
        } catch (KeySourceException e) {
            return new Answer.Unreachable("no usable answer: " + e.getClass().getSimpleName());
        } catch (JOSEException e) {
            return new Answer.Unreachable("the key could not be read");
        }
    }

    private static List<String> ids(List<JWK> keys) {
        return keys.stream().map(key -> String.valueOf(key.getKeyID())).toList();
    }

    private static JWKSource<SecurityContext> source(URI address) {
        try {
            return JWKSourceBuilder.create(
                            address.toURL(), new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, LARGEST_BYTES))
                    .cache(KEPT.toMillis(), PATIENCE.toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(BETWEEN.toMillis())
                    .outageTolerant(OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("jwksUri is no address: " + address, e);
        }
    }
}
