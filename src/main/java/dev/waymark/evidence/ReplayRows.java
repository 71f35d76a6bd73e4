package dev.waymark.evidence;

import dev.waymark.evidence.Replays.Replay;
import dev.waymark.evidence.Replays.State;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Table {@code evidence_replay}. Every method runs in its caller's transaction. */
@Singleton
class ReplayRows {

    private static final String COLUMNS = "SELECT replay_id, source, asked_by, state, begun_at, heard_at, ended_at,"
            + " statements, statements_done, changed, unreadable, people, people_left, tried_used, tried_left,"
            + " tried_asked, problem, at_no, until_no, failures FROM evidence_replay WHERE tenant = ?";

    /**
     * One as the table has it.
     *
     * @param at up to which number statements are read
     * @param until up to which number they are to be
     * @param failures in a row
     */
    record Kept(Replay replay, long at, long until, int failures) {}

    private final JdbcOperations jdbc;

    ReplayRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** False if one of the tenant runs already. */
    boolean begin(TenantId tenant, String id, Optional<String> source, String by, Instant at) {
        return jdbc.prepareStatement(
                        "INSERT IGNORE INTO evidence_replay (tenant, replay_id, source, asked_by, state, running,"
                                + " begun_at, heard_at, ended_at, at_no, until_no, statements, statements_done, changed,"
                                + " unreadable, people, people_left, tried_used, tried_left, tried_asked, failures,"
                                + " problem) VALUES (?, ?, ?, ?, 'TRYING', 1, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,"
                                + " '')",
                        insert -> {
                            insert.setLong(1, tenant.value());
                            insert.setString(2, id);
                            insert.setString(3, source.orElse(""));
                            insert.setString(4, by);
                            insert.setLong(5, Micros.of(at));
                            insert.setLong(6, Micros.of(at));
                            return insert.executeUpdate();
                        })
                == 1;
    }

    Optional<Kept> running(TenantId tenant) {
        return jdbc
                .prepareStatement(COLUMNS + " AND running = 1", select -> {
                    select.setLong(1, tenant.value());
                    return read(select);
                })
                .stream()
                .findFirst();
    }

    Optional<Kept> find(TenantId tenant, String id) {
        return jdbc
                .prepareStatement(COLUMNS + " AND replay_id = ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, id);
                    return read(select);
                })
                .stream()
                .findFirst();
    }

    List<Kept> newest(TenantId tenant, int limit) {
        return jdbc.prepareStatement(COLUMNS + " ORDER BY begun_at DESC, replay_id LIMIT ?", select -> {
            select.setLong(1, tenant.value());
            select.setInt(2, limit);
            return read(select);
        });
    }

    /** What was set aside has been tried; false if it does not stand there any more. */
    boolean tried(
            TenantId tenant, String id, int used, int left, int asked, long statements, long until, Instant heard) {
        return update(
                "state = 'READING', tried_used = ?, tried_left = ?, tried_asked = ?, statements = ?, until_no = ?,"
                        + " heard_at = ?, failures = 0, problem = ''",
                "state = 'TRYING'",
                tenant,
                id,
                used,
                left,
                asked,
                statements,
                until,
                Micros.of(heard));
    }

    /** A page has been read; false if another node read it. */
    boolean read(TenantId tenant, Kept before, long at, int read, int changed, int unreadable, Instant heard) {
        return update(
                "statements_done = statements_done + ?, changed = changed + ?, unreadable = unreadable + ?, heard_at = ?,"
                        + " failures = 0, problem = '', at_no = ?",
                "state = 'READING' AND at_no = " + before.at(),
                tenant,
                before.replay().id(),
                read,
                changed,
                unreadable,
                Micros.of(heard),
                at);
    }

    /** All statements are read, and so many people wait. */
    boolean noted(TenantId tenant, Kept before, long people, Instant heard) {
        return update(
                "state = 'COUNTING', people = ?, people_left = ?, heard_at = ?, failures = 0, problem = ''",
                "state = 'READING' AND at_no = " + before.at(),
                tenant,
                before.replay().id(),
                people,
                people,
                Micros.of(heard));
    }

    boolean counted(TenantId tenant, String id, long left, Instant heard) {
        return update(
                "people_left = CASE WHEN people < ? THEN people ELSE ? END, heard_at = ?, failures = 0, problem = ''",
                "state = 'COUNTING'",
                tenant,
                id,
                left,
                left,
                Micros.of(heard));
    }

    boolean end(TenantId tenant, String id, State state, String problem, Instant at) {
        return jdbc.prepareStatement(
                        "UPDATE evidence_replay SET state = ?, running = NULL, problem = ?, ended_at = ?, heard_at = ?"
                                + (state == State.DONE ? ", people_left = 0" : "")
                                + " WHERE tenant = ? AND replay_id = ? AND running = 1",
                        update -> {
                            update.setString(1, state.name());
                            update.setString(2, cut(problem));
                            update.setLong(3, Micros.of(at));
                            update.setLong(4, Micros.of(at));
                            update.setLong(5, tenant.value());
                            update.setString(6, id);
                            return update.executeUpdate();
                        })
                == 1;
    }

    /** It stumbled; it goes on later. */
    void stumbled(TenantId tenant, String id, String problem) {
        jdbc.prepareStatement(
                "UPDATE evidence_replay SET failures = failures + 1, problem = ? WHERE tenant = ? AND replay_id = ?"
                        + " AND running = 1",
                update -> {
                    update.setString(1, cut(problem));
                    update.setLong(2, tenant.value());
                    update.setString(3, id);
                    return update.executeUpdate();
                });
    }

    private boolean update(String set, String only, TenantId tenant, String id, long... values) {
        return jdbc.prepareStatement(
                        "UPDATE evidence_replay SET " + set + " WHERE tenant = ? AND replay_id = ? AND running = 1 AND "
                                + only,
                        update -> {
                            int at = 1;
                            for (long each : values) {
                                update.setLong(at++, each);
                            }
                            update.setLong(at++, tenant.value());
                            update.setString(at, id);
                            return update.executeUpdate();
                        })
                == 1;
    }

    private static List<Kept> read(PreparedStatement select) throws SQLException {
        List<Kept> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                long people = row.getLong("people");
                long ended = row.getLong("ended_at");
                found.add(new Kept(
                        new Replay(
                                row.getString("replay_id"),
                                Optional.of(row.getString("source")).filter(text -> !text.isEmpty()),
                                row.getString("asked_by"),
                                State.valueOf(row.getString("state")),
                                Micros.toInstant(row.getLong("begun_at")),
                                Micros.toInstant(row.getLong("heard_at")),
                                ended == 0 ? Optional.empty() : Optional.of(Micros.toInstant(ended)),
                                row.getLong("statements"),
                                row.getLong("statements_done"),
                                row.getLong("changed"),
                                row.getLong("unreadable"),
                                people,
                                people - row.getLong("people_left"),
                                row.getLong("tried_used"),
                                row.getLong("tried_left"),
                                row.getLong("tried_asked"),
                                Optional.of(row.getString("problem")).filter(text -> !text.isEmpty())),
                        row.getLong("at_no"),
                        row.getLong("until_no"),
                        row.getInt("failures")));
            }
        }
        return found;
    }

    private static String cut(String text) {
        return text.length() <= 1000 ? text : text.substring(0, 1000);
    }
}
