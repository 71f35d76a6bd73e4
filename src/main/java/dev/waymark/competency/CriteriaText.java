package dev.waymark.competency;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Criterion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Criteria as text that people can write in a plain field: a line for each condition, and what belongs together two blanks
 * further in.
 *
 * <pre>
 * C03@3
 *   all
 *     score 75% https://lms.test/a1 Assignment 1
 *     any
 *       badge https://lms.test/badge/1 Prompt badge
 *       rated 60%
 *     completed https://lms.test/course/2
 * </pre>
 */
public final class CriteriaText {

    private static final Pattern TARGET = Pattern.compile("[A-Za-z0-9._-]{1,64}@[2-4]");
    private static final Pattern SCORE = Pattern.compile("score\\s+(\\d{1,3})\\s*%\\s+(\\S+:\\S+)(?:\\s+(.+))?");
    private static final Pattern RATED = Pattern.compile("rated\\s+(\\d{1,3})\\s*%(?:\\s+(\\S+:\\S+)(?:\\s+(.+))?)?");
    private static final Pattern DONE = Pattern.compile("(completed|badge)\\s+(\\S+:\\S+)(?:\\s+(.+))?");
    private static final int INDENT = 2;
    private static final int MOST_LINES = 500;

    private CriteriaText() {}

    /** One line that cannot be read. */
    public record Fault(int line, String found) {}

    /**
     * @param json the criteria as a set-up keeps them; empty if there are faults
     */
    public record Parsed(Optional<String> json, List<Fault> faults) {
        public Parsed {
            faults = List.copyOf(faults);
        }
    }

    /** @param names of activities and badges, where there are any */
    public static String print(Map<CompetencyTier, Criterion> criteria, Function<ActivityId, Optional<String>> names) {
        var text = new StringBuilder();
        criteria.forEach((target, criterion) -> {
            text.append(target).append('\n');
            print(criterion, 1, names, text);
        });
        return text.toString();
    }

    private static void print(
            Criterion criterion, int depth, Function<ActivityId, Optional<String>> names, StringBuilder text) {
        text.append(" ".repeat(depth * INDENT));
        switch (criterion) {
            case Criterion.All all -> {
                text.append("all\n");
                all.parts().forEach(part -> print(part, depth + 1, names, text));
            }
            case Criterion.Any any -> {
                text.append("any\n");
                any.parts().forEach(part -> print(part, depth + 1, names, text));
            }
            case Criterion.ScoreAtLeast score ->
                text.append("score ")
                        .append(percent(score.share()))
                        .append(named(score.activity(), names))
                        .append('\n');
            case Criterion.RatedPractical rated ->
                text.append("rated ")
                        .append(percent(rated.share()))
                        .append(rated.activity()
                                .map(activity -> named(activity, names))
                                .orElse(""))
                        .append('\n');
            case Criterion.Completed completed ->
                text.append("completed")
                        .append(named(completed.activity(), names))
                        .append('\n');
            case Criterion.BadgeHeld badge ->
                text.append("badge").append(named(badge.badge(), names)).append('\n');
        }
    }

    private static String percent(double share) {
        return Math.round(share * 100) + "%";
    }

    private static String named(ActivityId activity, Function<ActivityId, Optional<String>> names) {
        return " " + activity.iri()
                + names.apply(activity).map(name -> " " + name).orElse("");
    }

    /** Reads what {@link #print} writes, and what people write like it. Whether competencies are there is not looked at. */
    public static Parsed parse(String text) {
        ArrayNode demands = CasePackage.MAPPER.createArrayNode();
        List<Fault> faults = new ArrayList<>();
        Deque<ArrayNode> open = new ArrayDeque<>();
        ObjectNode target = null;
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            String said = line.strip();
            if (said.isEmpty()) {
                continue;
            }
            int blanks = line.replace("\t", "  ").indexOf(said.charAt(0));
            int depth = blanks / INDENT;
            if (number > MOST_LINES || blanks % INDENT != 0) {
                faults.add(new Fault(number, line));
            } else if (depth == 0) {
                open.clear();
                target = TARGET.matcher(said).matches() ? demands.addObject().put("target", said) : null;
                if (target == null) {
                    faults.add(new Fault(number, line));
                }
            } else {
                Optional<ObjectNode> condition = condition(said);
                while (open.size() > depth - 1) {
                    open.pop();
                }
                if (condition.isPresent() && depth == 1 && target != null && !target.has("demand")) {
                    target.set("demand", condition.get());
                } else if (condition.isPresent() && depth > 1 && open.size() == depth - 1) {
                    open.element().add(condition.get());
                } else {
                    faults.add(new Fault(number, line));
                    continue;
                }
                for (String group : List.of("all", "any")) {
                    if (condition.get().path(group) instanceof ArrayNode parts) {
                        open.push(parts);
                    }
                }
            }
        }
        demands.forEach(each -> {
            if (!each.has("demand") || emptyGroup(each.path("demand"))) {
                faults.add(new Fault(0, each.path("target").asText()));
            }
        });
        return new Parsed(faults.isEmpty() ? Optional.of(demands.toString()) : Optional.empty(), faults);
    }

    private static boolean emptyGroup(com.fasterxml.jackson.databind.JsonNode condition) {
        for (String group : List.of("all", "any")) {
            if (condition.has(group)) {
                if (condition.path(group).isEmpty()) {
                    return true;
                }
                for (var part : condition.path(group)) {
                    if (emptyGroup(part)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static Optional<ObjectNode> condition(String said) {
        ObjectNode node = CasePackage.MAPPER.createObjectNode();
        if (said.equals("all") || said.equals("any")) {
            node.putArray(said);
            return Optional.of(node);
        }
        Matcher score = SCORE.matcher(said);
        if (score.matches() && share(score.group(1)) > 0 && share(score.group(1)) <= 1) {
            node.put("scoreAtLeast", share(score.group(1))).put("activity", score.group(2));
            return Optional.of(name(node, score.group(3)));
        }
        Matcher rated = RATED.matcher(said);
        if (rated.matches() && share(rated.group(1)) > 0 && share(rated.group(1)) <= 1) {
            node.put("ratedPractical", share(rated.group(1)));
            if (rated.group(2) != null) {
                node.put("activity", rated.group(2));
            }
            return Optional.of(name(node, rated.group(3)));
        }
        Matcher done = DONE.matcher(said);
        if (done.matches()) {
            node.put(done.group(1), done.group(2));
            return Optional.of(name(node, done.group(3)));
        }
        return Optional.empty();
    }

    private static double share(String percent) {
        return Integer.parseInt(percent) / 100.0;
    }

    private static ObjectNode name(ObjectNode node, @org.jspecify.annotations.Nullable String name) {
        if (name != null) {
            node.putObject("name").put("en", name.strip());
        }
        return node;
    }
}
