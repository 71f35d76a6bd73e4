package dev.waymark.engine.plan;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath.Recheck;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Reason;
import dev.waymark.engine.model.Tier;
import dev.waymark.engine.plan.PlanRequest.Reached;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When tiers that were reached should be shown again: 30, 60 and 90 days after, and at once when the probability that the
 * tier is still held has fallen under .70 with nothing but time against it. What happened in the week before a day
 * counts for that day; evidence of any other time starts no new count.
 *
 * <p>Spacing helps (Latimier et al. 2021: g = .74 against massed practice), growing gaps no more than even ones (g =
 * .034).
 */
final class Rechecks {

    private static final int[] DAYS = {30, 60, 90};
    private static final Duration EARLY = Duration.ofDays(7);

    /** The same as the tier rule demands. */
    private static final double DEMANDED = 0.70;

    private final PlanRequest request;
    private final Syllabus syllabus;
    private final Learner learner;
    private final Offer offer;

    Rechecks(Problem problem) {
        this.request = problem.request;
        this.syllabus = problem.syllabus;
        this.learner = problem.learner;
        this.offer = problem.offer;
    }

    List<Recheck> soonestFirst() {
        List<Recheck> all = new ArrayList<>();
        request.reached().forEach((competency, reached) -> {
            if (syllabus.numberOf(competency) >= 0
                    && reached.tier() != Tier.AWARE
                    && learner.targetOf(competency) != Tier.AWARE) {
                recheck(competency, reached).ifPresent(all::add);
            }
        });
        all.sort(Comparator.comparing(Recheck::due).thenComparing(Recheck::tier));
        return all;
    }

    private Optional<Recheck> recheck(CompetencyId competency, Reached reached) {
        MasteryEstimate estimate = request.estimates().get(competency);
        if (estimate == null || estimate.direct() == 0) {
            return Optional.empty();
        }
        CompetencyTier tier = new CompetencyTier(competency, reached.tier());
        double held = learner.probabilityOf(tier);
        if (held < DEMANDED) {
            return Optional.of(new Recheck(tier, request.at(), new Reason.RecheckFading(held), item(tier)));
        }
        Instant last = estimate.lastEvidence().orElse(reached.since());
        for (int day : DAYS) {
            Instant due = reached.since().plus(Duration.ofDays(day));
            if (last.isBefore(due.minus(EARLY))) {
                return Optional.of(new Recheck(tier, due, new Reason.RecheckScheduled(day), item(tier)));
            }
        }
        return Optional.empty();
    }

    /** The shortest test there is, or else the shortest item that leaves something to judge. */
    private Optional<LearningItemId> item(CompetencyTier tier) {
        int step = syllabus.numberOf(tier);
        List<LearningItem> teachers = new ArrayList<>();
        for (int item : syllabus.teachers[step]) {
            if (!offer.isWaived(item)) {
                teachers.add(syllabus.items.get(item));
            }
        }
        return teachers.stream()
                .filter(each -> each.method() == DeliveryMethod.QUIZ || each.practical())
                .min(Comparator.comparing((LearningItem each) -> each.method() != DeliveryMethod.QUIZ)
                        .thenComparing(LearningItem::minutes)
                        .thenComparing(LearningItem::id))
                .map(LearningItem::id);
    }
}
