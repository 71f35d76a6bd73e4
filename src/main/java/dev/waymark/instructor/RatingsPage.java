package dev.waymark.instructor;

import java.util.List;

/**
 * Practical work to rate and rated.
 *
 * @param said key of what was just done; empty for nothing
 * @param agreement how far raters agree, a sentence
 */
public record RatingsPage(String said, String answer, String agreement, String csrf, String action, List<Line> lines) {

    public RatingsPage {
        lines = List.copyOf(lines);
    }

    /**
     * @param text what was written; empty for a link or a file
     * @param open true if the reader may rate it
     * @param first true if nobody has rated it, so that the reader may ask for a second
     * @param levels the rubric; empty if the reader cannot rate
     * @param ratings what was said, a sentence each; empty while the reader must not know
     */
    public record Line(
            String id,
            String who,
            String title,
            String towards,
            String text,
            String link,
            String fileName,
            String file,
            String when,
            boolean open,
            boolean first,
            String state,
            List<Level> levels,
            List<String> ratings) {
        public Line {
            levels = List.copyOf(levels);
            ratings = List.copyOf(ratings);
        }
    }

    public record Level(int level, String name, String means) {}
}
