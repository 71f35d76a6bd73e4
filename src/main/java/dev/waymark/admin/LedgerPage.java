package dev.waymark.admin;

import java.util.List;
import java.util.Optional;

/**
 * Statements of a tenant with what became of each.
 *
 * @param person whose name or id was asked for to begin so; empty for everybody's
 * @param older where there are more; empty if there are none
 */
public record LedgerPage(
        String person, List<Option> outcomes, String from, String until, List<Line> rows, Optional<String> older) {

    public LedgerPage {
        outcomes = List.copyOf(outcomes);
        rows = List.copyOf(rows);
    }

    public record Option(String value, String text, boolean chosen) {}

    /**
     * @param waits true if nobody is known to be this agent
     * @param lrs which LRS it came from
     */
    public record Line(String who, boolean waits, String what, String verb, String when, String lrs, String became) {}
}
