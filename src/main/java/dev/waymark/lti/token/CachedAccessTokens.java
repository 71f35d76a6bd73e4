package dev.waymark.lti.token;

import dev.waymark.lti.core.ClientAssertion;
import dev.waymark.lti.core.TokenResponse;
import dev.waymark.lti.registration.PlatformHttp;
import dev.waymark.lti.registration.RegisteredPlatform;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.lti.registration.ServiceTrouble;
import dev.waymark.lti.registration.ToolKeys;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each token in memory until a minute before its end. Each node has tokens of its own; within a node, one caller
 * asks and the others wait for the same answer.
 */
@Singleton
final class CachedAccessTokens implements AccessTokens {

    /** How each detail of a failure here begins. */
    static final String WHERE = "token endpoint: ";

    private final PlatformHttp http;
    private final ToolKeys keys;
    private final TroubleNotes notes;
    private final Clock clock;
    private final Map<Key, Slot> slots = new ConcurrentHashMap<>();

    CachedAccessTokens(PlatformHttp http, ToolKeys keys, TroubleNotes notes, Clock clock) {
        this.notes = notes;
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
                case Answer.NotGranted not -> notes.note(platform, ServiceTrouble.Service.TOKEN, not.detail());
                case Answer.Unavailable unavailable ->
                    notes.note(platform, ServiceTrouble.Service.TOKEN, unavailable.detail());
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
            case PlatformHttp.Answer.Failed failed -> new Answer.Unavailable(0, WHERE + failed.detail());
            case PlatformHttp.Answer.Forbidden forbidden -> new Answer.Unavailable(0, WHERE + forbidden.detail());
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
        String detail = (WHERE + "%d %s").formatted(denied.status(), denied.error());
        return denied.error().contains("invalid_scope")
                ? new Answer.NotGranted(denied.status(), detail)
                : new Answer.Unavailable(denied.status(), detail);
    }
}
