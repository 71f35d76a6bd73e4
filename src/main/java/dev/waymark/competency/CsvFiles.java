package dev.waymark.competency;

import dev.waymark.competency.ContentFiles.Competency;
import dev.waymark.competency.ContentFiles.Framework;
import dev.waymark.competency.ContentFiles.Needs;
import dev.waymark.competency.ContentFiles.Role;
import dev.waymark.competency.ContentFiles.Roles;
import dev.waymark.competency.Frameworks.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Competencies, prerequisites and roles as CSV. Each reader says by line and column what it expected and found, and gives
 * nothing if it found a fault. Columns are described in {@code docs/instructor.md}.
 */
final class CsvFiles {

    private static final String ID = "[A-Za-z0-9._-]{1,64}";
    private static final String AT_TIER = ID + "@[1-4]";

    private CsvFiles() {}

    /** Puts the competencies of a file in the place of those of a framework; what the file has no column for stays. */
    static Optional<Framework> competencies(CsvTable table, Framework base, List<Finding> findings) {
        boolean lacks = table.lacks("id", "name_en");
        findings.addAll(table.findings());
        if (lacks) {
            return Optional.empty();
        }
        Map<String, Competency> before = new HashMap<>();
        base.competencies().forEach(each -> before.put(each.id(), each));
        Map<String, Competency> read = new LinkedHashMap<>();
        for (CsvTable.Line line : table.lines()) {
            String id = line.cell("id");
            if (!id.matches(ID)) {
                findings.add(
                        new Finding(line.number(), "id", "1 to 64 letters, digits, dots, hyphens or underscores", id));
                continue;
            }
            Competency known = before.get(id);
            Map<String, String> name = words(table, line, "name", known == null ? Map.of() : known.name());
            if (!name.containsKey("en")) {
                findings.add(new Finding(line.number(), "name_en", "a name", ""));
                continue;
            }
            Competency competency = new Competency(
                    id,
                    name,
                    descriptors(table, line, known, findings),
                    known == null && !table.header().contains("aligns_with") ? null : aligns(table, line, known),
                    cuts(table, line, known, findings),
                    known == null ? null : known.caseItem());
            if (read.put(id, competency) != null) {
                findings.add(new Finding(line.number(), "id", "each id once", id + " twice"));
            }
        }
        if (read.isEmpty() && findings.isEmpty()) {
            findings.add(new Finding(1, "id", "one competency or more", "none"));
        }
        if (!findings.isEmpty()) {
            return Optional.empty();
        }
        List<Needs> kept = new ArrayList<>();
        for (Needs each : base.prerequisites()) {
            List<String> requires = each.requires().stream()
                    .filter(tier -> read.containsKey(idOf(tier)))
                    .toList();
            if (read.containsKey(idOf(each.target())) && !requires.isEmpty()) {
                kept.add(new Needs(each.target(), requires));
            }
        }
        var criteria = base.criteria() == null
                ? null
                : base.criteria().stream()
                        .filter(each -> read.containsKey(idOf(each.target())))
                        .toList();
        return Optional.of(new Framework(
                base.version(),
                base.name(),
                base.tiers(),
                base.cutScores(),
                List.copyOf(read.values()),
                kept,
                criteria,
                base.origin()));
    }

    private static String idOf(String atTier) {
        return atTier.substring(0, atTier.lastIndexOf('@'));
    }

    private static Map<String, String> words(
            CsvTable table, CsvTable.Line line, String prefix, Map<String, String> known) {
        Map<String, String> words = new TreeMap<>(known);
        table.byLanguage(prefix)
                .forEach((language, column) -> line.some(column)
                        .ifPresentOrElse(text -> words.put(language, text), () -> words.remove(language)));
        return words;
    }

    private static @Nullable List<Map<String, String>> descriptors(
            CsvTable table, CsvTable.Line line, @Nullable Competency known, List<Finding> findings) {
        List<Map<String, String>> before = known == null ? null : known.descriptors();
        List<Map<String, String>> four = new ArrayList<>();
        int described = 0;
        for (int tier = 1; tier <= 4; tier++) {
            Map<String, String> words =
                    words(table, line, "tier" + tier, before == null ? Map.of() : before.get(tier - 1));
            described += words.containsKey("en") ? 1 : 0;
            four.add(words);
        }
        if (described > 0 && described < 4) {
            findings.add(new Finding(line.number(), "tier1_en … tier4_en", "all four or none", described + " of them"));
        }
        return described == 0 ? null : four;
    }

    private static @Nullable List<String> aligns(CsvTable table, CsvTable.Line line, @Nullable Competency known) {
        if (!table.header().contains("aligns_with")) {
            return known == null ? null : known.alignsWith();
        }
        return line.some("aligns_with").map(text -> List.of(text.split("\\s+"))).orElseGet(List::of);
    }

    private static @Nullable List<Double> cuts(
            CsvTable table, CsvTable.Line line, @Nullable Competency known, List<Finding> findings) {
        if (!table.header().contains("cut2")) {
            return known == null ? null : known.cutScores();
        }
        List<Double> three = new ArrayList<>();
        for (String column : List.of("cut2", "cut3", "cut4")) {
            line.some(column)
                    .ifPresent(text -> number(text)
                            .ifPresentOrElse(
                                    three::add,
                                    () -> findings.add(new Finding(line.number(), column, "a number, logits", text))));
        }
        if (three.isEmpty()) {
            return null;
        }
        if (three.size() < 3 || !(three.get(0) < three.get(1) && three.get(1) < three.get(2))) {
            findings.add(
                    new Finding(line.number(), "cut2, cut3, cut4", "three rising numbers or none", three.toString()));
            return null;
        }
        return three;
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text.replace(',', '.'))).filter(Double::isFinite);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** All prerequisites of a framework: one line says {@code target} and what it {@code requires}. */
    static Optional<List<Needs>> prerequisites(
            CsvTable table, Framework base, RowsOfFile rows, List<Finding> findings) {
        boolean lacks = table.lacks("target", "requires");
        findings.addAll(table.findings());
        if (lacks) {
            return Optional.empty();
        }
        Set<String> ids = base.competencies().stream().map(Competency::id).collect(Collectors.toSet());
        Map<String, Set<String>> needs = new TreeMap<>();
        for (CsvTable.Line line : table.lines()) {
            boolean good = true;
            for (String column : List.of("target", "requires")) {
                String cell = line.cell(column);
                if (!cell.matches(AT_TIER) || !ids.contains(idOf(cell))) {
                    findings.add(new Finding(
                            line.number(),
                            column,
                            "a competency of the framework at a tier, such as "
                                    + base.competencies().getFirst().id() + "@2",
                            cell));
                    good = false;
                }
            }
            if (good) {
                needs.computeIfAbsent(line.cell("target"), key -> new TreeSet<>())
                        .add(line.cell("requires"));
                rows.pair(line.cell("target"), line.cell("requires"), new RowsOfFile.Place(line.number(), "requires"));
            }
        }
        findings.addAll(Circles.of(rows));
        return findings.isEmpty()
                ? Optional.of(needs.entrySet().stream()
                        .map(each -> new Needs(each.getKey(), List.copyOf(each.getValue())))
                        .toList())
                : Optional.empty();
    }

    /** Roles, a line each, with a column for each competency; the line that says {@code yes} under baseline is for all. */
    static Optional<Roles> roles(CsvTable table, Framework base, RowsOfFile rows, List<Finding> findings) {
        boolean lacks = table.lacks("role", "name_en", "baseline");
        findings.addAll(table.findings());
        if (lacks) {
            return Optional.empty();
        }
        Map<String, String> columns = new HashMap<>();
        base.competencies().forEach(each -> columns.put(each.id().toLowerCase(java.util.Locale.ROOT), each.id()));
        Set<String> others = new HashSet<>(Set.of("role", "baseline", "weight", "start"));
        others.addAll(table.byLanguage("name").values());
        for (String column : table.header()) {
            if (!column.isEmpty() && !columns.containsKey(column) && !others.contains(column)) {
                findings.add(new Finding(1, column, "a competency of framework " + base.version(), column));
            }
        }
        List<Role> roles = new ArrayList<>();
        List<Role> baselines = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (CsvTable.Line line : table.lines()) {
            role(table, line, columns, findings).ifPresent(role -> {
                if (!seen.add(role.id())) {
                    findings.add(new Finding(line.number(), "role", "each role once", role.id() + " twice"));
                }
                boolean all = Set.of("yes", "si", "sí", "1", "true", "x")
                        .contains(line.cell("baseline").toLowerCase(java.util.Locale.ROOT));
                (all ? baselines : roles).add(role);
                columns.forEach((column, competency) ->
                        rows.target(role.id(), competency, new RowsOfFile.Place(line.number(), column)));
            });
        }
        if (baselines.size() != 1 && findings.isEmpty()) {
            findings.add(new Finding(1, "baseline", "yes in exactly one line", "in " + baselines.size()));
        }
        return findings.isEmpty() ? Optional.of(new Roles(baselines.getFirst(), roles)) : Optional.empty();
    }

    private static Optional<Role> role(
            CsvTable table, CsvTable.Line line, Map<String, String> columns, List<Finding> findings) {
        int before = findings.size();
        String id = line.cell("role");
        if (!id.matches("[a-z0-9-]{1,64}")) {
            findings.add(new Finding(line.number(), "role", "1 to 64 small letters, digits or hyphens", id));
        }
        Map<String, String> name = words(table, line, "name", Map.of());
        if (!name.containsKey("en")) {
            findings.add(new Finding(line.number(), "name_en", "a name", ""));
        }
        double weight = line.some("weight")
                .flatMap(CsvFiles::number)
                .orElse(line.cell("weight").isEmpty() ? 1.0 : -1.0);
        if (!(weight > 0 && weight <= 1)) {
            findings.add(new Finding(line.number(), "weight", "above 0 and up to 1", line.cell("weight")));
        }
        int start = tier(line, "start", findings).orElse(1);
        Map<String, Integer> targets = new TreeMap<>();
        columns.forEach(
                (column, competency) -> tier(line, column, findings).ifPresent(tier -> targets.put(competency, tier)));
        return findings.size() == before ? Optional.of(new Role(id, name, weight, start, targets)) : Optional.empty();
    }

    private static Optional<Integer> tier(CsvTable.Line line, String column, List<Finding> findings) {
        Optional<String> cell = line.some(column);
        if (cell.isPresent() && !cell.get().matches("[1-4]")) {
            findings.add(new Finding(line.number(), column, "a tier of 1 to 4, or nothing", cell.get()));
            return Optional.empty();
        }
        return cell.map(Integer::valueOf);
    }

    static String write(Framework framework) {
        List<String> languages = languages(
                framework.competencies().stream().map(Competency::name).toList());
        List<String> header = new ArrayList<>(List.of("id"));
        languages.forEach(language -> header.add("name_" + language));
        for (int tier = 1; tier <= 4; tier++) {
            for (String language : languages) {
                header.add("tier" + tier + "_" + language);
            }
        }
        header.addAll(List.of("aligns_with", "cut2", "cut3", "cut4"));
        List<List<String>> rows = new ArrayList<>();
        for (Competency each : framework.competencies()) {
            List<String> row = new ArrayList<>(List.of(each.id()));
            languages.forEach(language -> row.add(each.name().getOrDefault(language, "")));
            List<Map<String, String>> descriptors = each.descriptors();
            for (int tier = 0; tier < 4; tier++) {
                for (String language : languages) {
                    row.add(descriptors == null ? "" : descriptors.get(tier).getOrDefault(language, ""));
                }
            }
            row.add(each.alignsWith() == null ? "" : String.join(" ", each.alignsWith()));
            List<Double> cuts = each.cutScores();
            for (int i = 0; i < 3; i++) {
                row.add(cuts == null ? "" : plain(cuts.get(i)));
            }
            rows.add(row);
        }
        return CsvTable.write(header, rows);
    }

    static String writePrerequisites(Framework framework) {
        List<List<String>> rows = new ArrayList<>();
        framework
                .prerequisites()
                .forEach(each -> each.requires().forEach(before -> rows.add(List.of(each.target(), before))));
        return CsvTable.write(List.of("target", "requires"), rows);
    }

    static String write(Roles roles, Framework framework) {
        List<Role> all = new ArrayList<>(roles.roles());
        all.addFirst(roles.baseline());
        List<String> languages = languages(all.stream().map(Role::name).toList());
        List<String> header = new ArrayList<>(List.of("role", "baseline"));
        languages.forEach(language -> header.add("name_" + language));
        header.addAll(List.of("weight", "start"));
        framework.competencies().forEach(each -> header.add(each.id()));
        List<List<String>> rows = new ArrayList<>();
        for (Role role : all) {
            List<String> row = new ArrayList<>(List.of(role.id(), role == roles.baseline() ? "yes" : ""));
            languages.forEach(language -> row.add(role.name().getOrDefault(language, "")));
            row.add(plain(role.weight()));
            row.add(Integer.toString(role.start()));
            framework
                    .competencies()
                    .forEach(each -> row.add(Optional.ofNullable(role.targets().get(each.id()))
                            .map(String::valueOf)
                            .orElse("")));
            rows.add(row);
        }
        return CsvTable.write(header, rows);
    }

    private static List<String> languages(List<Map<String, String>> words) {
        Set<String> all = new TreeSet<>();
        words.forEach(each -> all.addAll(each.keySet()));
        return List.copyOf(all);
    }

    private static String plain(double number) {
        return new java.math.BigDecimal(Double.toString(number))
                .stripTrailingZeros()
                .toPlainString();
    }
}
