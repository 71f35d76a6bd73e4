package dev.waymark.admin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many tries at the door one address has in a minute, on this node. The account's own count, in the database, is what
 * holds across nodes and addresses; this one keeps slow hashes from being a way to keep us busy.
 */
@Singleton
class GuessRate {

    static final int MOST = 30;

    private static final int ADDRESSES = 100_000;

    private record Minute(String address, long minute) {}

    private final Clock clock;
    private final Cache<Minute, AtomicInteger> tried =
            Caffeine.newBuilder().maximumSize(ADDRESSES).build();

    GuessRate(Clock clock) {
        this.clock = clock;
    }

    boolean allows(String address) {
        var minute = new Minute(address, clock.instant().getEpochSecond() / 60);
        return tried.get(minute, unseen -> new AtomicInteger()).incrementAndGet() <= MOST;
    }
}
