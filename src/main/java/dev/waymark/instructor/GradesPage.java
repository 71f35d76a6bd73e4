package dev.waymark.instructor;

import java.util.List;
import java.util.Optional;

/**
 * The scores of a course as its staff see them, all in words.
 *
 * @param mistake what became of a name that was not taken
 * @param first where the first lines are; empty if these are they
 * @param next where the next lines are
 * @param counted what a score counts, sentences
 * @param asked how many tier steps each role asks for
 */
public record GradesPage(
        String csrf,
        Optional<String> said,
        Optional<String> mistake,
        String answer,
        Optional<String> peace,
        Optional<String> concluded,
        String readAt,
        String readAction,
        List<Way> filters,
        List<Line> lines,
        String range,
        Optional<String> first,
        Optional<String> next,
        String tellAction,
        String columnsAction,
        String namesAction,
        boolean columnsPossible,
        List<Column> columns,
        List<String> counted,
        List<Asked> asked) {

    public GradesPage {
        filters = List.copyOf(filters);
        lines = List.copyOf(lines);
        columns = List.copyOf(columns);
        counted = List.copyOf(counted);
        asked = List.copyOf(asked);
    }

    /** A filter as a link. */
    public record Way(String text, String href, boolean here) {}

    /**
     * @param due what is due, or why nothing is
     * @param sent what was sent, and when
     * @param shown what the course shows
     * @param state what became of it, a sentence
     * @param attention true if a person has to decide
     * @param answered the platform's answer, for an administrator
     */
    public record Line(
            String learner,
            String cell,
            String name,
            String column,
            String due,
            String sent,
            String shown,
            String state,
            boolean attention,
            Optional<String> answered,
            List<Choice> acts) {

        public Line {
            acts = List.copyOf(acts);
        }
    }

    /** How many tier steps a role asks for, in words. */
    public record Asked(String role, String steps) {}

    /** What staff may tell us. */
    public record Choice(String act, String text) {}

    /**
     * A column that the course may have.
     *
     * @param label its name in the gradebook, or as it was typed; empty if it is not chosen
     * @param wrong true if the name in {@code label} was not taken
     */
    public record Column(
            String measure, String text, boolean chosen, String state, Optional<String> label, boolean wrong) {}

    /** The columns that staff chose, which have names to change. */
    public List<Column> named() {
        return columns.stream().filter(column -> column.label().isPresent()).toList();
    }
}
