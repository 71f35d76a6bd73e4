package dev.waymark.lti;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Launch payloads under {@code src/test/resources/lti}: {@code valid/<case>} must be accepted, {@code invalid/<case>}
 * refused for the reason in its {@code reason.txt}. {@code "@now-5"}, {@code @issuer} and {@code @nonce} are filled in.
 */
public final class LaunchFixtures {

    private static final Path ROOT = Path.of("src/test/resources/lti");
    private static final Pattern TIME = Pattern.compile("\"@now([+-]\\d+)?\"");

    private LaunchFixtures() {}

    /** One folder. */
    public record Case(String name, String payload, Optional<String> header, Optional<String> reason) {

        public String payload(String issuer, String nonce, Instant now) {
            String timed = TIME.matcher(payload).replaceAll(match -> {
                long offset = match.group(1) == null ? 0 : Long.parseLong(match.group(1));
                return Long.toString(now.getEpochSecond() + offset);
            });
            return timed.replace("@issuer", issuer).replace("@nonce", nonce);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public static List<Case> all(String kind) {
        try (var folders = Files.list(ROOT.resolve(kind))) {
            return folders.sorted().map(LaunchFixtures::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Case one(String kind, String name) {
        return read(ROOT.resolve(kind).resolve(name));
    }

    private static Case read(Path folder) {
        return new Case(
                folder.getFileName().toString(),
                text(folder.resolve("payload.json")).orElseThrow(),
                text(folder.resolve("header.json")),
                text(folder.resolve("reason.txt")).map(String::strip));
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
