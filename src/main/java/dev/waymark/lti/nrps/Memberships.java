package dev.waymark.lti.nrps;

import dev.waymark.lti.core.Member;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.TenantId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the list of a course's people (NRPS 2.0, 2.2). */
public interface Memberships {

    /**
     * One page of the list. Never throws for what a platform or a network can do.
     *
     * @param page the course's address as a launch named it, or a {@code next} or {@code differences} of a page before
     */
    Answer page(TenantId tenant, RegistrationId registration, String deploymentId, URI page);

    /** Where to begin: some platforms send everything at once, which may be more than we take, and are asked for pages. */
    URI first(URI memberships, Optional<String> productFamily);

    /** What the platform answered. */
    sealed interface Answer {
        /**
         * @param next the next page
         * @param differences where to ask later for what has changed since
         */
        record Page(List<Member> members, Optional<URI> next, Optional<URI> differences) implements Answer {
            public Page {
                members = List.copyOf(members);
            }
        }

        /** It may tell later. */
        record TryLater(Optional<Duration> after, String detail) implements Answer {}

        /** It does not tell: the right was not given, or it has forgotten the address. */
        record NotTold(int status, String detail) implements Answer {}
    }
}
