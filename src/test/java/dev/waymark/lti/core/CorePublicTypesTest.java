package dev.waymark.lti.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What other teams can lean on is what the package says it is, and nothing becomes public by the way. */
class CorePublicTypesTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/waymark/lti/core");
    private static final Pattern LINK = Pattern.compile("\\{@link\\s+(?:\\*\\s+)?dev\\.waymark\\.lti\\.core\\.(\\w+)}");
    private static final Pattern PUBLIC = Pattern.compile("(?m)^public .*$");

    @Test
    void thePackageNamesEveryPublicTypeAndNoOther() throws IOException {
        Matcher links = LINK.matcher(Files.readString(SOURCES.resolve("package-info.java")));
        Set<String> named = new TreeSet<>();
        while (links.find()) {
            named.add(links.group(1));
        }
        assertThat(named).isEqualTo(publicTypes());
    }

    @Test
    void theReadmeNamesEveryPublicTypeToo() throws IOException {
        String readme = Files.readString(Path.of("jars/lti-13-core/README.md"));
        assertThat(publicTypes()).allSatisfy(type -> assertThat(readme).contains("`" + type));
    }

    private static Set<String> publicTypes() throws IOException {
        try (var files = Files.list(SOURCES)) {
            return files.filter(file -> PUBLIC.matcher(read(file)).find())
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
