package dev.waymark.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnableJarTest {

    private static final Path JAR = Path.of(System.getProperty("waymark.jar", "target/waymark.jar"));

    @TempDir
    Path folder;

    @Test
    void holdsNothingOfThePracticeLmsAndLrs() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            List<String> practice = jar.stream()
                    .map(java.util.zip.ZipEntry::getName)
                    .filter(name -> name.toLowerCase(java.util.Locale.ROOT).contains("sandbox"))
                    .filter(name ->
                            name.contains("waymark") || name.startsWith("sandbox") || name.contains("application-"))
                    .toList();
            assertThat(practice).isEmpty();
            assertThat(jar.getEntry("dev/waymark/Application.class")).isNotNull();
        }
    }

    @Test
    void saysInOneSentenceThatTheSecretIsMissing() throws Exception {
        Process tool = start(Map.of());
        assertThat(tool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(tool.exitValue()).isEqualTo(1);
        assertThat(output())
                .contains("Waymark did not start. WAYMARK_SECRET is not set")
                .doesNotContain("\tat ");
    }

    @Test
    void saysWhichPlatformFileIsWrongAndWhere() throws Exception {
        Path config = Files.createDirectories(folder.resolve("lti"));
        Files.writeString(config.resolve("moodle.json"), "{\"name\":\"Moodle\",\"issuer\":\"https://moodle.example\"}");
        Process tool = start(
                Map.of("WAYMARK_SECRET", "0123456789abcdef0123456789abcdef", "WAYMARK_LTI_CONFIG", config.toString()));
        assertThat(tool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(tool.exitValue()).isEqualTo(1);
        assertThat(output()).contains("moodle.json", "clientId").doesNotContain("\tat ");
    }

    @Test
    void answersHealthWithAFreshDatabaseAndNoPlatformYet() throws Exception {
        int port = freePort();
        Process tool = start(
                Map.of("WAYMARK_SECRET", "0123456789abcdef0123456789abcdef", "WAYMARK_PORT", Integer.toString(port)));
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(healthWithin(client, port, Duration.ofSeconds(90)))
                    .as(output())
                    .isEqualTo(200);
            var launch = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/lti/launch"))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(launch.statusCode()).isBetween(400, 401);
            assertThat(output())
                    .as("the first administrator's link names the port that was set")
                    .contains("http://localhost:" + port + "/admin/enter?token=");
            assertThat(Files.exists(folder.resolve("data/waymark.mv.db"))).isTrue();
        } finally {
            tool.destroy();
            assertThat(tool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static int healthWithin(HttpClient client, int port, Duration patience) throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        int status = 0;
        while (status != 200 && Instant.now().isBefore(end)) {
            try {
                status = client.send(
                                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/health"))
                                        .timeout(Duration.ofSeconds(2))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode();
            } catch (IOException notYet) {
                status = -1;
            }
            if (status != 200) {
                Thread.sleep(200);
            }
        }
        return status;
    }

    private Process start(Map<String, String> settings) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-jar",
                        JAR.toAbsolutePath().toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile());
        var environment = new HashMap<>(builder.environment());
        environment.keySet().removeIf(name -> name.startsWith("WAYMARK_") || name.startsWith("MICRONAUT_"));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(settings);
        return builder.start();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output.txt"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
