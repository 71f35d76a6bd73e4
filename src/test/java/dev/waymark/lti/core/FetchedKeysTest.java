package dev.waymark.lti.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.PlatformKey;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FetchedKeysTest {

    private final FakePlatform platform = FakePlatform.start();
    private final FetchedKeys keys = new FetchedKeys();

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void findsAKeyAndAsksOnce() {
        for (int i = 0; i < 3; i++) {
            assertThat(keys.find(registration(), "k-1"))
                    .isEqualTo(new PlatformKeys.Answer.Found(platform.key().publicKey()));
        }
        assertThat(platform.keyFetches).hasValue(1);
    }

    @Test
    void looksAgainForAKeyThatIsNew() {
        keys.find(registration(), "k-1");
        platform.rotateTo(PlatformKey.named("k-2"));
        assertThat(keys.find(registration(), "k-2")).isInstanceOf(PlatformKeys.Answer.Found.class);
    }

    @Test
    void forgedNamesDoNotMakeItAskWithoutEnd() {
        keys.find(registration(), "k-1");
        for (int i = 0; i < 20; i++) {
            assertThat(keys.find(registration(), "forged-" + i)).isInstanceOf(PlatformKeys.Answer.Unknown.class);
        }
        assertThat(platform.keyFetches.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void saysWhenThePlatformCannotBeReached() {
        platform.onKeys(request -> FakePlatform.Response.json(503, ""));
        assertThat(keys.find(registration(), "k-1")).isInstanceOf(PlatformKeys.Answer.Unreachable.class);
    }

    private Registration registration() {
        URI site = URI.create(platform.issuer());
        return new Registration(
                platform.issuer(),
                "c",
                Set.of("1"),
                site.resolve("/auth"),
                site.resolve("/token"),
                site.resolve("/keys"));
    }
}
