package dev.waymark.home;

import dev.waymark.home.HomePage.Attainable;
import dev.waymark.home.HomePage.News;
import java.time.Instant;
import java.util.List;

/** What a learner's first page says of certificates. */
@FunctionalInterface
interface CertificateOutlook {

    /** @param since a revocation before it is no news */
    Found of(Visit visit, Instant since);

    /**
     * @param lines what can be had, then what only practical work is missing for
     * @param news certificates that others revoked
     */
    record Found(List<Attainable> lines, List<News> news) {
        static final Found NOTHING = new Found(List.of(), List.of());

        public Found {
            lines = List.copyOf(lines);
            news = List.copyOf(news);
        }
    }
}
