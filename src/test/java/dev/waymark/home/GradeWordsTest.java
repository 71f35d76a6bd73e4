package dev.waymark.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.grading.Grades.Fate;
import dev.waymark.grading.Grades.Sent;
import dev.waymark.grading.Grades.Standing;
import dev.waymark.grading.Grades.Withheld;
import dev.waymark.web.PagesForTests;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GradeWordsTest {

    private static final Sent OLD = new Sent(37.5, Instant.parse("2026-11-22T09:00:00Z"));
    final GradeWords english = new GradeWords(PagesForTests.pages().words("en-GB"));

    @Test
    void saysWhyNothingIsDue() {
        for (Withheld why : Withheld.values()) {
            assertThat(english.sentence(
                            standing(Optional.empty(), Optional.of(why), Optional.empty(), Optional.empty())))
                    .startsWith("No grade is");
        }
    }

    @Test
    void saysWhatTheCourseHasSinceWhen() {
        assertThat(english.sentence(
                        standing(Optional.of(37.52), Optional.empty(), Optional.of(OLD), Optional.of(Fate.ACCEPTED))))
                .isEqualTo("Your grade is 37.5 of 100. The course has had it since 22 Nov 2026, 09:00.");
    }

    @Test
    void saysWhatBecameOfEveryOrderWithAndWithoutAnEarlierGrade() {
        for (Fate fate : Fate.values()) {
            assertThat(english.sentence(
                            standing(Optional.of(41.7), Optional.empty(), Optional.empty(), Optional.of(fate))))
                    .startsWith("Your grade is 41.7 of 100");
            assertThat(english.sentence(
                            standing(Optional.of(41.7), Optional.empty(), Optional.of(OLD), Optional.of(fate))))
                    .startsWith("Your grade is 41.7 of 100")
                    .contains("37.5");
        }
    }

    @Test
    void saysThatALinkHasNoGrade() {
        assertThat(english.all(List.of())).containsExactly("This link has no grade in the course.");
    }

    @Test
    void writesNumbersAsTheReaderDoes() {
        var spanish = new GradeWords(PagesForTests.pages().words("es-ES"));

        assertThat(spanish.sentence(
                        standing(Optional.of(41.7), Optional.empty(), Optional.empty(), Optional.of(Fate.WAITING))))
                .contains("41,7 de 100");
    }

    private static Standing standing(
            Optional<Double> due, Optional<Withheld> withheld, Optional<Sent> sent, Optional<Fate> fate) {
        return new Standing(URI.create("https://learn.example/lineitem"), due, withheld, sent, fate);
    }
}
