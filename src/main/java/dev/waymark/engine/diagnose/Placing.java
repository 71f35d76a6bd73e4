package dev.waymark.engine.diagnose;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Tier;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Chooses the next question of a short placement, and says when it is over.
 *
 * <p>What a placement is for is a decision: does the learner hold the target tier of each competency asked about? A
 * question is worth what it is expected to take from the variance of the estimate, {@code v² w / (1 + w (v + v_d))} with
 * {@code w = p (1-p)} the information of an answer that is expected with probability {@code p} (about ½ tells most),
 * weighted by how open the decision is, {@code 4 P (1-P)}. A competency is decided once the probability of its target tier is
 * at least {@value #SURE} or at most 1 less that, or its 90 % interval spans less than one zone.
 *
 * <p>The same questions, estimates and history give the same choice.
 *
 * <p>Source: maximum-information selection in computerised adaptive testing, e.g. W. van der Linden and C. Glas (eds.),
 * Elements of Adaptive Testing (2010), chapter 1.
 */
public final class Placing {

    /** As many questions as fit in ten minutes. */
    public static final int MOST_QUESTIONS = 8;

    /**
     * Above the seven in ten at which the tier rule shows a tier: nearer to the line one more answer would turn the tier
     * again, and nearly twice as many decisions are wrong. {@code docs/model-card.md} has the figures of this margin and others.
     */
    public static final double SURE = 0.8;

    private static final double NINETY_PERCENT = 1.6448536269514722;
    private static final double ZONE = 1.5;

    /** Where a learner exactly on a tier's line gets seven points of ten. */
    private static final double LINE_LOGIT = 0.8472978603872037;

    private static final double DIFFICULTY_VARIANCE = 1.0;

    /** From even chances of four options: what guessing gives anyway. */
    private static final double GUESSING = 0.25;

    /** @param at the competency and the tier at which it is set */
    public record Question(String id, CompetencyTier at) {}

    /** What to do now. */
    public sealed interface Next {
        record Ask(Question question) implements Next {}

        record Stop(Why why) implements Next {}
    }

    /** Why it is over. */
    public enum Why {
        /** Every target is decided. */
        DECIDED,
        /** As many as there may be were asked. */
        ENOUGH_ASKED,
        /** There is no question left on what is still open. */
        NO_QUESTION_LEFT
    }

    private Placing() {}

    /**
     * @param estimates of at least the competencies that have a target; the answers given so far are in them
     * @param targets what to decide
     * @param cuts of the same competencies
     * @param bank questions that may be asked
     * @param asked ids of those that were asked in this placement
     */
    public static Next next(
            Map<CompetencyId, MasteryEstimate> estimates,
            SortedMap<CompetencyId, Tier> targets,
            Map<CompetencyId, CutScores> cuts,
            Collection<Question> bank,
            Set<String> asked) {
        return next(estimates, targets, cuts, bank, asked, SURE);
    }

    /**
     * The same with another margin, for whoever measures margins.
     *
     * @param sure probability at which a target is decided, above one half
     */
    public static Next next(
            Map<CompetencyId, MasteryEstimate> estimates,
            SortedMap<CompetencyId, Tier> targets,
            Map<CompetencyId, CutScores> cuts,
            Collection<Question> bank,
            Set<String> asked,
            double sure) {
        if (asked.size() >= MOST_QUESTIONS) {
            return new Next.Stop(Why.ENOUGH_ASKED);
        }
        boolean open = false;
        for (Map.Entry<CompetencyId, Tier> target : targets.entrySet()) {
            open |= !decided(estimates, target, cuts, sure);
        }
        if (!open) {
            return new Next.Stop(Why.DECIDED);
        }
        Optional<Question> best = bank.stream()
                .filter(each -> !asked.contains(each.id()))
                .filter(each -> targets.containsKey(each.at().competency()))
                .filter(each -> !decided(
                        estimates,
                        Map.entry(
                                each.at().competency(),
                                targets.getOrDefault(each.at().competency(), Tier.AWARE)),
                        cuts,
                        sure))
                .max(Comparator.comparingDouble((Question each) -> worth(each, estimates, targets, cuts))
                        .thenComparing(Question::id, Comparator.reverseOrder()));
        return best.<Next>map(Next.Ask::new).orElseGet(() -> new Next.Stop(Why.NO_QUESTION_LEFT));
    }

    /** Whether the target is decided either way, or the estimate is as narrow as a placement can make it. */
    private static boolean decided(
            Map<CompetencyId, MasteryEstimate> estimates,
            Map.Entry<CompetencyId, Tier> target,
            Map<CompetencyId, CutScores> cuts,
            double sure) {
        if (target.getValue() == Tier.AWARE) {
            return true;
        }
        MasteryEstimate estimate = of(estimates, target.getKey());
        if (estimate.direct() == 0) {
            return false;
        }
        double probability = holds(estimate, target.getValue(), cuts);
        return probability >= sure || probability <= 1 - sure || 2 * NINETY_PERCENT * estimate.sd() < ZONE;
    }

    /** Squared logits that an answer is expected to settle, weighted by how open the decision is. */
    static double worth(
            Question question,
            Map<CompetencyId, MasteryEstimate> estimates,
            SortedMap<CompetencyId, Tier> targets,
            Map<CompetencyId, CutScores> cuts) {
        CompetencyId competency = question.at().competency();
        MasteryEstimate estimate = of(estimates, competency);
        double probability = holds(estimate, targets.getOrDefault(competency, Tier.AWARE), cuts);
        double doubt = 4 * probability * (1 - probability);
        double v = estimate.variance();
        double x = estimate.mean() - difficulty(question, cuts);
        double p = 1 / (1 + StrictMath.exp(-x / StrictMath.sqrt(1 + 0.3927 * (v + DIFFICULTY_VARIANCE))));
        double seen = GUESSING + (1 - GUESSING) * p;
        double w = (1 - GUESSING) * (1 - GUESSING) * p * p * (1 - p) * (1 - p) / (seen * (1 - seen));
        return doubt * v * v * w / (1 + w * (v + DIFFICULTY_VARIANCE));
    }

    private static double difficulty(Question question, Map<CompetencyId, CutScores> cuts) {
        CutScores own = cutsOf(cuts, question.at().competency());
        double line = question.at().tier() == Tier.AWARE
                ? own.literate() - ZONE
                : own.leastLogitOf(question.at().tier());
        return line - LINE_LOGIT;
    }

    private static double holds(MasteryEstimate estimate, Tier tier, Map<CompetencyId, CutScores> cuts) {
        return tier == Tier.AWARE
                ? 1
                : estimate.probabilityAtLeast(
                        cutsOf(cuts, estimate.competency()).leastLogitOf(tier));
    }

    private static MasteryEstimate of(Map<CompetencyId, MasteryEstimate> estimates, CompetencyId competency) {
        MasteryEstimate found = estimates.get(competency);
        if (found == null) {
            throw new IllegalArgumentException("no estimate for competency " + competency);
        }
        return found;
    }

    private static CutScores cutsOf(Map<CompetencyId, CutScores> cuts, CompetencyId competency) {
        return cuts.getOrDefault(competency, CutScores.DEFAULT);
    }
}
