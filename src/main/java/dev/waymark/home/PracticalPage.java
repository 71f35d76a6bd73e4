package dev.waymark.home;

import java.util.List;

/**
 * The reader's practical work.
 *
 * @param said key of what was just done; empty for nothing
 * @param wrong key of what was wrong with what was handed in; empty for nothing
 * @param replacing id of the piece that the form replaces; empty for a new one
 * @param heading of the form
 * @param typed what was handed in and refused, so that nobody types it twice; a file has to be chosen again
 */
public record PracticalPage(
        String said,
        String wrong,
        String csrf,
        String action,
        String replacing,
        String heading,
        String withdrawAction,
        List<Option> competencies,
        List<Option> tiers,
        List<Option> kinds,
        Typed typed,
        List<Line> lines) {

    public PracticalPage {
        competencies = List.copyOf(competencies);
        tiers = List.copyOf(tiers);
        kinds = List.copyOf(kinds);
        lines = List.copyOf(lines);
    }

    public record Option(String value, String text, boolean chosen) {}

    public record Typed(String title, String link, String text) {}

    /** @param link of a link or a file to open; empty for a text */
    public record Earlier(String title, String when, String said, String link) {}

    /**
     * @param link of a link or a file to open; empty for a text
     * @param remarks of those who rated, who are not named
     * @param replaceHref while it may be taken back or replaced; else empty
     * @param earlier versions that it took the place of, newest first
     */
    public record Line(
            String id,
            String title,
            String towards,
            String said,
            String link,
            String when,
            String state,
            List<String> remarks,
            String replaceHref,
            List<Earlier> earlier) {
        public Line {
            earlier = List.copyOf(earlier);
            remarks = List.copyOf(remarks);
        }
    }
}
