package dev.waymark.instructor;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.web.Words;
import java.util.Optional;

/** What a grade column scores, in words. */
final class MeasureWords {

    private static final String COMPETENCY = "competency/";

    private MeasureWords() {}

    /** The competency's name; its id where this version has it no more; empty for the whole path. */
    static Optional<String> competency(String measure, Words words, Published configuration) {
        if (!measure.startsWith(COMPETENCY)) {
            return Optional.empty();
        }
        String id = measure.substring(COMPETENCY.length());
        return Optional.of(configuration.framework().competencies().stream()
                .map(CompetencyId::value)
                .filter(id::equals)
                .findFirst()
                .map(known -> configuration.words().competency(new CompetencyId(known), words.locale()))
                .orElse(id));
    }

    static String of(String measure, Words words, Published configuration) {
        return competency(measure, words, configuration).orElseGet(() -> words.text("instructor.grades.path"));
    }
}
