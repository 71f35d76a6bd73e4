package dev.waymark.mastery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.LearnerMastery.Cause;
import dev.waymark.engine.model.LearnerMastery.Contribution;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What an item taught: told by later evidence that is not its own, and of five people or more. */
class GainsTest {

    private static final Published CONTENT = SmallContent.published("small/1");
    private static final CompetencyId BASICS = SmallContent.BASICS;
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final LearningItem HALF_AN_HOUR = new LearningItem(
            new LearningItemId("half"),
            Map.of(new CompetencyTier(BASICS, Tier.LITERATE), 1.0),
            30,
            DeliveryMethod.QUIZ,
            false,
            Optional.of(new ActivityId("https://lms.test/half")));
    private static final List<Work> WORKS = List.of(work("own", NOON));

    @Test
    void theItemsOwnScoreIsNoGainAndTheNextOtherEvidenceIsWhatCounts() {
        List<Contribution> story = List.of(
                contribution("earlier", NOON.minusSeconds(60), -1.0, -.5),
                contribution("own", NOON, -.5, .4),
                contribution("later", NOON.plus(Duration.ofDays(2)), .4, .7));
        double tier = (CONTENT.framework().cutScoresOf(BASICS).expert()
                        - CONTENT.framework().cutScoresOf(BASICS).literate())
                / 2;
        assertThat(LedgerGains.gain(HALF_AN_HOUR, WORKS, story, CONTENT).orElseThrow())
                .isCloseTo((.7 - -.5) / tier / .5, within(1e-12));
    }

    @Test
    void withoutLaterEvidenceNothingIsMeasured() {
        assertThat(LedgerGains.gain(HALF_AN_HOUR, WORKS, List.of(contribution("own", NOON, -.5, .4)), CONTENT))
                .isEmpty();
        List<Contribution> tooLate = List.of(
                contribution("own", NOON, -.5, .4), contribution("later", NOON.plus(Duration.ofDays(31)), .4, .7));
        assertThat(LedgerGains.gain(HALF_AN_HOUR, WORKS, tooLate, CONTENT)).isEmpty();
    }

    @Test
    void fourPeopleGiveNoFigureAndFiveGiveOneWithItsInterval() {
        assertThat(LedgerGains.perHour(List.of(1.0, 2.0, 3.0, 4.0))).isEmpty();
        Gains.PerHour five =
                LedgerGains.perHour(List.of(1.0, 2.0, 3.0, 4.0, 5.0)).orElseThrow();
        assertThat(five.mean()).isEqualTo(3);
        // t(.95; 4) = 2.132, standard error of the mean .7071.
        assertThat(five.high()).isCloseTo(3 + 2.132 * .70711, within(.02));
        assertThat(five.low()).isCloseTo(3 - 2.132 * .70711, within(.02));
    }

    private static Work work(String id, Instant at) {
        return new Work(
                new ActivityId("https://lms.test/half"),
                id,
                new Evidence(
                        new EvidenceId(id),
                        at,
                        at,
                        new ActivityId("https://lms.test/half"),
                        new TreeSet<>(List.of(new CompetencyTier(BASICS, Tier.LITERATE))),
                        1,
                        new Observation.Answer(true)));
    }

    private static Contribution contribution(String evidence, Instant at, double before, double after) {
        return new Contribution(BASICS, Cause.DIRECT, new EvidenceId(evidence), at, before, after);
    }
}
