package dev.waymark.competency;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.shared.SettingRefused;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.ToolSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The questions of placements: those that come with Waymark, and those of the folder {@code questions} beside the platform
 * files, which are the first organisation's own. They are no part of a version of the content: an answer carries the
 * competency and tier it was asked at.
 */
@Singleton
public class Questions {

    private static final String WHAT = "questions";
    private static final String BUNDLED = "/content/ai-upskilling/questions.json";
    private static final String SCHEMA = "/content/ai-upskilling/questions.schema.json";

    /**
     * A question with one right answer among its options.
     *
     * @param options by language, in the order of the file
     * @param right index of the right one, from 0
     */
    public record Question(
            String id,
            CompetencyTier at,
            Map<String, String> text,
            List<Map<String, String>> options,
            int right,
            Map<String, String> why) {

        public String text(Locale locale) {
            return in(text, locale);
        }

        public String option(int index, Locale locale) {
            return in(options.get(index), locale);
        }

        /** Why the right answer is right, one or two sentences. */
        public String why(Locale locale) {
            return in(why, locale);
        }

        private static String in(Map<String, String> words, Locale locale) {
            String said = words.get(locale.getLanguage());
            return said != null ? said : words.getOrDefault("en", "");
        }
    }

    record File(String framework, List<Entry> questions) {}

    record Entry(
            String id,
            String at,
            Map<String, String> text,
            List<Map<String, String>> options,
            int right,
            Map<String, String> why) {}

    private final Map<String, Map<String, Question>> bundled = new TreeMap<>();
    private final Map<String, Map<String, Question>> withOwn = new TreeMap<>();

    @Inject
    Questions(ToolSettings settings) {
        this(Path.of(settings.ltiConfig(), "questions"));
    }

    /**
     * @param folder need not exist
     * @throws SettingRefused if a file cannot be used
     */
    Questions(Path folder) {
        var schema = new JsonText(Documents.resource(SCHEMA));
        String text = Documents.resource(BUNDLED);
        List<String> complaints = schema.complaints(text);
        if (!complaints.isEmpty()) {
            throw new IllegalStateException("the questions that come with Waymark: " + complaints);
        }
        take(text, bundled, Path.of("questions.json"));
        take(text, withOwn, Path.of("questions.json"));
        var files = new JsonFolder(folder, WHAT);
        for (Path file : files.files()) {
            take(files.text(file, schema), withOwn, file);
        }
    }

    private static void take(String text, Map<String, Map<String, Question>> into, Path file) {
        File read = JsonText.read(text, File.class);
        Map<String, Question> questions = into.computeIfAbsent(read.framework(), key -> new TreeMap<>());
        for (int i = 0; i < read.questions().size(); i++) {
            Entry each = read.questions().get(i);
            if (each.right() >= each.options().size()) {
                throw JsonFolder.refused(
                        WHAT,
                        file,
                        "field /questions/%d/right: expected 0 to %d, found %d"
                                .formatted(i, each.options().size() - 1, each.right()));
            }
            var question = new Question(
                    each.id(),
                    ContentReader.competencyTier(each.at()),
                    each.text(),
                    List.copyOf(each.options()),
                    each.right(),
                    each.why());
            if (questions.putIfAbsent(each.id(), question) != null) {
                throw JsonFolder.refused(
                        WHAT,
                        file,
                        "field /questions/%d/id: each id stands once, found %s before".formatted(i, each.id()));
            }
        }
    }

    /** Questions that fit a version: written for its framework, and about competencies that it has. */
    public List<Question> of(TenantId tenant, Published published) {
        String framework = published.version().replaceAll("/.*", "");
        Map<String, Question> all =
                (tenant.equals(TenantId.FIRST) ? withOwn : bundled).getOrDefault(framework, Map.of());
        List<Question> fitting = new ArrayList<>();
        all.values().stream()
                .filter(each ->
                        published.framework().competencies().contains(each.at().competency()))
                .forEach(fitting::add);
        return fitting;
    }

    /** A question by its id, whatever framework it is for; empty if it is no longer there. */
    public Optional<Question> find(TenantId tenant, String id) {
        return (tenant.equals(TenantId.FIRST) ? withOwn : bundled)
                .values().stream()
                        .filter(each -> each.containsKey(id))
                        .map(each -> each.get(id))
                        .findFirst();
    }
}
