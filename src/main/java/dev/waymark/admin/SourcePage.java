package dev.waymark.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One source: how it is doing, what can be asked of it, and what was entered.
 *
 * @param name empty for one that is not there yet
 * @param fixed true for the one of the environment, which cannot be changed here
 * @param polled false for a sender that only pushes
 * @param facts what is known of its reading, name and value
 * @param findings of a test, as sentences
 * @param complaints about what was entered, as sentences
 * @param values of the form, by field
 * @param newToken a push token that was just made; shown once
 * @param scaled what its scaled scores may mean; none for one that is not there yet
 * @param ours our own statements on their way to it; empty for one that does not take them
 */
public record SourcePage(
        Optional<String> name,
        String label,
        boolean fixed,
        boolean polled,
        boolean paused,
        String said,
        Optional<String> problem,
        List<Fact> facts,
        Optional<Filling> filling,
        List<Sentence> findings,
        List<String> complaints,
        Map<String, String> values,
        List<Token> tokens,
        Optional<String> newToken,
        String pushAddress,
        Optional<Ours> ours,
        List<Choice> scaled) {

    public SourcePage {
        facts = List.copyOf(facts);
        findings = List.copyOf(findings);
        complaints = List.copyOf(complaints);
        values = Map.copyOf(values);
        tokens = List.copyOf(tokens);
        scaled = List.copyOf(scaled);
    }

    /** The value of a field of the form. */
    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public boolean isNew() {
        return name.isEmpty();
    }

    /**
     * @param heldUp why the line does not move, as a sentence
     * @param more sentence that says how many refused ones are not listed; empty if none is
     */
    public record Ours(List<Fact> facts, Optional<String> heldUp, List<Refused> refused, Optional<String> more) {
        public Ours {
            facts = List.copyOf(facts);
            refused = List.copyOf(refused);
        }
    }

    /** One statement that the LRS refused for good. */
    public record Refused(String id, String said, String reason, String json) {}

    /**
     * Statements from before, on their way in.
     *
     * @param share 0 to 1
     */
    public record Filling(double share, String text, String poll) {}

    public record Fact(String name, String value) {}

    public record Choice(String value, String text, boolean chosen) {}

    public record Sentence(String text, boolean bad) {}

    public record Token(String hash, String startsWith, String made, String used) {}
}
