package dev.waymark.mastery;

import static dev.waymark.shared.PersonalTable.actsOf;
import static dev.waymark.shared.PersonalTable.ofLearner;

import dev.waymark.shared.PersonalData;
import dev.waymark.shared.PersonalTable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** What this room keeps about people: estimates, tiers and when they moved. */
@Singleton
class MasteryPersonalData implements PersonalData {

    @Override
    public String room() {
        return "mastery";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                ofLearner(
                        "mastery_estimate",
                        "learner",
                        "estimates",
                        "competency",
                        "mean",
                        "variance",
                        "tier",
                        "known",
                        "provisional",
                        "evidence",
                        "@as_of",
                        "parameters",
                        "configuration"),
                ofLearner(
                        "mastery_move",
                        "learner",
                        "moves",
                        "competency",
                        "from_tier",
                        "to_tier",
                        "@moved_at",
                        "revision"),
                // Who set it is theirs, and not the learner's to take along.
                ofLearner(
                        "mastery_override",
                        "learner",
                        "overrides",
                        "course",
                        "competency",
                        "tier",
                        "tier_before",
                        "reason",
                        "@set_at",
                        "@ends_at",
                        "@ended_at",
                        "ended_why"),
                actsOf("mastery_override", "set_by", "course", "competency", "@set_at"),
                actsOf("mastery_override", "ended_by", "course", "competency", "@set_at"),
                ofLearner("mastery_learner", "learner", "estimate-work", "revision"),
                ofLearner("mastery_stale", "learner", "estimate-work", "learner"));
    }

    @Override
    public Map<String, String> impersonal() {
        return Map.of(
                "mastery_snapshot", "averages over many people",
                "mastery_snapshot_item", "how hard activities are, averages over many people",
                "mastery_snapshot_cohort", "averages over many people");
    }
}
