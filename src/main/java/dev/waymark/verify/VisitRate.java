package dev.waymark.verify;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/** How often one address may ask in a minute, on this node: everybody may ask, nobody may keep us busy. */
@Singleton
class VisitRate {

    /** Many people may come by one address. */
    static final int MOST = 300;

    private static final int ADDRESSES = 100_000;

    private record Minute(String address, long minute) {}

    private final Clock clock;
    private final Cache<Minute, AtomicInteger> asked =
            Caffeine.newBuilder().maximumSize(ADDRESSES).build();

    VisitRate(Clock clock) {
        this.clock = clock;
    }

    boolean allows(HttpRequest<?> request) {
        var minute = new Minute(
                request.getRemoteAddress().getHostString(), clock.instant().getEpochSecond() / 60);
        return asked.get(minute, unseen -> new AtomicInteger()).incrementAndGet() <= MOST;
    }
}
