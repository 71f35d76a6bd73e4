package dev.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)");
    private final Messages messages = new Messages();
    private final Map<String, String> english = messages.all(Locale.ENGLISH);

    @Test
    void hasEverySentenceInEveryLanguageAndNothingThatIsNoLongerSaid() {
        for (Locale language : Messages.LANGUAGES) {
            assertThat(messages.all(language).keySet()).as("%s", language).isEqualTo(english.keySet());
        }
    }

    @Test
    void countsInTheSixFormsOfArabic() {
        var steps = new Sentence(
                "{0,plural,zero{z}one{o}two{t}few{f #}many{m #}other{x #}}", Locale.forLanguageTag("ar-AE"));

        assertThat(List.of(0, 1, 2, 3, 11, 100))
                .extracting(steps::with)
                .containsExactly("z", "o", "t", "f 3", "m 11", "x 100");
    }

    @Test
    void setsApartWhatRunsTheOtherWay() {
        assertThat(new Sentence("اسم {0}.", Locale.of("ar")).with("Moodle 4")).isEqualTo("اسم \u2068Moodle 4\u2069.");
        assertThat(new Sentence("Name {0}.", Locale.ENGLISH).with("مريم")).isEqualTo("Name \u2068مريم\u2069.");
        assertThat(new Sentence("Name {0}.", Locale.ENGLISH).with("Ann")).isEqualTo("Name Ann.");
    }

    @Test
    void hasTheSamePlaceholdersInEveryLanguage() {
        for (Locale language : Messages.LANGUAGES) {
            messages.all(language)
                    .forEach((key, text) -> assertThat(places(text))
                            .as("%s in %s", key, language)
                            .isEqualTo(places(english.getOrDefault(key, ""))));
        }
    }

    @Test
    void canFormatEveryMessage() {
        for (Locale language : Messages.LANGUAGES) {
            messages.all(language)
                    .forEach((key, text) -> assertThat(new Sentence(text, language).with(numbers()))
                            .as("%s in %s", key, language)
                            .isNotBlank()
                            .doesNotContain("{"));
        }
    }

    @Test
    void keepsEveryApostrophe() {
        for (Locale language : Messages.LANGUAGES) {
            messages.all(language)
                    .forEach((key, text) -> assertThat(text.replace("''", ""))
                            .as("%s in %s: MessageFormat drops a single apostrophe", key, language)
                            .doesNotContain("'"));
        }
    }

    @Test
    void answersInTheNearestLanguageAndNamesAKeyThatIsMissing() {
        assertThat(Messages.nearest("es_MX")).isEqualTo(Locale.of("es"));
        assertThat(Messages.nearest("fr")).isEqualTo(Locale.ENGLISH);
        assertThat(messages.text(Locale.forLanguageTag("es-MX"), "web.skip")).isEqualTo("Ir al contenido");
        assertThatThrownBy(() -> messages.text(Locale.ENGLISH, "no.such.key")).hasMessageContaining("no.such.key");
    }

    private static Set<String> places(String text) {
        Set<String> found = new TreeSet<>();
        PLACE.matcher(text).results().forEach(place -> found.add(place.group(1)));
        return found;
    }

    private static Object[] numbers() {
        return new Object[] {2, 3, 4, 5, 6, 7};
    }
}
