package dev.waymark.mastery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Observation.Answer;
import dev.waymark.engine.model.Observation.Exposure;
import dev.waymark.engine.model.Observation.PassFail;
import dev.waymark.engine.model.Observation.PracticalRating;
import dev.waymark.engine.model.Observation.Score;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AttainmentTest {

    private static final ActivityId QUIZ = new ActivityId("https://lms.test/quiz/1");
    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T09:00:00Z");

    private final List<Work> works = new ArrayList<>();

    @Test
    void aFailedQuizIsStillToDo() {
        add("attempt 1", new Score(0.69, OptionalInt.of(10)), MONDAY);

        assertThat(Attainment.of(works)).isEmpty();
    }

    @Test
    void aQuizIsDoneWithTheAttemptThatAttainedEnoughAndStaysDone() {
        add("attempt 1", new Score(0.2, OptionalInt.empty()), MONDAY.minusSeconds(60));
        add("attempt 2", new Score(0.7, OptionalInt.empty()), MONDAY);
        add("attempt 3", new Score(0.3, OptionalInt.empty()), TUESDAY);

        assertThat(Attainment.of(works)).contains(MONDAY);
    }

    @Test
    void theAnswersOfOneAttemptAreTakenTogether() {
        answers("attempt 1", 4, 6, MONDAY);
        assertThat(Attainment.of(works)).isEmpty();

        answers("attempt 2", 5, 6, TUESDAY);
        assertThat(Attainment.of(works)).contains(TUESDAY);
    }

    @Test
    void rightAnswersOfSeveralFailedAttemptsDoNotAddUp() {
        answers("attempt 1", 3, 6, MONDAY);
        answers("attempt 2", 4, 6, TUESDAY);

        assertThat(Attainment.of(works)).isEmpty();
    }

    @Test
    void sevenOfTenIsEnough() {
        answers("attempt 1", 7, 10, MONDAY);

        assertThat(Attainment.of(works)).contains(MONDAY);
    }

    @Test
    void aQuestionThatAPersonGradedCountsWithTheAnswers() {
        answers("attempt 1", 2, 2, MONDAY);
        add("attempt 1", new Score(0, OptionalInt.of(1)), MONDAY);
        assertThat(Attainment.of(works)).isEmpty();

        add("attempt 1", new Score(1, OptionalInt.of(1)), TUESDAY);
        assertThat(Attainment.of(works)).contains(TUESDAY);
    }

    @Test
    void whatIsNeverScoredIsDoneOnceItCounts() {
        add("page", new Exposure(), MONDAY);

        assertThat(Attainment.of(works)).contains(MONDAY);
    }

    @Test
    void completingWhatWasFailedDoesNotMakeItDone() {
        add("package", new Score(0.4, OptionalInt.empty()), MONDAY);
        add("package", new Exposure(), TUESDAY);

        assertThat(Attainment.of(works)).isEmpty();
    }

    @Test
    void aRatingOrAVerdictDecidesLikeAScore() {
        add("work", new PracticalRating(0.6), MONDAY);
        add("test", new PassFail(false), MONDAY);
        assertThat(Attainment.of(works)).isEmpty();

        add("test", new PassFail(true), TUESDAY);
        assertThat(Attainment.of(works)).contains(TUESDAY);
    }

    private void answers(String attempt, int right, int all, Instant at) {
        for (int i = 0; i < all; i++) {
            add(attempt, new Answer(i < right), at);
        }
    }

    private void add(String group, Observation seen, Instant at) {
        var about = new TreeSet<>(Set.of(new CompetencyTier(new CompetencyId("C01"), Tier.LITERATE)));
        var id = new EvidenceId("e" + works.size());
        works.add(new Work(QUIZ, group, new Evidence(id, at, at, QUIZ, about, 1, seen)));
    }
}
