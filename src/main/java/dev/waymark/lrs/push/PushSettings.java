package dev.waymark.lrs.push;

import dev.waymark.shared.SettingRefused;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * @param requestsPerMinute how often one source may push in a minute, on each node; 1 to 100,000
 *     ({@code WAYMARK_LRS_PUSH_REQUESTS_PER_MINUTE})
 */
@ConfigurationProperties("waymark.lrs.push")
record PushSettings(@Bindable(defaultValue = "1200") int requestsPerMinute) {

    PushSettings {
        if (requestsPerMinute < 1 || requestsPerMinute > 100_000) {
            throw new SettingRefused(
                    "WAYMARK_LRS_PUSH_REQUESTS_PER_MINUTE must be 1 to 100000; found " + requestsPerMinute + ".");
        }
    }
}
