package dev.waymark.lti.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.PlatformKey;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the jar's README: it is the file, it compiles for Java 17, and it lets the right ones in. */
class CoreJarExampleTest {

    private static final Path JAR = Path.of("jars/lti-13-core");
    private static final Path EXAMPLE = JAR.resolve("example/ExampleTool.java");
    private static final PlatformKey KEY = PlatformKey.named("k-1");

    @TempDir
    Path classes;

    @Test
    void theReadmeShowsTheFile() throws IOException {
        assertThat(Files.readString(JAR.resolve("README.md")))
                .contains("```java\n" + Files.readString(EXAMPLE).strip() + "\n```");
    }

    @Test
    void itIsShort() throws IOException {
        assertThat(Files.readAllLines(EXAMPLE).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("import") && !line.startsWith("/*")))
                .hasSizeLessThanOrEqualTo(32);
    }

    @Test
    void itLetsAPersonInOnceAndNobodyElse() throws Exception {
        var platform = new Registration(
                "https://learn.test",
                "waymark-test",
                Set.of("d-1"),
                URI.create("https://learn.test/auth"),
                URI.create("https://learn.test/token"),
                URI.create("https://learn.test/keys"));
        PlatformKeys keys = (known, kid) -> kid.equals(KEY.kid())
                ? new PlatformKeys.Answer.Found(KEY.publicKey())
                : new PlatformKeys.Answer.Unknown(List.of(KEY.kid()));
        Object tool =
                example().getConstructor(Registration.class, PlatformKeys.class).newInstance(platform, keys);

        URI asked = (URI) tool.getClass()
                .getMethod("login", Map.class, String.class)
                .invoke(
                        tool,
                        Map.of(
                                "iss", List.of("https://learn.test"),
                                "login_hint", List.of("5"),
                                "target_link_uri", List.of("https://tool.example/lti/launch")),
                        "state-1");
        assertThat(asked.toString()).startsWith("https://learn.test/auth?").contains("state=state-1");
        String nonce = asked.getRawQuery().replaceAll(".*nonce=([^&]+).*", "$1");
        String payload = LaunchFixtures.one("valid", "student-normal")
                .payload("https://learn.test", nonce, Instant.now())
                .replace("http://localhost:8080/lti/launch", "https://tool.example/lti/launch");
        var launch = tool.getClass().getMethod("launch", String.class, String.class);
        assertThat(launch.invoke(tool, "state-1", KEY.token(payload)))
                .isEqualTo("Hello Imke Sander, you are [LEARNER]");

        tool.getClass()
                .getMethod("login", Map.class, String.class)
                .invoke(tool, Map.of("iss", List.of("https://learn.test"), "login_hint", List.of("5")), "state-2");
        assertThat(launch.invoke(tool, "state-2", KEY.token(payload))).isEqualTo("401: nonce_mismatch");
    }

    private Class<?> example() throws Exception {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of(
                                    "--release",
                                    "17",
                                    "-proc:none",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "-d",
                                    classes.toString()),
                            null,
                            files.getJavaFileObjects(EXAMPLE))
                    .call();
            // Waymark's own classes are of a newer Java than 17; the jar's build compiles them for 17.
            assertThat(compiled).as(said.toString()).isTrue();
        }
        var loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
        return loader.loadClass("ExampleTool");
    }
}
