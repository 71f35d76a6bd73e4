package dev.waymark.lti.registration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.waymark.lti.core.Origins;
import dev.waymark.shared.OutboundAddresses;
import dev.waymark.shared.SettingRefused;
import dev.waymark.shared.ToolSettings;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads the platforms of the configuration folder. Whoever starts a tool with a wrong file should learn it then, in one
 * sentence with the file, the field and the reason, and not from the first learner.
 */
@Singleton
final class PlatformFiles {

    private static final String SCHEMA = "platform.schema.json";

    private final ObjectMapper json = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private final Path folder;
    private final OutboundAddresses outbound;
    private final boolean practice;

    PlatformFiles(
            ToolSettings settings,
            OutboundAddresses outbound,
            @Property(name = "waymark.practice", defaultValue = "false") boolean practice) {
        this.folder = Path.of(settings.ltiConfig());
        this.outbound = outbound;
        this.practice = practice;
    }

    Path folder() {
        return folder;
    }

    /**
     * All platforms, in the order of their file names; empty if there is no such folder.
     *
     * @throws SettingRefused if a file cannot be used
     */
    Optional<List<PlatformFile>> read() {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        Schema schema = schema();
        List<PlatformFile> platforms = new ArrayList<>();
        Map<List<String>, Path> seen = new HashMap<>();
        for (Path path : paths()) {
            PlatformFile platform = read(path, schema);
            Path earlier = seen.putIfAbsent(List.of(platform.issuer(), platform.clientId()), path);
            if (earlier != null) {
                throw refused(
                        path,
                        "clientId",
                        "issuer %s with clientId %s is already in %s"
                                .formatted(platform.issuer(), platform.clientId(), earlier));
            }
            platforms.add(platform);
        }
        return Optional.of(platforms);
    }

    private List<Path> paths() {
        return Stream.of(folder, folder.resolve("platforms"))
                .filter(Files::isDirectory)
                .flatMap(each -> filesOf(each).stream())
                .toList();
    }

    private static List<Path> filesOf(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(path -> path.getFileName().toString().endsWith(".json"))
                    .filter(path -> !path.getFileName().toString().endsWith(".schema.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new SettingRefused("WAYMARK_LTI_CONFIG: the folder " + folder + " cannot be read: " + e.getMessage());
        }
    }

    private PlatformFile read(Path path, Schema schema) {
        JsonNode node;
        try {
            String text = Files.readString(path, StandardCharsets.UTF_8);
            node = json.readTree(text);
            var errors = schema.validate(text, InputFormat.JSON);
            if (!errors.isEmpty()) {
                var first = errors.getFirst();
                throw refused(path, field(first), first.getMessage());
            }
        } catch (JsonProcessingException e) {
            throw refused(
                    path,
                    "line " + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()),
                    "this is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw refused(path, "the whole file", "it cannot be read: " + e.getMessage());
        }
        var platform = new PlatformFile(
                node.path("name").asText(),
                node.path("issuer").asText(),
                node.path("clientId").asText(),
                address(path, node, "authorizationEndpoint"),
                address(path, node, "tokenEndpoint"),
                address(path, node, "jwksUri"),
                StreamSupport.stream(node.path("deploymentIds").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
        checkPractice(path, platform);
        return platform;
    }

    private static String field(com.networknt.schema.Error error) {
        String location = error.getInstanceLocation().toString();
        String property = error.getProperty();
        return property == null ? location : location + " " + property;
    }

    private String address(Path path, JsonNode node, String field) {
        String text = node.path(field).asText();
        var address = Origins.address(text);
        Optional<String> refusal = address.isEmpty()
                ? Optional.of("\"" + text + "\" is not an absolute http or https address")
                : outbound.refusal(address.get());
        if (refusal.isPresent()) {
            throw refused(path, field, refusal.get());
        }
        return text;
    }

    /** Practice accounts have no passwords: they must never stand beside a real platform. */
    private void checkPractice(Path path, PlatformFile platform) {
        boolean loopback =
                Origins.address(platform.issuer()).filter(Origins::loopback).isPresent();
        if (practice && !loopback) {
            throw refused(
                    path,
                    "issuer",
                    "a practice installation speaks with platforms on this machine alone, found " + platform.issuer());
        }
    }

    private Schema schema() {
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        for (Path candidate : List.of(folder.resolve("platforms").resolve(SCHEMA), folder.resolve(SCHEMA))) {
            if (Files.isRegularFile(candidate)) {
                try {
                    return registry.getSchema(Files.readString(candidate, StandardCharsets.UTF_8), InputFormat.JSON);
                } catch (IOException e) {
                    throw refused(candidate, "the whole file", "it cannot be read: " + e.getMessage());
                }
            }
        }
        try (var bundled = PlatformFiles.class.getResourceAsStream("/lti/" + SCHEMA)) {
            if (bundled == null) {
                throw new IllegalStateException("the schema of platform files is not in the jar");
            }
            return registry.getSchema(new String(bundled.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read the schema of platform files", e);
        }
    }

    private static SettingRefused refused(Path file, String field, String reason) {
        return new SettingRefused("Platform file %s, %s: %s.".formatted(file, field.strip(), reason));
    }
}
