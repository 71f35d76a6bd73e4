package dev.waymark.lti.registration;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import dev.waymark.lti.core.PlatformKeys;
import dev.waymark.lti.core.Registration;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Key sets of platforms, each fetched from its registered address and kept in memory: for a quarter of an hour, longer
 * through an outage, and fetched again for an unknown {@code kid}, but at most once per interval, so that forged tokens
 * cannot make us hammer a platform.
 */
@Singleton
final class CachedPlatformKeys implements PlatformKeys {

    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final Duration KEPT_IN_OUTAGE = Duration.ofHours(24);
    private static final int LEAST_BITS = 2048;

    private final PlatformHttp http;
    private final PlatformHttpSettings settings;
    private final Map<URI, JWKSource<SecurityContext>> sources = new ConcurrentHashMap<>();

    CachedPlatformKeys(PlatformHttp http, PlatformHttpSettings settings) {
        this.http = http;
        this.settings = settings;
    }

    @Override
    public Answer find(Registration registration, String kid) {
        var source = sources.computeIfAbsent(registration.jwksUri(), this::source);
        try {
            var selector = new JWKSelector(new JWKMatcher.Builder()
                    .keyType(KeyType.RSA)
                    .keyUses(KeyUse.SIGNATURE, null)
                    .algorithms(JWSAlgorithm.RS256, null)
                    .keyID(kid)
                    .build());
            for (JWK key : source.get(selector, null)) {
                if (key instanceof RSAKey rsa && rsa.size() >= LEAST_BITS) {
                    return new Answer.Found(rsa.toRSAPublicKey());
                }
            }
            return new Answer.Unknown(known(source));
        } catch (RateLimitReachedException e) {
            List<String> known = known(source);
            return known.isEmpty()
                    ? new Answer.Unreachable("they were asked for a moment ago, without success")
                    : new Answer.Unknown(known);
        } catch (JOSEException e) {
            return new Answer.Unreachable(reason(e));
        }
    }

    private static List<String> known(JWKSource<SecurityContext> source) {
        try {
            var any = new JWKSelector(new JWKMatcher.Builder().build());
            return source.get(any, null).stream()
                    .map(JWK::getKeyID)
                    .filter(Objects::nonNull)
                    .toList();
        } catch (KeySourceException e) {
            return List.of();
        }
    }

    private JWKSource<SecurityContext> source(URI address) {
        try {
            long wait = settings.answer().plus(settings.connect()).toMillis();
            return JWKSourceBuilder.<SecurityContext>create(address.toURL(), this::retrieve)
                    .cache(KEPT.toMillis(), wait)
                    .refreshAheadCache(false)
                    .rateLimited(settings.keyInterval().toMillis())
                    .outageTolerant(KEPT_IN_OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(address + " was accepted as an address", e);
        }
    }

    private Resource retrieve(URL address) throws IOException {
        try {
            var answer = http.send(HttpRequest.newBuilder(address.toURI()).header("Accept", "application/json"));
            return switch (answer) {
                case PlatformHttp.Answer.Answered(int status, var headers, String body)
                when status == 200 ->
                    new Resource(body, headers.firstValue("Content-Type").orElse(null));
                case PlatformHttp.Answer.Answered answered -> throw new IOException("status " + answered.status());
                case PlatformHttp.Answer.Failed failed -> throw new IOException(failed.detail());
                case PlatformHttp.Answer.Forbidden forbidden -> throw new IOException(forbidden.detail());
            };
        } catch (URISyntaxException e) {
            throw new IOException(address + " is no address", e);
        }
    }

    private static String reason(Exception e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }
}
