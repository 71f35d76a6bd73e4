package dev.waymark.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The plan of the house as rules. The table is the one of {@code docs/developer.md}. */
final class HousePlan {

    static final String ROOT = "dev.waymark";

    /** Room → rooms it may use besides {@code shared}. */
    static final Map<String, Set<String>> MAY_USE = mayUse();

    /** Rooms that are divided, with their parts. */
    private static final Map<String, Set<String>> PARTS = Map.of(
            "engine", Set.of("model", "map", "estimate", "place", "plan", "diagnose"),
            "lti", Set.of("core", "registration", "launch", "session", "token", "ags", "nrps", "deeplink", "notice"),
            "lrs", Set.of("xapi", "feed", "push", "canvas", "outbox"),
            "sandbox", Set.of("lms", "lrs", "course", "http", "platform"));

    private HousePlan() {}

    private static Map<String, Set<String>> mayUse() {
        var nouns = Set.of(
                "access",
                "learner",
                "competency",
                "evidence",
                "results",
                "practical",
                "objection",
                "mastery",
                "path",
                "credential",
                "diagnosis",
                "grading",
                "emission",
                "programme");
        Map<String, Set<String>> rooms = new LinkedHashMap<>();
        rooms.put("shared", Set.of());
        rooms.put("engine", Set.of());
        rooms.put("web", Set.of());
        rooms.put("lrs", Set.of());
        rooms.put("lti", Set.of("web"));
        rooms.put("access", Set.of());
        rooms.put("learner", Set.of("engine", "lti"));
        rooms.put("competency", Set.of("engine"));
        rooms.put("evidence", Set.of("engine", "lrs", "learner", "competency"));
        rooms.put("results", Set.of("engine", "lti", "lrs", "learner", "competency", "evidence"));
        rooms.put("practical", Set.of("engine", "evidence", "competency", "learner"));
        rooms.put("mastery", Set.of("engine", "evidence", "competency", "learner"));
        rooms.put("objection", Set.of("engine", "evidence", "mastery", "competency", "learner"));
        rooms.put("path", Set.of("engine", "mastery", "competency", "learner"));
        rooms.put("diagnosis", Set.of("engine", "competency", "evidence", "mastery", "learner"));
        rooms.put("credential", Set.of("engine", "mastery", "evidence", "practical", "competency", "learner"));
        rooms.put("grading", Set.of("engine", "mastery", "path", "competency", "learner", "lti"));
        rooms.put(
                "emission",
                Set.of(
                        "engine",
                        "evidence",
                        "mastery",
                        "path",
                        "grading",
                        "credential",
                        "competency",
                        "learner",
                        "lrs"));
        rooms.put("programme", Set.of("engine", "learner", "competency", "mastery", "path", "credential"));
        for (String face : List.of("home", "instructor", "analytics")) {
            var uses = new TreeSet<>(nouns);
            uses.addAll(Set.of("engine", "lti", "web"));
            rooms.put(face, uses);
        }
        rooms.put("verify", Set.of("engine", "web", "credential"));
        rooms.put(
                "admin",
                Set.of(
                        "engine",
                        "web",
                        "lti",
                        "lrs",
                        "access",
                        "learner",
                        "evidence",
                        "credential",
                        "grading",
                        "emission"));
        rooms.put("sandbox", Set.of("web"));
        return rooms;
    }

    record Named(String name, ArchRule rule) {}

    static List<Named> rules() {
        List<Named> rules = new ArrayList<>();
        MAY_USE.forEach(
                (room, uses) -> rules.add(new Named(room + " uses only what its line allows", roomRule(room, uses))));
        rules.add(new Named(
                "engine is pure JDK", onlyDependsOn("engine", "java..", "org.jspecify..", ROOT + ".engine..")));
        rules.add(new Named(
                "lti.core uses nimbus alone",
                onlyDependsOn("lti.core", "java..", "com.nimbusds..", "org.jspecify..", ROOT + ".lti.core..")));
        rules.add(new Named("engine has no clock, no randomness and no file", engineIsDeterministic()));
        rules.add(new Named("engine computes with StrictMath", engineUsesStrictMath()));
        rules.add(new Named("the engine's steps meet only in model", engineStepsApart()));
        rules.add(new Named(
                "no circles between rooms",
                slices().matching(ROOT + ".(*)..").should().beFreeOfCycles()));
        rules.add(new Named("rows and repositories stay inside", rowsStayInside()));
        rules.add(new Named("names say what a thing is", plainNames()));
        rules.add(new Named("nothing prints to the console", noConsole()));
        return rules;
    }

    static ArchRule roomRule(String room, Set<String> uses) {
        Set<String> allowed = new TreeSet<>(uses);
        allowed.add(room);
        if (!room.equals("engine")) {
            allowed.add("shared");
        }
        return noClasses()
                .that(resideInAPackage(ROOT + "." + room + ".."))
                .should()
                .dependOnClassesThat(new DescribedPredicate<JavaClass>("are in a room other than " + allowed) {
                    @Override
                    public boolean test(JavaClass used) {
                        String its = roomOf(used.getPackageName());
                        // The sandbox may start the tool; nothing else touches the root.
                        boolean startsTheTool = its.isEmpty() && room.equals("sandbox");
                        return used.getPackageName().startsWith(ROOT) && !allowed.contains(its) && !startsTheTool;
                    }
                })
                .allowEmptyShould(true);
    }

    private static ArchRule onlyDependsOn(String where, String... packages) {
        return classes()
                .that(resideInAPackage(ROOT + "." + where + ".."))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(packages);
    }

    private static ArchRule engineIsDeterministic() {
        return noClasses()
                .that(resideInAPackage(ROOT + ".engine.."))
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(java.time.Clock.class, java.util.Random.class, java.util.UUID.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.sql..", "java.util.concurrent..");
    }

    private static ArchRule engineUsesStrictMath() {
        var transcendental = Set.of(
                "exp", "log", "log1p", "expm1", "log10", "pow", "sin", "cos", "tan", "tanh", "cbrt", "hypot", "atan");
        return noClasses()
                .that(resideInAPackage(ROOT + ".engine.."))
                .should()
                .callMethodWhere(
                        new DescribedPredicate<>("Math gives a transcendental function that may differ by machine") {
                            @Override
                            public boolean test(com.tngtech.archunit.core.domain.JavaMethodCall call) {
                                return call.getTargetOwner().isEquivalentTo(Math.class)
                                        && transcendental.contains(call.getName());
                            }
                        });
    }

    private static ArchRule engineStepsApart() {
        return slices().matching(ROOT + ".engine.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAPackage(ROOT + ".engine.model.."));
    }

    /** Rows of the database, that is: a row of a page's table, which a face shows to its template, is another thing. */
    private static ArchRule rowsStayInside() {
        return classes()
                .that()
                .resideOutsideOfPackages(ROOT + ".home..", ROOT + ".instructor..", ROOT + ".sandbox..")
                .and(simpleNameEndingWith("Row").or(simpleNameEndingWith("Repository")))
                .should()
                .notBePublic()
                .allowEmptyShould(true);
    }

    private static ArchRule plainNames() {
        return noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("DTO");
    }

    private static ArchRule noConsole() {
        // The start of the sandbox and a refused start speak to the person at the console on purpose.
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".Application")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".sandbox.Sandbox")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace");
    }

    /** Packages that the plan does not draw. */
    static Set<String> offThePlan(JavaClasses all) {
        Set<String> off = new TreeSet<>();
        for (JavaClass each : all) {
            String rest = each.getPackageName().equals(ROOT)
                    ? ""
                    : each.getPackageName().substring(ROOT.length() + 1);
            if (rest.isEmpty()) {
                continue;
            }
            String[] parts = rest.split("\\.");
            boolean drawn = MAY_USE.containsKey(parts[0])
                    && (parts.length == 1
                            || (parts.length == 2
                                    && PARTS.getOrDefault(parts[0], Set.of()).contains(parts[1])));
            if (!drawn) {
                off.add(each.getPackageName());
            }
        }
        return off;
    }

    /** Folders with code but without a sign, or whose sign is not {@code @NullMarked} or says too little. */
    static Set<String> unsigned(Path sources) throws IOException {
        Set<String> unsigned = new TreeSet<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path folder : files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList()) {
                Path sign = folder.resolve("package-info.java");
                String text = Files.exists(sign) ? Files.readString(sign) : "";
                if (!text.contains("@NullMarked") || text.length() < 150) {
                    unsigned.add(sources.relativize(folder).toString());
                }
            }
        }
        return unsigned;
    }

    static String roomOf(String packageName) {
        if (!packageName.startsWith(ROOT + ".")) {
            return "";
        }
        return packageName.substring(ROOT.length() + 1).split("\\.")[0];
    }
}
