package dev.waymark.lrs.feed;

import dev.waymark.lrs.xapi.Actor;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.lrs.xapi.Statement;
import dev.waymark.lrs.xapi.StatementPage;
import dev.waymark.lrs.xapi.Unusable;
import dev.waymark.lrs.xapi.XapiTime;
import dev.waymark.shared.ManyRows;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Takes a page into the tables in one transaction, with the cursor that stands for it, and tells those who listen of what
 * is new. The same statement may come again, from another page, another node or both at once: it is passed on once.
 *
 * <p>Ids are always handled in their own order, so that two transactions with the same statements never wait for each
 * other in a circle. Reads see what others committed meanwhile, which is why the isolation level is named here.
 */
@Singleton
class StatementStore {

    private final JdbcOperations jdbc;
    private final Voids voids;
    private final Cursors cursors;
    private final Refusals refusals;
    private final ApplicationEventPublisher<StatementsStored> news;
    private final Clock clock;

    StatementStore(
            JdbcOperations jdbc,
            Voids voids,
            Cursors cursors,
            Refusals refusals,
            ApplicationEventPublisher<StatementsStored> news,
            Clock clock) {
        this.jdbc = jdbc;
        this.voids = voids;
        this.cursors = cursors;
        this.refusals = refusals;
        this.news = news;
        this.clock = clock;
    }

    /**
     * Stores a page.
     *
     * @param move where the source's cursor stands afterwards; none for a pull that does not move it
     * @param behind new statements that were stored before then are late ones
     * @return ids to look at again once this is committed, by {@link #applyLateVoids}
     * @throws Cursors.Replaced if another node reads this source by now; nothing is stored then
     */
    @Transactional(isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public Set<String> store(TenantId tenant, String source, StatementPage page, Cursors.Move move, Instant behind) {
        List<Statement> fresh = insertNew(tenant, source, page.statements());
        insertUnusable(tenant, source, page.unusable());
        Set<String> concerned = new TreeSet<>();
        fresh.forEach(each -> concerned.add(each.id()));
        fresh.forEach(each -> each.voids().ifPresent(concerned::add));
        voids.remember(tenant, source, fresh);
        SortedMap<String, List<String>> voided = voids.apply(tenant, source, concerned);
        long late = fresh.stream()
                .filter(each -> each.stored().filter(behind::isAfter).isPresent())
                .count();
        cursors.move(tenant, source, move, fresh.size(), late);
        List<String> own = voided.getOrDefault(source, List.of());
        if (!fresh.isEmpty() || !own.isEmpty()) {
            news.publishEvent(new StatementsStored(tenant, source, fresh, own));
        }
        voided.remove(source);
        tellVoided(tenant, voided);
        return concerned;
    }

    /**
     * A statement and the one that takes it back may be stored by two transactions at once that do not see each other.
     * Whichever commits last finds both here.
     */
    @Transactional(isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public void applyLateVoids(TenantId tenant, String source, Set<String> concerned) {
        tellVoided(tenant, voids.apply(tenant, source, concerned));
    }

    private void tellVoided(TenantId tenant, SortedMap<String, List<String>> voided) {
        voided.forEach((source, ids) -> news.publishEvent(new StatementsStored(tenant, source, List.of(), ids)));
    }

    private List<Statement> insertNew(TenantId tenant, String source, List<Statement> statements) {
        Map<String, Statement> byId = new TreeMap<>();
        Instant now = clock.instant();
        for (Statement each : statements) {
            byId.putIfAbsent(each.id(), each.stored().isPresent() ? each : each.storedAt(now));
        }
        known(tenant, source, byId.keySet()).forEach(byId::remove);
        refusals.among(tenant, byId.values()).forEach(byId::remove);
        if (byId.isEmpty()) {
            return List.of();
        }
        String batch = UUID.randomUUID().toString();
        long before = lastNumber();
        int inserted = insert(tenant, source, byId.values(), batch, now);
        List<Statement> fresh = List.copyOf(byId.values());
        if (inserted < fresh.size()) {
            // Another transaction brought some of them meanwhile; which, only the mark says.
            Set<String> ours = broughtBy(batch, before);
            fresh = fresh.stream().filter(each -> ours.contains(each.id())).toList();
        }
        insertAgents(tenant, source, fresh);
        return fresh;
    }

    private Set<String> known(TenantId tenant, String source, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(Sql.texts(
                jdbc,
                "SELECT statement_id FROM lrs_statement WHERE tenant = ? AND source = ? AND statement_id IN ("
                        + Sql.marks(ids.size()) + ")",
                tenant,
                source,
                ids));
    }

    /** Rows that are made from now on have greater numbers, whoever makes them. */
    private long lastNumber() {
        return jdbc.prepareStatement("SELECT MAX(statement_no) FROM lrs_statement", select -> {
            try (var rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0L;
            }
        });
    }

    private Set<String> broughtBy(String batch, long before) {
        return jdbc.prepareStatement(
                "SELECT statement_id FROM lrs_statement WHERE statement_no > ? AND batch = ?", select -> {
                    select.setLong(1, before);
                    select.setString(2, batch);
                    Set<String> found = new HashSet<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(rows.getString(1));
                        }
                    }
                    return found;
                });
    }

    private int insert(
            TenantId tenant, String source, Collection<Statement> statements, String batch, Instant received) {
        List<Object[]> rows = new ArrayList<>();
        for (Statement each : statements) {
            rows.add(new Object[] {
                tenant.value(),
                source,
                each.id(),
                Micros.of(each.stored().orElse(received)),
                Micros.of(received),
                batch,
                each.raw()
            });
        }
        return ManyRows.insert(
                jdbc,
                "INSERT IGNORE INTO lrs_statement (tenant, source, statement_id, stored_at, received, batch, raw)",
                rows);
    }

    private void insertAgents(TenantId tenant, String source, List<Statement> fresh) {
        List<Object[]> rows = new ArrayList<>();
        Map<AgentKey, String> hashes = new HashMap<>();
        for (Statement each : fresh) {
            for (String hash : agentHashes(each, hashes)) {
                rows.add(new Object[] {tenant.value(), hash, source, each.id()});
            }
        }
        ManyRows.insert(
                jdbc, "INSERT IGNORE INTO lrs_statement_agent (tenant, agent_hash, source, statement_id)", rows);
    }

    private static Set<String> agentHashes(Statement statement, Map<AgentKey, String> known) {
        return statement.actor().agents().stream()
                .map(Actor::key)
                .flatMap(Optional::stream)
                .map(key -> known.computeIfAbsent(key, unknown -> AgentKey.hash(unknown.key())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void insertUnusable(TenantId tenant, String source, List<Unusable> unusable) {
        if (unusable.isEmpty()) {
            return;
        }
        long now = Micros.of(clock.instant());
        jdbc.prepareStatement(
                "INSERT IGNORE INTO lrs_unusable (tenant, source, raw_hash, statement_id, reason, received, raw)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    for (Unusable each : unusable) {
                        insert.setLong(1, tenant.value());
                        insert.setString(2, source);
                        insert.setString(3, AgentKey.hash(each.raw()));
                        insert.setString(4, each.id().orElse(""));
                        insert.setString(5, Sql.cut(each.reason(), 1000));
                        insert.setLong(6, now);
                        insert.setString(7, each.raw());
                        insert.addBatch();
                    }
                    return insert.executeBatch();
                });
    }

    /** Stores what could not be used before and can now, in place of what was kept of it. */
    @Transactional(isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public void storeAfterAll(TenantId tenant, String source, StatementPage page, String keptAs) {
        Set<String> concerned = store(tenant, source, page, Cursors.Move.STAY, Instant.EPOCH);
        applyLateVoids(tenant, source, concerned);
        jdbc.prepareStatement("DELETE FROM lrs_unusable WHERE tenant = ? AND source = ? AND raw_hash = ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setString(2, source);
            delete.setString(3, keptAs);
            return delete.executeUpdate();
        });
    }

    /** Keeps a stretch that the source cannot give; one that was kept before is kept once. */
    @Transactional(isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public void passBy(
            TenantId tenant, String source, Cursors.Stretch stretch, Fetched.Poisoned poison, Cursors.Move move) {
        String where = "stored between " + XapiTime.format(stretch.from()) + " and " + XapiTime.format(stretch.until());
        jdbc.prepareStatement(
                "INSERT INTO lrs_unusable (tenant, source, raw_hash, statement_id, reason, received, raw, stretch_from,"
                        + " stretch_to) VALUES (?, ?, ?, '', ?, ?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE reason = VALUES(reason), received = VALUES(received), raw = VALUES(raw)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, source);
                    insert.setString(3, AgentKey.hash(where));
                    insert.setString(4, Sql.cut(where + ": " + poison.problem(), 1000));
                    insert.setLong(5, Micros.of(clock.instant()));
                    insert.setString(6, poison.body());
                    insert.setLong(7, Micros.of(stretch.from()));
                    insert.setLong(8, Micros.of(stretch.until()));
                    return insert.executeUpdate();
                });
        cursors.move(tenant, source, move, 0, 0);
    }

    /** Stretches that were passed by before and have now been read. */
    @Transactional(isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public void forgetStretches(TenantId tenant, String source, Cursors.Stretch read, Instant keptBefore) {
        jdbc.prepareStatement(
                "DELETE FROM lrs_unusable WHERE tenant = ? AND source = ? AND stretch_to > 0 AND stretch_from >= ?"
                        + " AND stretch_to <= ? AND received < ?",
                delete -> {
                    delete.setLong(1, tenant.value());
                    delete.setString(2, source);
                    delete.setLong(3, Micros.of(read.from()));
                    delete.setLong(4, Micros.of(read.until()));
                    delete.setLong(5, Micros.of(keptBefore));
                    return delete.executeUpdate();
                });
    }
}
