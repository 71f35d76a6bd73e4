package dev.waymark.instructor;

import java.util.List;
import java.util.Optional;

/**
 * Statements of a course's people with what became of each, all in words.
 *
 * @param action where the filters are sent, by GET
 * @param newest where the first page is; empty on the first page
 * @param readIn where files of grades are read in; empty for who may not
 */
public record LedgerPage(
        String action,
        List<Option> people,
        List<Option> activities,
        List<Option> outcomes,
        List<Option> sources,
        List<Option> verbs,
        String from,
        String until,
        List<Row> rows,
        Optional<String> older,
        Optional<String> newest,
        Optional<String> readIn) {

    public LedgerPage {
        people = List.copyOf(people);
        activities = List.copyOf(activities);
        outcomes = List.copyOf(outcomes);
        sources = List.copyOf(sources);
        verbs = List.copyOf(verbs);
        rows = List.copyOf(rows);
    }

    /** A choice of a list. */
    public record Option(String value, String text, boolean chosen) {}

    /**
     * @param verb in a word
     * @param counts what it counts for, a sentence for each competency; empty if it does not count
     * @param note why it does not count, or how it was read if that is worth knowing; may be blank
     * @param suggested true if it counts by a suggestion
     * @param why where it is explained
     */
    public record Row(
            String person,
            String what,
            String verb,
            String when,
            String seen,
            List<String> counts,
            String note,
            boolean suggested,
            String why) {}

    /**
     * One statement, explained.
     *
     * @param facts what is known of it, in order
     * @param addresses as they stand in the statement, for who looks for the cause of something
     * @param toCount what would make it count, as a sentence; empty if it does
     * @param ways where something can be seen or done about it
     * @param settle where to say what its activity is for
     * @param reading the choice for its activity; empty if it belongs to none
     */
    public record One(
            String csrf,
            String back,
            Optional<String> said,
            Row row,
            List<Fact> facts,
            List<Address> addresses,
            Optional<String> toCount,
            List<Way> ways,
            Optional<String> settle,
            Optional<Reading> reading) {}

    public record Way(String text, String href) {}

    /**
     * @param link where there is more; may be empty
     */
    public record Fact(String name, String value, Optional<String> link) {}

    /** An address as it stands in the statement, with what it is. */
    public record Address(String name, String value) {}

    /**
     * @param action where the choice is sent
     */
    public record Reading(
            String action, String statement, List<Option> scaled, boolean successCounts, boolean asAWhole) {}
}
