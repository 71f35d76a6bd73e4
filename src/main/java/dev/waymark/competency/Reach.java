package dev.waymark.competency;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.Tier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether what is asked for can be learned here: each target of each role, and all that must be held before it, is covered
 * by the catalogue. A target that nobody could reach would stand on every path for ever.
 */
final class Reach {

    /** Shares are decimal fractions that people add up to 1. */
    private static final double WHOLE = 1 - 1e-9;

    private Reach() {}

    /**
     * What is not as it must be.
     *
     * @param role that asks for the target; empty text if none does
     * @param way from the target to the step that is missing, each needing the next; empty if there is none
     */
    record Complaint(String sentence, String role, Optional<CompetencyTier> target, List<CompetencyTier> way) {}

    /** One sentence for each hole, naming who asks; empty if there is none. */
    static List<Complaint> complaints(Published published) {
        SequencedSet<Complaint> complaints = new LinkedHashSet<>();
        for (LearningItem item : published.items()) {
            for (CompetencyTier taught : item.teaches().keySet()) {
                if (unknown(published, taught.competency())) {
                    complaints.add(new Complaint(
                            "%s: item %s teaches %s, and the framework has no such competency"
                                    .formatted(Part.CATALOGUE.file(), item.id(), taught),
                            "",
                            Optional.empty(),
                            List.of()));
                }
            }
        }
        Map<CompetencyTier, List<LearningItem>> taughtBy = taughtBy(published.items());
        List<JobRole> roles = new ArrayList<>(published.roles());
        roles.addFirst(published.baseline());
        for (JobRole role : roles) {
            role.targets().forEach((competency, tier) -> {
                CompetencyTier target = new CompetencyTier(competency, tier);
                if (unknown(published, competency)) {
                    complaints.add(new Complaint(
                            "%s: role %s asks for %s, and the framework has no such competency"
                                    .formatted(Part.ROLES.file(), role.id(), competency),
                            role.id().value(),
                            Optional.of(target),
                            List.of()));
                } else {
                    Map<CompetencyTier, CompetencyTier> cameFrom = new HashMap<>();
                    for (CompetencyTier step : stepsTo(published, target, cameFrom)) {
                        List<CompetencyTier> way = way(cameFrom, step);
                        hole(taughtBy, step)
                                .ifPresent(hole -> complaints.add(new Complaint(
                                        "%s: role %s asks for %s, which is out of reach: %s%s"
                                                .formatted(Part.ROLES.file(), role.id(), target, hole, words(way)),
                                        role.id().value(),
                                        Optional.of(target),
                                        way)));
                    }
                }
            });
        }
        return List.copyOf(complaints);
    }

    /** Targets that the items do not lead to, one hole for each step that is missing. */
    static List<CourseSetups.Hole> holes(Published published) {
        SequencedSet<CourseSetups.Hole> holes = new LinkedHashSet<>();
        Map<CompetencyTier, List<LearningItem>> taughtBy = taughtBy(published.items());
        List<JobRole> roles = new ArrayList<>(published.roles());
        roles.addFirst(published.baseline());
        for (JobRole role : roles) {
            role.targets().forEach((competency, tier) -> {
                if (!unknown(published, competency)) {
                    CompetencyTier target = new CompetencyTier(competency, tier);
                    for (CompetencyTier step : stepsTo(published, target)) {
                        if (hole(taughtBy, step).isPresent()) {
                            double covered = covered(taughtBy, step);
                            holes.add(new CourseSetups.Hole(
                                    role.id().value(), target, step, Math.min(1, covered), covered >= WHOLE));
                        }
                    }
                }
            });
        }
        return List.copyOf(holes);
    }

    private static double covered(Map<CompetencyTier, List<LearningItem>> taughtBy, CompetencyTier step) {
        return taughtBy.getOrDefault(step, List.of()).stream()
                .mapToDouble(item -> item.teaches().getOrDefault(step, 0.0))
                .sum();
    }

    /** Every step that leads to the target: itself and, at any remove, what must be held before. */
    static SortedSet<CompetencyTier> stepsTo(Published published, CompetencyTier target) {
        return stepsTo(published, target, new HashMap<>());
    }

    private static SortedSet<CompetencyTier> stepsTo(
            Published published, CompetencyTier target, Map<CompetencyTier, CompetencyTier> cameFrom) {
        SortedSet<CompetencyTier> steps = new TreeSet<>();
        Deque<CompetencyTier> open = new ArrayDeque<>(List.of(target));
        while (!open.isEmpty()) {
            CompetencyTier step = open.remove();
            if (step.tier() != Tier.AWARE && steps.add(step)) {
                for (CompetencyTier before : published.framework().requirementsOf(step)) {
                    cameFrom.putIfAbsent(before, step);
                    open.add(before);
                }
            }
        }
        return steps;
    }

    /** How the target leads to the step, both included. */
    private static List<CompetencyTier> way(Map<CompetencyTier, CompetencyTier> cameFrom, CompetencyTier step) {
        Deque<CompetencyTier> way = new ArrayDeque<>();
        for (CompetencyTier at = step; at != null && way.size() < 200; at = cameFrom.get(at)) {
            way.addFirst(at);
        }
        return List.copyOf(way);
    }

    /** Such as {@code  (C06@3 needs C08@2)}; empty for the target itself. */
    private static String words(List<CompetencyTier> way) {
        return way.size() < 2
                ? ""
                : way.stream().map(CompetencyTier::toString).collect(Collectors.joining(" needs ", " (", ")"));
    }

    private static Map<CompetencyTier, List<LearningItem>> taughtBy(List<LearningItem> items) {
        Map<CompetencyTier, List<LearningItem>> byStep = new HashMap<>();
        for (LearningItem item : items) {
            item.teaches()
                    .keySet()
                    .forEach(step -> byStep.computeIfAbsent(step, key -> new ArrayList<>())
                            .add(item));
        }
        return byStep;
    }

    private static Optional<String> hole(Map<CompetencyTier, List<LearningItem>> taughtBy, CompetencyTier step) {
        List<LearningItem> teaching = taughtBy.getOrDefault(step, List.of());
        double covered = covered(taughtBy, step);
        if (covered < WHOLE) {
            return Optional.of(
                    String.format(Locale.ROOT, "the catalogue covers %.2f of %s, expected 1", covered, step));
        }
        // The tier rule gives tiers 3 and 4 to nobody without practical evidence.
        if (step.tier().level() >= 3 && teaching.stream().noneMatch(LearningItem::practical)) {
            return Optional.of("%s needs practical evidence, and no practical item teaches it".formatted(step));
        }
        return Optional.empty();
    }

    private static boolean unknown(Published published, CompetencyId competency) {
        return !published.framework().competencies().contains(competency);
    }
}
