package dev.waymark.mastery;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.estimate.Constants;
import dev.waymark.engine.estimate.Estimator;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.LearnerMastery;
import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.engine.model.Verdict;
import dev.waymark.engine.model.WorkDone;
import dev.waymark.engine.place.CriteriaRule;
import dev.waymark.engine.place.TierRule;
import dev.waymark.mastery.Masteries.Standing;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * From a learner's evidence to their standing: a pure function of the evidence, the published content, the start tier
 * of their role, the parameter snapshot and the instant. Every number of a learner that anybody sees comes from here.
 */
final class Fold {

    static final Fold WITH_FORGETTING = new Fold(Constants.PUBLISHED);
    static final Fold WITHOUT_FORGETTING = new Fold(Constants.PUBLISHED.withoutForgetting());

    private final Estimator estimator;

    private Fold(Constants constants) {
        this.estimator = new Estimator(constants);
    }

    /** What criteria are judged by; nothing is read where the framework has none. */
    static List<WorkDone> worksFor(Published published, Supplier<List<WorkDone>> read) {
        return published.framework().criteria().isEmpty() ? List.of() : read.get();
    }

    /**
     * @param works all that the learner did, for the criteria of the framework
     * @param parameters as they are for people of this role
     */
    Standing of(
            Collection<Evidence> evidence,
            Collection<WorkDone> works,
            Published published,
            ParameterSnapshot parameters,
            Tier start,
            Instant asOf) {
        SortedMap<CompetencyTier, Verdict> verdicts = new CriteriaRule(works, asOf).judge(published.framework());
        LearnerMastery mastery = estimator.estimate(evidence, published.framework(), parameters, start, asOf);
        SortedMap<CompetencyId, Placement> placements = new TreeMap<>();
        mastery.estimates()
                .forEach((competency, estimate) -> placements.put(
                        competency,
                        TierRule.PUBLISHED.place(
                                estimate,
                                published.framework().cutScoresOf(competency),
                                CriteriaRule.lowestUnmet(verdicts, competency))));
        long happened = evidence.stream()
                .filter(each -> !each.experienced().isAfter(asOf))
                .count();
        return new Standing(mastery, Collections.unmodifiableSortedMap(placements), Math.toIntExact(happened));
    }
}
