package dev.waymark.instructor;

import dev.waymark.grading.Grades.Standing;
import dev.waymark.web.Words;
import java.util.Locale;
import java.util.Optional;

/** A grade in one line: what is due, what the course has, what became of the newest order. */
record GradeLine(Words words) {

    String of(Standing standing) {
        if (standing.due().isEmpty()) {
            return standing.withheld()
                    .map(why -> words.text("instructor.grade.withheld." + key(why)))
                    .orElseGet(() -> words.text("instructor.grade.none"));
        }
        String due = words.number(standing.due().get(), 2);
        Optional<String> fate = standing.fate().map(each -> words.text("instructor.fate." + key(each)));
        return standing.sent()
                .map(sent -> fate.map(what ->
                                words.text("instructor.grade.both-fate", due, words.number(sent.score(), 2), what))
                        .orElseGet(() -> words.text("instructor.grade.both", due, words.number(sent.score(), 2))))
                .orElseGet(() -> fate.map(what -> words.text("instructor.grade.due-fate", due, what))
                        .orElseGet(() -> words.text("instructor.grade.due", due)));
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
