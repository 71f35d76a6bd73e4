package dev.waymark.admin;

import java.util.List;

/** Where statements come from. */
public record SourcesPage(List<Line> lines) {

    public SourcesPage {
        lines = List.copyOf(lines);
    }

    /**
     * @param href to its own page
     * @param state in a sentence
     * @param bad true if somebody should look
     */
    public record Line(String label, String name, String href, String state, boolean bad, String lag) {}
}
