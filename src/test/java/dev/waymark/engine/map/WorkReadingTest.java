package dev.waymark.engine.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Mapped.Why;
import dev.waymark.engine.model.ScaledRange;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.engine.model.StatementFacts.Activity;
import dev.waymark.engine.model.StatementFacts.Result;
import dev.waymark.engine.model.WorkDone;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkReadingTest {

    private static final String VERB = "http://adlnet.gov/expapi/verbs/";

    @Test
    void aCompletedPageThatNobodyAlignedIsCompletedAllTheSame() {
        WorkDone done = read("completed", Facts.PAGE, List.of(Facts.COURSE), Facts.completed(), Why.NOT_ALIGNED)
                .orElseThrow();
        assertThat(done.activity()).isEqualTo(Facts.PAGE.id());
        assertThat(done.completed()).isTrue();
        assertThat(done.share()).isEmpty();
    }

    @Test
    void anAttemptIsWorkOnItsQuizAndAQuestionOnItselfAlone() {
        assertThat(read(
                                "completed",
                                Facts.attempt(1),
                                List.of(Facts.COURSE, Facts.QUIZ),
                                Facts.score(8, 10),
                                Why.NOT_ALIGNED)
                        .orElseThrow())
                .satisfies(done -> {
                    assertThat(done.activity()).isEqualTo(Facts.QUIZ.id());
                    assertThat(done.share()).hasValue(.8);
                });
        Activity question = Facts.activity(
                "http://lms.test/question/bank/editquestion/question.php?id=5",
                "http://adlnet.gov/expapi/activities/cmi.interaction");
        assertThat(read("answered", question, List.of(Facts.QUIZ), Facts.score(1, 1), Why.PART_OF_ATTEMPT)
                        .orElseThrow()
                        .activity())
                .isEqualTo(question.id());
    }

    @Test
    void whatWasFailedIsNotCompletedAndABadgeIsABadgeOnlyWhenReceived() {
        assertThat(read("completed", Facts.QUIZ, List.of(), Facts.success(false), Why.NOT_ALIGNED)
                        .orElseThrow()
                        .completed())
                .isFalse();
        Activity badge = Facts.activity("http://lms.test/badges/7", "http://activitystrea.ms/schema/1.0/badge");
        assertThat(read("received", badge, List.of(), Result.NONE, Why.VERB_UNKNOWN)
                        .orElseThrow()
                        .badge())
                .isTrue();
        assertThat(read("viewed", badge, List.of(), Result.NONE, Why.NO_RESULT_YET)
                        .orElseThrow()
                        .badge())
                .isFalse();
    }

    @Test
    void whatWasTakenBackSaidTwiceOrSaidByUsSaysNothing() {
        for (Why why :
                List.of(Why.VOIDED, Why.DUPLICATE, Why.OUR_OWN, Why.ACTOR_IS_TEACHER, Why.COMPLETION_TAKEN_BACK)) {
            assertThat(read("completed", Facts.PAGE, List.of(), Facts.completed(), why))
                    .as(why.name())
                    .isEmpty();
        }
    }

    private static Optional<WorkDone> read(
            String verb, Activity object, List<Activity> parents, Result result, Why why) {
        var id = new EvidenceId("s");
        Instant at = Facts.MONDAY;
        var facts = new StatementFacts(
                id,
                at,
                at,
                VERB + verb,
                Optional.of(object),
                parents,
                List.of(),
                List.of(),
                result,
                true,
                false,
                Optional.empty(),
                Optional.empty(),
                false);
        return WorkReading.read(facts, new Mapped.Ignored(id, why, Optional.empty()), ScaledRange.AUTO);
    }
}
