package dev.waymark.instructor;

import dev.waymark.instructor.CoursePage.Option;
import java.util.List;
import java.util.Optional;

/**
 * Versions and drafts of the framework as staff see them, and the form that reads a file.
 *
 * @param mayPublish true for administrators of the platform
 * @param openToAll true if everybody may read what is published
 */
public record FrameworksPage(
        String csrf,
        Optional<String> said,
        boolean mayPublish,
        boolean openToAll,
        String openAction,
        String checkAction,
        String useAction,
        String differencesAction,
        List<Version> versions,
        List<Link> drafts,
        List<Option> kinds,
        List<Option> bases,
        Optional<Result> result) {

    /**
     * @param id its version, for forms
     * @param state whether it is in force, a sentence
     * @param exports a link for each format
     */
    public record Version(String id, String name, String state, String about, boolean inForce, List<Link> exports) {}

    public record Link(String text, String href, String about) {}

    /**
     * What came of reading a file, or what a draft is.
     *
     * @param title of the file or draft
     * @param faults rows of line, column, expected, found
     * @param obstacles to publishing, and notes: sentences of the reader
     * @param choices for CASE: which items may become competencies, and how many that gives
     * @param changes rows of what, how, which, before, after
     * @param draft present for a draft: what may be done with it
     */
    public record Result(
            String title,
            String answer,
            boolean good,
            List<List<String>> faults,
            List<String> obstacles,
            List<String> notes,
            List<String> choices,
            List<List<String>> changes,
            Optional<DraftForms> draft) {}

    public record DraftForms(
            String id, boolean publishable, String publishAction, String discardAction, List<Link> exports) {}
}
