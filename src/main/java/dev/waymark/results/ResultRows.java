package dev.waymark.results;

import dev.waymark.learner.Identities.Field;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was read in, row by row. */
@Singleton
class ResultRows {

    /** The score that holds for a person and an activity. */
    record Held(int version, String score, Instant experienced) {}

    /** A score that an import brings. */
    record Brought(String person, String activity, int version, String statement, String score, Instant experienced) {}

    /** Somebody whom a file named, who was not known. */
    record Awaited(String course, Field field, String valueHash, String agentKey) {}

    private final JdbcOperations jdbc;

    ResultRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    static String hash(CourseId course) {
        return AgentKey.hash(course.key());
    }

    @Transactional
    public void keepDraft(
            TenantId tenant, CourseId course, String id, String fileName, String text, String by, Instant at) {
        jdbc.prepareStatement(
                "DELETE FROM results_import WHERE tenant = ? AND state = 'DRAFT' AND imported_at < ?", delete -> {
                    delete.setLong(1, tenant.value());
                    delete.setLong(2, Micros.of(at.minus(java.time.Duration.ofDays(1))));
                    return delete.executeUpdate();
                });
        jdbc.prepareStatement(
                "INSERT INTO results_import (tenant, id, course, registration, state, file_name, imported_by, imported_at,"
                        + " undone_at, scores, content) VALUES (?, ?, ?, ?, 'DRAFT', ?, ?, ?, 0, 0, ?)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, id);
                    insert.setString(3, hash(course));
                    insert.setLong(4, course.registration());
                    insert.setString(5, fileName);
                    insert.setString(6, by);
                    insert.setLong(7, Micros.of(at));
                    insert.setString(8, text);
                    return insert.executeUpdate();
                });
    }

    /** A file that was looked through. */
    record Draft(String fileName, String text, Instant at) {}

    @Transactional
    public Optional<Draft> draft(TenantId tenant, CourseId course, String id) {
        return jdbc.prepareStatement(
                "SELECT file_name, content, imported_at FROM results_import"
                        + " WHERE tenant = ? AND id = ? AND course = ? AND state = 'DRAFT'",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, id);
                    select.setString(3, hash(course));
                    try (var rows = select.executeQuery()) {
                        return rows.next()
                                ? Optional.of(new Draft(
                                        rows.getString(1), rows.getString(2), Micros.toInstant(rows.getLong(3))))
                                : Optional.<Draft>empty();
                    }
                });
    }

    /** From draft to applied with all that it brings, once: false for whoever comes second. */
    @Transactional
    public boolean applied(TenantId tenant, CourseId course, String id, List<Brought> brought, Instant at) {
        boolean first = jdbc.prepareStatement(
                        "UPDATE results_import SET state = 'APPLIED', content = '', scores = ?, imported_at = ?, going_at = 0"
                                + " WHERE tenant = ? AND id = ? AND state = 'DRAFT'",
                        update -> {
                            update.setInt(1, brought.size());
                            update.setLong(2, Micros.of(at));
                            update.setLong(3, tenant.value());
                            update.setString(4, id);
                            return update.executeUpdate();
                        })
                == 1;
        if (first) {
            bring(tenant, course, id, brought);
        }
        return first;
    }

    /** What holds in a course, by person and activity (their digests, a blank between); versions include undone ones. */
    @Transactional
    public Map<String, Held> held(TenantId tenant, CourseId course) {
        return jdbc.prepareStatement(
                "SELECT person_hash, activity_hash, version, score, experienced, undone FROM results_score"
                        + " WHERE tenant = ? AND course = ? ORDER BY person_hash, activity_hash, version",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, hash(course));
                    Map<String, Held> found = new HashMap<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            String key = rows.getString(1) + " " + rows.getString(2);
                            Held before = found.getOrDefault(key, new Held(0, "", Instant.EPOCH));
                            boolean undone = rows.getInt(6) == 1;
                            found.put(
                                    key,
                                    new Held(
                                            rows.getInt(3),
                                            undone ? before.score() : rows.getString(4),
                                            undone ? before.experienced() : Micros.toInstant(rows.getLong(5))));
                        }
                    }
                    return found;
                });
    }

    private void bring(TenantId tenant, CourseId course, String importId, List<Brought> all) {
        if (all.isEmpty()) {
            return;
        }
        jdbc.prepareStatement(
                "INSERT INTO results_score (tenant, course, person_hash, activity_hash, version, import_id, statement_id,"
                        + " score, experienced, undone) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                insert -> {
                    for (Brought each : all) {
                        insert.setLong(1, tenant.value());
                        insert.setString(2, hash(course));
                        insert.setString(3, each.person());
                        insert.setString(4, each.activity());
                        insert.setInt(5, each.version());
                        insert.setString(6, importId);
                        insert.setString(7, each.statement());
                        insert.setString(8, each.score());
                        insert.setLong(9, Micros.of(each.experienced()));
                        insert.addBatch();
                    }
                    return insert.executeBatch();
                });
    }

    /** An import that is being taken back: since when, and what it brought. */
    record Undoing(Instant at, List<String> statements) {}

    /**
     * Begins to take an import back. Until {@link #undone} it can be begun again, with the same time: whoever died on the way
     * has left nothing half done that nobody could finish.
     *
     * @return empty if there is no such import in this course, or it was taken back
     */
    @Transactional
    public Optional<Undoing> undoing(TenantId tenant, CourseId course, String id, Instant now) {
        String which = " WHERE tenant = ? AND id = ? AND course = ? AND state = 'APPLIED'";
        jdbc.prepareStatement("UPDATE results_import SET undone_at = ?" + which + " AND undone_at = 0", update -> {
            update.setLong(1, Micros.of(now));
            update.setLong(2, tenant.value());
            update.setString(3, id);
            update.setString(4, hash(course));
            return update.executeUpdate();
        });
        Optional<Instant> at = jdbc.prepareStatement("SELECT undone_at FROM results_import" + which, select -> {
            select.setLong(1, tenant.value());
            select.setString(2, id);
            select.setString(3, hash(course));
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(Micros.toInstant(rows.getLong(1))) : Optional.<Instant>empty();
            }
        });
        return at.map(time -> new Undoing(time, statements(tenant, id)));
    }

    private List<String> statements(TenantId tenant, String id) {
        return jdbc.prepareStatement(
                "SELECT statement_id FROM results_score WHERE tenant = ? AND import_id = ? ORDER BY statement_id",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, id);
                    List<String> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(rows.getString(1));
                        }
                    }
                    return found;
                });
    }

    /** What an import brought is taken back: what held before holds again. True for the first who says so. */
    @Transactional
    public boolean undone(TenantId tenant, CourseId course, String id) {
        boolean first = jdbc.prepareStatement(
                        "UPDATE results_import SET state = 'UNDONE'"
                                + " WHERE tenant = ? AND id = ? AND course = ? AND state = 'APPLIED'",
                        update -> {
                            update.setLong(1, tenant.value());
                            update.setString(2, id);
                            update.setString(3, hash(course));
                            return update.executeUpdate();
                        })
                == 1;
        if (first) {
            jdbc.prepareStatement("UPDATE results_score SET undone = 1 WHERE tenant = ? AND import_id = ?", update -> {
                update.setLong(1, tenant.value());
                update.setString(2, id);
                return update.executeUpdate();
            });
        }
        return first;
    }

    @Transactional
    public List<ResultFiles.Import> imports(TenantId tenant, CourseId course) {
        return jdbc.prepareStatement(
                "SELECT id, file_name, imported_at, scores, CASE WHEN state = 'UNDONE' THEN undone_at ELSE 0 END"
                        + " FROM results_import"
                        + " WHERE tenant = ? AND course = ? AND state <> 'DRAFT' ORDER BY imported_at DESC, id LIMIT 50",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, hash(course));
                    List<ResultFiles.Import> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            long undone = rows.getLong(5);
                            found.add(new ResultFiles.Import(
                                    rows.getString(1),
                                    rows.getString(2),
                                    Micros.toInstant(rows.getLong(3)),
                                    rows.getInt(4),
                                    undone == 0 ? Optional.empty() : Optional.of(Micros.toInstant(undone))));
                        }
                    }
                    return found;
                });
    }

    @Transactional
    public void await(TenantId tenant, CourseId course, Field field, String value, String agentKey) {
        jdbc.prepareStatement(
                "INSERT IGNORE INTO results_person (tenant, course, registration, field, value_hash, agent_key, linked)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 0)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, hash(course));
                    insert.setLong(3, course.registration());
                    insert.setString(4, field.name());
                    insert.setString(5, AgentKey.hash(value));
                    insert.setString(6, agentKey);
                    return insert.executeUpdate();
                });
    }

    /** Those who are waited for under this value, in any course of the platform. */
    @Transactional
    public List<Awaited> awaited(TenantId tenant, long registration, Field field, String value) {
        return jdbc.prepareStatement(
                "SELECT course, value_hash, agent_key FROM results_person WHERE tenant = ? AND registration = ?"
                        + " AND field = ? AND value_hash = ? AND linked = 0 ORDER BY course",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, registration);
                    select.setString(3, field.name());
                    select.setString(4, AgentKey.hash(value));
                    List<Awaited> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new Awaited(rows.getString(1), field, rows.getString(2), rows.getString(3)));
                        }
                    }
                    return found;
                });
    }

    @Transactional
    public void linked(TenantId tenant, Awaited awaited, Instant at) {
        jdbc.prepareStatement(
                "UPDATE results_person SET linked = ? WHERE tenant = ? AND course = ? AND field = ? AND value_hash = ?",
                update -> {
                    update.setLong(1, Micros.of(at));
                    update.setLong(2, tenant.value());
                    update.setString(3, awaited.course());
                    update.setString(4, awaited.field().name());
                    update.setString(5, awaited.valueHash());
                    return update.executeUpdate();
                });
    }
}
