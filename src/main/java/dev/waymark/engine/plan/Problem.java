package dev.waymark.engine.plan;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A request in the form the search works on: tier steps by number with what each is worth, and the items that can help,
 * by number, with what they cover and what they need first. Numbers follow the path before, then ids, so that nothing
 * depends on the order of the catalogue and ties fall to what was there already.
 */
final class Problem {

    /** Shares are counted in millionths, so that adding and taking away leaves no trace. */
    static final int WHOLE = 1_000_000;

    /** Three items of 0.333 are meant to make a whole. */
    static final int FULL = 995_000;

    /** A step that is not held lacks at least so much of the probability that holding it demands. */
    private static final double LEAST_NEED = 0.3;

    final PlanRequest request;
    final List<CompetencyTier> steps;
    final double[] worth;
    final boolean[] needsPractical;
    final List<LearningItem> items;
    final int[][] covers;
    final int[][] shares;
    final int[][] requires;
    final int[] minutes;

    private final Map<CompetencyTier, Integer> numberOf = new HashMap<>();

    Problem(PlanRequest request) {
        this.request = request;
        SortedSet<CompetencyTier> relevant = neededSteps();
        List<LearningItem> found = withRequirements(relevant);
        this.steps = List.copyOf(relevant);
        steps.forEach(each -> numberOf.put(each, numberOf.size()));
        this.worth = steps.stream().mapToDouble(this::worthOf).toArray();
        this.needsPractical = new boolean[steps.size()];
        for (int step = 0; step < steps.size(); step++) {
            needsPractical[step] = lacksPractical(steps.get(step));
        }
        Map<LearningItemId, Integer> before = new HashMap<>();
        request.before().steps().forEach(each -> before.put(each.item(), before.size()));
        found.sort(Comparator.comparing((LearningItem each) -> before.getOrDefault(each.id(), Integer.MAX_VALUE))
                .thenComparing(LearningItem::id));
        this.items = List.copyOf(found);
        this.covers = new int[items.size()][];
        this.shares = new int[items.size()][];
        this.requires = new int[items.size()][];
        this.minutes = items.stream().mapToInt(LearningItem::minutes).toArray();
        for (int item = 0; item < items.size(); item++) {
            LearningItem each = items.get(item);
            covers[item] = each.teaches().keySet().stream()
                    .filter(numberOf::containsKey)
                    .mapToInt(this::numberOf)
                    .toArray();
            shares[item] = each.teaches().entrySet().stream()
                    .filter(entry -> numberOf.containsKey(entry.getKey()))
                    .mapToInt(entry -> (int) StrictMath.round(entry.getValue() * WHOLE))
                    .toArray();
            requires[item] =
                    requirementsOf(each).stream().mapToInt(this::numberOf).toArray();
        }
    }

    private int numberOf(CompetencyTier step) {
        Integer number = numberOf.get(step);
        if (number == null) {
            throw new IllegalStateException("step %s was not numbered".formatted(step));
        }
        return number;
    }

    boolean isStep(CompetencyTier step) {
        return numberOf.containsKey(step);
    }

    Optional<Integer> indexOf(LearningItemId id) {
        for (int item = 0; item < items.size(); item++) {
            if (items.get(item).id().equals(id)) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    Tier targetOf(CompetencyId competency) {
        Tier asked = request.role().targets().getOrDefault(competency, Tier.AWARE);
        Tier wished = request.choices().goals().getOrDefault(competency, Tier.AWARE);
        return wished.compareTo(asked) > 0 ? wished : asked;
    }

    Tier heldIn(CompetencyId competency) {
        return placementOf(competency)
                .filter(Placement::known)
                .map(Placement::tier)
                .orElse(Tier.AWARE);
    }

    boolean isHeld(CompetencyTier step) {
        return heldIn(step.competency()).compareTo(step.tier()) >= 0;
    }

    Optional<Placement> placementOf(CompetencyId competency) {
        return Optional.ofNullable(request.placements().get(competency));
    }

    /** What must be held before the item can be started and is not held now. */
    SortedSet<CompetencyTier> requirementsOf(LearningItem item) {
        SortedSet<CompetencyTier> missing = new TreeSet<>();
        for (CompetencyTier taught : item.teaches().keySet()) {
            if (!isHeld(taught) && request.framework().competencies().contains(taught.competency())) {
                request.framework().requirementsOf(taught).stream()
                        .filter(each -> !isHeld(each))
                        .forEach(missing::add);
            }
        }
        return missing;
    }

    /** Probability of holding a step now; 0 where nothing at all is thought of the competency. */
    double probabilityOf(CompetencyTier step) {
        MasteryEstimate estimate = request.estimates().get(step.competency());
        return estimate == null
                ? 0
                : estimate.probabilityAtLeast(
                        request.framework().cutScoresOf(step.competency()).leastLogitOf(step.tier()));
    }

    /** A step that is held, though not surely. */
    boolean isDoubtful(CompetencyTier step) {
        return isHeld(step)
                && placementOf(step.competency())
                        .filter(placement -> placement.provisional() && placement.tier() == step.tier())
                        .isPresent();
    }

    /** True if a step needs practical work that a person rates, and none is there yet. */
    boolean lacksPractical(CompetencyTier step) {
        MasteryEstimate estimate = request.estimates().get(step.competency());
        return step.tier().level() >= Tier.PRACTITIONER.level() && (estimate == null || !estimate.practical());
    }

    private double worthOf(CompetencyTier step) {
        if (step.tier().compareTo(targetOf(step.competency())) > 0) {
            return 0;
        }
        double lacking = 1 - probabilityOf(step);
        double need = isHeld(step) ? (isDoubtful(step) ? lacking : 0) : Math.max(LEAST_NEED, lacking);
        return request.role().weight() * need;
    }

    private SortedSet<CompetencyTier> neededSteps() {
        SortedSet<CompetencyTier> needed = new TreeSet<>();
        for (CompetencyId competency : request.framework().competencies()) {
            for (int level = 2; level <= targetOf(competency).level(); level++) {
                CompetencyTier step = new CompetencyTier(competency, Tier.ofLevel(level));
                if (worthOf(step) > 0) {
                    needed.add(step);
                }
            }
        }
        return needed;
    }

    /** Adds to the steps whatever they, and the items that teach them, need first; answers the items that can help. */
    private List<LearningItem> withRequirements(SortedSet<CompetencyTier> relevant) {
        Offer offer = new Offer(this);
        Set<LearningItem> found = new HashSet<>();
        for (LearningItem each : request.items()) {
            if (offer.isPinned(each)) {
                found.add(each);
                relevant.addAll(requirementsOf(each));
            }
        }
        boolean grown = true;
        while (grown) {
            grown = false;
            for (LearningItem each : request.items()) {
                boolean helps = each.teaches().keySet().stream().anyMatch(relevant::contains);
                if (helps && !found.contains(each) && offer.isOpen(each, relevant)) {
                    found.add(each);
                    relevant.addAll(requirementsOf(each));
                    grown = true;
                }
            }
        }
        return new ArrayList<>(found);
    }
}
