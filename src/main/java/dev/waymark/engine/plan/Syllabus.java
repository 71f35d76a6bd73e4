package dev.waymark.engine.plan;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Prerequisite;
import dev.waymark.engine.model.Tier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A framework and a catalogue by number, compiled once for all learners: tier steps (competency times three, tier 2
 * first) with what each requires, and items by id with what they teach.
 *
 * <p>An item that teaches a competency which the framework does not have teaches nothing of it.
 */
final class Syllabus {

    static final int STEPS_EACH = 3;
    private static final int[] NONE = {};

    final Framework framework;
    final List<LearningItem> given;
    final List<LearningItem> items;
    final CompetencyId[] competencies;
    final int steps;

    /** Required steps of each step: declared ones and the tier below. */
    final int[][] requirements;

    final int[][] taught;
    final int[][] shares;
    final int[][] entry;

    /** Items that teach a step. */
    final int[][] teachers;

    private final Map<CompetencyId, Integer> competencyNumbers = new HashMap<>();
    private final Map<LearningItemId, Integer> itemNumbers = new HashMap<>();
    private final CompetencyTier[] names;

    Syllabus(Framework framework, List<LearningItem> given) {
        this.framework = framework;
        this.given = given;
        this.competencies = framework.competencies().toArray(new CompetencyId[0]);
        this.steps = competencies.length * STEPS_EACH;
        this.names = new CompetencyTier[steps];
        for (int c = 0; c < competencies.length; c++) {
            competencyNumbers.put(competencies[c], c);
            for (int k = 0; k < STEPS_EACH; k++) {
                names[c * STEPS_EACH + k] = new CompetencyTier(competencies[c], Tier.ofLevel(k + 2));
            }
        }
        this.requirements = requirements();
        LearningItem[] sorted = given.toArray(new LearningItem[0]);
        Arrays.sort(sorted, Comparator.comparing(LearningItem::id));
        this.items = List.of(sorted);
        this.taught = new int[sorted.length][];
        this.shares = new int[sorted.length][];
        this.entry = new int[sorted.length][];
        int[] count = new int[steps];
        for (int item = 0; item < sorted.length; item++) {
            itemNumbers.put(sorted[item].id(), item);
            compile(item, sorted[item]);
            for (int step : taught[item]) {
                count[step]++;
            }
        }
        this.teachers = new int[steps][];
        for (int step = 0; step < steps; step++) {
            teachers[step] = new int[count[step]];
        }
        for (int item = sorted.length - 1; item >= 0; item--) {
            for (int step : taught[item]) {
                teachers[step][--count[step]] = item;
            }
        }
    }

    private void compile(int number, LearningItem item) {
        int[] steps = new int[item.teaches().size()];
        int[] parts = new int[steps.length];
        int n = 0;
        for (Map.Entry<CompetencyTier, Double> each : item.teaches().entrySet()) {
            int step = numberOf(each.getKey());
            if (step >= 0) {
                steps[n] = step;
                parts[n++] = (int) StrictMath.round(each.getValue() * Problem.WHOLE);
            }
        }
        taught[number] = Arrays.copyOf(steps, n);
        shares[number] = Arrays.copyOf(parts, n);
        entry[number] = item.terms().entry().isEmpty()
                ? NONE
                : item.terms().entry().stream()
                        .mapToInt(this::numberOf)
                        .filter(step -> step >= 0)
                        .toArray();
    }

    private int[][] requirements() {
        Map<Integer, Set<Integer>> found = new HashMap<>();
        for (Prerequisite each : framework.prerequisites()) {
            int target = numberOf(each.target());
            int required = numberOf(each.requires());
            if (target >= 0 && required >= 0) {
                found.computeIfAbsent(target, any -> new HashSet<>()).add(required);
            }
        }
        int[][] all = new int[steps][];
        for (int step = 0; step < steps; step++) {
            Set<Integer> required = found.computeIfAbsent(step, any -> new HashSet<>());
            if (step % STEPS_EACH > 0) {
                required.add(step - 1);
            }
            all[step] = required.stream().mapToInt(Integer::intValue).sorted().toArray();
        }
        return all;
    }

    boolean isOf(Framework other, List<LearningItem> catalogue) {
        return (framework == other || framework.equals(other)) && (given == catalogue || given.equals(catalogue));
    }

    /** -1 for tier 1, which everybody holds, and for a competency that the framework does not have. */
    int numberOf(CompetencyTier step) {
        Integer competency = competencyNumbers.get(step.competency());
        return competency == null || step.tier() == Tier.AWARE
                ? -1
                : competency * STEPS_EACH + step.tier().level() - 2;
    }

    int numberOf(CompetencyId competency) {
        return competencyNumbers.getOrDefault(competency, -1);
    }

    Optional<Integer> numberOf(LearningItemId item) {
        return Optional.ofNullable(itemNumbers.get(item));
    }

    CompetencyTier step(int number) {
        return names[number];
    }

    static int competencyOf(int step) {
        return step / STEPS_EACH;
    }

    static int levelOf(int step) {
        return step % STEPS_EACH + 2;
    }
}
