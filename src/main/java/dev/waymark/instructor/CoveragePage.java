package dev.waymark.instructor;

import java.util.List;
import java.util.Optional;

/**
 * What a course's content covers, and what to do where it does not.
 *
 * @param activitiesHref where content is mended; empty for those who may only look
 * @param find what is looked for, and how to look for something else
 * @param cells rows of a competency and its tiers 2 to 4
 */
public record CoveragePage(
        String csrf,
        String answer,
        Find find,
        List<String> heads,
        List<Row> cells,
        Optional<String> more,
        List<Line> holes,
        List<Line> stale,
        List<Line> unused,
        List<Gain> gains,
        String gainsNote,
        Optional<String> activitiesHref,
        Optional<String> libraryAction,
        String freshAction) {

    /**
     * @param action where the form goes
     * @param hidden what it takes along
     * @param csv the same cells as a file
     */
    public record Find(
            String action,
            List<ClassPage.Hidden> hidden,
            String text,
            List<ClassPage.Choice> shows,
            boolean narrowed,
            String csv) {}

    public record Row(String competency, List<Cell> cells) {}

    /**
     * @param state {@code none}, {@code missing} (asked for and not covered), {@code partly} or {@code covered}
     * @param items how many lead there
     * @param share how much of it they cover together, 0 to 1
     */
    public record Cell(String state, String text, int items, double share) {}

    /**
     * @param act what a button says; empty for a link to the activities
     * @param activity what the button is about
     */
    public record Line(String title, String text, Optional<String> act, String activity) {}

    public record Gain(String title, String people, String gain, boolean little) {}
}
