package dev.waymark.lti.registration;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A registration as its administrator sees it.
 *
 * @param productFamily such as {@code moodle}; empty if it is not known
 * @param scopesTold what the platform said at registration that it granted; Moodle says more than is true
 * @param requests deployments that launched and are not approved
 */
public record KeptRegistration(
        RegisteredPlatform platform,
        Origin origin,
        State state,
        String productFamily,
        Set<String> scopesTold,
        List<Request> requests,
        Instant changedAt) {

    public KeptRegistration {
        scopesTold = Set.copyOf(scopesTold);
        requests = List.copyOf(requests);
    }

    /** Who wrote it down. A file's is changed in the file. */
    public enum Origin {
        FILE,
        PAGE,
        DYNAMIC
    }

    public enum State {
        /** Launches come in. */
        ON,
        /** An administrator switched it off. */
        OFF,
        /** The platform registered us; no administrator has confirmed it. */
        WAITING
    }

    /** A deployment that nobody approved. */
    public record Request(String deploymentId, Instant firstAt, Instant lastAt, long times) {}

    public boolean editable() {
        return origin != Origin.FILE;
    }
}
