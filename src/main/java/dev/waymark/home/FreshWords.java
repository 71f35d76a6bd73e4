package dev.waymark.home;

import dev.waymark.evidence.RecordStore.Freshness;
import dev.waymark.home.HomePage.Fresh;
import dev.waymark.web.Words;
import java.time.Instant;

/** How fresh our knowledge is, in words. */
record FreshWords(Words words) {

    Fresh of(Freshness freshness, Instant now) {
        if (!freshness.configured()) {
            return new Fresh(true, words.text("home.fresh.none.title"), words.text("home.fresh.none.text"));
        }
        if (freshness.asOf().isEmpty()) {
            return freshness.reachable()
                    ? new Fresh(false, words.text("home.fresh.waiting"), "")
                    : new Fresh(true, words.text("home.fresh.never.title"), words.text("home.fresh.never.text"));
        }
        String when = words.since(freshness.asOf().get(), now);
        return freshness.reachable()
                ? new Fresh(false, words.text("home.fresh.as-of", when), "")
                : new Fresh(true, words.text("home.fresh.stale.title", when), words.text("home.fresh.stale.text"));
    }
}
