package dev.waymark.mastery;

import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.shared.Answers;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Versions from the database. Which one is the newest is asked each time, so no node works with an older one than
 * another; what is in a version is remembered, since it never changes.
 */
@Singleton
class PublishedParameters implements Parameters {

    /** Versions that are remembered; the newest of many tenants, and a few older ones. */
    private static final int REMEMBERED = 64;

    private final SnapshotRows rows;
    private final Map<Key, ParameterSnapshot> remembered = new ConcurrentHashMap<>();

    PublishedParameters(SnapshotRows rows) {
        this.rows = rows;
    }

    @Override
    @Transactional
    public ParameterSnapshot inForce(TenantId tenant) {
        long newest = Answers.to(List.of("parameters", tenant), () -> rows.newest(tenant));
        return newest == 0
                ? ParameterSnapshot.INITIAL
                : read(tenant, newest)
                        .orElseThrow(() -> new IllegalStateException(
                                "version %d of the parameters is the newest and cannot be read".formatted(newest)));
    }

    @Override
    @Transactional
    public Optional<ParameterSnapshot> version(TenantId tenant, String version) {
        if (version.equals(ParameterSnapshot.INITIAL.version())) {
            return Optional.of(ParameterSnapshot.INITIAL);
        }
        try {
            return read(tenant, Long.parseLong(version));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    @Transactional
    public List<Published> history(TenantId tenant, int limit) {
        return rows.history(tenant, limit);
    }

    private Optional<ParameterSnapshot> read(TenantId tenant, long version) {
        var key = new Key(tenant, version);
        ParameterSnapshot known = remembered.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<ParameterSnapshot> found = rows.read(tenant, version);
        if (remembered.size() >= REMEMBERED) {
            remembered.clear();
        }
        found.ifPresent(snapshot -> remembered.put(key, snapshot));
        return found;
    }

    private record Key(TenantId tenant, long version) {}
}
