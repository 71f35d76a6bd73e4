package dev.waymark.emission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Our profile and the golden statements, from the files. */
final class OurProfile {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final Path FOLDER = Path.of("xapi-profiles");
    private static final Path STATEMENTS = Path.of("src/test/resources/emission");

    private OurProfile() {}

    static JsonNode current() {
        return read(FOLDER.resolve("waymark.jsonld"));
    }

    static JsonNode golden(String name) {
        return read(STATEMENTS.resolve(name + ".json"));
    }

    static void write(String name, String json) {
        try {
            Files.writeString(
                    STATEMENTS.resolve(name + ".json"),
                    parse(json).toPrettyString().replace(" : ", ": ") + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> invalid() {
        try (var files = Files.list(STATEMENTS.resolve("invalid"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
