package dev.waymark.web;

import dev.waymark.web.RefusalPages.Refusal;
import io.micronaut.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Pages that stand alone, by name: a session that is over, and what went wrong. */
public final class LonePagesForTests {

    private LonePagesForTests() {}

    /** The style sheet of a platform's colour, as it is sent. */
    public static String brand(String colour) {
        return Brand.css(Brand.colour(colour).orElseThrow()).orElseThrow();
    }

    public static Map<String, String> all() {
        Map<String, String> made = new LinkedHashMap<>();
        for (String language : List.of("en", "ar")) {
            Pages pages = PagesForTests.pages();
            Words words = pages.words(language);
            String end = language.equals("en") ? "" : "-" + language;
            made.put(
                    "session-over" + end,
                    PagesForTests.refusals()
                            .render(new Refusal(
                                    HttpStatus.UNAUTHORIZED,
                                    Locale.of(language),
                                    words.text("lti.refused.session_missing.title"),
                                    words.text("lti.refused.session_missing.text"),
                                    "WM-SESS",
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty()))
                            .getBody(String.class)
                            .orElseThrow());
            for (String kind : List.of("fault", "missing", "refused", "large")) {
                Shell shell = pages.shell(Optional.empty(), words, words.text("web.error." + kind + ".title"));
                made.put(
                        "error-" + kind + end,
                        pages.render("web/error.jte", Map.of("shell", shell, "kind", kind, "code", "WM-7PXD")));
            }
        }
        return made;
    }
}
