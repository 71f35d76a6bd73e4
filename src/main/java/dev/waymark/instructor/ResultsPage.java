package dev.waymark.instructor;

import java.util.List;
import java.util.Optional;

/**
 * Files of grades of a course.
 *
 * @param said what was done, a sentence
 * @param fault what was wrong, a sentence
 * @param going a long file on its way
 * @param finished that a long file is in, a sentence for whoever watched it
 */
public record ResultsPage(
        String checkAction,
        String applyAction,
        String undoAction,
        String goOnAction,
        String csrf,
        Optional<String> said,
        Optional<String> fault,
        Optional<Going> going,
        Optional<String> finished,
        Optional<Draft> draft,
        List<Import> imports) {

    public ResultsPage {
        imports = List.copyOf(imports);
    }

    /**
     * @param share from 0 to 1; below 0 if nobody knows
     * @param stopped true if it has to be gone on with
     * @param poll where this page is
     */
    public record Going(String draft, String title, String text, double share, boolean stopped, String poll) {}

    /**
     * A file that was looked through.
     *
     * @param answer what it would do, a sentence
     * @param people how many are known, wait and so on, sentences
     * @param passedOver columns that are none of results, in one sentence; blank for none
     */
    public record Draft(
            String id,
            String file,
            String answer,
            List<String> people,
            List<Line> others,
            List<Column> columns,
            List<Trouble> troubles,
            String passedOver) {
        public Draft {
            people = List.copyOf(people);
            others = List.copyOf(others);
            columns = List.copyOf(columns);
            troubles = List.copyOf(troubles);
        }
    }

    /** Somebody of whom nothing is taken, or whose results wait. */
    public record Line(String number, String name, String why) {}

    /**
     * @param counts for what it counts, or that nobody has said so
     * @param does what would be brought
     * @param possible points that can be reached; blank if the file does not say
     * @param ask true if somebody has to say how many points can be reached
     * @param known the activity whose results come by themselves; blank if there is none
     */
    public record Column(
            int index,
            String title,
            String counts,
            String does,
            boolean take,
            boolean otherwise,
            String known,
            String possible,
            boolean ask) {}

    public record Trouble(String line, String column, String text, String problem) {}

    /** An import that was applied. */
    public record Import(String id, String name, String about, boolean undone) {}
}
