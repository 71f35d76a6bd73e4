package dev.waymark.lrs.feed;

import dev.waymark.lrs.xapi.StatementPage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What became of asking for a page. */
sealed interface Fetched {

    /**
     * @param lrsNow the LRS's time when it answered
     */
    record Page(StatementPage page, Instant lrsNow) implements Fetched {}

    /** The LRS is busy, or cannot be reached: later may do. */
    record Later(Optional<Duration> pause, String problem) implements Fetched {}

    /** The LRS stumbles: over itself, or, if it goes on so at the same place, over something in this page. */
    record Faulty(String problem, String body) implements Fetched {}

    /** The LRS does not let us in: only an administrator can help. */
    record Denied(String problem) implements Fetched {}

    /**
     * The LRS answers, and this page cannot be had or read: something in it is broken.
     *
     * @param body what came instead
     */
    record Poisoned(String problem, String body) implements Fetched {}
}
