package dev.waymark.lti.ags;

import dev.waymark.lti.core.LineItem;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.TenantId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Finds, makes and renames grade columns (AGS 2.0, 3.2). Look before you make: a copy of a course has its columns already. */
public interface LineItems {

    /**
     * Columns that fit all of what is asked for. Never throws for what a platform or a network can do.
     *
     * @param lineItems the course's columns, as a launch named them
     */
    Answer find(TenantId tenant, RegistrationId registration, String deploymentId, URI lineItems, Wanted wanted);

    /** Makes a column that belongs to no link; answers it alone. Not safe to repeat without looking first. */
    Answer make(
            TenantId tenant,
            RegistrationId registration,
            String deploymentId,
            URI lineItems,
            String label,
            double maximum,
            String resourceId,
            String tag);

    /**
     * Gives a column another label and leaves all else as it is; answers it alone, as the platform has it now. Safe to
     * repeat.
     *
     * @param lineItem the column's own address
     */
    Answer rename(TenantId tenant, RegistrationId registration, String deploymentId, URI lineItem, String label);

    record Wanted(Optional<String> resourceId, Optional<String> tag, Optional<String> resourceLinkId) {}

    /** What the platform answered. */
    sealed interface Answer {
        record Found(List<LineItem> items) implements Answer {
            public Found {
                items = List.copyOf(items);
            }
        }

        /** It may answer later. */
        record TryLater(Optional<Duration> after, String detail) implements Answer {}

        /** It will not: the right was not given, or the course takes none. */
        record Refused(int status, String detail) implements Answer {}
    }
}
