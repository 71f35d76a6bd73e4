package dev.waymark.lti.registration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long we wait for a platform.
 *
 * @param connect to reach it
 * @param answer for its whole answer
 * @param keyInterval between two fetches of one key set
 */
@ConfigurationProperties("waymark.platform-http")
record PlatformHttpSettings(
        @Bindable(defaultValue = "5s") Duration connect,
        @Bindable(defaultValue = "15s") Duration answer,
        @Bindable(defaultValue = "30s") Duration keyInterval) {}
