package dev.waymark.instructor;

import dev.waymark.engine.model.Gap;
import dev.waymark.instructor.ClassList.Row;
import dev.waymark.instructor.ClassList.Why;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Collator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What of a class list somebody wants to see, as the address says it. Whatever cannot be understood is left out.
 *
 * @param text part of a name
 * @param show {@code everyone}, {@code look} for those with a reason, or one reason in lower case
 * @param role id, {@code none} for those without one, or empty
 * @param section id or empty
 * @param skill id of a competency, or empty
 * @param tier {@code below} its target, or a level 1 to 4 that is held; only with a skill
 * @param sort {@code reasons}, {@code name}, {@code reached}, {@code role}, {@code seen}, {@code worked}, or
 *     {@code tier} in the skill
 * @param turned true for the other way round
 * @param page from 1
 */
record ClassQuery(
        String text,
        String show,
        String role,
        String section,
        String skill,
        String tier,
        String sort,
        boolean turned,
        int page) {

    static final List<String> SORTS = List.of("reasons", "name", "reached", "role", "seen", "worked", "tier");
    static final List<String> TIERS = List.of("below", "1", "2", "3", "4");

    private static final int LONGEST = 100;

    /** @param said the parameter of a name, if the address has it */
    static ClassQuery of(Function<String, Optional<String>> said) {
        Function<String, String> text = name -> said.apply(name)
                .map(String::strip)
                .filter(each -> each.length() <= LONGEST)
                .orElse("");
        String sort = text.apply("sort");
        String show = text.apply("show");
        String tier = text.apply("tier");
        return new ClassQuery(
                text.apply("q"),
                show.equals("look") || why(show).isPresent() ? show : "everyone",
                text.apply("role"),
                text.apply("section"),
                text.apply("skill"),
                TIERS.contains(tier) ? tier : "",
                SORTS.contains(sort) ? sort : "reasons",
                text.apply("turned").equals("yes"),
                said.apply("page")
                        .filter(each -> each.matches("[0-9]{1,6}"))
                        .map(Integer::parseInt)
                        .filter(each -> each > 0)
                        .orElse(1));
    }

    static String key(Why why) {
        return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<Why> why(String key) {
        return Arrays.stream(Why.values()).filter(each -> key(each).equals(key)).findFirst();
    }

    /** True if it leaves anybody out. */
    boolean narrows() {
        return !(text.isEmpty() && show.equals("everyone") && role.isEmpty() && section.isEmpty() && skill.isEmpty());
    }

    boolean keeps(Row row) {
        return (text.isEmpty()
                        || row.learner()
                                .displayName()
                                .filter(name -> folded(name).contains(folded(text)))
                                .isPresent())
                && shown(row)
                && (role.isEmpty()
                        || (role.equals("none")
                                ? row.learner().role().isEmpty()
                                : row.learner()
                                        .role()
                                        .filter(id -> id.value().equals(role))
                                        .isPresent()))
                && (section.isEmpty() || row.sections().contains(section))
                && (skill.isEmpty() || held(row));
    }

    private boolean shown(Row row) {
        return show.equals("everyone")
                || (show.equals("look")
                        ? !row.reasons().isEmpty()
                        : row.reasons().stream()
                                .anyMatch(each -> key(each.why()).equals(show)));
    }

    private boolean held(Row row) {
        Optional<Gap> gap = gap(row);
        if (gap.isEmpty()) {
            return false;
        }
        boolean reached = gap.get().known() && gap.get().reached();
        return tier.isEmpty()
                || (tier.equals("below")
                        ? !reached
                        : gap.get().known() && gap.get().held().level() == Integer.parseInt(tier));
    }

    /** How far somebody is in the skill that was asked for; empty if none was, or their role does not ask for it. */
    Optional<Gap> gap(Row row) {
        return row.line().stream()
                .flatMap(line -> line.gaps().stream())
                .filter(each -> each.competency().value().equals(skill))
                .findFirst();
    }

    private int level(Row row) {
        return gap(row).filter(Gap::known).map(each -> each.held().level()).orElse(0);
    }

    /** Without regard to case and accents, so that somebody without the keyboard for it finds everybody. */
    static String folded(String name) {
        return java.text.Normalizer.normalize(name, java.text.Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }

    Comparator<Row> order(Locale locale, Function<Row, String> roleName) {
        Collator collator = Collator.getInstance(locale);
        Comparator<Row> byName = Comparator.comparing(
                        (Row row) -> row.learner().displayName().orElse("\uffff"), collator)
                .thenComparing(row -> row.learner().id().toString());
        Comparator<Row> first = switch (sort) {
            case "name" -> byName;
            case "reached" -> Comparator.comparingDouble(Row::share);
            case "role" -> Comparator.comparing(roleName, collator);
            case "seen" -> Comparator.comparing(row -> row.learner().lastSeen());
            case "worked" -> Comparator.comparing(row -> row.lastWork().orElse(Instant.MIN));
            case "tier" -> Comparator.comparingInt(this::level);
            default ->
                Comparator.comparingInt((Row row) -> -row.reasons().size())
                        .thenComparing(row -> row.learner().lastSeen());
        };
        return (turned ? first.reversed() : first).thenComparing(byName);
    }

    ClassQuery onPage(int other) {
        return new ClassQuery(text, show, role, section, skill, tier, sort, turned, other);
    }

    /** Sorted by another column; by the same one, the other way round. */
    ClassQuery sortedBy(String other) {
        return new ClassQuery(text, show, role, section, skill, tier, other, other.equals(sort) && !turned, 1);
    }

    /** As the part of an address after the question mark; only what is not as usual. */
    String query() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("q", text);
        all.put("show", show.equals("everyone") ? "" : show);
        all.put("role", role);
        all.put("section", section);
        all.put("skill", skill);
        all.put("tier", tier);
        all.put("sort", sort.equals("reasons") ? "" : sort);
        all.put("turned", turned ? "yes" : "");
        all.put("page", page == 1 ? "" : Integer.toString(page));
        return all.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The path of the page with this query. */
    String path(String page) {
        String query = query();
        return query.isEmpty() ? page : page + "?" + query;
    }
}
