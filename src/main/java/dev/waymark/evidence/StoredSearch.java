package dev.waymark.evidence;

import dev.waymark.engine.map.RuleBook;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds entries by index, a page at a time, from where the page before ended. */
@Singleton
class StoredSearch implements LedgerSearch {

    private static final String SELECT =
            "SELECT owner, agent_key, agent_name, source, facts, voided, mapped FROM evidence_entry WHERE tenant = ?";

    private final JdbcOperations jdbc;
    private final WaitingRows waiting;

    StoredSearch(JdbcOperations jdbc, WaitingRows waiting) {
        this.jdbc = jdbc;
        this.waiting = waiting;
    }

    /** A condition with the values of its marks. */
    private static final class Where {
        private final StringBuilder sql = new StringBuilder(SELECT);
        private final List<Object> values = new ArrayList<>();

        Where and(String condition, Object... marks) {
            sql.append(" AND ").append(condition);
            values.addAll(List.of(marks));
            return this;
        }

        void fill(PreparedStatement select, TenantId tenant) throws SQLException {
            select.setLong(1, tenant.value());
            int at = 2;
            for (Object each : values) {
                select.setObject(at++, each);
            }
        }
    }

    @Override
    @Transactional
    public Page find(TenantId tenant, Query query) {
        Where where = new Where();
        if (!within(where, query.scope())) {
            return new Page(List.of(), Optional.empty());
        }
        query.activity().ifPresent(activity -> where.and("subject_hash = ?", Row.hash(activity.iri())));
        switch (query.outcome()) {
            case Outcome.Any() -> {}
            case Outcome.NotOurs() -> where.and("outcome <> ?", Mapped.Why.OUR_OWN.name());
            case Outcome.Counted() -> where.and("outcome = ?", MappedJson.COUNTED);
            case Outcome.Ignored() -> where.and("outcome <> ?", MappedJson.COUNTED);
            case Outcome.IgnoredBecause(var why) -> where.and("outcome = ?", why.name());
        }
        query.source().ifPresent(source -> where.and("source = ?", source));
        query.verb().ifPresent(verb -> where.and("verb = ?", LedgerSearch.wordOf(verb)));
        query.from().ifPresent(from -> where.and("experienced >= ?", Micros.of(from)));
        query.until().ifPresent(until -> where.and("experienced < ?", Micros.of(until)));
        query.after().ifPresent(after -> {
            long at = Micros.of(after.experienced());
            where.and("experienced <= ?", at).and("(experienced < ? OR statement_id < ?)", at, after.statementId());
        });
        List<Found> found = jdbc.prepareStatement(
                where.sql + " ORDER BY experienced DESC, statement_id DESC LIMIT " + (query.rows() + 1), select -> {
                    where.fill(select, tenant);
                    return read(select);
                });
        if (found.size() <= query.rows()) {
            return new Page(found, Optional.empty());
        }
        List<Found> page = found.subList(0, query.rows());
        Ledger.Entry last = page.get(page.size() - 1).entry();
        return new Page(
                List.copyOf(page),
                Optional.of(new Cursor(last.experienced(), last.statement().value())));
    }

    @Override
    @Transactional
    public Optional<Found> one(TenantId tenant, Scope scope, String statementId) {
        Where where = new Where().and("statement_id = ?", statementId);
        if (!within(where, scope)) {
            return Optional.empty();
        }
        return jdbc
                .prepareStatement(where.sql + " ORDER BY agent_hash LIMIT 1", select -> {
                    where.fill(select, tenant);
                    return read(select);
                })
                .stream()
                .findFirst();
    }

    /** False if nobody may be found. */
    private static boolean within(Where where, Scope scope) {
        switch (scope) {
            case Scope.Everybody() -> {}
            case Scope.People(var learners) -> {
                if (learners.isEmpty()) {
                    return false;
                }
                where.and(
                        "owner IN (" + Rows.marks(learners.size()) + ")",
                        learners.stream().map(each -> Row.Owner.of(each).key()).toArray());
            }
        }
        return true;
    }

    private static List<Found> read(PreparedStatement select) throws SQLException {
        List<Found> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                StatementFacts facts = FactsJson.read(rows.getString(5), rows.getInt(6) == 1);
                RuleBook.Reading reading = ReadingRules.mapper().read(facts);
                Optional<LearnerId> learner = new Row.Owner(rows.getString(1)).learner();
                found.add(new Found(
                        learner,
                        rows.getString(2),
                        Optional.of(rows.getString(3)).filter(name -> !name.isEmpty()),
                        Subject.of(facts)
                                .map(each -> new Ledger.SeenActivities(each.id().iri(), each.type(), each.name(), 0)),
                        reading.source(),
                        reading.rule(),
                        new Ledger.Entry(
                                facts.id(),
                                facts.experienced(),
                                facts.stored(),
                                facts.verb(),
                                facts.object().map(activity -> activity.id().iri()),
                                facts.object().flatMap(StatementFacts.Activity::name),
                                rows.getString(4),
                                MappedJson.read(rows.getString(7)))));
            }
        }
        return found;
    }

    @Override
    @Transactional
    public List<Ledger.SeenActivities> activitiesOf(TenantId tenant, Collection<LearnerId> learners, int limit) {
        if (learners.isEmpty()) {
            return List.of();
        }
        return jdbc.prepareStatement(
                "SELECT a.activity, a.type, a.name, c.results FROM (SELECT subject_hash, COUNT(*) AS results"
                        + " FROM evidence_entry WHERE tenant = ? AND has_result = 1 AND subject_hash <> ''"
                        + " AND outcome <> 'OUR_OWN' AND owner IN (" + Rows.marks(learners.size()) + ")"
                        + " GROUP BY subject_hash) c JOIN evidence_activity a"
                        + " ON a.tenant = ? AND a.activity_hash = c.subject_hash"
                        + " ORDER BY c.results DESC, a.activity LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    int at = 2;
                    for (LearnerId each : learners) {
                        select.setString(at++, Row.Owner.of(each).key());
                    }
                    select.setLong(at++, tenant.value());
                    select.setInt(at, limit);
                    List<Ledger.SeenActivities> found = new ArrayList<>();
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new Ledger.SeenActivities(
                                    rows.getString(1),
                                    Optional.of(rows.getString(2)).filter(type -> !type.isEmpty()),
                                    Optional.of(rows.getString(3)).filter(name -> !name.isEmpty()),
                                    rows.getLong(4)));
                        }
                    }
                    return found;
                });
    }

    @Override
    @Transactional
    public List<String> sources(TenantId tenant, int limit) {
        return different("source", tenant, limit);
    }

    @Override
    @Transactional
    public List<String> verbs(TenantId tenant, int limit) {
        return different("verb", tenant, limit);
    }

    /** From one to the next by the index: to gather them all would read the whole of it. */
    private List<String> different(String column, TenantId tenant, int limit) {
        return jdbc.prepareStatement(
                "SELECT " + column + " FROM evidence_entry WHERE tenant = ? AND " + column + " > ? ORDER BY " + column
                        + " LIMIT 1",
                select -> {
                    List<String> found = new ArrayList<>();
                    String last = "";
                    while (found.size() < limit) {
                        select.setLong(1, tenant.value());
                        select.setString(2, last);
                        List<String> next = Rows.firstColumn(select);
                        if (next.isEmpty()) {
                            break;
                        }
                        last = next.get(0);
                        found.add(last);
                    }
                    return found;
                });
    }

    @Override
    @Transactional
    public Waiting unlinked(TenantId tenant, Optional<WaitingCursor> after, int limit) {
        return waiting.page(tenant, after, limit);
    }

    @Override
    @Transactional
    public long unlinkedAgents(TenantId tenant) {
        return waiting.count(tenant);
    }
}
