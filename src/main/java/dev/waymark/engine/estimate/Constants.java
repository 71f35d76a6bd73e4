package dev.waymark.engine.estimate;

import dev.waymark.engine.model.Tier;

/**
 * The estimator's figures, all in one place. Logits unless said otherwise.
 *
 * <p>Variances and drifts were chosen on the training learners of three public answer sets, each judged with what the
 * others gave, and on made-up people with known levels; {@code docs/model-card.md} has the figures. The half-life, the
 * starting points, the doubts of ratings and the weights of evidence are judgement: no public data set has workplace
 * evidence in it.
 *
 * @param generalVariance doubt about a learner's general level before any evidence, squared logits
 * @param competencyVariance doubt about how a competency departs from the general level, squared logits
 * @param difficultyVariance doubt about an item whose difficulty nobody has learnt, squared logits
 * @param generalDrift variance that each question adds to the general level: people change
 * @param competencyDrift variance that each question adds to the competency it informs
 * @param halfLifeDays days without evidence after which half of a competency's departure has faded; infinite if skills
 *     do not fade
 * @param lineShare share of the points that a learner exactly on a tier's line gets on work set at that tier
 * @param firstStart starting mean for {@link Tier#AWARE}: near even chances of being literate, so that four of five
 *     questions right bear out tier 2 and two of three do not
 * @param secondStart for {@link Tier#LITERATE}
 * @param thirdStart for {@link Tier#PRACTITIONER}
 * @param fourthStart for {@link Tier#EXPERT}
 * @param exposureSlope how much a completion says of mastery, where an answer has 1
 * @param exposureIntercept how likely a completion is anyway
 * @param passQuestions how many questions a pass or a fail is worth
 * @param unsaidQuestions how many questions a score is worth if nobody said
 * @param mostQuestions how many questions a score is worth at most
 * @param repeatFactor weight of each try of an item relative to the next try of the same item; 0 to 1
 * @param selfRatingSd doubt of a self-rating beside the doubt about the cohort's bias
 * @param practicalSd doubt of a rating of practical work
 * @param peerSd doubt of a peer's rating
 * @param badgeSd doubt of somebody else's badge
 * @param onTheJobSd doubt of reported use on the job
 */
public record Constants(
        double generalVariance,
        double competencyVariance,
        double difficultyVariance,
        double generalDrift,
        double competencyDrift,
        double halfLifeDays,
        double lineShare,
        double firstStart,
        double secondStart,
        double thirdStart,
        double fourthStart,
        double exposureSlope,
        double exposureIntercept,
        double passQuestions,
        double unsaidQuestions,
        double mostQuestions,
        double repeatFactor,
        double selfRatingSd,
        double practicalSd,
        double peerSd,
        double badgeSd,
        double onTheJobSd) {

    /**
     * What Waymark ships with. What practice and failing add is not here but in {@link Prediction}: people do learn by
     * trying, but trying is no evidence. What is placed against cut scores is what was shown.
     */
    public static final Constants PUBLISHED = new Constants(
            0.8, 0.6, 0.8, 0.003, 0.01, 90, 0.7, -1.0, -0.6, 0.7, 2.0, 0.25, 0.8, 2, 3, 8, 0.5, 0.85, 0.45, 0.8, 0.6,
            1.0);

    public Constants {
        if (!(generalVariance > 0 && competencyVariance > 0 && difficultyVariance >= 0 && halfLifeDays > 0)) {
            throw new IllegalArgumentException(
                    "variances and the half-life must be above 0, found general %s, ".formatted(generalVariance)
                            + "competency %s, difficulty %s, half-life %s"
                                    .formatted(competencyVariance, difficultyVariance, halfLifeDays));
        }
        if (!(lineShare > 0 && lineShare < 1) || !(repeatFactor >= 0 && repeatFactor <= 1)) {
            throw new IllegalArgumentException(
                    "the line's share lies between 0 and 1 and the repeat factor is 0 to 1, found %s and %s"
                            .formatted(lineShare, repeatFactor));
        }
    }

    /** The same, as if skills did not fade. */
    public Constants withoutForgetting() {
        return new Constants(
                generalVariance,
                competencyVariance,
                difficultyVariance,
                generalDrift,
                competencyDrift,
                Double.POSITIVE_INFINITY,
                lineShare,
                firstStart,
                secondStart,
                thirdStart,
                fourthStart,
                exposureSlope,
                exposureIntercept,
                passQuestions,
                unsaidQuestions,
                mostQuestions,
                repeatFactor,
                selfRatingSd,
                practicalSd,
                peerSd,
                badgeSd,
                onTheJobSd);
    }

    double startOf(Tier tier) {
        return switch (tier) {
            case AWARE -> firstStart;
            case LITERATE -> secondStart;
            case PRACTITIONER -> thirdStart;
            case EXPERT -> fourthStart;
        };
    }
}
