package dev.waymark.mastery;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.engine.model.ParameterSnapshot.Bias;
import dev.waymark.engine.model.ParameterSnapshot.Difficulty;
import dev.waymark.engine.model.ParameterSnapshot.Spread;
import dev.waymark.learner.LearnerId;
import dev.waymark.mastery.Parameters.Published;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** The tables of published parameters. Every method runs in the caller's transaction. */
@Singleton
class SnapshotRows {

    private final JdbcOperations jdbc;

    SnapshotRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest version; 0 if there is none. */
    long newest(TenantId tenant) {
        return jdbc.prepareStatement("SELECT MAX(version) FROM mastery_snapshot WHERE tenant = ?", select -> {
            select.setLong(1, tenant.value());
            try (var found = select.executeQuery()) {
                return found.next() ? found.getLong(1) : 0L;
            }
        });
    }

    Optional<ParameterSnapshot> read(TenantId tenant, long version) {
        Optional<ParameterSnapshot> everybody = jdbc.prepareStatement(
                "SELECT bias, bias_variance, general_variance, competency_variance, doubt_few, doubt_some, doubt_many"
                        + " FROM mastery_snapshot WHERE tenant = ? AND version = ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, version);
                    try (var found = select.executeQuery()) {
                        return found.next()
                                ? Optional.of(new ParameterSnapshot(
                                        Long.toString(version),
                                        new TreeMap<>(),
                                        found.getDouble(1),
                                        found.getDouble(2),
                                        new TreeMap<>(),
                                        spread(found)))
                                : Optional.<ParameterSnapshot>empty();
                    }
                });
        return everybody.map(found -> new ParameterSnapshot(
                found.version(),
                items(tenant, version),
                found.selfRatingBias(),
                found.selfRatingBiasVariance(),
                cohorts(tenant, version),
                found.spread()));
    }

    private static Optional<Spread> spread(ResultSet found) throws SQLException {
        double general = found.getDouble(3);
        return found.wasNull()
                ? Optional.empty()
                : Optional.of(new Spread(
                        general, found.getDouble(4), found.getDouble(5), found.getDouble(6), found.getDouble(7)));
    }

    private SortedMap<ActivityId, Difficulty> items(TenantId tenant, long version) {
        return jdbc.prepareStatement(
                "SELECT item, difficulty, variance FROM mastery_snapshot_item WHERE tenant = ? AND version = ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, version);
                    SortedMap<ActivityId, Difficulty> items = new TreeMap<>();
                    try (var found = select.executeQuery()) {
                        while (found.next()) {
                            items.put(
                                    new ActivityId(found.getString(1)),
                                    new Difficulty(found.getDouble(2), found.getDouble(3)));
                        }
                    }
                    return items;
                });
    }

    private SortedMap<JobRoleId, Bias> cohorts(TenantId tenant, long version) {
        return jdbc.prepareStatement(
                "SELECT cohort, bias, variance FROM mastery_snapshot_cohort WHERE tenant = ? AND version = ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, version);
                    SortedMap<JobRoleId, Bias> cohorts = new TreeMap<>();
                    try (var found = select.executeQuery()) {
                        while (found.next()) {
                            cohorts.put(
                                    new JobRoleId(found.getString(1)),
                                    new Bias(found.getDouble(2), found.getDouble(3)));
                        }
                    }
                    return cohorts;
                });
    }

    /** Adds a version that nobody else has added: the key refuses a second one. */
    void add(TenantId tenant, long version, ParameterSnapshot snapshot, String configuration, long people, Instant at) {
        jdbc.prepareStatement(
                "INSERT INTO mastery_snapshot (tenant, version, published_at, configuration, people, bias, bias_variance,"
                        + " general_variance, competency_variance, doubt_few, doubt_some, doubt_many)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setLong(2, version);
                    insert.setLong(3, Micros.of(at));
                    insert.setString(4, configuration);
                    insert.setLong(5, people);
                    insert.setDouble(6, snapshot.selfRatingBias());
                    insert.setDouble(7, snapshot.selfRatingBiasVariance());
                    set(insert, 8, snapshot.spread().map(Spread::general));
                    set(insert, 9, snapshot.spread().map(Spread::competency));
                    set(insert, 10, snapshot.spread().map(Spread::few));
                    set(insert, 11, snapshot.spread().map(Spread::some));
                    set(insert, 12, snapshot.spread().map(Spread::many));
                    return insert.executeUpdate();
                });
        addItems(tenant, version, snapshot);
        addCohorts(tenant, version, snapshot);
    }

    private static void set(PreparedStatement insert, int at, Optional<Double> value) throws SQLException {
        if (value.isPresent()) {
            insert.setDouble(at, value.get());
        } else {
            insert.setNull(at, Types.DOUBLE);
        }
    }

    private void addItems(TenantId tenant, long version, ParameterSnapshot snapshot) {
        if (snapshot.difficulties().isEmpty()) {
            return;
        }
        jdbc.prepareStatement(
                "INSERT INTO mastery_snapshot_item (tenant, version, place, item, difficulty, variance)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                insert -> {
                    int place = 0;
                    for (Map.Entry<ActivityId, Difficulty> each :
                            snapshot.difficulties().entrySet()) {
                        insert.setLong(1, tenant.value());
                        insert.setLong(2, version);
                        insert.setInt(3, place++);
                        insert.setString(4, each.getKey().iri());
                        insert.setDouble(5, each.getValue().mean());
                        insert.setDouble(6, each.getValue().variance());
                        insert.addBatch();
                    }
                    return insert.executeBatch();
                });
    }

    private void addCohorts(TenantId tenant, long version, ParameterSnapshot snapshot) {
        if (snapshot.cohorts().isEmpty()) {
            return;
        }
        jdbc.prepareStatement(
                "INSERT INTO mastery_snapshot_cohort (tenant, version, cohort, bias, variance) VALUES (?, ?, ?, ?, ?)",
                insert -> {
                    for (Map.Entry<JobRoleId, Bias> each : snapshot.cohorts().entrySet()) {
                        insert.setLong(1, tenant.value());
                        insert.setLong(2, version);
                        insert.setString(3, each.getKey().value());
                        insert.setDouble(4, each.getValue().mean());
                        insert.setDouble(5, each.getValue().variance());
                        insert.addBatch();
                    }
                    return insert.executeBatch();
                });
    }

    List<Published> history(TenantId tenant, int limit) {
        return jdbc.prepareStatement(
                "SELECT version, published_at, configuration, people FROM mastery_snapshot WHERE tenant = ?"
                        + " ORDER BY version DESC LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setInt(2, limit);
                    List<Published> history = new ArrayList<>();
                    try (var found = select.executeQuery()) {
                        while (found.next()) {
                            history.add(new Published(
                                    Long.toString(found.getLong(1)),
                                    Micros.toInstant(found.getLong(2)),
                                    found.getString(3),
                                    found.getLong(4)));
                        }
                    }
                    return history;
                });
    }

    /** Everybody whose mastery was ever counted, by id. */
    List<LearnerId> people(TenantId tenant) {
        return jdbc.prepareStatement(
                "SELECT learner FROM mastery_learner WHERE tenant = ? ORDER BY learner", select -> {
                    select.setLong(1, tenant.value());
                    return learners(select);
                });
    }

    /** Some of those whose estimates were computed with other parameters. */
    List<LearnerId> behind(TenantId tenant, String version, int limit) {
        return jdbc.prepareStatement(
                "SELECT DISTINCT learner FROM mastery_estimate WHERE tenant = ? AND parameters <> ?"
                        + " ORDER BY learner LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, version);
                    select.setInt(3, limit);
                    return learners(select);
                });
    }

    private static List<LearnerId> learners(PreparedStatement select) throws SQLException {
        List<LearnerId> learners = new ArrayList<>();
        try (var found = select.executeQuery()) {
            while (found.next()) {
                learners.add(new LearnerId(UUID.fromString(found.getString(1))));
            }
        }
        return learners;
    }
}
