package dev.waymark.evidence;

import static dev.waymark.shared.PersonalTable.actsOf;
import static dev.waymark.shared.PersonalTable.found;
import static dev.waymark.shared.PersonalTable.ofLearner;

import dev.waymark.shared.PersonalData;
import dev.waymark.shared.PersonalTable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** What this room keeps about people: the ledger. */
@Singleton
class EvidencePersonalData implements PersonalData {

    /** The owner of what waits for an agent to become somebody's; see {@link Row.Owner}. */
    private static final String STRANGER = "owner = CONCAT('?', ?)";

    @Override
    public String room() {
        return "evidence";
    }

    @Override
    public List<PersonalTable> tables() {
        String[] entry = {
            "statement_id",
            "source",
            "agent_key",
            "agent_name",
            "@experienced",
            "@stored_at",
            "voided",
            "facts",
            "outcome",
            "mapped"
        };
        return List.of(
                ofLearner("evidence_entry", "owner", "ledger", entry),
                // What waits for an agent to become somebody's.
                found("evidence_entry", "ledger", PersonalTable.By.AGENT_HASH, "agent_hash = ?", entry),
                ofLearner(
                        "evidence_own",
                        "owner",
                        "own-observations",
                        "observation_id",
                        "slot",
                        "verb",
                        "name",
                        "@experienced",
                        "@stored_at",
                        "outcome",
                        "mapped"),
                ofLearner("evidence_counted", "owner", "ledger-work", "statement_id"),
                ofLearner("evidence_head", "owner", "ledger-work", "owner"),
                ofLearner("evidence_stale", "owner", "ledger-work", "owner"),
                ofLearner("evidence_left_out", "owner", "left-out", "statement_id", "course", "reason", "@decided_at"),
                actsOf("evidence_left_out", "decided_by", "statement_id", "course", "@decided_at"),
                found("evidence_counted", "ledger-work", PersonalTable.By.AGENT_HASH, STRANGER, "statement_id"),
                found("evidence_head", "ledger-work", PersonalTable.By.AGENT_HASH, STRANGER, "owner"),
                found("evidence_stale", "ledger-work", PersonalTable.By.AGENT_HASH, STRANGER, "owner"),
                actsOf("evidence_reading_choice", "decided_by", "activity", "scaled", "course", "@decided_at"));
    }

    @Override
    public Map<String, String> impersonal() {
        return Map.of(
                "evidence_activity", "activities by name",
                "evidence_mention", "digests of activities and of what is read together",
                "evidence_source_scale", "what sources mean by their scores",
                "evidence_rules", "the version of the rules",
                "evidence_replay", "how far the ledger is made anew, and which program or account asked");
    }
}
