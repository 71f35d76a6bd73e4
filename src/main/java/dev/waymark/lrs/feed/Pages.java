package dev.waymark.lrs.feed;

import dev.waymark.lrs.xapi.Statement;
import dev.waymark.lrs.xapi.StatementPage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a page says of how far it reaches. */
final class Pages {

    private Pages() {}

    static Optional<Instant> newest(StatementPage page) {
        return page.statements().stream()
                .flatMap(each -> each.stored().stream())
                .max(Instant::compareTo);
    }

    static Optional<Instant> oldest(StatementPage page) {
        return page.statements().stream()
                .flatMap(each -> each.stored().stream())
                .min(Instant::compareTo);
    }

    /**
     * Up to when everything is on this page and those before it. Where more follow, the next may have statements with the
     * same storing time, as one batch has; a millisecond is the coarsest that LRSs count in.
     */
    static Optional<Instant> reach(StatementPage page) {
        return newest(page).map(time -> page.more().isPresent() ? time.minusMillis(1) : time);
    }

    static boolean inOrder(StatementPage page) {
        Instant before = Instant.MIN;
        for (Statement each : page.statements()) {
            Instant stored = each.stored().orElse(before);
            if (stored.isBefore(before)) {
                return false;
            }
            before = stored;
        }
        return true;
    }

    static boolean inReverse(StatementPage page) {
        Instant before = Instant.MAX;
        for (Statement each : page.statements()) {
            Instant stored = each.stored().orElse(before);
            if (stored.isAfter(before)) {
                return false;
            }
            before = stored;
        }
        return true;
    }

    /** True if its statements were not all stored at the same time. */
    static boolean spreads(StatementPage page) {
        return !oldest(page).equals(newest(page));
    }

    /** As many statements as were asked for: there may be more, whatever the LRS says. */
    static boolean isFull(StatementPage page, Query asked) {
        return page.statements().size() + page.unusable().size() >= asked.limit();
    }

    /**
     * How to go on where no next page can be had: by time, and where that stands still, because so many have the same
     * time, by asking for more at once. Empty if neither helps.
     *
     * @param ordered false if the LRS gives what was stored first not first: then it is read towards the past
     * @param rises true if later pages or statements have been seen to be stored later
     */
    static Optional<Query> byTime(Query asked, StatementPage page, boolean ordered, boolean rises) {
        if (!ordered) {
            return inReverse(page) ? backwards(asked, page) : Optional.empty();
        }
        Optional<Query> forward = newest(page)
                .map(time -> time.minusMillis(1))
                .filter(time -> time.isAfter(asked.since()))
                .map(asked::from);
        // Of one storing time alone it cannot be told whether what follows was stored later or before.
        return rises ? forward.or(asked::wider) : asked.wider().or(() -> forward);
    }

    private static Optional<Query> backwards(Query asked, StatementPage page) {
        return oldest(page)
                .map(time -> time.plusNanos(1_000)) // times are cut to microseconds
                .filter(time ->
                        asked.until().filter(until -> !time.isBefore(until)).isEmpty())
                .map(time -> asked.between(asked.since(), time))
                .or(asked::wider);
    }

    /** Earlier by so much, and not before all time. */
    static Instant back(Instant from, Duration by) {
        return from.isAfter(Instant.EPOCH.plus(by)) ? from.minus(by) : Instant.EPOCH;
    }
}
