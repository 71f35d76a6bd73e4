package dev.waymark.admin;

import java.util.List;
import java.util.Optional;

/**
 * Statements of a tenant with what became of each.
 *
 * @param person whose name or id was asked for to begin so; empty for everybody's
 * @param activity whose IRI was asked for; empty for all
 * @param older where there are more; empty if there are none
 */
public record LedgerPage(
        String person,
        String activity,
        List<Option> outcomes,
        List<Option> sources,
        List<Option> verbs,
        String from,
        String until,
        List<Line> rows,
        Optional<String> older) {

    public LedgerPage {
        outcomes = List.copyOf(outcomes);
        sources = List.copyOf(sources);
        verbs = List.copyOf(verbs);
        rows = List.copyOf(rows);
    }

    public record Option(String value, String text, boolean chosen) {}

    /**
     * @param waits true if nobody is known to be this agent
     * @param lrs which LRS it came from
     * @param href of its own page
     */
    public record Line(
            String who, boolean waits, String what, String verb, String when, String lrs, String href, String became) {}

    /**
     * @param addresses as they stand in the statement
     * @param counts what it counts for, a line each; none if it does not count
     * @param copies as it came, from each source that brought it
     * @param answer what would make it count; empty if it does
     * @param said what was just done, as a key; blank if nothing was
     */
    public record One(
            String href,
            Line row,
            List<Fact> facts,
            List<Fact> addresses,
            List<String> counts,
            List<Copy> copies,
            Optional<Answer> answer,
            String said,
            String back) {
        public One {
            facts = List.copyOf(facts);
            addresses = List.copyOf(addresses);
            counts = List.copyOf(counts);
            copies = List.copyOf(copies);
        }
    }

    /**
     * What would make a statement count.
     *
     * @param ways where something can be seen or done about it
     * @param link whom to link, with the key for the form; empty if somebody is linked or nobody can be
     * @param mark true if it can be said here that there is a pass mark
     */
    public record Answer(List<String> sentences, List<Link> ways, Optional<Link> link, boolean mark) {
        public Answer {
            sentences = List.copyOf(sentences);
            ways = List.copyOf(ways);
        }
    }

    /** A text and where it leads, or what it stands for. */
    public record Link(String text, String href) {}

    public record Fact(String name, String value) {}

    public record Copy(String from, boolean voided, String json) {}
}
