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

    /**
     * How to go on where no next page can be had: by time, and where that stands still, because so many have the same
     * time, by asking for more at once. Empty if neither helps.
     */
    static Optional<Query> byTime(Query asked, StatementPage page) {
        Optional<Instant> from =
                newest(page).map(time -> time.minusMillis(1)).filter(time -> time.isAfter(asked.since()));
        return from.isPresent() ? from.map(asked::from) : asked.wider();
    }

    /** Earlier by so much, and not before all time. */
    static Instant back(Instant from, Duration by) {
        return from.isAfter(Instant.EPOCH.plus(by)) ? from.minus(by) : Instant.EPOCH;
    }
}
