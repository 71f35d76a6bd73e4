package dev.waymark.objection;

import static dev.waymark.shared.PersonalTable.actsOf;
import static dev.waymark.shared.PersonalTable.ofLearner;

import dev.waymark.shared.PersonalData;
import dev.waymark.shared.PersonalTable;
import jakarta.inject.Singleton;
import java.util.List;

/** What this room keeps about people: their objections, and who answered them. */
@Singleton
class ObjectionPersonalData implements PersonalData {

    @Override
    public String room() {
        return "objection";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                // Who answered is not the learner's to take along.
                ofLearner(
                        "objection_raised",
                        "learner",
                        "objections",
                        "course",
                        "about",
                        "subject",
                        "claim",
                        "words",
                        "@raised_at",
                        "state",
                        "act",
                        "answer",
                        "@answered_at"),
                actsOf("objection_raised", "answered_by", "id", "act", "@answered_at"));
    }
}
