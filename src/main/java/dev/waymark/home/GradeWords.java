package dev.waymark.home;

import dev.waymark.grading.Grades.Fate;
import dev.waymark.grading.Grades.Sent;
import dev.waymark.grading.Grades.Standing;
import dev.waymark.web.Words;
import java.util.List;
import java.util.Locale;

/** How a grade stands, in one sentence. */
record GradeWords(Words words) {

    /** Scores closer than this are one number to a reader. */
    private static final double SAME = .05;

    List<String> all(List<Standing> standings) {
        return standings.isEmpty()
                ? List.of(words.text("home.grade.none"))
                : standings.stream().map(this::sentence).distinct().toList();
    }

    String sentence(Standing standing) {
        if (standing.due().isEmpty()) {
            return standing.withheld()
                    .map(why -> words.text("home.grade.withheld." + key(why)))
                    .orElseGet(() -> words.text("home.grade.none"));
        }
        double due = standing.due().get();
        String score = words.number(due, 1);
        if (standing.sent().filter(sent -> Math.abs(sent.score() - due) < SAME).isPresent()) {
            Sent sent = standing.sent().get();
            return words.text("home.grade.sent", score, words.moment(sent.at()));
        }
        Fate fate = standing.fate().orElse(Fate.WAITING);
        return standing.sent()
                .map(sent -> words.text("home.grade.due-after." + key(fate), score, words.number(sent.score(), 1)))
                .orElseGet(() -> words.text("home.grade.due." + key(fate), score));
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
