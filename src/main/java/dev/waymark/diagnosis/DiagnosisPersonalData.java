package dev.waymark.diagnosis;

import static dev.waymark.shared.PersonalTable.found;
import static dev.waymark.shared.PersonalTable.ofLearner;

import dev.waymark.shared.PersonalData;
import dev.waymark.shared.PersonalTable;
import jakarta.inject.Singleton;
import java.util.List;

/** What this room keeps about people: what they were asked and what they answered. */
@Singleton
class DiagnosisPersonalData implements PersonalData {

    @Override
    public String room() {
        return "diagnosis";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                found(
                        "diagnosis_question",
                        "checks",
                        PersonalTable.By.LEARNER,
                        "EXISTS (SELECT 1 FROM diagnosis_sitting s WHERE s.tenant = diagnosis_question.tenant"
                                + " AND s.sitting = diagnosis_question.sitting AND s.learner = ?)",
                        "sitting",
                        "place",
                        "question",
                        "chosen",
                        "@answered_at"),
                ofLearner("diagnosis_sitting", "learner", "checks", "sitting", "@started_at", "@ended_at", "ended_why"),
                ofLearner("diagnosis_head", "learner", "checks-work", "learner"));
    }
}
