package dev.waymark.lti.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.waymark.shared.SettingRefused;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("storage")
class StartRefusalTest {

    @TempDir
    Path folder;

    @Test
    void aBadFileStopsTheStartWithOneSentence() throws IOException {
        Files.writeString(folder.resolve("broken.json"), "{\"name\": \"Learn\"}");
        assertThat(sentence(Map.of("waymark.lti-config", folder.toString()))).contains("broken.json", "issuer");
    }

    @Test
    void aPracticeInstallationNeverStartsOnTheDatabaseOfARealOne() throws IOException {
        String database = "jdbc:h2:mem:real-installation;MODE=MySQL;DB_CLOSE_DELAY=-1";
        Files.writeString(folder.resolve("real.json"), """
                {"name": "Learn", "issuer": "https://learn.test", "clientId": "c", "deploymentIds": ["1"],
                 "authorizationEndpoint": "https://learn.test/a", "tokenEndpoint": "https://learn.test/t",
                 "jwksUri": "https://learn.test/k"}""");
        try (var real = start(Map.of("waymark.lti-config", folder.toString(), "datasources.default.url", database))) {
            assertThat(real.getBean(Platforms.class).all()).hasSize(1);
        }
        assertThat(sentence(Map.of(
                        "waymark.lti-config", "lti-config/sandbox",
                        "waymark.practice", "true",
                        "datasources.default.url", database)))
                .contains("practice", "https://learn.test", "WAYMARK_DB_URL");
        try (var real = start(Map.of("waymark.lti-config", folder.toString(), "datasources.default.url", database))) {
            assertThat(real.getBean(Platforms.class).all())
                    .extracting(platform -> platform.registration().issuer())
                    .containsExactly("https://learn.test");
        }
    }

    private static String sentence(Map<String, Object> settings) {
        Throwable thrown = catchThrowable(() -> start(settings).close());
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .filter(SettingRefused.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst()
                .orElse("started, or refused without a sentence: " + thrown);
    }

    private static ApplicationContext start(Map<String, Object> settings) {
        return ApplicationContext.run(settings, "test");
    }
}
