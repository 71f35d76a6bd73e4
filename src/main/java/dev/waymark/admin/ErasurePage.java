package dev.waymark.admin;

import java.util.List;

/**
 * Requests to erase data.
 *
 * @param said key of what was just done; empty for nothing
 */
public record ErasurePage(String said, String answer, String intro, String backups, List<Line> lines) {

    public ErasurePage {
        lines = List.copyOf(lines);
    }

    /**
     * @param startable true if it may be begun before its time
     * @param remains what stays elsewhere, a sentence each
     */
    public record Line(
            String id,
            String who,
            String reason,
            String asked,
            String due,
            String state,
            boolean startable,
            List<String> remains) {
        public Line {
            remains = List.copyOf(remains);
        }
    }
}
