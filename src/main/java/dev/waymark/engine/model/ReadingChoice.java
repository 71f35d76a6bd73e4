package dev.waymark.engine.model;

/**
 * How somebody wants the results of one activity read, where the rules read them otherwise.
 *
 * @param scaled what {@code score.scaled} means here
 * @param successCounts true if there is a pass mark behind {@code success}, so that it counts without a score
 * @param asAWhole true if the attempt's score counts and its single answers never do
 */
public record ReadingChoice(ScaledRange scaled, boolean successCounts, boolean asAWhole) {

    /** As the rules read them. */
    public static final ReadingChoice AS_RULED = new ReadingChoice(ScaledRange.AUTO, false, false);
}
