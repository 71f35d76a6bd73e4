package dev.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.MessagePattern;
import java.util.ArrayList;
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
    void hasAllSixFormsWhereverArabicCounts() {
        Locale arabic = Locale.of("ar");
        messages.all(arabic)
                .forEach((key, text) -> assertThat(formsMissing(text)).as(key).isEmpty());
        assertThat(formsMissing("{0,plural,one{o}two{t}few{f}other{x}}")).containsExactly("zero", "many");
    }

    /** Forms that a count lacks; a number of its own, such as {@code =0}, stands for its form where it is the only one. */
    private static List<String> formsMissing(String text) {
        var read = new MessagePattern(MessagePattern.ApostropheMode.DOUBLE_REQUIRED).parse(text);
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < read.countParts(); i++) {
            MessagePattern.Part part = read.getPart(i);
            if (part.getType() == MessagePattern.Part.Type.ARG_START
                    && part.getArgType() == MessagePattern.ArgType.PLURAL) {
                Set<String> found = new TreeSet<>();
                int end = read.getLimitPartIndex(i);
                for (int j = i + 1; j < end; j++) {
                    if (read.getPart(j).getType() == MessagePattern.Part.Type.ARG_SELECTOR) {
                        found.add(read.getSubstring(read.getPart(j)));
                    } else if (read.getPart(j).getType() == MessagePattern.Part.Type.MSG_START) {
                        j = read.getLimitPartIndex(j);
                    }
                }
                Map.of("=0", "zero", "=1", "one", "=2", "two")
                        .forEach((number, form) -> found.addAll(found.contains(number) ? List.of(form) : List.of()));
                List.of("zero", "one", "two", "few", "many", "other").stream()
                        .filter(form -> !found.contains(form))
                        .forEach(missing::add);
            }
        }
        return missing;
    }

    @Test
    void saysATimeInTheFormThatTheSentenceAsksFor() {
        Words arabic = new Words(messages, "ar", java.time.ZoneOffset.UTC);

        assertThat(arabic.text("home.path.planned", arabic.time(2))).contains("دقيقتان");
        assertThat(arabic.text("home.reason.over-budget-none", arabic.timeIn(2)))
                .contains("دقيقتين");
        assertThat(arabic.text("home.reason.over-budget", arabic.timeIn(122), arabic.timeIn(120)))
                .contains("ساعتين ودقيقتين", "ساعتان");
        assertThat(arabic.text("home.week.short", arabic.timeIn(120), 2)).contains("ساعتين", "أسبوعان");
        Words english = new Words(messages, "en", java.time.ZoneOffset.UTC);
        assertThat(english.text("home.reason.over-budget-none", english.timeIn(80)))
                .contains(english.time(80));
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
