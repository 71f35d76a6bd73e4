package dev.waymark.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.emission.ReminderAuthor.Recheck;
import dev.waymark.emission.StandingAuthor.Assessment;
import dev.waymark.emission.StandingAuthor.Progress;
import dev.waymark.emission.StatementAuthor.Achievement;
import dev.waymark.emission.StatementAuthor.Grade;
import dev.waymark.emission.StatementAuthor.Recommendation;
import dev.waymark.emission.StatementAuthor.Whom;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each template, to the letter. */
class StatementAuthorTest {

    private static final Instant AT = Instant.parse("2026-11-23T12:00:00.250Z");

    @Test
    void recommendsTheNextStep() {
        Authored statement = StatementAuthor.recommended(whom(Optional.of("1/2")), step(4));
        assertThat(OurProfile.parse(statement.json())).isEqualTo(OurProfile.golden("recommended"));
        assertThat(statement.json()).contains(statement.id().toString());
    }

    @Test
    void saysThatATierWasAchieved() {
        var tier = new Achievement("ai-upskilling/1", "C03", "Prompting", 2, 0.81234567, true, AT);
        assertThat(OurProfile.parse(
                        StatementAuthor.achieved(whom(Optional.empty()), tier).json()))
                .isEqualTo(OurProfile.golden("achieved"));
    }

    @Test
    void saysThatAScoreWasAccepted() {
        assertThat(OurProfile.parse(StatementAuthor.scored(whom(Optional.of("1/2")), grade(31.25))
                        .json()))
                .isEqualTo(OurProfile.golden("scored"));
    }

    @Test
    void saysHowFarTheLearnerIs() {
        same(
                "progressed",
                StandingAuthor.progressed(whom(Optional.empty()), new Progress("ai-upskilling/1", "hr", 40, AT)));
    }

    @Test
    void saysWhatItThinksOfACompetency() {
        same("assessed", StandingAuthor.assessed(whom(Optional.empty()), assessment(2, false)));
    }

    @Test
    void assertsACompetencyAtTheTargetAndNeverBelow() {
        same("asserted", StandingAuthor.asserted(whom(Optional.empty()), assessment(3, true)));
        assertThatThrownBy(() -> StandingAuthor.asserted(whom(Optional.empty()), assessment(2, false)))
                .hasMessageContaining("below the target");
        Authored later = StandingAuthor.asserted(
                whom(Optional.empty()),
                new Assessment("ai-upskilling/1", "C03", "Prompting", 3, true, 0.9, List.of("x"), AT.plusSeconds(60)));
        assertThat(later.id())
                .isEqualTo(StandingAuthor.asserted(whom(Optional.empty()), assessment(3, true))
                        .id());
    }

    @Test
    void saysWhatIsToBeCheckedAgainAndThatItReminded() {
        same("scheduled", ReminderAuthor.scheduled(whom(Optional.of("1/2")), recheck()));
        same("reminded", ReminderAuthor.reminded(whom(Optional.of("1/2")), recheck(), "page"));
    }

    @Test
    void flagsALearnerAtRisk() {
        same(
                "flagged-at-risk",
                ReminderAuthor.flaggedAtRisk(whom(Optional.of("1/2")), List.of("no-evidence-for-weeks"), AT));
    }

    /** {@code WAYMARK_GOLDEN=write} writes the file instead, for eyes to look at. */
    private static void same(String golden, Authored statement) {
        if ("write".equals(System.getenv("WAYMARK_GOLDEN"))) {
            OurProfile.write(golden, statement.json());
        }
        assertThat(OurProfile.parse(statement.json())).isEqualTo(OurProfile.golden(golden));
        assertThat(statement.json()).contains(statement.id().toString());
    }

    private static Assessment assessment(int level, boolean reached) {
        return new Assessment(
                "ai-upskilling/1",
                "C03",
                "Prompting",
                level,
                reached,
                0.81234567,
                List.of("0f0f0f0f-0000-4000-8000-000000000002", "0f0f0f0f-0000-4000-8000-000000000001"),
                AT);
    }

    private static Recheck recheck() {
        return new Recheck("ai-upskilling/1", "C03", "Prompting", AT.plusSeconds(7_776_000), AT);
    }

    @Test
    void theSameHappeningIsTheSameStatementAndAnotherIsAnother() {
        Whom whom = whom(Optional.of("1/2"));
        assertThat(StatementAuthor.recommended(whom, step(4))).isEqualTo(StatementAuthor.recommended(whom, step(4)));
        assertThat(StatementAuthor.recommended(whom, step(5)).id())
                .isNotEqualTo(StatementAuthor.recommended(whom, step(4)).id());
        assertThat(StatementAuthor.recommended(whom(Optional.of("1/3")), step(4))
                        .id())
                .isNotEqualTo(StatementAuthor.recommended(whom, step(4)).id());
    }

    @Test
    void scoresAreWrittenAsTheyAre() {
        String json =
                StatementAuthor.scored(whom(Optional.of("1/2")), grade(33.33)).json();
        assertThat(json).contains("\"score\":{\"scaled\":0.3333,\"raw\":33.33,\"min\":0,\"max\":100}");
        assertThat(StatementAuthor.scored(whom(Optional.of("1/2")), grade(100)).json())
                .contains("\"scaled\":1,\"raw\":100,");
        assertThat(StatementAuthor.scored(whom(Optional.of("1/2")), grade(0)).json())
                .contains("\"scaled\":0,\"raw\":0,");
    }

    @Test
    void refusesAScoreBeyondItsRange() {
        assertThatThrownBy(() -> new ExactScore(101, 0, 100)).hasMessageContaining("101");
        assertThatThrownBy(() -> new ExactScore(0, 0, 0)).hasMessageContaining("range");
        assertThatThrownBy(() -> new ExactScore(Double.NaN, 0, 1)).hasMessageContaining("NaN");
    }

    @Test
    void wordsOfAnyScriptSurvive() {
        var step = new Recommendation(
                "item",
                Optional.of("Zażółć & <合格>"),
                "ai-upskilling/1",
                "C03",
                Optional.empty(),
                List.of("pinned"),
                1,
                AT);
        assertThat(StatementAuthor.recommended(whom(Optional.of("1/2")), step).json())
                .contains("Zażółć & <合格>");
    }

    private static Whom whom(Optional<String> course) {
        return new Whom(
                "http://localhost:8080",
                "1",
                "6f1f0a4e-0000-4000-8000-000000000001",
                "https://moodle.test",
                "5",
                course);
    }

    private static Recommendation step(long version) {
        return new Recommendation(
                "c03-t2-prompt-clinic",
                Optional.of("Prompt clinic"),
                "ai-upskilling/1",
                "C03",
                Optional.of("https://moodle.test/mod/quiz/view.php?id=13"),
                List.of("closes-gap", "furthest-from-target"),
                version,
                AT);
    }

    private static Grade grade(double given) {
        return new Grade(
                URI.create("https://moodle.test/mod/lti/services.php/2/lineitems/7/lineitem?type_id=1"),
                given,
                100,
                AT);
    }
}
