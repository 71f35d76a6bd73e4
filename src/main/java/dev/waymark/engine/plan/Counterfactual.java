package dev.waymark.engine.plan;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Reason;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a reason counts for: the path planned anew as if that reason did not hold, and where the item stands then. Both
 * paths are planned from scratch, since a path that is kept for steadiness would hide the difference.
 */
public final class Counterfactual {

    private static final int MOST_WEEKLY = 2400;
    private static final int MOST_WEEKS = 52;

    /** Each is a path planned anew. */
    private static final int MOST_REASONS = 12;

    private final Planner planner;

    public Counterfactual(Planner planner) {
        this.planner = planner;
    }

    /**
     * @param place of the item as things are, 1 for the next step; empty if it is not on the path
     * @param placeWithout its place if the reason did not hold
     * @param without the path if the reason did not hold
     */
    public record Difference(OptionalInt place, OptionalInt placeWithout, LearningPath without) {

        public boolean changes() {
            return !place.equals(placeWithout);
        }
    }

    public Difference of(PlanRequest request, LearningItemId item, Reason reason) {
        PlanRequest fresh = request.after(LearningPath.EMPTY);
        if (reason instanceof Reason.KeptSteady) {
            LearningPath scratch = planner.plan(fresh);
            return new Difference(placeOf(item, planner.plan(request)), placeOf(item, scratch), scratch);
        }
        LearningPath without = without(fresh, item, List.of(reason));
        return new Difference(placeOf(item, planner.plan(fresh)), placeOf(item, without), without);
    }

    /**
     * What keeps an item off the path: with all of these gone it comes, with any one of them left it does not.
     *
     * @param reasons the one that is cited first, then the one that holds where that one does not, and so on; empty if
     *     the item is on the path or is not for a target
     * @param place of the item if none of them held; empty if it would not be on the path even then
     * @param without the path if none of them held
     */
    public record Against(List<Reason> reasons, OptionalInt place, LearningPath without) {
        public Against {
            reasons = List.copyOf(reasons);
        }
    }

    /** Takes one reason after the other away until the item comes, then puts back those that need not go for that. */
    public Against against(PlanRequest request, LearningItemId item) {
        PlanRequest asked = request.after(LearningPath.EMPTY);
        List<Reason> met = new ArrayList<>();
        Tried tried = new Tried(asked, Without.NOTHING);
        while (!tried.has(item) && met.size() < MOST_REASONS) {
            Optional<Reason> why = tried.whyNot(item).filter(each -> !met.contains(each));
            if (why.isEmpty()) {
                break;
            }
            met.add(why.get());
            tried = tried.without(item, why.get());
        }
        // Without the last one it did not come.
        Reason last = met.isEmpty() ? new Reason.StillThere() : met.get(met.size() - 1);
        List<Reason> reasons = together(met);
        for (int i = reasons.size() - 1; i >= 0 && reasons.size() > 1 && tried.has(item); i--) {
            if (reasons.get(i).equals(last)) {
                continue;
            }
            List<Reason> fewer = new ArrayList<>(reasons);
            fewer.remove(i);
            Tried other = new Tried(asked, Without.NOTHING);
            for (Reason each : fewer) {
                other = other.without(item, each);
            }
            if (other.has(item)) {
                reasons.remove(i);
                tried = other;
            }
        }
        LearningPath path = planner.told(tried.found(), tried.aside);
        return new Against(reasons, placeOf(item, path), path);
    }

    /** Whatever covers the same, one after the other as each takes the place of those before, told as one reason. */
    private static List<Reason> together(List<Reason> reasons) {
        TreeSet<LearningItemId> known = new TreeSet<>();
        List<LearningItemId> instead = new ArrayList<>();
        List<Reason> others = new ArrayList<>();
        int place = -1;
        for (Reason each : reasons) {
            if (each instanceof Reason.BetterElsewhere better) {
                place = place < 0 ? others.size() : place;
                better.instead().stream().filter(known::add).forEach(instead::add);
            } else {
                others.add(each);
            }
        }
        if (place >= 0) {
            others.add(place, new Reason.BetterElsewhere(instead));
        }
        return others;
    }

    /**
     * A path as if some reasons did not hold. It is found when it is asked for, and not told: to tell why each of a
     * thousand items is left out takes as long as to find it. For an item that is not open, or helps nothing, no path
     * need be found at all.
     */
    private final class Tried {

        private final PlanRequest asked;
        private final Without aside;
        private @Nullable Problem problem;
        private Planner.@Nullable Found found;

        Tried(PlanRequest asked, Without aside) {
            this.asked = asked;
            this.aside = aside;
        }

        Tried without(LearningItemId item, Reason reason) {
            return new Tried(otherwise(asked, item, reason), aside.and(leftAside(asked, item, reason)));
        }

        private Problem problem() {
            Problem known = problem == null ? new Problem(asked, planner.syllabus(asked), aside) : problem;
            problem = known;
            return known;
        }

        Planner.Found found() {
            Planner.Found known = found == null ? planner.find(problem(), aside) : found;
            found = known;
            return known;
        }

        boolean has(LearningItemId item) {
            return problem().localItem(item) >= 0 && found().placeOf(item) >= 0;
        }

        Optional<Reason> whyNot(LearningItemId item) {
            return problem().localItem(item) < 0 ? Omissions.whyNever(problem(), item) : Planner.whyNot(found(), item);
        }
    }

    /** 1 for the first step; empty if the item is not on the path. */
    public static OptionalInt placeOf(LearningItemId item, LearningPath path) {
        for (int i = 0; i < path.steps().size(); i++) {
            if (path.steps().get(i).item().equals(item)) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }

    /** The path from scratch as if these reasons for, or against, an item did not hold. */
    private LearningPath without(PlanRequest request, LearningItemId item, List<Reason> reasons) {
        Tried tried = new Tried(request, Without.NOTHING);
        for (Reason each : reasons) {
            tried = tried.without(item, each);
        }
        return planner.told(tried.found(), tried.aside);
    }

    /** What is left out of account in the plan. */
    private Without leftAside(PlanRequest request, LearningItemId item, Reason reason) {
        if (reason instanceof Reason.ClosesGap || reason instanceof Reason.SettlesDoubt) {
            return closing(request, item, true, false);
        } else if (reason instanceof Reason.Opens) {
            return closing(request, item, false, true);
        } else if (reason instanceof Reason.ClosesGapAndOpens || reason instanceof Reason.PinnedAndUseful) {
            return closing(request, item, true, true);
        } else if (reason instanceof Reason.FurthestFromTarget furthest) {
            return ofCompetency(request, furthest.competency());
        } else if (reason instanceof Reason.StillThere) {
            return closed(request, List.of(item));
        } else if (reason instanceof Reason.BetterElsewhere better) {
            return closed(request, better.instead());
        } else if (reason instanceof Reason.OutOfReach out) {
            return notRequiring(request, out.missing());
        }
        return Without.NOTHING;
    }

    /** What is asked for otherwise. */
    private static PlanRequest otherwise(PlanRequest request, LearningItemId item, Reason reason) {
        Choices choices = request.choices();
        if (reason instanceof Reason.Pinned || reason instanceof Reason.PinnedAndUseful) {
            return unpinned(request, item);
        } else if (reason instanceof Reason.BringsPractical practical) {
            return withPractical(request, practical.competency());
        } else if (reason instanceof Reason.MethodAvoided) {
            return request.choosing(OtherChoices.avoiding(choices, Set.of()));
        } else if (reason instanceof Reason.Waived) {
            return request.choosing(OtherChoices.waiving(choices, without(choices.waived(), item)));
        } else if (reason instanceof Reason.TooLong) {
            return request.choosing(OtherChoices.atLength(choices));
        } else if (reason instanceof Reason.OverBudget) {
            return request.choosing(OtherChoices.within(choices, MOST_WEEKLY, MOST_WEEKS));
        } else if (reason instanceof Reason.BeyondTarget beyond) {
            return request.choosing(OtherChoices.aiming(choices, beyond.tier()));
        } else if (reason instanceof Reason.NothingLeftToTeach) {
            return notHolding(request, item);
        } else if (reason instanceof Reason.Dated) {
            return undated(request, item);
        }
        return request;
    }

    static PlanRequest unpinned(PlanRequest request, LearningItemId item) {
        return request.choosing(OtherChoices.pinning(
                request.choices(), without(request.choices().pinned(), item)));
    }

    private Without closing(PlanRequest request, LearningItemId item, boolean worthless, boolean notRequired) {
        Syllabus syllabus = planner.syllabus(request);
        BitSet taught = new BitSet();
        syllabus.numberOf(item).ifPresent(number -> {
            for (int step : syllabus.taught[number]) {
                taught.set(step);
            }
        });
        return new Without(worthless ? taught : new BitSet(), notRequired ? taught : new BitSet(), new BitSet());
    }

    private Without ofCompetency(PlanRequest request, CompetencyId competency) {
        BitSet steps = new BitSet();
        int number = planner.syllabus(request).numberOf(competency);
        if (number >= 0) {
            steps.set(number * Syllabus.STEPS_EACH, (number + 1) * Syllabus.STEPS_EACH);
        }
        return new Without(steps, new BitSet(), new BitSet());
    }

    private Without closed(PlanRequest request, List<LearningItemId> items) {
        BitSet closed = new BitSet();
        items.forEach(each -> planner.syllabus(request).numberOf(each).ifPresent(closed::set));
        return new Without(new BitSet(), new BitSet(), closed);
    }

    private Without notRequiring(PlanRequest request, CompetencyTier missing) {
        BitSet steps = new BitSet();
        int step = planner.syllabus(request).numberOf(missing);
        if (step >= 0) {
            steps.set(step);
        }
        return new Without(new BitSet(), steps, new BitSet());
    }

    private static PlanRequest withPractical(PlanRequest request, CompetencyId competency) {
        TreeMap<CompetencyId, MasteryEstimate> estimates = new TreeMap<>(request.estimates());
        estimates.computeIfPresent(
                competency,
                (id, it) -> new MasteryEstimate(
                        id,
                        it.mean(),
                        it.variance(),
                        it.asOf(),
                        it.direct(),
                        true,
                        it.onlySelfRated(),
                        it.onlyExposure(),
                        it.lastEvidence()));
        return new PlanRequest(
                request.framework(),
                request.role(),
                estimates,
                request.placements(),
                request.items(),
                request.choices(),
                request.before(),
                request.at(),
                request.reached());
    }

    private static PlanRequest notHolding(PlanRequest request, LearningItemId item) {
        TreeMap<CompetencyId, Placement> placements = new TreeMap<>(request.placements());
        request.items().stream()
                .filter(each -> each.id().equals(item))
                .flatMap(each -> each.teaches().keySet().stream())
                .forEach(step -> placements.remove(step.competency()));
        return request.placing(placements);
    }

    private static PlanRequest undated(PlanRequest request, LearningItemId item) {
        List<LearningItem> items = new ArrayList<>();
        for (LearningItem each : request.items()) {
            items.add(
                    !each.id().equals(item)
                            ? each
                            : new LearningItem(
                                    each.id(),
                                    each.teaches(),
                                    each.minutes(),
                                    each.method(),
                                    each.practical(),
                                    each.activity(),
                                    new LearningItem.Terms(
                                            each.terms().entry(),
                                            each.terms().reviewed(),
                                            Optional.empty(),
                                            Optional.empty())));
        }
        return new PlanRequest(
                request.framework(),
                request.role(),
                request.estimates(),
                request.placements(),
                items,
                request.choices(),
                request.before(),
                request.at(),
                request.reached());
    }

    private static <T> TreeSet<T> without(Set<T> items, T item) {
        TreeSet<T> rest = new TreeSet<>(items);
        rest.remove(item);
        return rest;
    }
}
