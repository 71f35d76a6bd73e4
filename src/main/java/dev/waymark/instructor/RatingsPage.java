package dev.waymark.instructor;

import java.util.List;
import java.util.Optional;

/**
 * Practical work to rate and rated.
 *
 * @param said key of what was just done; empty for nothing
 * @param agreement how far raters agree, a sentence
 * @param empty true if there is no piece at all, whatever is looked for
 * @param find what is looked for, and how to look for something else
 * @param back takes whoever has rated back to the same stretch
 * @param range empty if all is shown
 */
public record RatingsPage(
        String said,
        String answer,
        String agreement,
        String csrf,
        String action,
        boolean empty,
        Find find,
        List<Line> lines,
        List<ClassPage.Hidden> back,
        String range,
        Optional<String> first,
        Optional<String> next) {

    public RatingsPage {
        lines = List.copyOf(lines);
        back = List.copyOf(back);
    }

    /**
     * @param hidden what the form takes along
     * @param csv the same pieces as a file
     */
    public record Find(
            List<ClassPage.Hidden> hidden,
            String text,
            List<ClassPage.Choice> shows,
            List<ClassPage.Choice> skills,
            List<ClassPage.Choice> ages,
            boolean narrowed,
            String csv) {
        public Find {
            hidden = List.copyOf(hidden);
            shows = List.copyOf(shows);
            skills = List.copyOf(skills);
            ages = List.copyOf(ages);
        }
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
