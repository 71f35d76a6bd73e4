package dev.waymark.lrs.outbox;

import dev.waymark.lrs.Lrs;
import dev.waymark.lrs.LrsSources;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Our statements on their way, in a table. */
@Singleton
class OutboxRows implements StatementOutbox {

    /**
     * @param attempts tries that failed so far
     * @param retryAt not before then
     */
    record WaitingRow(long seq, String statementId, String json, int attempts, Instant retryAt) {}

    private static final int REASON_LENGTH = 1000;

    /** For whichever LRS is the first once there is one. */
    static final String ANY = "";

    private final JdbcOperations jdbc;
    private final LrsSources sources;
    private final OutboxRecall recall;
    private final Clock clock;

    OutboxRows(JdbcOperations jdbc, LrsSources sources, OutboxRecall recall, Clock clock) {
        this.recall = recall;
        this.jdbc = jdbc;
        this.sources = sources;
        this.clock = clock;
    }

    @Override
    @Transactional
    public boolean add(TenantId tenant, UUID statementId, String json) {
        List<String> targets = targets(tenant);
        boolean fresh = false;
        for (String target : targets) {
            fresh |= jdbc.prepareStatement(
                            "INSERT IGNORE INTO lrs_outgoing (tenant, target, statement_id, json, state, attempts,"
                                    + " added, retry_at, reason) VALUES (?, ?, ?, ?, 'WAITING', 0, ?, 0, '')",
                            insert -> {
                                insert.setLong(1, tenant.value());
                                insert.setString(2, target);
                                insert.setString(3, statementId.toString());
                                insert.setString(4, json);
                                insert.setLong(5, Micros.of(clock.instant()));
                                return insert.executeUpdate();
                            })
                    == 1;
        }
        return fresh;
    }

    /** A line for each LRS, so that one that is away holds up no other. */
    private List<String> targets(TenantId tenant) {
        List<String> names =
                sources.takingOurs(tenant).stream().map(Lrs::source).distinct().toList();
        return names.isEmpty() ? List.of(ANY) : names;
    }

    @Override
    @Transactional
    public long takeBack(TenantId tenant, Set<String> agentKeys, Instant at) {
        return recall.takeBack(tenant, agentKeys, at);
    }

    @Override
    @Transactional
    public long forget(TenantId tenant, Set<String> agentKeys) {
        return recall.forget(tenant, agentKeys);
    }

    @Override
    @Transactional
    public Standing standing(TenantId tenant) {
        return count(tenant, List.of());
    }

    @Override
    @Transactional
    public Standing standing(TenantId tenant, String source) {
        return count(tenant, line(tenant, source));
    }

    /**
     * @param line empty for all
     */
    private Standing count(TenantId tenant, List<String> line) {
        return jdbc.prepareStatement(
                "SELECT state, COUNT(*) FROM lrs_outgoing WHERE tenant = ?"
                        + (line.isEmpty() ? "" : " AND target IN (" + marks(line) + ")")
                        + " GROUP BY state",
                select -> {
                    select.setLong(1, tenant.value());
                    texts(select, line);
                    long waiting = 0;
                    long sent = 0;
                    long dead = 0;
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            switch (rows.getString(1)) {
                                case "WAITING" -> waiting = rows.getLong(2);
                                case "SENT" -> sent = rows.getLong(2);
                                default -> dead += rows.getLong(2);
                            }
                        }
                    }
                    return new Standing(waiting, sent, dead);
                });
    }

    private static String marks(List<String> line) {
        return String.join(", ", Collections.nCopies(line.size(), "?"));
    }

    /** From the second place on. */
    private static void texts(PreparedStatement statement, List<String> line) throws SQLException {
        for (int i = 0; i < line.size(); i++) {
            statement.setString(2 + i, line.get(i));
        }
    }

    /** What goes to an LRS: the first one also takes what was said before there was any. */
    private List<String> line(TenantId tenant, String source) {
        boolean first = sources.takingOurs(tenant).stream()
                .findFirst()
                .filter(each -> each.source().equals(source))
                .isPresent();
        return first ? List.of(source, ANY) : List.of(source);
    }

    @Override
    @Transactional
    public Optional<String> heldUp(TenantId tenant, String source) {
        return oldestOf(tenant, line(tenant, source)).map(String::strip).filter(each -> !each.isEmpty());
    }

    private Optional<String> oldestOf(TenantId tenant, List<String> line) {
        return jdbc.prepareStatement(
                "SELECT reason FROM lrs_outgoing WHERE tenant = ? AND state = 'WAITING' AND target IN (" + marks(line)
                        + ") ORDER BY seq LIMIT 1",
                select -> {
                    select.setLong(1, tenant.value());
                    texts(select, line);
                    try (var rows = select.executeQuery()) {
                        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
                    }
                });
    }

    @Override
    @Transactional
    public List<Undeliverable> undeliverable(TenantId tenant, String source, int limit) {
        List<String> line = line(tenant, source);
        return jdbc.prepareStatement(
                "SELECT statement_id, added, reason, json FROM lrs_outgoing WHERE tenant = ? AND state = 'DEAD'"
                        + " AND target IN (" + marks(line) + ") ORDER BY seq DESC LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    texts(select, line);
                    select.setInt(2 + line.size(), limit);
                    List<Undeliverable> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new Undeliverable(
                                    UUID.fromString(rows.getString(1)),
                                    Micros.toInstant(rows.getLong(2)),
                                    rows.getString(3),
                                    rows.getString(4)));
                        }
                    }
                    return found;
                });
    }

    @Override
    @Transactional
    public long sendAgain(TenantId tenant, String source, Optional<UUID> statementId) {
        List<String> line = line(tenant, source);
        return jdbc.prepareStatement(
                "UPDATE lrs_outgoing SET state = 'WAITING', attempts = 0, retry_at = 0, reason = ''"
                        + " WHERE tenant = ? AND state = 'DEAD' AND target IN (" + marks(line) + ")"
                        + (statementId.isPresent() ? " AND statement_id = ?" : ""),
                update -> {
                    update.setLong(1, tenant.value());
                    texts(update, line);
                    if (statementId.isPresent()) {
                        update.setString(2 + line.size(), statementId.get().toString());
                    }
                    return update.executeUpdate();
                });
    }

    @Transactional
    public List<WaitingRow> oldest(TenantId tenant, List<String> targets, int limit) {
        return jdbc.prepareStatement(
                "SELECT seq, statement_id, json, attempts, retry_at FROM lrs_outgoing"
                        + " WHERE tenant = ? AND state = 'WAITING' AND target IN ("
                        + marks(targets) + ") ORDER BY seq LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    texts(select, targets);
                    select.setInt(2 + targets.size(), limit);
                    List<WaitingRow> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new WaitingRow(
                                    rows.getLong(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getInt(4),
                                    Micros.toInstant(rows.getLong(5))));
                        }
                    }
                    return found;
                });
    }

    @Transactional
    public void settle(List<WaitingRow> rows, String state, String reason) {
        update(rows, "UPDATE lrs_outgoing SET state = ?, reason = ? WHERE seq = ?", state, reason);
    }

    /** The first in line waits, and so does the whole line: statements go out in the order in which they were said. */
    @Transactional
    public void delay(WaitingRow first, Instant until, String reason) {
        jdbc.prepareStatement(
                "UPDATE lrs_outgoing SET attempts = attempts + 1, retry_at = ?, reason = ? WHERE seq = ?", update -> {
                    update.setLong(1, Micros.of(until));
                    update.setString(2, cut(reason));
                    update.setLong(3, first.seq());
                    return update.executeUpdate();
                });
    }

    private void update(List<WaitingRow> rows, String sql, String state, String reason) {
        jdbc.prepareStatement(sql, update -> {
            for (WaitingRow each : rows) {
                update.setString(1, state);
                update.setString(2, cut(reason));
                update.setLong(3, each.seq());
                update.addBatch();
            }
            return update.executeBatch();
        });
    }

    private static String cut(String text) {
        return text.length() <= REASON_LENGTH ? text : text.substring(0, REASON_LENGTH);
    }
}
