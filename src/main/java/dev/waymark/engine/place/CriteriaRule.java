package dev.waymark.engine.place;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Criterion;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.Tier;
import dev.waymark.engine.model.Verdict;
import dev.waymark.engine.model.WorkDone;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Whether what a learner did meets what a tier demands besides the estimate. Nothing that was done is ever too old; what
 * happened after the instant asked for is not seen.
 */
public final class CriteriaRule {

    /** So that three quarters of the points are enough in binary fractions too. */
    private static final double ROUNDING = 1e-9;

    private final Collection<WorkDone> works;
    private final Instant asOf;

    /** @param works all that the learner did */
    public CriteriaRule(Collection<WorkDone> works, Instant asOf) {
        this.works = List.copyOf(works);
        this.asOf = asOf;
    }

    /** The verdict on every criterion of the framework. */
    public SortedMap<CompetencyTier, Verdict> judge(Framework framework) {
        SortedMap<CompetencyTier, Verdict> verdicts = new TreeMap<>();
        framework
                .criteria()
                .forEach((target, criterion) -> verdicts.put(target, judge(criterion, target.competency())));
        return verdicts;
    }

    /** The lowest tier of a competency whose criterion is not met: it and those above it are not held. */
    public static Optional<Tier> lowestUnmet(SortedMap<CompetencyTier, Verdict> verdicts, CompetencyId competency) {
        return verdicts.entrySet().stream()
                .filter(each -> each.getKey().competency().equals(competency)
                        && !each.getValue().met())
                .map(each -> each.getKey().tier())
                .findFirst();
    }

    /** @param competency that the criterion is for: practical work counts if it is in this one */
    public Verdict judge(Criterion criterion, CompetencyId competency) {
        if (criterion instanceof Criterion.All all) {
            List<Verdict> parts = judge(all.parts(), competency);
            return new Verdict(criterion, parts.stream().allMatch(Verdict::met), OptionalDouble.empty(), parts);
        }
        if (criterion instanceof Criterion.Any any) {
            List<Verdict> parts = judge(any.parts(), competency);
            return new Verdict(criterion, parts.stream().anyMatch(Verdict::met), OptionalDouble.empty(), parts);
        }
        if (criterion instanceof Criterion.ScoreAtLeast score) {
            return scored(criterion, score.share(), on(score.activity()));
        }
        if (criterion instanceof Criterion.RatedPractical rated) {
            return scored(
                    criterion,
                    rated.share(),
                    work -> work.practical()
                            && (rated.activity().isPresent()
                                    ? work.activity().equals(rated.activity().get())
                                    : work.competencies().contains(competency)));
        }
        if (criterion instanceof Criterion.BadgeHeld badge) {
            return plain(criterion, on(badge.badge()).and(WorkDone::badge));
        }
        if (criterion instanceof Criterion.Completed completed) {
            return plain(criterion, on(completed.activity()).and(WorkDone::completed));
        }
        throw new IllegalStateException("no rule for " + criterion);
    }

    private List<Verdict> judge(List<Criterion> parts, CompetencyId competency) {
        return parts.stream().map(part -> judge(part, competency)).toList();
    }

    private static Predicate<WorkDone> on(ActivityId activity) {
        return work -> work.activity().equals(activity);
    }

    private Verdict scored(Criterion criterion, double least, Predicate<WorkDone> which) {
        OptionalDouble best = works.stream()
                .filter(work -> !work.at().isAfter(asOf) && which.test(work))
                .flatMapToDouble(work -> work.share().stream())
                .max();
        return new Verdict(criterion, best.isPresent() && best.getAsDouble() >= least - ROUNDING, best, List.of());
    }

    private Verdict plain(Criterion criterion, Predicate<WorkDone> which) {
        boolean met = works.stream().anyMatch(work -> !work.at().isAfter(asOf) && which.test(work));
        return new Verdict(criterion, met, OptionalDouble.empty(), List.of());
    }
}
