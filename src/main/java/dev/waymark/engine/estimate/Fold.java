package dev.waymark.engine.estimate;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.engine.model.ParameterSnapshot.Difficulty;
import dev.waymark.engine.model.ParameterSnapshot.Spread;
import dev.waymark.engine.model.Tier;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * One learner's states while the evidence is taken in, piece by piece in order. The arithmetic of {@link Estimator} is
 * here; what it did to each competency is {@link Trail}'s.
 */
final class Fold {

    private final Constants constants;
    private final Framework framework;
    private final ParameterSnapshot snapshot;
    private final Levels levels;
    private final SortedMap<CompetencyId, Integer> numbers = new TreeMap<>();
    private final Map<EvidenceId, Double> repeatWeights;
    private final int[] who;
    private int m;
    private double ownBias;
    private double ownBiasVariance;

    /**
     * @param repeatWeights of each piece of evidence, 0 to 1, see {@link Repeats}
     */
    Fold(
            Constants constants,
            Framework framework,
            ParameterSnapshot snapshot,
            double start,
            Map<EvidenceId, Double> repeatWeights) {
        this.constants = constants;
        this.framework = framework;
        this.snapshot = snapshot;
        this.repeatWeights = repeatWeights;
        framework.competencies().forEach(each -> numbers.put(each, numbers.size()));
        this.levels = new Levels(
                start,
                snapshot.spread().map(Spread::general).orElse(constants.generalVariance()),
                snapshot.spread().map(Spread::competency).orElse(constants.competencyVariance()),
                Math.max(1, numbers.size()));
        this.who = new int[Tier.values().length * numbers.size()];
        this.ownBias = snapshot.selfRatingBias();
        this.ownBiasVariance = snapshot.selfRatingBiasVariance();
    }

    private int numberOf(CompetencyId competency) {
        Integer found = numbers.get(competency);
        if (found == null) {
            throw new IllegalArgumentException("the framework has no competency " + competency);
        }
        return found;
    }

    double meanOf(CompetencyId competency) {
        return levels.meanOf(numberOf(competency));
    }

    double varianceOf(CompetencyId competency) {
        return levels.varianceOf(numberOf(competency));
    }

    void fadeUntil(CompetencyId competency, Instant now) {
        levels.fade(numberOf(competency), Days.of(now), constants.halfLifeDays());
    }

    void take(Evidence evidence) {
        m = 0;
        for (CompetencyTier each : evidence.competencies()) {
            who[m++] = numberOf(each.competency());
        }
        levels.settle(who, m);
        Observation seen = evidence.observation();
        double weight = evidence.weight() * repeatWeights.getOrDefault(evidence.id(), 1.0);
        if (seen instanceof Observation.Answer answer) {
            questions(evidence, answer.correct() ? 1 : 0, weight);
        } else if (seen instanceof Observation.Score score) {
            double worth = score.questions().isPresent()
                    ? Math.min(score.questions().getAsInt(), constants.mostQuestions())
                    : constants.unsaidQuestions();
            questions(evidence, score.share(), weight * worth);
        } else if (seen instanceof Observation.PassFail result) {
            questions(evidence, result.passed() ? 1 : 0, weight * constants.passQuestions());
        } else if (seen instanceof Observation.Exposure) {
            exposure(evidence, weight);
        } else if (seen instanceof Observation.SelfRating rating) {
            selfRating(
                    mean(evidence, each -> Scale.middleOf(rating.tier(), framework.cutScoresOf(each.competency()))),
                    weight);
        } else if (seen instanceof Observation.PracticalRating rating) {
            double shown = mean(
                    evidence,
                    each -> Scale.ratedAt(
                            rating.share(),
                            each.tier(),
                            framework.cutScoresOf(each.competency()),
                            constants.lineShare()));
            rating(shown, constants.practicalSd() * constants.practicalSd(), weight);
        } else if (seen instanceof Observation.PeerRating rating) {
            tierRating(evidence, rating.tier(), constants.peerSd(), weight);
        } else if (seen instanceof Observation.ImportedBadge badge) {
            tierRating(evidence, badge.tier(), constants.badgeSd(), weight);
        } else if (seen instanceof Observation.OnTheJob use) {
            tierRating(evidence, use.tier(), constants.onTheJobSd(), weight);
        }
    }

    /**
     * So many questions, so large a share of them right. The questions have difficulties of their own, so each tells
     * less than it would if its difficulty were known: {@code w / (1 + w v_d)} instead of {@code w}.
     */
    private void questions(Evidence evidence, double share, double number) {
        Difficulty difficulty = difficultyOf(evidence);
        double expected = Scale.logistic(levels.mean(who, m) - difficulty.mean());
        double w = expected * (1 - expected);
        double blur = 1 + w * difficulty.variance();
        double z = 1 + number * w / blur * levels.doubt(who, m);
        double surprise = number * (share - expected) / (blur * z);
        learn(surprise, number * w / (blur * z), number);
    }

    /** Completed: a question that says little, and that nobody fails. */
    private void exposure(Evidence evidence, double weight) {
        Difficulty difficulty = difficultyOf(evidence);
        double slope = constants.exposureSlope();
        double expected =
                Scale.logistic(constants.exposureIntercept() + slope * (levels.mean(who, m) - difficulty.mean()));
        double w = weight * slope * slope * expected * (1 - expected);
        double z = 1 + w * (levels.doubt(who, m) + difficulty.variance());
        learn(weight * slope * (1 - expected) / z, w / z, weight);
    }

    private void tierRating(Evidence evidence, Tier tier, double sd, double weight) {
        rating(mean(evidence, each -> Scale.middleOf(tier, framework.cutScoresOf(each.competency()))), sd * sd, weight);
    }

    /** Somebody says where the learner is: a normal measurement; half the weight is twice the variance. */
    private void rating(double shown, double variance, double weight) {
        double total = levels.doubt(who, m) + variance / weight;
        learn((shown - levels.mean(who, m)) / total, 1 / total, weight);
    }

    /**
     * The learner says where they are. How far they rate themselves too high is a level of its own: it starts at what
     * their cohort was found to do, and moves as their other evidence shows.
     */
    private void selfRating(double shown, double weight) {
        double sd = constants.selfRatingSd();
        double total = levels.doubt(who, m) + ownBiasVariance + sd * sd / weight;
        double surprise = (shown - levels.mean(who, m) - ownBias) / total;
        learn(surprise, 1 / total, weight);
        ownBias += ownBiasVariance * surprise;
        ownBiasVariance -= ownBiasVariance * ownBiasVariance / total;
    }

    private void learn(double surprise, double certainty, double number) {
        levels.learn(who, m, surprise, certainty);
        levels.drift(who, m, constants.generalDrift() * number, constants.competencyDrift() * number);
    }

    private Difficulty difficultyOf(Evidence evidence) {
        Optional<Difficulty> learnt = snapshot.difficultyOf(evidence.item());
        return learnt.orElseGet(() -> new Difficulty(
                mean(
                        evidence,
                        each -> Scale.difficultyOf(
                                each.tier(), framework.cutScoresOf(each.competency()), constants.lineShare())),
                constants.difficultyVariance()));
    }

    private static double mean(Evidence evidence, ToDoubleFunction<CompetencyTier> of) {
        double sum = 0;
        for (CompetencyTier each : evidence.competencies()) {
            sum += of.applyAsDouble(each);
        }
        return sum / evidence.competencies().size();
    }
}
