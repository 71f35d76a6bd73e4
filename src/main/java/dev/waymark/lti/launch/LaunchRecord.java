package dev.waymark.lti.launch;

import dev.waymark.lti.registration.RegistrationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A login or launch that ended here, as the administrator may see it: never a token, a subject or a name.
 *
 * @param code what a person reads to the help desk, such as {@code WM-7PXD}
 * @param registration empty if nobody knows which platform it was
 * @param reason a {@link dev.waymark.lti.core.Reason#code()}; empty if the launch was accepted
 * @param clause of the specification that asks for the check; empty if the launch was accepted
 * @param detail what was expected and found; of an accepted launch its warnings
 * @param clockSkew how far the platform's clock seemed ahead of ours, if the token said
 * @param path how the browser was known; empty if the launch did not get that far
 * @param repeated how many more like it, at least, were refused in the same minute and not kept each by itself
 */
public record LaunchRecord(
        Instant at,
        String code,
        Optional<RegistrationId> registration,
        boolean accepted,
        String reason,
        String clause,
        String detail,
        Optional<Duration> clockSkew,
        Optional<BrowserPath> path,
        int repeated) {}
