package dev.waymark.architecture;

import static dev.waymark.architecture.HousePlan.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the code to the plan of the house: which room exists, which room may use which, and what each must not do. */
class HouseTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @TestFactory
    Stream<DynamicTest> theCodeKeepsTo() {
        return HousePlan.rules().stream()
                .map(rule ->
                        DynamicTest.dynamicTest(rule.name(), () -> rule.rule().check(MAIN)));
    }

    @Test
    void everyPackageIsOnThePlan() {
        assertThat(HousePlan.offThePlan(MAIN)).isEmpty();
    }

    @Test
    void everyRoomIsSignedAndNullMarked() throws IOException {
        assertThat(HousePlan.unsigned(Path.of("src/main/java"))).isEmpty();
    }

    @Test
    void fileSizesStayReadable() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<String> tooLong = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> lines(file) > 400)
                    .map(Path::toString)
                    .toList();
            assertThat(tooLong).as("files of more than 400 lines").isEmpty();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
