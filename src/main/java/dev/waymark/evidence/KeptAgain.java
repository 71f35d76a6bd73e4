package dev.waymark.evidence;

import dev.waymark.lrs.feed.KeptStatements;
import dev.waymark.lrs.feed.KeptStatements.Kept;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads kept statements as they are read today and puts that into the ledger in place of what was read before: what an
 * entry says, entries that are missing, and entries of people whom a statement turns out not to be about. What comes of it
 * for its owner is settled afterwards, from the note that is left in the same transaction.
 */
@Singleton
class KeptAgain {

    private final KeptStatements kept;
    private final Rows rows;
    private final MentionRows mentions;
    private final CountedRows counted;
    private final Bookkeeping books;
    private final ReplayRows replays;
    private final JdbcOperations jdbc;
    private final ApplicationEventPublisher<Ledger.EvidenceChanged> news;
    private final Clock clock;

    KeptAgain(
            KeptStatements kept,
            Rows rows,
            MentionRows mentions,
            CountedRows counted,
            Bookkeeping books,
            ReplayRows replays,
            JdbcOperations jdbc,
            ApplicationEventPublisher<Ledger.EvidenceChanged> news,
            Clock clock) {
        this.kept = kept;
        this.rows = rows;
        this.mentions = mentions;
        this.counted = counted;
        this.books = books;
        this.replays = replays;
        this.jdbc = jdbc;
        this.news = news;
        this.clock = clock;
    }

    /** Another node went on with this replay, or somebody ended it: nothing of the page is kept. */
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken(String replay) {
            super("the replay " + replay + " does not stand where it stood: another node goes on with it");
        }
    }

    /**
     * A page of statements and how far the replay is, in one transaction.
     *
     * @return false if there are no more
     */
    @Transactional(
            propagation = TransactionDefinition.Propagation.REQUIRES_NEW,
            isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public boolean page(TenantId tenant, ReplayRows.Kept replay, int size) {
        Optional<String> source = replay.replay().source();
        List<Kept> page = kept.some(tenant, source, replay.at(), replay.until(), size);
        if (page.isEmpty()) {
            return false;
        }
        int changed = 0;
        int unreadable = 0;
        Map<String, List<Kept>> bySource = new TreeMap<>();
        for (Kept each : page) {
            if (each.statement().isPresent()) {
                bySource.computeIfAbsent(each.source(), any -> new ArrayList<>())
                        .add(each);
            } else {
                unreadable++;
            }
        }
        for (var each : bySource.entrySet()) {
            changed += again(tenant, each.getKey(), each.getValue());
        }
        if (!replays.read(tenant, replay, page.getLast().number(), page.size(), changed, unreadable, clock.instant())) {
            throw new Overtaken(replay.replay().id());
        }
        return true;
    }

    /**
     * One statement, from each source that brought it, and its group settled at once.
     *
     * @return how many entries say something else now
     */
    @Transactional(
            propagation = TransactionDefinition.Propagation.REQUIRES_NEW,
            isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public int one(TenantId tenant, String id) {
        Map<String, String> before = outcomes(tenant, id);
        for (Kept each : kept.one(tenant, id)) {
            if (each.statement().isPresent()) {
                again(tenant, each.source(), List.of(each));
            }
        }
        rows.byStatements(tenant, List.of(id)).stream()
                .map(Row::owner)
                .collect(Collectors.toCollection(TreeSet::new))
                .forEach(owner -> books.readAgain(tenant, owner));
        Map<String, String> now = outcomes(tenant, id);
        Set<String> agents = new HashSet<>(before.keySet());
        agents.addAll(now.keySet());
        return (int) agents.stream()
                .filter(agent -> !before.getOrDefault(agent, "").equals(now.getOrDefault(agent, "")))
                .count();
    }

    private Map<String, String> outcomes(TenantId tenant, String id) {
        return rows.byStatements(tenant, List.of(id)).stream()
                .collect(Collectors.toMap(Row::agentHash, row -> row.owner().key() + row.mapped()));
    }

    private int again(TenantId tenant, String source, List<Kept> some) {
        Map<String, List<Row>> read = new TreeMap<>();
        some.forEach(each ->
                read.put(each.id(), StatementReading.rows(each.statement().orElseThrow(), source)));
        SortedSet<Row.Owner> agents = new TreeSet<>();
        read.values().forEach(each -> each.forEach(row -> agents.add(Row.Owner.unlinked(row.agentHash()))));
        rows.byStatements(tenant, read.keySet()).forEach(row -> agents.add(Row.Owner.unlinked(row.agentHash())));
        rows.lock(tenant, agents);
        Map<String, Map<String, Row>> entered = entered(tenant, read.keySet());
        List<Row> rewritten = new ArrayList<>();
        List<Row> gone = new ArrayList<>();
        Set<String> missing = new HashSet<>();
        read.forEach((id, now) -> {
            Map<String, Row> before = entered.getOrDefault(id, Map.of());
            // A statement of several sources is in the ledger once, as the first brought it.
            boolean ours = before.values().stream().allMatch(row -> row.source().equals(source));
            if (!ours) {
                return;
            }
            Set<String> hashes = now.stream().map(Row::agentHash).collect(Collectors.toSet());
            before.values().stream()
                    .filter(row -> !hashes.contains(row.agentHash()))
                    .forEach(gone::add);
            for (Row row : now) {
                Row was = before.get(row.agentHash());
                if (was == null) {
                    missing.add(id);
                } else if (!FactsJson.write(was.facts()).equals(FactsJson.write(row.facts()))
                        || !was.agentName().equals(row.agentName())) {
                    rewritten.add(row.with(was.owner(), row.facts()));
                }
            }
        });
        rewrite(tenant, rewritten);
        mentions.add(tenant, rewritten);
        remove(tenant, gone);
        enter(tenant, source, some, missing);
        note(tenant, rewritten);
        note(tenant, gone);
        return rewritten.size() + gone.size() + missing.size();
    }

    private Map<String, Map<String, Row>> entered(TenantId tenant, Collection<String> ids) {
        Map<String, Map<String, Row>> entered = new HashMap<>();
        rows.byStatements(tenant, ids)
                .forEach(row -> entered.computeIfAbsent(row.statementId(), any -> new HashMap<>())
                        .put(row.agentHash(), row));
        return entered;
    }

    private void enter(TenantId tenant, String source, List<Kept> some, Set<String> missing) {
        List<Kept> all =
                some.stream().filter(each -> missing.contains(each.id())).toList();
        if (!all.isEmpty()) {
            books.enter(
                    tenant,
                    source,
                    all.stream().map(each -> each.statement().orElseThrow()).toList(),
                    all.stream().filter(Kept::voided).map(Kept::id).toList());
        }
    }

    private void rewrite(TenantId tenant, List<Row> now) {
        if (now.isEmpty()) {
            return;
        }
        jdbc.prepareStatement(
                "UPDATE evidence_entry SET facts = ?, agent_name = ?, experienced = ?, stored_at = ?, group_hash = ?,"
                        + " subject_hash = ?, has_result = ?, verb = ?"
                        + " WHERE tenant = ? AND statement_id = ? AND agent_hash = ?",
                update -> {
                    for (Row each : now) {
                        update.setString(1, FactsJson.write(each.facts()));
                        update.setString(2, each.agentName());
                        update.setLong(3, Micros.of(each.facts().experienced()));
                        update.setLong(4, Micros.of(each.facts().stored()));
                        update.setString(5, each.groupHash());
                        update.setString(6, each.subjectHash());
                        update.setInt(7, Subject.hasResult(each.facts()) ? 1 : 0);
                        update.setString(8, LedgerSearch.wordOf(each.facts().verb()));
                        update.setLong(9, tenant.value());
                        update.setString(10, each.statementId());
                        update.setString(11, each.agentHash());
                        update.addBatch();
                    }
                    return update.executeBatch();
                });
    }

    private void remove(TenantId tenant, List<Row> gone) {
        if (gone.isEmpty()) {
            return;
        }
        jdbc.prepareStatement(
                "DELETE FROM evidence_entry WHERE tenant = ? AND statement_id = ? AND agent_hash = ?", delete -> {
                    for (Row each : gone) {
                        delete.setLong(1, tenant.value());
                        delete.setString(2, each.statementId());
                        delete.setString(3, each.agentHash());
                        delete.addBatch();
                    }
                    return delete.executeBatch();
                });
        counted.remove(tenant, gone);
        gone.stream()
                .filter(Row::counts)
                .flatMap(row -> row.owner().learner().stream())
                .collect(Collectors.toCollection(TreeSet::new))
                .forEach(learner -> news.publishEvent(new Ledger.EvidenceChanged(tenant, learner, clock.instant())));
    }

    private void note(TenantId tenant, List<Row> touched) {
        if (touched.isEmpty()) {
            return;
        }
        jdbc.prepareStatement("INSERT IGNORE INTO evidence_stale (tenant, owner) VALUES (?, ?)", insert -> {
            for (Row.Owner each : touched.stream().map(Row::owner).collect(Collectors.toCollection(TreeSet::new))) {
                insert.setLong(1, tenant.value());
                insert.setString(2, each.key());
                insert.addBatch();
            }
            return insert.executeBatch();
        });
    }
}
