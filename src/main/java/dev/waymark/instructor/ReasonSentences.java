package dev.waymark.instructor;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.instructor.ClassList.Reason;
import dev.waymark.web.Words;

/** Reasons to have a word with somebody, each a fact in a sentence. */
final class ReasonSentences {

    private ReasonSentences() {}

    static String of(Words words, Published configuration, Reason reason) {
        return switch (reason.why()) {
            case ROLE_WAITS -> words.text("instructor.class.why.role-waits");
            case NO_VISIT -> words.text("instructor.class.why.no-visit", reason.amount());
            case FELL ->
                words.text(
                        "instructor.class.why.fell",
                        reason.competency()
                                .filter(id ->
                                        configuration.framework().competencies().contains(id))
                                .map(id -> configuration.words().competency(id, words.locale()))
                                .orElse("–"),
                        reason.move().map(move -> move.from()).orElse(0),
                        reason.move().map(move -> move.to()).orElse(0),
                        reason.move()
                                .map(move -> words.day(words.dateOf(move.at())))
                                .orElse(""));
            case TOO_LONG -> words.text("instructor.class.why.too-long", words.timeIn(reason.amount()));
            case NO_WORK -> words.text("instructor.class.why.no-work");
            case NO_ROLE -> words.text("instructor.class.why.no-role");
        };
    }
}
