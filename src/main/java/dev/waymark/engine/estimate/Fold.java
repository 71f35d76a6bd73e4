package dev.waymark.engine.estimate;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.engine.model.ParameterSnapshot.Difficulty;
import dev.waymark.engine.model.Tier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
    private final State general;
    private final SortedMap<CompetencyId, State> departures = new TreeMap<>();
    private final Map<Object, Integer> tries = new HashMap<>();

    Fold(Constants constants, Framework framework, ParameterSnapshot snapshot, double start) {
        this.constants = constants;
        this.framework = framework;
        this.snapshot = snapshot;
        this.general = new State(start, constants.generalVariance());
        for (CompetencyId each : framework.competencies()) {
            departures.put(each, new State(0, constants.competencyVariance()));
        }
    }

    State departure(CompetencyId competency) {
        State found = departures.get(competency);
        if (found == null) {
            throw new IllegalArgumentException("the framework has no competency " + competency);
        }
        return found;
    }

    double meanOf(CompetencyId competency) {
        return general.mean() + departure(competency).mean();
    }

    double varianceOf(CompetencyId competency) {
        return general.variance() + departure(competency).variance();
    }

    void take(Evidence evidence) {
        general.settleDrift();
        evidence.competencies().forEach(each -> departure(each.competency()).settleDrift());
        Observation seen = evidence.observation();
        double weight = evidence.weight() * repeatWeight(evidence);
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
            double doubt = constants.selfRatingSd() * constants.selfRatingSd() + snapshot.selfRatingBiasVariance();
            double middle =
                    mean(evidence, each -> Scale.middleOf(rating.tier(), framework.cutScoresOf(each.competency())));
            rating(evidence, middle - snapshot.selfRatingBias(), doubt, weight);
        } else if (seen instanceof Observation.PracticalRating rating) {
            double shown = mean(
                    evidence,
                    each -> Scale.ratedAt(
                            rating.share(),
                            each.tier(),
                            framework.cutScoresOf(each.competency()),
                            constants.lineShare()));
            rating(evidence, shown, constants.practicalSd() * constants.practicalSd(), weight);
        } else if (seen instanceof Observation.PeerRating rating) {
            tierRating(evidence, rating.tier(), constants.peerSd(), weight);
        } else if (seen instanceof Observation.ImportedBadge badge) {
            tierRating(evidence, badge.tier(), constants.badgeSd(), weight);
        } else if (seen instanceof Observation.OnTheJob use) {
            tierRating(evidence, use.tier(), constants.onTheJobSd(), weight);
        }
    }

    /** The first try of an item in full, each further one by a factor of the one before. */
    private double repeatWeight(Evidence evidence) {
        List<Object> subjects = new ArrayList<>();
        if (evidence.observation() instanceof Observation.Exposure) {
            evidence.competencies()
                    .forEach(each -> subjects.add(each.competency())); // more reading is more of the same
        } else {
            subjects.add(List.of(evidence.item(), evidence.observation().getClass()));
        }
        int most = 0;
        for (Object subject : subjects) {
            most = Math.max(most, tries.merge(subject, 1, Integer::sum));
        }
        return StrictMath.pow(constants.repeatFactor(), most - 1);
    }

    /**
     * So many questions, so large a share of them right. The questions have difficulties of their own, so each tells
     * less than it would if its difficulty were known: {@code w / (1 + w v_d)} instead of {@code w}.
     */
    private void questions(Evidence evidence, double share, double number) {
        Difficulty difficulty = difficultyOf(evidence);
        double expected = Scale.logistic(levelFor(evidence) - difficulty.mean());
        double w = expected * (1 - expected);
        double blur = 1 + w * difficulty.variance();
        double z = 1 + number * w / blur * doubtFor(evidence);
        double surprise = number * (share - expected) / (blur * z);
        learn(evidence, surprise, number * w / (blur * z), number);
        practise(evidence, share, number);
    }

    /** Completed: a question that says little, and that nobody fails. */
    private void exposure(Evidence evidence, double weight) {
        Difficulty difficulty = difficultyOf(evidence);
        double slope = constants.exposureSlope();
        double expected =
                Scale.logistic(constants.exposureIntercept() + slope * (levelFor(evidence) - difficulty.mean()));
        double w = weight * slope * slope * expected * (1 - expected);
        double z = 1 + w * (doubtFor(evidence) + difficulty.variance());
        learn(evidence, weight * slope * (1 - expected) / z, w / z, weight);
    }

    private void tierRating(Evidence evidence, Tier tier, double sd, double weight) {
        rating(
                evidence,
                mean(evidence, each -> Scale.middleOf(tier, framework.cutScoresOf(each.competency()))),
                sd * sd,
                weight);
    }

    /** Somebody says where the learner is: a normal measurement; half the weight is twice the variance. */
    private void rating(Evidence evidence, double shown, double variance, double weight) {
        double total = doubtFor(evidence) + variance / weight;
        learn(evidence, (shown - levelFor(evidence)) / total, 1 / total, weight);
    }

    private void learn(Evidence evidence, double surprise, double certainty, double number) {
        double part = 1.0 / evidence.competencies().size();
        general.learn(1, surprise, certainty);
        general.drift(constants.generalDrift(), number);
        for (CompetencyTier each : evidence.competencies()) {
            State departure = departure(each.competency());
            departure.learn(part, surprise, certainty);
            departure.drift(constants.competencyDrift(), number);
        }
    }

    /** What practice itself adds, failing included. */
    private void practise(Evidence evidence, double share, double number) {
        for (CompetencyTier each : evidence.competencies()) {
            State departure = departure(each.competency());
            double seen = departure.questions();
            double gain = constants.practiceGain() * (StrictMath.log1p(seen + number) - StrictMath.log1p(seen))
                    + constants.failureGain() * (1 - share) * number;
            departure.practise(gain, number);
        }
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

    private double levelFor(Evidence evidence) {
        return general.mean()
                + mean(evidence, each -> departure(each.competency()).mean());
    }

    private double doubtFor(Evidence evidence) {
        int m = evidence.competencies().size();
        return general.variance()
                + mean(evidence, each -> departure(each.competency()).variance()) / m;
    }

    private static double mean(Evidence evidence, ToDoubleFunction<CompetencyTier> of) {
        double sum = 0;
        for (CompetencyTier each : evidence.competencies()) {
            sum += of.applyAsDouble(each);
        }
        return sum / evidence.competencies().size();
    }
}
