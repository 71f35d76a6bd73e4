package dev.waymark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("storage")
class SandboxTest {

    @TempDir
    Path folder;

    @Test
    void theThreeStartTogetherWithAPastAndKeepWhatTheyKnowInOneFolder() throws Exception {
        int statements;
        try (var sandbox = Sandbox.start(Ports.free(), folder)) {
            assertThat(get(sandbox.lms())).contains("This is a sandbox");
            assertThat(get(sandbox.lrs().url().resolve("/"))).contains("Practice LRS");
            var environment = sandbox.tool().getEnvironment();
            assertThat(environment.getActiveNames()).contains("sandbox");
            assertThat(environment.getRequiredProperty("waymark.practice", Boolean.class))
                    .isTrue();
            assertThat(environment.getRequiredProperty("datasources.default.url", String.class))
                    .startsWith("jdbc:h2:file:" + folder.toAbsolutePath());
            assertThat(get(URI.create(environment.getRequiredProperty("waymark.base-url", String.class) + "/health")))
                    .contains("UP");
            statements = sandbox.lrs().statements().size();
            assertThat(statements).isGreaterThan(200);
        }
        assertThat(folder.resolve("lrs/statements.jsonl")).exists();
        assertThat(folder.resolve("lms/gradebook.json")).exists();
        assertThat(folder.resolve("lms/key.json")).exists();
        String key = Files.readString(folder.resolve("lms/key.json"));
        try (var again = Sandbox.start(Ports.free(), folder)) {
            assertThat(again.lrs().statements()).as("the past is written once").hasSize(statements);
            assertThat(Files.readString(folder.resolve("lms/key.json"))).isEqualTo(key);
        }
    }

    @Test
    void onOtherPortsTheToolGetsACopyOfItsFilesThatNamesThem() throws IOException {
        Path original = PlatformFiles.project().resolve("lti-config/sandbox");
        URI elsewhere = URI.create("http://127.0.0.1:12345");
        Path files = PlatformFiles.forLmsAt(elsewhere, folder);
        if (Files.isDirectory(original)) {
            try (var all = Files.walk(files)) {
                assertThat(all.filter(Files::isRegularFile))
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(file).content().doesNotContain("http://127.0.0.1:8081"));
            }
        } else {
            assertThat(files).isEqualTo(original);
        }
        assertThat(PlatformFiles.forLmsAt(URI.create("http://127.0.0.1:8081"), folder))
                .isEqualTo(original);
    }

    private static String get(URI address) throws IOException, InterruptedException {
        try (var http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
