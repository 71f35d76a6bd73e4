package dev.waymark.evidence;

import dev.waymark.evidence.LedgerSearch.Waiting;
import dev.waymark.evidence.LedgerSearch.WaitingCursor;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Agents that are nobody's yet, a page at a time. Their entries have owners that begin alike, so they lie side by side in
 * the index by owner; that index also has the number of each entry, which is all that the order needs. Entries that came
 * after the first page was made have higher numbers and do not count for the order, so it does not change from page to page;
 * whoever is linked meanwhile is gone, which moves nobody across the place where a page ended.
 *
 * <p>Each method runs in its caller's transaction.
 */
@Singleton
class WaitingRows {

    /** Owners that are agents: a question mark and a digest. No learner's id begins so. */
    private static final String AGENTS = " WHERE tenant = ? AND owner >= '?' AND owner < '@'";

    private final JdbcOperations jdbc;

    WaitingRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    private record Agent(String owner, long statements) {}

    Waiting page(TenantId tenant, Optional<WaitingCursor> after, int limit) {
        long asOf = after.map(WaitingCursor::asOf).orElseGet(() -> number("SELECT MAX(entry_no)", tenant));
        List<Agent> found = jdbc.prepareStatement(
                "SELECT owner, COUNT(*) AS many FROM evidence_entry" + AGENTS + " AND entry_no <= ? GROUP BY owner"
                        + (after.isEmpty() ? "" : " HAVING COUNT(*) < ? OR (COUNT(*) = ? AND owner > ?)")
                        + " ORDER BY many DESC, owner LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, asOf);
                    int at = 3;
                    if (after.isPresent()) {
                        select.setLong(at++, after.get().statements());
                        select.setLong(at++, after.get().statements());
                        select.setString(at++, after.get().owner());
                    }
                    select.setInt(at, limit + 1);
                    List<Agent> agents = new ArrayList<>();
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            agents.add(new Agent(rows.getString(1), rows.getLong(2)));
                        }
                    }
                    return agents;
                });
        List<Agent> shown = found.subList(0, Math.min(limit, found.size()));
        long before = after.map(WaitingCursor::before).orElse(0L);
        return new Waiting(
                told(tenant, shown),
                before,
                found.size() <= limit
                        ? Optional.empty()
                        : Optional.of(new WaitingCursor(
                                asOf,
                                shown.getLast().statements(),
                                before + shown.size(),
                                shown.getLast().owner())));
    }

    long count(TenantId tenant) {
        return number("SELECT COUNT(DISTINCT owner)", tenant);
    }

    private long number(String select, TenantId tenant) {
        return jdbc.prepareStatement(select + " FROM evidence_entry" + AGENTS, statement -> {
            statement.setLong(1, tenant.value());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0L;
            }
        });
    }

    /** Who they are, and how many of their statements wait by now. */
    private List<Ledger.Unlinked> told(TenantId tenant, List<Agent> agents) {
        Map<String, Ledger.Unlinked> known = new HashMap<>();
        List<String> owners = agents.stream().map(Agent::owner).toList();
        for (List<String> some : Rows.chunks(owners)) {
            jdbc.prepareStatement(
                    "SELECT owner, MAX(agent_key), MAX(agent_name), COUNT(*), MAX(experienced) FROM evidence_entry"
                            + " WHERE tenant = ? AND owner IN (" + Rows.marks(some.size()) + ") GROUP BY owner",
                    select -> {
                        select.setLong(1, tenant.value());
                        Rows.texts(select, 2, some);
                        try (ResultSet rows = select.executeQuery()) {
                            while (rows.next()) {
                                known.put(
                                        rows.getString(1),
                                        new Ledger.Unlinked(
                                                rows.getString(2),
                                                Optional.of(rows.getString(3)).filter(name -> !name.isEmpty()),
                                                rows.getLong(4),
                                                Micros.toInstant(rows.getLong(5))));
                            }
                        }
                        return known;
                    });
        }
        return owners.stream()
                .flatMap(owner -> Optional.ofNullable(known.get(owner)).stream())
                .toList();
    }
}
