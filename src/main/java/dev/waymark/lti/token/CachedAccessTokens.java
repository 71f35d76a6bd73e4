package dev.waymark.lti.token;

import dev.waymark.lti.core.ClientAssertion;
import dev.waymark.lti.core.TokenResponse;
import dev.waymark.lti.registration.PlatformHttp;
import dev.waymark.lti.registration.RegisteredPlatform;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.lti.registration.ServiceTrouble;
import dev.waymark.lti.registration.ToolKeys;
import dev.waymark.shared.TenantId;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each token in memory until a minute before its end. Each node has tokens of its own; within a node, one caller
 * asks and the others wait for the same answer.
 */
@Singleton
final class CachedAccessTokens implements AccessTokens {

    private static final Logger LOG = LoggerFactory.getLogger(CachedAccessTokens.class);

    private final PlatformHttp http;
    private final ToolKeys keys;
    private final ServiceTrouble trouble;
    private final Clock clock;
    private final Map<Key, Slot> slots = new ConcurrentHashMap<>();

    CachedAccessTokens(PlatformHttp http, ToolKeys keys, ServiceTrouble trouble, Clock clock) {
        this.trouble = trouble;
        this.http = http;
        this.keys = keys;
        this.clock = clock;
    }

    private record Key(TenantId tenant, RegistrationId registration, String deploymentId, Set<String> scopes) {}

    private record Kept(Token token, Instant freshUntil) {}

    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Kept kept;
    }

    @Override
    public Answer get(RegisteredPlatform platform, String deploymentId, Set<String> scopes) {
        Slot slot = slot(platform, deploymentId, scopes);
        slot.lock.lock();
        try {
            Kept kept = slot.kept;
            if (kept != null && kept.freshUntil().isAfter(clock.instant())) {
                return new Answer.Got(kept.token());
            }
            Answer answer = ask(platform, deploymentId, scopes, slot);
            switch (answer) {
                case Answer.NotGranted not -> note(platform, not.detail());
                case Answer.Unavailable unavailable -> note(platform, unavailable.detail());
                case Answer.Got got -> {}
            }
            return answer;
        } finally {
            slot.lock.unlock();
        }
    }

    @Override
    public void drop(RegisteredPlatform platform, String deploymentId, Set<String> scopes, Token token) {
        Slot slot = slot(platform, deploymentId, scopes);
        slot.lock.lock();
        try {
            if (slot.kept != null && slot.kept.token().equals(token)) {
                slot.kept = null;
            }
        } finally {
            slot.lock.unlock();
        }
    }

    /** What came of it counts more than the note of it. */
    private void note(RegisteredPlatform platform, String detail) {
        try {
            trouble.note(platform, ServiceTrouble.Service.TOKEN, detail);
        } catch (DataAccessException e) {
            LOG.warn("A failure of the token endpoint could not be noted: {}", e.getMessage());
        }
    }

    private Slot slot(RegisteredPlatform platform, String deploymentId, Set<String> scopes) {
        var key = new Key(platform.tenant(), platform.id(), deploymentId, Set.copyOf(scopes));
        return slots.computeIfAbsent(key, absent -> new Slot());
    }

    private Answer ask(RegisteredPlatform platform, String deploymentId, Set<String> scopes, Slot slot) {
        var registration = platform.registration();
        Instant now = clock.instant();
        String assertion = ClientAssertion.sign(
                registration, deploymentId, keys.signingKey(platform.tenant(), platform.id()), now);
        var answer = http.send(HttpRequest.newBuilder(registration.tokenEndpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(ClientAssertion.form(assertion, scopes))));
        return switch (answer) {
            case PlatformHttp.Answer.Failed failed -> new Answer.Unavailable(0, "token endpoint: " + failed.detail());
            case PlatformHttp.Answer.Forbidden forbidden ->
                new Answer.Unavailable(0, "token endpoint: " + forbidden.detail());
            case PlatformHttp.Answer.Answered answered ->
                switch (TokenResponse.read(answered.status(), answered.body(), scopes)) {
                    case TokenResponse.Granted granted -> keep(granted, scopes, now, slot);
                    case TokenResponse.Denied denied -> denied(denied);
                };
        };
    }

    private static Answer keep(TokenResponse.Granted granted, Set<String> scopes, Instant now, Slot slot) {
        if (!granted.scopes().containsAll(scopes)) {
            return new Answer.NotGranted(200, "expected scopes %s, granted %s".formatted(scopes, granted.scopes()));
        }
        var token = new Token(granted.accessToken());
        slot.kept = new Kept(token, granted.freshUntil(now));
        return new Answer.Got(token);
    }

    private static Answer denied(TokenResponse.Denied denied) {
        String detail = "token endpoint: %d %s".formatted(denied.status(), denied.error());
        return denied.error().contains("invalid_scope")
                ? new Answer.NotGranted(denied.status(), detail)
                : new Answer.Unavailable(denied.status(), detail);
    }
}
