package dev.waymark.lti.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.FakePlatform.Response;
import dev.waymark.lti.PlatformKey;
import dev.waymark.lti.core.PlatformKeys.Answer;
import dev.waymark.lti.core.Registration;
import dev.waymark.shared.OutboundAddresses;
import dev.waymark.shared.OutboundHttp;
import dev.waymark.shared.ToolSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CachedPlatformKeysTest {

    private final FakePlatform platform = FakePlatform.start();

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void fetchesOnceForManyLaunches() {
        var keys = keys(Duration.ofMinutes(1));
        for (int i = 0; i < 20; i++) {
            assertThat(find(keys, "k-1")).isInstanceOf(Answer.Found.class);
        }
        assertThat(platform.keyFetches).hasValue(1);
    }

    @Test
    void fetchesAgainForAnUnknownKeyButNotForEveryForgedOne() {
        var keys = keys(Duration.ofMinutes(1));
        find(keys, "k-1");
        for (int i = 0; i < 20; i++) {
            assertThat(find(keys, "forged-" + i)).isEqualTo(new Answer.Unknown(java.util.List.of("k-1")));
        }
        assertThat(platform.keyFetches.get()).isEqualTo(2);
        assertThat(find(keys, "k-1")).isInstanceOf(Answer.Found.class);
    }

    @Test
    void findsANewKeyAsSoonAsThePlatformUsesIt() {
        var keys = keys(Duration.ofMinutes(1));
        find(keys, "k-1");
        var rotated = PlatformKey.named("k-2");
        platform.rotateTo(rotated);
        assertThat(find(keys, "k-2")).isEqualTo(new Answer.Found(rotated.publicKey()));
    }

    @Test
    void outlivesAnOutageWithTheKeysItHas() {
        var keys = keys(Duration.ZERO.plusMillis(1));
        find(keys, "k-1");
        platform.onKeys(request -> Response.json(503, ""));
        assertThat(find(keys, "k-9")).isInstanceOfAny(Answer.Unknown.class, Answer.Unreachable.class);
        assertThat(find(keys, "k-1")).isInstanceOf(Answer.Found.class);
    }

    @Test
    void saysSoWhenItNeverHadAKeySet() {
        platform.onKeys(request -> Response.json(503, ""));
        var keys = keys(Duration.ofMinutes(1));
        for (int i = 0; i < 5; i++) {
            assertThat(find(keys, "k-1")).isInstanceOf(Answer.Unreachable.class);
        }
        assertThat(platform.keyFetches.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void doesNotWaitForEverForASlowPlatform() {
        var never = new CountDownLatch(1);
        platform.onKeys(request -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Response.json(200, platform.keySet());
        });
        assertThat(find(keys(Duration.ofMinutes(1), Duration.ofMillis(300)), "k-1"))
                .isInstanceOfSatisfying(
                        Answer.Unreachable.class,
                        answer -> assertThat(answer.detail()).contains("no answer within 300 ms"));
        never.countDown();
    }

    @Test
    void doesNotReadAHugeKeySet() {
        platform.onKeys(request -> Response.json(200, "{\"keys\":[],\"x\":\"" + "x".repeat(2_000_000) + "\"}"));
        assertThat(find(keys(Duration.ofMinutes(1)), "k-1")).isInstanceOf(Answer.Unreachable.class);
    }

    @Test
    void doesNotFollowARedirect() {
        platform.onKeys(
                request -> new Response(302, "text/plain", "", Map.of("Location", platform.issuer() + "/elsewhere")));
        assertThat(find(keys(Duration.ofMinutes(1)), "k-1"))
                .isInstanceOfSatisfying(
                        Answer.Unreachable.class,
                        answer -> assertThat(answer.detail()).contains("302"));
    }

    @Test
    void doesNotUseAKeyThatIsForEncryption() {
        platform.onKeys(request -> Response.json(200, platform.keySet().replace("\"use\":\"sig\"", "\"use\":\"enc\"")));
        assertThat(find(keys(Duration.ofMinutes(1)), "k-1")).isInstanceOf(Answer.Unknown.class);
    }

    private Answer find(CachedPlatformKeys keys, String kid) {
        URI issuer = URI.create(platform.issuer());
        return keys.find(
                new Registration(
                        platform.issuer(),
                        "c",
                        Set.of("1"),
                        issuer.resolve("/auth"),
                        issuer.resolve("/token"),
                        issuer.resolve("/keys")),
                kid);
    }

    private static CachedPlatformKeys keys(Duration interval) {
        return keys(interval, Duration.ofSeconds(30));
    }

    private static CachedPlatformKeys keys(Duration interval, Duration patience) {
        var settings = new PlatformHttpSettings(Duration.ofSeconds(5), patience, interval);
        var tool = new ToolSettings(URI.create("http://localhost:8080"), "s", true, "x");
        return new CachedPlatformKeys(
                new PlatformHttp(new OutboundHttp(new OutboundAddresses(tool)), settings), settings);
    }
}
