package dev.waymark.mastery;

import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was learnt from everybody about items and cohorts, in versions. A version is published at an instant, never
 * changes, and every estimate names the one it used, so that it can be computed again to the same bits.
 */
public interface Parameters {

    /** The newest version; {@link ParameterSnapshot#INITIAL} while none was published. */
    ParameterSnapshot inForce(TenantId tenant);

    /** A version by its name, as an estimate recorded it; empty if this tenant never had it. */
    Optional<ParameterSnapshot> version(TenantId tenant, String version);

    /** Newest first. */
    List<Published> history(TenantId tenant, int limit);

    /**
     * @param configuration which content the items' levels were read from
     * @param people how many it was learnt from
     */
    record Published(String version, Instant at, String configuration, long people) {}
}
