package dev.waymark.grading;

import static dev.waymark.shared.PersonalTable.actsOf;
import static dev.waymark.shared.PersonalTable.ofLearner;

import dev.waymark.shared.Person;
import dev.waymark.shared.PersonalData;
import dev.waymark.shared.PersonalRows;
import dev.waymark.shared.PersonalTable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What this room keeps about people: scores on their way and sent, and changes of role that wait for a yes. */
@Singleton
class GradingPersonalData implements PersonalData {

    private final PersonalRows rows;

    GradingPersonalData(PersonalRows rows) {
        this.rows = rows;
    }

    @Override
    public String room() {
        return "grading";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                sent(),
                ofLearner(
                        "grading_column",
                        "learner",
                        "scores",
                        "line_item",
                        "course",
                        "resource_link",
                        "subject",
                        "measure",
                        "@seen_at"),
                ofLearner("grading_order", "learner", "scores", "state", "score", "note", "sent_score", "@sent_at"),
                ofLearner("grading_tried", "learner", "scores", "@stamp", "score"),
                ofLearner("grading_shown", "learner", "scores", "points", "maximum", "@graded_at", "@read_at"),
                ofLearner("grading_act", "learner", "scores", "@at", "course", "act", "state_before", "score"),
                ofLearner(
                        "grading_role_request",
                        "learner",
                        "role-requests",
                        "course",
                        "role_before",
                        "role_wanted",
                        "@asked_at"),
                ofLearner(
                        "grading_role_answer",
                        "learner",
                        "role-requests",
                        "course",
                        "role_before",
                        "role_wanted",
                        "answer",
                        "@asked_at",
                        "@answered_at"),
                actsOf("grading_act", "told_by", "@at", "course", "act"),
                actsOf("grading_role_answer", "answered_by", "course", "answer", "@answered_at"),
                actsOf("grading_course_column", "chosen_by", "course", "measure", "@updated_at"),
                actsOf("grading_column_name", "named_by", "course", "measure", "label", "@at"));
    }

    private static PersonalTable sent() {
        return ofLearner(
                "grading_sent", "learner", "scores", "line_item", "course", "@stamp", "score", "outcome", "@ended_at");
    }

    @Override
    public Map<String, String> impersonal() {
        return Map.of(
                "grading_pause", "platforms that are left in peace",
                "grading_course", "courses with a gradebook",
                "grading_concluded", "courses that take no more scores",
                "grading_closed", "columns that take no scores");
    }

    /** What a gradebook has is the course's: it stays there. */
    @Override
    public Map<String, Long> takeLeave(Person person, Instant at) {
        return Map.of("scores", rows.count(sent(), person));
    }
}
