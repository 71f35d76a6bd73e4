package dev.waymark.architecture;

import static dev.waymark.architecture.HousePlan.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Plants one violation of every rule of the house and sees it caught: a rule that cannot fail is none. */
class PlantedViolationTest {

    @TempDir
    Path folder;

    /** For the rules that are not about which room uses which: rule → source that breaks it. */
    private static final Map<String, List<String>> PLANTED = Map.of(
            "engine is pure JDK",
                    List.of("package dev.waymark.engine.map; class P { org.assertj.core.api.Assertions a; }"),
            "lti.core uses nimbus alone",
                    List.of("package dev.waymark.lti.core; class P { dev.waymark.shared.TenantId t; }"),
            "engine has no clock, no randomness and no file",
                    List.of("package dev.waymark.engine.map; class P { Object o = java.time.Instant.now(); }"),
            "engine computes with StrictMath",
                    List.of("package dev.waymark.engine.map; class P { double d = Math.exp(1); }"),
            "the engine's steps meet only in model",
                    List.of(
                            "package dev.waymark.engine.map; public class P { }",
                            "package dev.waymark.engine.plan; class Q { dev.waymark.engine.map.P p; }"),
            "no circles between rooms",
                    List.of(
                            "package dev.waymark.path; public class P { dev.waymark.mastery.Q q; }",
                            "package dev.waymark.mastery; public class Q { dev.waymark.path.P p; }"),
            "rows and repositories stay inside", List.of("package dev.waymark.path; public class PathRow { }"),
            "names say what a thing is", List.of("package dev.waymark.path; class PathHelper { }"),
            "nothing prints to the console",
                    List.of("package dev.waymark.path; class P { void p() { System.out.println(1); } }"));

    @TestFactory
    Stream<DynamicTest> isCaughtBy() {
        return HousePlan.rules().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> {
                    Path sources = Files.createDirectories(
                            folder.resolve(Integer.toString(rule.name().hashCode())));
                    JavaClasses planted = compile(sources, violationOf(rule.name()));
                    assertThatThrownBy(() -> rule.rule().check(planted)).isInstanceOf(AssertionError.class);
                }));
    }

    private static List<String> violationOf(String rule) {
        if (!rule.endsWith("uses only what its line allows")) {
            List<String> planted = PLANTED.get(rule);
            assertThat(planted).as("a planted violation of: " + rule).isNotNull();
            return planted;
        }
        String room = rule.substring(0, rule.indexOf(' '));
        Set<String> others = new TreeSet<>(HousePlan.MAY_USE.keySet());
        others.remove(room);
        others.remove("shared");
        others.removeAll(HousePlan.MAY_USE.get(room));
        String forbidden = others.iterator().next();
        return List.of(
                "package %s.%s; public class Other { }".formatted(ROOT, forbidden),
                "package %s.%s; class P { %s.%s.Other o; }".formatted(ROOT, room, ROOT, forbidden));
    }

    @Test
    void aPackageThatNobodyDrewIsFound() throws IOException {
        JavaClasses planted = compile(folder, List.of("package dev.waymark.cellar; class P { }"));
        assertThat(HousePlan.offThePlan(planted)).containsExactly("dev.waymark.cellar");
    }

    @Test
    void aRoomWithoutASignIsFound() throws IOException {
        Path room = Files.createDirectories(folder.resolve("dev/waymark/cellar"));
        Files.writeString(room.resolve("P.java"), "package dev.waymark.cellar; class P { }");
        Files.writeString(room.resolve("package-info.java"), "package dev.waymark.cellar;");
        assertThat(HousePlan.unsigned(folder)).containsExactly("dev/waymark/cellar");
    }

    private static JavaClasses compile(Path folder, List<String> sources) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none", "-d", folder.resolve("out").toString(), "-cp", System.getProperty("java.class.path")));
        for (int n = 0; n < sources.size(); n++) {
            String source = sources.get(n);
            String name = source.replaceAll("(?s).*class (\\w+) .*", "$1");
            Path file = Files.createDirectories(folder.resolve("src" + n)).resolve(name + ".java");
            Files.writeString(file, source);
            arguments.add(file.toString());
        }
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(result).as("the planted source compiles").isZero();
        return new ClassFileImporter().importPath(folder.resolve("out"));
    }
}
