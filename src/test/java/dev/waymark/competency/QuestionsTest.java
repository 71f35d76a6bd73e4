package dev.waymark.competency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.competency.Questions.Question;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Tier;
import dev.waymark.shared.SettingRefused;
import dev.waymark.shared.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionsTest {

    private static final String OWN = """
            {"framework": "ai-upskilling", "questions": [{"id": "ours-1", "at": "C01@2", "text": {"en": "Which?"},
             "options": [{"en": "This"}, {"en": "That"}], "right": %d, "why": {"en": "So it is."}}]}
            """;

    @TempDir
    Path folder;

    @Test
    void everyQuestionThatComesWithWaymarkHasFourDifferentOptionsInBothLanguages() {
        List<Question> all =
                new Questions(folder).of(TenantId.FIRST, BundledContent.read().published());
        assertThat(all).isNotEmpty().allSatisfy(question -> {
            assertThat(question.options()).hasSize(4);
            for (Locale locale : List.of(Locale.ENGLISH, Locale.forLanguageTag("es"))) {
                var said = new HashSet<String>();
                for (int i = 0; i < 4; i++) {
                    assertThat(said.add(question.option(i, locale)))
                            .as(question.id())
                            .isTrue();
                }
                assertThat(question.text(locale)).isNotBlank();
                assertThat(question.why(locale)).isNotBlank();
            }
            assertThat(question.text(Locale.ENGLISH)).isNotEqualTo(question.text(Locale.forLanguageTag("es")));
        });
    }

    @Test
    void everyCompetencyHasQuestionsAtTiersTwoThreeAndFour() {
        var content = BundledContent.read().published();
        List<Question> all = new Questions(folder).of(TenantId.FIRST, content);
        assertThat(content.framework().competencies()).isNotEmpty().allSatisfy(competency -> {
            for (Tier tier : List.of(Tier.LITERATE, Tier.PRACTITIONER, Tier.EXPERT)) {
                assertThat(all)
                        .filteredOn(each -> each.at().equals(new CompetencyTier(competency, tier)))
                        .as("%s at %s", competency, tier)
                        .hasSizeGreaterThanOrEqualTo(3);
            }
        });
    }

    /** Who knows nothing but that authors take most trouble with the right option must not get far by it. */
    @Test
    void theLongestOptionIsSeldomTheRightOne() {
        List<Question> all =
                new Questions(folder).of(TenantId.FIRST, BundledContent.read().published());
        for (Locale locale : List.of(Locale.ENGLISH, Locale.forLanguageTag("es"))) {
            long longest = all.stream()
                    .filter(each -> IntStream.range(0, 4)
                            .allMatch(i -> each.option(i, locale).length()
                                    <= each.option(each.right(), locale).length()))
                    .count();
            assertThat(longest).as(locale.getLanguage()).isLessThanOrEqualTo(all.size() / 4);
        }
    }

    @Test
    void takesAnOrganisationsOwnQuestionsForTheFirstTenantOnly() throws IOException {
        Files.writeString(folder.resolve("ours.json"), OWN.formatted(1));
        var questions = new Questions(folder);
        assertThat(questions.find(TenantId.FIRST, "ours-1")).isPresent();
        assertThat(questions.find(new TenantId(2), "ours-1")).isEmpty();
        assertThat(questions.of(TenantId.FIRST, BundledContent.read().published()))
                .extracting(Question::id)
                .contains("ours-1");
    }

    @Test
    void refusesAFileWithTheFieldAndTheReason() throws IOException {
        Files.writeString(folder.resolve("ours.json"), OWN.formatted(2));
        assertThatThrownBy(() -> new Questions(folder))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("/questions/0/right");
        Files.writeString(folder.resolve("ours.json"), OWN.formatted(1).replace("C01@2", "C01@9"));
        assertThatThrownBy(() -> new Questions(folder))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("/questions/0/at");
        Files.writeString(folder.resolve("ours.json"), OWN.formatted(1).replace("ours-1", "c01-2-a"));
        assertThatThrownBy(() -> new Questions(folder)).hasMessageContaining("found c01-2-a before");
    }
}
