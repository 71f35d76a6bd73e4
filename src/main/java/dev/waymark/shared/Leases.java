package dev.waymark.shared;

import java.time.Duration;
import java.util.Optional;

/**
 * Work that one node must do alone (polling a source, draining an outbox) is claimed here. A lease that is not renewed
 * runs out, so the work survives the death of its node.
 */
public interface Leases {

    /**
     * Claims the work for a while, or renews the claim of the same holder.
     *
     * @param work such as {@code feed/1/main}; at most 190 characters
     * @return the lease, or empty if another node holds it
     */
    Optional<Lease> claim(String work, Duration howLong);

    /** Gives the work up before its time. */
    void release(Lease lease);

    /**
     * @param fence rises with every new holder: a write that names an older fence comes from a node that was replaced
     */
    record Lease(String work, String holder, long fence) {}
}
