package dev.waymark.learner;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How erasures are done.
 *
 * @param grace how long somebody may change their mind, from asking
 * @param within by when it has to be done, from asking; the law's month
 * @param backups how long this organisation keeps its backups; zero if nobody has told us
 */
@ConfigurationProperties("waymark.erasure")
public record ErasureSettings(
        @Bindable(defaultValue = "7d") Duration grace,
        @Bindable(defaultValue = "30d") Duration within,
        @Bindable(defaultValue = "0s") Duration backups) {

    public ErasureSettings {
        if (grace.isNegative() || within.compareTo(grace) < 0 || backups.isNegative()) {
            throw new IllegalArgumentException(
                    "waymark.erasure: grace is 0 or more and at most within, backups 0 or more;" + " found grace "
                            + grace + ", within " + within + ", backups " + backups);
        }
    }
}
