package dev.waymark.lti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of checks names tests; a test that was renamed or removed must not stay in it. */
class LtiChecksTableTest {

    private static final Path TABLE = Path.of("docs/lti-checks.md");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)(?:\\.(\\w+))?`");

    @Test
    void everyTestItNamesIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        int named = 0;
        var found = TEST.matcher(Files.readString(TABLE));
        while (found.find()) {
            named++;
            if (!isThere(found.group(1), found.group(2))) {
                missing.add(found.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(60);
    }

    @Test
    void everyFixtureHasARowOrAGroup() throws IOException {
        String table = Files.readString(TABLE);
        assertThat(LaunchFixtures.all("invalid").stream()
                        .map(LaunchFixtures.Case::name)
                        .filter(name -> !table.contains(name))
                        .map(name -> name.replaceFirst("-.*", ""))
                        .distinct()
                        .filter(group -> !table.contains(group)))
                .isEmpty();
    }

    private static boolean isThere(String type, String method) throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            var file = files.filter(path -> path.getFileName().toString().equals(type + ".java"))
                    .findFirst();
            return file.isPresent()
                    && (method == null || Files.readString(file.get()).matches("(?s).*\\bvoid " + method + "\\(.*"));
        }
    }
}
