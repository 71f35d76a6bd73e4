package dev.waymark.learner;

import static dev.waymark.shared.PersonalTable.actsOf;
import static dev.waymark.shared.PersonalTable.found;
import static dev.waymark.shared.PersonalTable.ofLearner;

import dev.waymark.shared.PersonalData;
import dev.waymark.shared.PersonalTable;
import dev.waymark.shared.PersonalTable.By;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** What this room keeps about people: who they are and where, and their agents. */
@Singleton
class LearnerPersonalData implements PersonalData {

    @Override
    public String room() {
        return "learner";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                ofLearner("learner_identity", "learner", "identity", "registration", "subject"),
                ofLearner("learner_agent", "learner", "agents", "agent_key", "vouched_by", "@claimed_at"),
                ofLearner("learner_agent_apart", "learner", "agents", "agent_hash", "@decided_at"),
                ofLearner("learner_field", "learner", "identity", "registration", "field", "field_value"),
                ofLearner(
                        "learner_course",
                        "learner",
                        "courses",
                        "registration",
                        "context_id",
                        "as_learner",
                        "@last_seen"),
                ofLearner("learner_section", "learner", "courses", "registration", "context_id", "section"),
                found(
                        "learner_roster",
                        "lists",
                        By.ACCOUNT,
                        "registration = ? AND subject = ?",
                        "registration",
                        "context_id",
                        "subject",
                        "display_name",
                        "roles",
                        "status",
                        "@since",
                        "@seen_at",
                        "@left_at"),
                ofLearner("learner_person", "id", "person", "id", "display_name", "role", "@first_seen", "@last_seen"),
                ofLearner(
                                "learner_erasure",
                                "learner",
                                "requests",
                                "id",
                                "reason",
                                "state",
                                "@asked_at",
                                "@begins_at",
                                "@ended_at")
                        .cared(),
                // Who wrote it is theirs, and not the learner's to take along.
                ofLearner("learner_note", "learner", "notes", "registration", "context_id", "@written_at", "text"),
                actsOf("learner_note", "written_by", "registration", "context_id", "@written_at"),
                actsOf("learner_roster_sync", "confirmed_by", "registration", "context_id", "@confirmed_at"));
    }

    @Override
    public Map<String, String> impersonal() {
        return Map.of(
                "learner_mapping", "what administrators declared of platforms",
                "learner_mail_vouched", "what administrators declared of platforms",
                "learner_erasure_key", "empty except while an erasure runs",
                "learner_erased", "keyed digests of accounts whose people had themselves erased");
    }
}
