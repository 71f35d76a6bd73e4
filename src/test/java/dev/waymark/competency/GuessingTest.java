package dev.waymark.competency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.competency.Configurations.SeenActivity;
import dev.waymark.competency.CourseSetups.Guess;
import dev.waymark.competency.CourseSetups.Sure;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How sure a suggestion is, by how much of the skill's name stands in the activity's. */
class GuessingTest {

    private static final String QUIZ = "http://adlnet.gov/expapi/activities/assessment";
    private static final String COURSE = "http://adlnet.gov/expapi/activities/course";

    private final Guessing guessing = new Guessing(BundledContent.read());

    @ParameterizedTest
    @CsvSource({
        "Checking outputs: quiz, C04, SURE",
        "Quiz on AI foundations, C01, SURE",
        "Privacy at work, C08, FAIRLY",
        "Interpretación de datos, C05, SURE"
    })
    void aQuizIsSuggestedByItsName(String name, String competency, Sure sure) {
        Guess guess = guess(QUIZ, name);
        assertThat(guess.alignment().map(Alignment::competencies))
                .hasValueSatisfying(counts ->
                        assertThat(counts.first().competency().value()).isEqualTo(competency));
        assertThat(guess.sure()).isEqualTo(sure);
    }

    @Test
    void whatKindItIsWeMustKnowToBeSure() {
        assertThat(guess(COURSE, "Checking outputs").sure()).isEqualTo(Sure.FAIRLY);
    }

    @Test
    void aNameThatSaysNothingSuggestsNothingAndSaysSo() {
        Guess quiz = guess(QUIZ, "Week 3");
        assertThat(quiz.alignment()).isEmpty();
        assertThat(quiz).extracting(Guess::sure, Guess::basis).containsExactly(Sure.UNSURE, "type");
        assertThat(guess(COURSE, "Course evaluation survey").basis()).isEqualTo("none");
    }

    private Guess guess(String type, String name) {
        return guessing.guess(
                new SeenActivity(new ActivityId("https://lms.test/mod/1"), Optional.of(type), Optional.of(name)));
    }
}
