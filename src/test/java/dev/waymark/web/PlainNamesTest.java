package dev.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainNamesTest {

    private static final String OURS = "https://w3id.org/waymark/";
    private final Messages messages = new Messages();
    private final PlainNames english = names("en");

    @Test
    void hasAWordInEveryLanguageForEachVerbItKnows() {
        for (Locale language : Messages.LANGUAGES) {
            PlainNames plain = names(language.toLanguageTag());
            assertThat(messages.all(language).keySet().stream().filter(key -> key.startsWith("web.verb.")))
                    .hasSizeGreaterThan(40)
                    .allSatisfy(key -> assertThat(plain.verb("http://v.test/" + key.substring("web.verb.".length())))
                            .isEqualTo(messages.text(language, key)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://w3id.org/xapi/tla/verbs/assessed, Einschätzung festgehalten",
        "https://w3id.org/waymark/verbs/flagged-at-risk, braucht vielleicht ein Wort",
        "http://activitystrea.ms/schema/1.0/submit/, abgegeben",
        "https://w3id.org/xapi/adl/verbs/logged-in, angemeldet",
        "http://activitystrea.ms/schema/1.0/receive, Ergebnis erhalten",
        "https://other.test/verbs/danced-around, danced around"
    })
    void saysVerbsInTheLanguageOfTheReaderWhateverSystemWroteThem(String verb, String word) {
        assertThat(names("de").verb(verb)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "frameworks/ai-upskilling/competencies/C03, Known C03",
        "frameworks/ai-upskilling/competencies/C03/rechecks, Re-check: Known C03",
        "frameworks/ai-upskilling/items/I%2F7, Known I/7",
        "frameworks/ai-upskilling/competencies/X9, A competency",
        "frameworks/ai-upskilling, A framework",
        "paths/1/2/3, The path",
        "courses/7, This course",
        "profile/v0.2, Waymark’s statement profile"
    })
    void callsOurThingsByTheNamesOfTheReader(String end, String shown) {
        assertThat(english.activity(
                        Optional.of(OURS + end),
                        Optional.empty(),
                        ours -> Optional.of("Known " + ours.id())
                                .filter(any ->
                                        !ours.id().isEmpty() && !ours.id().equals("X9"))))
                .isEqualTo(shown);
    }

    @Test
    void prefersTheReadersNameOfOurThingsToTheEnglishOneInTheStatement() {
        var iri = Optional.of(OURS + "frameworks/f/competencies/C03");

        assertThat(names("de").activity(iri, Optional.of("Checking"), ours -> Optional.of("Prüfen")))
                .isEqualTo("Prüfen");
        assertThat(names("de").activity(iri, Optional.of("Checking"), ours -> Optional.empty()))
                .isEqualTo("Checking");
    }

    @ParameterizedTest
    @CsvSource({
        "https://lms.test/mod/quiz/view.php?id=7, An activity without a name at lms.test",
        "https://lms.test/mod/lti/services.php/2/lineitems/5/lineitem, A column of the gradebook",
        "https://canvas.test/api/lti/courses/1/line_items/9, A column of the gradebook",
        "https://lms.test/objects/6f2d0c1e, An activity without a name at lms.test",
        "https://content.test/prompt-basics, prompt basics",
        "urn:uuid:1, Something without a name",
        "'not an address: 7', Something without a name"
    })
    void showsNoAddressWhereAnActivityHasNoName(String iri, String shown) {
        assertThat(english.activity(Optional.of(iri), Optional.of(" "), ours -> Optional.empty()))
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "ACCOUNT https://waymark.test/ 1, Waymark itself",
        "ACCOUNT https://lms.test 17, Account 17 at lms.test",
        "MBOX mailto:a@b.test, Somebody who is not known yet",
        "GROUP , A group",
        "'', Somebody who is not known yet"
    })
    void callsAccountsWhatTheyAre(String key, String shown) {
        assertThat(english.account(key == null ? "" : key, URI.create("https://waymark.test")))
                .isEqualTo(shown);
    }

    private PlainNames names(String language) {
        return new PlainNames(new Words(messages, language, ZoneOffset.UTC));
    }
}
