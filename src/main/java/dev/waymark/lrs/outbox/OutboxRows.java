package dev.waymark.lrs.outbox;

import dev.waymark.lrs.Lrs;
import dev.waymark.lrs.LrsSources;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
        return jdbc.prepareStatement(
                "SELECT state, COUNT(*) FROM lrs_outgoing WHERE tenant = ? GROUP BY state", select -> {
                    select.setLong(1, tenant.value());
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

    @Override
    @Transactional
    public List<Undeliverable> undeliverable(TenantId tenant, int limit) {
        return jdbc.prepareStatement(
                "SELECT statement_id, reason, json FROM lrs_outgoing WHERE tenant = ? AND state = 'DEAD'"
                        + " ORDER BY seq DESC LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setInt(2, limit);
                    List<Undeliverable> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new Undeliverable(
                                    UUID.fromString(rows.getString(1)), rows.getString(2), rows.getString(3)));
                        }
                    }
                    return found;
                });
    }

    @Transactional
    public List<WaitingRow> oldest(TenantId tenant, List<String> targets, int limit) {
        return jdbc.prepareStatement(
                "SELECT seq, statement_id, json, attempts, retry_at FROM lrs_outgoing"
                        + " WHERE tenant = ? AND state = 'WAITING' AND target IN ("
                        + String.join(", ", Collections.nCopies(targets.size(), "?")) + ") ORDER BY seq LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    int at = 2;
                    for (String target : targets) {
                        select.setString(at++, target);
                    }
                    select.setInt(at, limit);
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
