package dev.waymark.lti.launch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many logins one address may begin in a minute, on this node. Generous, because a whole campus may stand behind one
 * address or one proxy; it stops a flood, not a class.
 */
@Singleton
class LoginRate {

    private static final int ADDRESSES = 100_000;

    private record Minute(String address, long minute) {}

    private final int most;
    private final Clock clock;
    private final Cache<Minute, AtomicInteger> begun =
            Caffeine.newBuilder().maximumSize(ADDRESSES).build();

    /**
     * @param most {@code waymark.lti.logins-per-minute}, above 0
     */
    LoginRate(@Value("${waymark.lti.logins-per-minute:3000}") int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /** Counts a login; false if this address has begun too many in this minute. */
    boolean allows(InetSocketAddress from) {
        var minute = new Minute(from.getHostString(), clock.instant().getEpochSecond() / 60);
        return begun.get(minute, unseen -> new AtomicInteger()).incrementAndGet() <= most;
    }
}
