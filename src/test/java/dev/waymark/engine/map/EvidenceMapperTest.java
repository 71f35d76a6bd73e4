package dev.waymark.engine.map;

import static dev.waymark.engine.map.Facts.ASSIGNMENT;
import static dev.waymark.engine.map.Facts.COURSE;
import static dev.waymark.engine.map.Facts.MONDAY;
import static dev.waymark.engine.map.Facts.PAGE;
import static dev.waymark.engine.map.Facts.QUIZ;
import static dev.waymark.engine.map.Facts.activity;
import static dev.waymark.engine.map.Facts.answers;
import static dev.waymark.engine.map.Facts.attempt;
import static dev.waymark.engine.map.Facts.completed;
import static dev.waymark.engine.map.Facts.score;
import static dev.waymark.engine.map.Facts.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Mapped.Counted;
import dev.waymark.engine.model.Mapped.Ignored;
import dev.waymark.engine.model.Mapped.Note;
import dev.waymark.engine.model.Mapped.Why;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.engine.model.StatementFacts.Activity;
import dev.waymark.engine.model.Tier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class EvidenceMapperTest {

    private final Map<Activity, EvidenceKind> aligned = new HashMap<>(
            Map.of(QUIZ, EvidenceKind.ASSESSMENT, PAGE, EvidenceKind.EXPOSURE, ASSIGNMENT, EvidenceKind.PRACTICAL));

    /** One outcome for each statement id. */
    private record Outcomes(Map<String, Mapped> byId) {

        Mapped get(String id) {
            return Objects.requireNonNull(byId.get(id), id);
        }

        Collection<Mapped> values() {
            return byId.values();
        }
    }

    @Test
    void answersThatAgreeWithTheScoreCountInPlaceOfTheAttempt() {
        List<StatementFacts> all = new ArrayList<>(answers(1, 3, 1, 0));
        all.add(attempt("attempt", 1, score(7.5, 10)));
        Outcomes outcomes = map(all);
        assertThat(outcomes.get("attempt")).isInstanceOfSatisfying(Ignored.class, ignored -> {
            assertThat(ignored.why()).isEqualTo(Why.PART_OF_ATTEMPT);
            assertThat(ignored.inFavourOf().orElseThrow().value()).isEqualTo("answer-1-00");
        });
        Counted first = (Counted) outcomes.get("answer-1-00");
        assertThat(first.evidence().observation()).isEqualTo(new Observation.Answer(true));
        assertThat(first.evidence().item().iri()).isEqualTo("http://lms.test/question/question.php?id=0");
        assertThat(((Counted) outcomes.get("answer-1-03")).evidence().observation())
                .isEqualTo(new Observation.Answer(false));
    }

    @Test
    void manyAnswersWeighNoMoreThanEightQuestions() {
        List<StatementFacts> all = new ArrayList<>(answers(1, 20, 0, 0));
        all.add(attempt("attempt", 1, score(10, 10)));
        double weight = map(all).values().stream()
                .filter(Counted.class::isInstance)
                .mapToDouble(each -> ((Counted) each).evidence().weight())
                .sum();
        assertThat(weight).isCloseTo(8, within(1e-9));
    }

    @Test
    void answersThatContradictTheScoreGiveWayToIt() {
        List<StatementFacts> all = new ArrayList<>(answers(1, 2, 4, 0));
        all.add(attempt("attempt", 1, score(8.33333, 10)));
        Outcomes outcomes = map(all);
        Counted attempt = (Counted) outcomes.get("attempt");
        assertThat(attempt.note()).contains(Note.ANSWERS_CONTRADICT_SCORE);
        assertThat(attempt.evidence().observation()).isEqualTo(new Observation.Score(0.833333, OptionalInt.of(6)));
        assertThat(attempt.evidence().item()).isEqualTo(QUIZ.id());
        assertThat(why(outcomes.get("answer-1-00"))).isEqualTo(Why.PART_OF_ATTEMPT);
    }

    @Test
    void aSilentAnswerIsUnknownAndNotWrong() {
        List<StatementFacts> all = new ArrayList<>(answers(1, 2, 1, 1));
        all.add(attempt("attempt", 1, score(7.5, 10)));
        Outcomes outcomes = map(all);
        assertThat(((Counted) outcomes.get("attempt")).note()).contains(Note.ANSWERS_INCOMPLETE);
        assertThat(map(answers(1, 1, 0, 1)).get("answer-1-01"))
                .isInstanceOfSatisfying(
                        Ignored.class, ignored -> assertThat(ignored.why()).isEqualTo(Why.NOTHING_TO_READ));
    }

    @Test
    void answersCountWhereTheAttemptNeverArrived() {
        Counted answer = (Counted) map(answers(1, 2, 0, 0)).get("answer-1-00");
        assertThat(answer.note()).contains(Note.ATTEMPT_MISSING);
    }

    @Test
    void everyAttemptOfAQuizCounts() {
        Outcomes outcomes = map(List.of(attempt("one", 1, score(5, 10)), attempt("two", 2, score(9, 10))));
        assertThat(outcomes.values()).allMatch(Counted.class::isInstance);
    }

    @Test
    void aGradedQuestionTakesThePlaceOfTheScoreBeforeIt() {
        Activity review = activity(
                "http://lms.test/mod/quiz/review.php?attempt=1&slot=3",
                "http://activitystrea.ms/schema/1.0/review#slot");
        List<StatementFacts> all = new ArrayList<>(answers(1, 2, 0, 1));
        all.add(attempt("attempt", 1, score(6.6667, 10)));
        all.add(new Facts("grade")
                .verb("https://w3id.org/xapi/tla/verbs/scored")
                .on(review)
                .under(Facts.attempt(1), QUIZ, COURSE)
                .at(MONDAY.plusSeconds(9000))
                .with(score(0.5, 1))
                .build());
        Outcomes outcomes = map(all);
        assertThat(why(outcomes.get("attempt"))).isEqualTo(Why.SUPERSEDED);
        Counted grade = (Counted) outcomes.get("grade");
        assertThat(grade.evidence().observation()).isEqualTo(new Observation.Score(0.5, OptionalInt.of(1)));
        assertThat(grade.evidence().item().iri()).isEqualTo(QUIZ.id() + "#slot-3");
        assertThat(outcomes.get("answer-1-00")).isInstanceOf(Counted.class);
        assertThat(why(outcomes.get("answer-1-02"))).isEqualTo(Why.PART_OF_ATTEMPT);
    }

    @Test
    void ofSeveralGradesOfOneSubmissionTheLastCountsAndAfterAnotherSubmissionBoth() {
        Outcomes regraded = map(List.of(grade("first", 1, 0, 4), grade("second", 2, 0, 8)));
        assertThat(why(regraded.get("first"))).isEqualTo(Why.SUPERSEDED);
        assertThat(((Counted) regraded.get("second")).evidence().observation())
                .isEqualTo(new Observation.PracticalRating(0.8));
        StatementFacts again = new Facts("again")
                .verb("http://activitystrea.ms/schema/1.0/submit")
                .on(submission())
                .under(ASSIGNMENT, COURSE)
                .at(MONDAY.plusSeconds(5400))
                .build();
        Outcomes resubmitted = map(List.of(grade("first", 1, 0, 4), again, grade("second", 2, 0, 8)));
        assertThat(resubmitted.get("first")).isInstanceOf(Counted.class);
        assertThat(resubmitted.get("second")).isInstanceOf(Counted.class);
        assertThat(why(resubmitted.get("again"))).isEqualTo(Why.NO_RESULT_YET);
    }

    @Test
    void aCompletionIsExposureUntilItIsTakenBack() {
        StatementFacts done = new Facts("done").on(PAGE).with(completed()).build();
        StatementFacts undone = new Facts("undone")
                .on(PAGE)
                .verb("https://xapi.edlm/profiles/edlm-lms/concepts/verbs/uncompleted")
                .at(MONDAY.plusSeconds(10))
                .build();
        StatementFacts again = new Facts("again")
                .on(PAGE)
                .with(completed())
                .at(MONDAY.plusSeconds(20))
                .build();
        assertThat(((Counted) map(List.of(done)).get("done")).evidence().observation())
                .isEqualTo(new Observation.Exposure());
        assertThat(map(List.of(done, undone)).values()).allMatch(each -> why(each) == Why.COMPLETION_TAKEN_BACK);
        Outcomes redone = map(List.of(undone, again, done));
        assertThat(redone.get("again")).isInstanceOf(Counted.class);
        assertThat(((Ignored) redone.get("undone")).inFavourOf().orElseThrow().value())
                .isEqualTo("again");
    }

    @Test
    void completionOfAQuizOrOfAnAssignmentIsNoEvidence() {
        assertThat(why(map(List.of(
                                new Facts("quiz").on(QUIZ).with(success(true)).build()))
                        .get("quiz")))
                .isEqualTo(Why.NO_RESULT_YET);
        assertThat(why(map(List.of(new Facts("work")
                                .on(ASSIGNMENT)
                                .with(completed())
                                .build()))
                        .get("work")))
                .isEqualTo(Why.NO_RESULT_YET);
    }

    @Test
    void successWithoutAScoreIsNoEvidenceButPassedIs() {
        assertThat(why(map(List.of(attempt("attempt", 1, success(true)))).get("attempt")))
                .isEqualTo(Why.SUCCESS_WITHOUT_MARK);
        StatementFacts passed = new Facts("passed")
                .verb("http://adlnet.gov/expapi/verbs/passed")
                .on(QUIZ)
                .with(success(true))
                .build();
        assertThat(((Counted) map(List.of(passed)).get("passed")).evidence().observation())
                .isEqualTo(new Observation.PassFail(true));
    }

    @Test
    void absentIsNeverZero() {
        StatementFacts nothing = attempt("attempt", 1, StatementFacts.Result.NONE);
        assertThat(why(map(List.of(nothing)).get("attempt"))).isEqualTo(Why.NOTHING_TO_READ);
        StatementFacts zero = attempt("attempt", 1, score(0, 10));
        assertThat(((Counted) map(List.of(zero)).get("attempt")).evidence().observation())
                .isEqualTo(new Observation.Score(0, OptionalInt.empty()));
    }

    @Test
    void givesTheFirstReasonThatAppliesToAStatementAlone() {
        assertThat(alone(new Facts("s").voided().byTeacher())).isEqualTo(Why.VOIDED);
        assertThat(alone(new Facts("s").category("https://w3id.org/waymark/v1")))
                .isEqualTo(Why.OUR_OWN);
        assertThat(alone(new Facts("s").onNothing())).isEqualTo(Why.OBJECT_NOT_AN_ACTIVITY);
        assertThat(alone(new Facts("s").verb("http://example.org/juggled"))).isEqualTo(Why.VERB_UNKNOWN);
        assertThat(alone(new Facts("s").byTeacher())).isEqualTo(Why.ACTOR_IS_TEACHER);
        assertThat(alone(new Facts("s")
                        .verb("https://w3id.org/xapi/tla/verbs/scored")
                        .withSelfAsInstructor()))
                .isEqualTo(Why.ACTOR_IS_TEACHER);
        assertThat(alone(new Facts("s")
                        .verb("http://activitystrea.ms/schema/1.0/receive")
                        .withSelfAsInstructor()))
                .isEqualTo(Why.NOT_ABOUT_LEARNING);
        assertThat(alone(new Facts("s").verb("https://xapi.edlm/profiles/edlm-lms/concepts/verbs/login")))
                .isEqualTo(Why.NOT_ABOUT_LEARNING);
        assertThat(alone(new Facts("s").verb("http://id.tincanapi.com/verb/viewed")))
                .isEqualTo(Why.NO_RESULT_YET);
        assertThat(alone(new Facts("s").on(activity("http://lms.test/x", "http://type.test/x"))))
                .isEqualTo(Why.NOT_ALIGNED);
    }

    @Test
    void knowsAVerbByWhateverNameItCame() {
        for (String verb : List.of(
                "http://adlnet.gov/expapi/verbs/completed",
                "https://adlnet.gov/expapi/verbs/completed",
                "http://activitystrea.ms/complete",
                "http://activitystrea.ms/schema/1.0/complete",
                "https://w3id.org/xapi/tla/verbs/completed",
                "https://xapi.edlm/profiles/edlm-lms/concepts/verbs/completed")) {
            StatementFacts done = new Facts("s").verb(verb).with(completed()).build();
            assertThat(map(List.of(done)).get("s")).as(verb).isInstanceOf(Counted.class);
        }
    }

    @Test
    void theSameEventUnderAnotherIdIsADuplicateInFavourOfTheLeastId() {
        Outcomes outcomes = map(List.of(attempt("b", 1, score(5, 10)), attempt("a", 1, score(5, 10))));
        assertThat(outcomes.get("a")).isInstanceOf(Counted.class);
        assertThat(outcomes.get("b")).isInstanceOfSatisfying(Ignored.class, ignored -> {
            assertThat(ignored.why()).isEqualTo(Why.DUPLICATE);
            assertThat(ignored.inFavourOf().orElseThrow().value()).isEqualTo("a");
        });
    }

    @Test
    void exposureOnlyWhereTheAlignmentSaysSo() {
        aligned.put(QUIZ, EvidenceKind.EXPOSURE);
        Counted attempt =
                (Counted) map(List.of(attempt("attempt", 1, score(10, 10)))).get("attempt");
        assertThat(attempt.evidence().observation()).isEqualTo(new Observation.Exposure());
    }

    /** The work is set at tier 2: good enough is that tier, the least that falls short is the one below. */
    @Test
    void whatOtherLearnersRateIsAPeersWordAndNoPracticalRating() {
        aligned.put(ASSIGNMENT, EvidenceKind.PEER);
        assertThat(seen(grade("s", 1, 0, 7))).isEqualTo(new Observation.PeerRating(Tier.LITERATE));
        assertThat(seen(grade("s", 1, 0, 6.9))).isEqualTo(new Observation.PeerRating(Tier.AWARE));
        assertThat(seen(grade("s", 1, 0, 0))).isEqualTo(new Observation.PeerRating(Tier.AWARE));
        assertThat(why(map(List.of(new Facts("work")
                                .on(ASSIGNMENT)
                                .with(completed())
                                .build()))
                        .get("work")))
                .as("handed in is not rated")
                .isEqualTo(Why.NO_RESULT_YET);
        aligned.put(QUIZ, EvidenceKind.PEER);
        Outcomes answered = map(answers(1, 1, 1, 0));
        assertThat(answered.values()).as("an answer key is no peer").allMatch(Ignored.class::isInstance);
    }

    @Test
    void whatIsReportedFromWorkIsUseOnTheJobAndWhatFellShortIsExposure() {
        aligned.put(PAGE, EvidenceKind.ON_THE_JOB);
        assertThat(seen(new Facts("s").on(PAGE).with(completed()).build()))
                .isEqualTo(new Observation.OnTheJob(Tier.LITERATE));
        aligned.put(ASSIGNMENT, EvidenceKind.ON_THE_JOB);
        assertThat(seen(grade("s", 1, 0, 8))).isEqualTo(new Observation.OnTheJob(Tier.LITERATE));
        assertThat(seen(grade("s", 1, 0, 3))).isEqualTo(new Observation.Exposure());
        aligned.put(QUIZ, EvidenceKind.ON_THE_JOB);
        assertThat(seen(attempt("s", 1, score(9, 10)))).isEqualTo(new Observation.OnTheJob(Tier.LITERATE));
    }

    private Observation seen(StatementFacts statement) {
        return ((Counted) map(List.of(statement)).get("s")).evidence().observation();
    }

    @Test
    void theObjectsOwnAlignmentComesBeforeThatOfAParentAndACourseLast() {
        aligned.put(COURSE, EvidenceKind.PRACTICAL);
        Counted attempt =
                (Counted) map(List.of(attempt("attempt", 1, score(10, 10)))).get("attempt");
        assertThat(attempt.evidence().item()).isEqualTo(QUIZ.id());
        Activity other = activity("http://lms.test/mod/h5p/view.php?id=9", "http://type.test/h5p");
        Counted byCourse = (Counted)
                map(List.of(new Facts("s").on(other).with(score(8, 10)).build()))
                        .get("s");
        assertThat(byCourse.evidence().item()).isEqualTo(COURSE.id());
    }

    @Test
    void attemptAnswersAndReviewsAreOneGroup() {
        StatementFacts review = new Facts("review")
                .verb("http://activitystrea.ms/schema/1.0/receive")
                .on(activity(
                        "http://lms.test/mod/quiz/review.php?attempt=1", "http://activitystrea.ms/schema/1.0/review"))
                .under(Facts.attempt(1), QUIZ)
                .build();
        String group = dev.waymark.evidence.ReadingRules.mapper().groupOf(attempt("attempt", 1, score(1, 1)));
        assertThat(group).isEqualTo(Facts.attempt(1).id().iri());
        assertThat(dev.waymark.evidence.ReadingRules.mapper().groupOf(review)).isEqualTo(group);
        assertThat(dev.waymark.evidence.ReadingRules.mapper()
                        .groupOf(answers(1, 1, 0, 0).get(0)))
                .isEqualTo(group);
        assertThat(dev.waymark.evidence.ReadingRules.mapper().groupOf(grade("g", 1, 0, 4)))
                .isEqualTo(ASSIGNMENT.id().iri());
        assertThat(dev.waymark.evidence.ReadingRules.mapper()
                        .groupOf(new Facts("alone").onNothing().build()))
                .isEqualTo("alone");
    }

    private static StatementFacts grade(String id, int hours, double min, double raw) {
        return new Facts(id)
                .verb("https://w3id.org/xapi/tla/verbs/scored")
                .on(submission())
                .under(ASSIGNMENT, COURSE)
                .at(MONDAY.plusSeconds(3600L * hours))
                .with(score(raw - min, 10))
                .build();
    }

    private static Activity submission() {
        return activity(
                ASSIGNMENT.id() + "#submission",
                "https://xapi.edlm/profiles/edlm-lms/concepts/activity-types/submission");
    }

    private Why alone(Facts facts) {
        return why(map(List.of(facts.build())).get("s"));
    }

    private static Why why(Mapped outcome) {
        return ((Ignored) outcome).why();
    }

    private Outcomes map(Collection<StatementFacts> statements) {
        Function<Activity, Optional<Alignment>> alignments = each -> Optional.ofNullable(aligned.get(each))
                .map(kind -> new Alignment(
                        new ActivityId(each.id().iri()),
                        new TreeSet<>(Set.of(new CompetencyTier(new CompetencyId("C01"), Tier.LITERATE))),
                        kind,
                        1,
                        false));
        Map<String, Mapped> byId = new HashMap<>();
        for (Mapped each : dev.waymark.evidence.ReadingRules.mapper().map(statements, alignments)) {
            assertThat(byId.put(each.statement().value(), each)).isNull();
        }
        assertThat(byId).hasSize(statements.size());
        return new Outcomes(byId);
    }
}
