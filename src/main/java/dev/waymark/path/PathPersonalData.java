package dev.waymark.path;

import static dev.waymark.shared.PersonalTable.actsOf;
import static dev.waymark.shared.PersonalTable.ofLearner;

import dev.waymark.shared.PersonalData;
import dev.waymark.shared.PersonalTable;
import jakarta.inject.Singleton;
import java.util.List;

/** What this room keeps about people: paths, what they chose, and what staff decided about them. */
@Singleton
class PathPersonalData implements PersonalData {

    @Override
    public String room() {
        return "path";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                ofLearner("path_choices", "learner", "choices", "course", "choices", "@chosen_at"),
                ofLearner("path_current", "learner", "paths", "course", "version", "inputs", "path", "@planned_at"),
                ofLearner("path_summary", "learner", "paths", "course", "next_item", "gaps", "minutes", "@planned_at"),
                ofLearner("path_visit", "learner", "visits", "course", "@seen_at", "@before_at", "seen", "seen_before"),
                ofLearner("path_done", "learner", "done", "course", "item", "by_word", "@done_at"),
                // Who decided is theirs, and not the learner's to take along.
                ofLearner("path_decision", "learner", "decisions", "course", "number", "@decided_at", "reason", "what"),
                ofLearner("path_tier", "learner", "decisions", "course", "competency", "tier", "@ends_at"),
                actsOf("path_decision", "decided_by", "course", "@decided_at"));
    }
}
