package dev.waymark.instructor;

import dev.waymark.instructor.ClassPage.Choice;
import dev.waymark.instructor.ClassPage.Hidden;
import java.util.List;
import java.util.Optional;

/**
 * A heat map, all in words.
 *
 * @param about how many people it is about, and of when
 * @param answer its first finding, one sentence
 * @param swap to the other table, with its name
 * @param narrow what a narrow page shows beside the first column
 * @param head names of the columns after the first
 * @param range which of how many lines are shown; blank if all are
 * @param omitted how many skills are left out as nobody here has a target in them, a sentence; blank for none
 */
public record HeatPage(
        String about,
        String answer,
        Optional<Way> swap,
        String csv,
        String action,
        List<Hidden> hidden,
        String narrowName,
        String narrowLabel,
        List<Choice> narrow,
        String rowHead,
        String caption,
        boolean byLearner,
        List<Head> head,
        List<Line> lines,
        String range,
        Optional<String> before,
        Optional<String> after,
        String hint,
        String omitted) {

    public HeatPage {
        hidden = List.copyOf(hidden);
        narrow = List.copyOf(narrow);
        head = List.copyOf(head);
        lines = List.copyOf(lines);
    }

    public record Way(String text, String href) {}

    /**
     * @param people how many, or why it is not told; may be empty
     * @param wide true if a narrow page leaves it out
     * @param href to the class in the order of that column; empty if there is no such order
     */
    public record Head(String text, String people, boolean wide, Optional<String> href) {}

    public record Line(String name, Optional<String> href, List<Cell> cells) {

        public Line {
            cells = List.copyOf(cells);
        }

        /** True if it tells anything, be it that something is hidden. */
        boolean tells() {
            return cells.stream().anyMatch(cell -> !cell.look().equals("none"));
        }
    }

    /**
     * @param look class of the colour; {@code few} where nothing is told
     * @param mark symbol for the eye
     * @param main in bold
     * @param of below it, may be empty
     * @param href to the people behind it
     */
    public record Cell(String look, String mark, String main, String of, Optional<String> href, boolean wide) {}
}
