package dev.waymark.home;

import java.util.List;
import java.util.Optional;

/**
 * What the reader objected to, and a form for what they object to now.
 *
 * @param said key of what was just done; empty for nothing
 * @param wrong key of why nothing was kept; empty for nothing
 */
public record ObjectionsPage(
        String said, String wrong, String csrf, String withdrawAction, Optional<Ask> ask, List<Line> lines) {

    public ObjectionsPage {
        lines = List.copyOf(lines);
    }

    /**
     * @param statement its id; empty where it is about a tier
     * @param skill the competency's id; empty where it is about a statement
     * @param about what is objected to, a sentence or two
     * @param claims what can be said of it
     */
    public record Ask(String action, String statement, String skill, String about, List<Claim> claims, String words) {
        public Ask {
            claims = List.copyOf(claims);
        }
    }

    public record Claim(String value, String text) {}

    /**
     * @param words of the learner; may be empty
     * @param answer of staff, sentences; none while it is open
     */
    public record Line(
            String id,
            String about,
            String claim,
            String words,
            String when,
            String state,
            boolean open,
            List<String> answer,
            Optional<Next> next) {
        public Line {
            answer = List.copyOf(answer);
        }
    }

    /** Where staff ask the learner to go. */
    public record Next(String href, String text) {}
}
