package dev.waymark.web;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words of all pages. A message is a whole sentence under a key; sentences are never glued from parts. Each room
 * keeps its own {@code messages/<room>_<language>.properties} (UTF-8, ICU's message syntax: plurals are
 * {@code {0,plural,one{# step}other{# steps}}}); what a language lacks is said in English.
 */
@Singleton
public final class Messages {

    /** Languages to choose from, English first. */
    public static final List<Locale> LANGUAGES =
            List.of(Locale.ENGLISH, Locale.of("es"), Locale.of("de"), Locale.of("ar"));

    private static final int REGIONS = 64;
    static final List<String> ROOMS = List.of(
            "web", "lti", "home", "instructor", "admin", "frameworks", "check", "setup", "data", "certificates");

    private final Map<Locale, Map<String, String>> byLanguage = new HashMap<>();
    private final Map<Locale, Map<String, Sentence>> read = new ConcurrentHashMap<>();

    public Messages() {
        for (Locale language : LANGUAGES) {
            Map<String, String> all = new HashMap<>();
            for (String room : ROOMS) {
                read(room, language).forEach((key, text) -> all.put((String) key, (String) text));
            }
            byLanguage.put(language, Map.copyOf(all));
        }
    }

    /** The nearest language that we have. */
    public static Locale nearest(String languageTag) {
        String wanted = Locale.forLanguageTag(languageTag.replace('_', '-')).getLanguage();
        return LANGUAGES.stream()
                .filter(language -> language.getLanguage().equals(wanted))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    /**
     * The message in the nearest language.
     *
     * @throws IllegalArgumentException if not even English has the key
     */
    public String text(Locale locale, String key, Object... values) {
        // A reader may name any region, so that only so many are kept ready.
        if (read.size() > REGIONS && !read.containsKey(locale)) {
            return sentence(locale, key).with(values);
        }
        return read.computeIfAbsent(locale, first -> new ConcurrentHashMap<>())
                .computeIfAbsent(key, first -> sentence(locale, key))
                .with(values);
    }

    private Sentence sentence(Locale locale, String key) {
        Locale language = nearest(locale.toLanguageTag());
        String pattern = byLanguage.getOrDefault(language, Map.of()).get(key);
        if (pattern != null) {
            return new Sentence(pattern, locale);
        }
        String english = byLanguage.getOrDefault(Locale.ENGLISH, Map.of()).get(key);
        if (english == null) {
            throw new IllegalArgumentException("no message \"" + key + "\"");
        }
        // English inside a page that runs from right to left keeps its own direction and its full stop where it
        // belongs.
        return new Sentence(Sentence.rightToLeft(language) ? "\u2066" + english + "\u2069" : english, Locale.ENGLISH);
    }

    /** All keys of a language; for the test that the languages are complete. */
    Map<String, String> all(Locale language) {
        return byLanguage.getOrDefault(language, Map.of());
    }

    static Properties read(String room, Locale language) {
        String name = "/messages/%s_%s.properties".formatted(room, language.getLanguage());
        var properties = new Properties();
        try (var stream = Messages.class.getResourceAsStream(name)) {
            if (stream != null) {
                properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            }
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + name, e);
        }
    }
}
