package dev.waymark.lti.ags;

import dev.waymark.lti.core.ResultItem;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.TenantId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads what a platform's gradebook shows (AGS 2.0, 3.3). */
public interface Results {

    /**
     * What a column shows. Never throws for what a platform or a network can do.
     *
     * @param user of one person only; of all if empty
     */
    Answer of(TenantId tenant, RegistrationId registration, String deploymentId, URI lineItem, Optional<String> user);

    /** What the platform answered. */
    sealed interface Answer {
        /** Ungraded people are left out. */
        record Shown(List<ResultItem> results) implements Answer {
            public Shown {
                results = List.copyOf(results);
            }

            public Optional<ResultItem> of(String user) {
                return results.stream()
                        .filter(result -> result.userId().equals(user))
                        .findFirst();
            }
        }

        /** It may tell later. */
        record TryLater(Optional<Duration> after, String detail) implements Answer {}

        /** It does not tell: the right was not given, or there is no such column. */
        record NotTold(int status, String detail) implements Answer {}
    }
}
