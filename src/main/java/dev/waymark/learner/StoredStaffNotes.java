package dev.waymark.learner;

import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The notes, in a table. */
@Singleton
class StoredStaffNotes implements StaffNotes {

    private static final String NOTES =
            "SELECT registration, context_id, number, written_by, written_at, text FROM learner_note"
                    + " WHERE tenant = ? AND learner = ? AND removed_at IS NULL";

    private final JdbcOperations jdbc;

    StoredStaffNotes(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional
    public void write(TenantId tenant, LearnerId learner, CourseId course, String text, String by, Instant at) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "expected a note of 1 to %d characters, found %d".formatted(LONGEST, text.length()));
        }
        // The learner's row is the lock: numbers follow each other.
        jdbc.prepareStatement("SELECT id FROM learner_person WHERE tenant = ? AND id = ? FOR UPDATE", select -> {
            select.setLong(1, tenant.value());
            select.setString(2, learner.toString());
            try (var rows = select.executeQuery()) {
                return rows.next();
            }
        });
        long number = jdbc.prepareStatement(
                "SELECT MAX(number) FROM learner_note WHERE tenant = ? AND learner = ? AND registration = ?"
                        + " AND context_id = ?",
                select -> {
                    bind(select, 1, tenant, learner, course);
                    try (var rows = select.executeQuery()) {
                        return rows.next() ? rows.getLong(1) + 1 : 1;
                    }
                });
        jdbc.prepareStatement(
                "INSERT INTO learner_note (tenant, learner, registration, context_id, number, written_by, written_at,"
                        + " text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    bind(insert, 1, tenant, learner, course);
                    insert.setLong(5, number);
                    insert.setString(6, by);
                    insert.setLong(7, Micros.of(at));
                    insert.setString(8, text);
                    return insert.executeUpdate();
                });
    }

    @Override
    @Transactional
    public boolean remove(TenantId tenant, LearnerId learner, CourseId course, long number, String by, Instant at) {
        return jdbc.prepareStatement(
                        "UPDATE learner_note SET text = '', removed_at = ? WHERE tenant = ? AND learner = ?"
                                + " AND registration = ? AND context_id = ? AND number = ? AND written_by = ?"
                                + " AND removed_at IS NULL",
                        update -> {
                            update.setLong(1, Micros.of(at));
                            bind(update, 2, tenant, learner, course);
                            update.setLong(6, number);
                            update.setString(7, by);
                            return update.executeUpdate();
                        })
                == 1;
    }

    @Override
    @Transactional
    public List<Note> of(TenantId tenant, LearnerId learner, CourseId course) {
        return jdbc.prepareStatement(
                NOTES + " AND registration = ? AND context_id = ? ORDER BY number DESC", select -> {
                    bind(select, 1, tenant, learner, course);
                    return read(select);
                });
    }

    @Override
    @Transactional
    public List<Note> of(TenantId tenant, LearnerId learner) {
        return jdbc.prepareStatement(NOTES + " ORDER BY written_at, registration, context_id, number", select -> {
            select.setLong(1, tenant.value());
            select.setString(2, learner.toString());
            return read(select);
        });
    }

    private static List<Note> read(PreparedStatement select) throws SQLException {
        List<Note> found = new ArrayList<>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new Note(
                        new CourseId(rows.getLong(1), rows.getString(2)),
                        rows.getLong(3),
                        rows.getString(4),
                        Micros.toInstant(rows.getLong(5)),
                        rows.getString(6)));
            }
        }
        return found;
    }

    private static void bind(
            PreparedStatement statement, int first, TenantId tenant, LearnerId learner, CourseId course)
            throws SQLException {
        statement.setLong(first, tenant.value());
        statement.setString(first + 1, learner.toString());
        statement.setLong(first + 2, course.registration());
        statement.setString(first + 3, course.contextId());
    }
}
