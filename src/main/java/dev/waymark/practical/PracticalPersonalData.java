package dev.waymark.practical;

import static dev.waymark.shared.PersonalTable.actsOf;
import static dev.waymark.shared.PersonalTable.found;
import static dev.waymark.shared.PersonalTable.ofLearner;

import dev.waymark.shared.PersonalData;
import dev.waymark.shared.PersonalTable;
import jakarta.inject.Singleton;
import java.util.List;

/** What this room keeps about people: their work, and what was said of it. */
@Singleton
class PracticalPersonalData implements PersonalData {

    @Override
    public String room() {
        return "practical";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                // Who rated is not the learner's to take along.
                found(
                        "practical_rating",
                        "ratings",
                        PersonalTable.By.LEARNER,
                        "EXISTS (SELECT 1 FROM practical_piece p WHERE p.tenant = practical_rating.tenant"
                                + " AND p.piece = practical_rating.piece AND p.learner = ?)",
                        "piece",
                        "place",
                        "tier",
                        "remark",
                        "@rated_at"),
                ofLearner(
                        "practical_piece",
                        "learner",
                        "practical",
                        "piece",
                        "course",
                        "competency",
                        "tier",
                        "title",
                        "kind",
                        "said",
                        "file_name",
                        "state",
                        "result",
                        "replaces",
                        "@handed_at",
                        "@ended_at"),
                actsOf("practical_rating", "rated_by", "piece", "tier", "@rated_at"));
    }
}
