package dev.waymark.home;

import java.util.List;
import java.util.Optional;

/**
 * The learner's first page, all in words; the template only sets it.
 *
 * @param said what the last form did
 * @param nothing why there is no next step, if there is none
 * @param seenUpTo until when the news reach, for the form that says that they were read; epoch microseconds
 * @param rechecks tiers to show again: what is due, and what comes next
 * @param grades how the grade stands, a sentence for each grade column
 */
public record HomePage(
        String csrf,
        Optional<String> said,
        Optional<RoleChoice> roleChoice,
        Optional<String> roleWaits,
        PathView path,
        Optional<Nothing> nothing,
        Stand stand,
        You you,
        Week week,
        Fresh fresh,
        List<String> grades,
        List<News> news,
        String seenUpTo,
        List<Attainable> certificates,
        List<Recheck> rechecks,
        Links links) {

    public HomePage {
        grades = List.copyOf(grades);
        news = List.copyOf(news);
        certificates = List.copyOf(certificates);
        rechecks = List.copyOf(rechecks);
    }

    /** A job role to choose, for somebody who has none yet. */
    public record RoleChoice(String action, List<Option> options) {}

    /** One of several to choose from. */
    public record Option(String value, String text, boolean chosen) {}

    /** What to say where the next step would be. */
    public record Nothing(String title, String text) {}

    /** Where I stand. */
    public record Stand(
            String summary,
            List<StandingRow> rows,
            String othersSummary,
            List<StandingRow> others,
            List<String> tiers) {}

    /** Who I am here. */
    public record You(String name, String role) {}

    /**
     * @param done per cent of the week's minutes
     * @param planned per cent of the week's minutes, done and planned together
     */
    public record Week(String sentence, double done, double planned, String outlook) {}

    /**
     * How fresh what we know is.
     *
     * @param stale true if the record store could not be asked
     */
    public record Fresh(boolean stale, String title, String text) {}

    /**
     * A tier to show again.
     *
     * @param when a sentence
     * @param item a sentence on what could show it
     * @param start where that is taken, if it can be started from here
     */
    public record Recheck(
            String tier, boolean due, String when, String why, Optional<String> item, Optional<StepView.Start> start) {}

    /**
     * Something that changed lately.
     *
     * @param href where more is to be read of it
     */
    public record News(String title, String text, String href) {}

    /**
     * That a certificate can be had, or that only practical work is missing for it.
     *
     * @param act what can be done, the text of the link
     */
    public record Attainable(String sentence, String act, String href) {}

    /**
     * Where links and forms of the page lead.
     *
     * @param notForMe what may be said when the next step is waived, or nothing
     */
    public record Links(
            String choices,
            String shortSteps,
            String evidence,
            String done,
            String waive,
            String seen,
            List<Option> notForMe) {

        public Links {
            notForMe = List.copyOf(notForMe);
        }
    }
}
