package dev.waymark.lrs;

import java.time.Duration;

/**
 * How an LRS is read.
 *
 * @param pageSize statements asked for at once, 1 to 1,000; an LRS may give fewer, or more
 * @param settle how long a statement may take to become visible after it got its storing time; 5 s to 1 h
 * @param overlap how far each look back goes, for those that took longer; up to 24 h
 * @param rescan what is read again every night; up to 30 days, zero for never
 * @param requestsPerMinute the most that the background reading asks, 1 to 100,000
 */
public record Pace(int pageSize, Duration settle, Duration overlap, Duration rescan, int requestsPerMinute) {

    public static final Pace USUAL =
            new Pace(500, Duration.ofSeconds(15), Duration.ofMinutes(2), Duration.ofHours(72), 1200);

    public Pace {
        within("statements on a page", pageSize, 1, 1_000);
        within("seconds to settle", settle.toSeconds(), 5, 3_600);
        within("seconds of overlap", overlap.toSeconds(), 0, 86_400);
        within("hours to read again at night", rescan.toHours(), 0, 720);
        within("requests in a minute", requestsPerMinute, 1, 100_000);
    }

    private static void within(String what, long found, long least, long most) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(what + ": " + least + " to " + most + " expected, found " + found);
        }
    }
}
