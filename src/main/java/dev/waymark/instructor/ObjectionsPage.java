package dev.waymark.instructor;

import java.util.List;

/**
 * Objections of a course's learners, those that wait first.
 *
 * @param said key of what was just done; empty for nothing
 * @param answers true if the reader may answer
 * @param tiers to choose from
 * @param until day that is suggested for a tier to hold to, as a date field writes it
 */
public record ObjectionsPage(
        String said,
        String answer,
        String csrf,
        String action,
        String againAction,
        boolean answers,
        List<Choice> tiers,
        String until,
        List<Line> lines) {

    public ObjectionsPage {
        tiers = List.copyOf(tiers);
        lines = List.copyOf(lines);
    }

    public record Choice(String value, String text) {}

    /**
     * @param now how the statement is read now, or what the estimate says; a sentence
     * @param acts what an answer can do; none if it is answered or the reader may not answer
     * @param sets true if an answer can set a tier
     * @param done what was answered, sentences
     * @param leftOut true if the statement is left out and can be brought back
     */
    public record Line(
            String id,
            String who,
            String person,
            String about,
            String now,
            String claim,
            String words,
            String when,
            List<Choice> acts,
            boolean sets,
            List<String> done,
            boolean leftOut,
            boolean own) {
        public Line {
            acts = List.copyOf(acts);
            done = List.copyOf(done);
        }
    }
}
