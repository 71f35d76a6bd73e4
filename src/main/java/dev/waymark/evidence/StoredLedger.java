package dev.waymark.evidence;

import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.learner.LearnerId;
import dev.waymark.lrs.feed.Statements;
import dev.waymark.shared.Answers;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The ledger, in tables. */
@Singleton
class StoredLedger implements Ledger {

    private static final String ENTRY =
            "SELECT statement_id, source, facts, voided, mapped FROM evidence_entry WHERE tenant = ? AND owner = ?";

    private final JdbcOperations jdbc;
    private final Statements statements;
    private final OwnRows own;
    private final CountedRows counted;
    private final WorkRows works;

    StoredLedger(JdbcOperations jdbc, Statements statements, OwnRows own, CountedRows counted, WorkRows works) {
        this.jdbc = jdbc;
        this.statements = statements;
        this.own = own;
        this.counted = counted;
        this.works = works;
    }

    @Override
    @Transactional
    public Map<LearnerId, List<Evidence>> evidenceOf(TenantId tenant, Collection<LearnerId> learners) {
        Map<LearnerId, List<Evidence>> found = counted.of(tenant, learners);
        for (List<LearnerId> some : Rows.chunks(learners)) {
            own.counted(
                    tenant, some.stream().map(each -> Row.Owner.of(each).key()).toList(), found);
        }
        found.values().forEach(each -> each.sort(Evidence.ORDER));
        return found;
    }

    /** Of owner and outcome in the first two columns, the evidence to each owner's. */
    static int collect(
            PreparedStatement select, TenantId tenant, List<String> owners, Map<LearnerId, List<Evidence>> found)
            throws SQLException {
        select.setLong(1, tenant.value());
        Rows.texts(select, 2, owners);
        int count = 0;
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                if (MappedJson.read(rows.getString(2)) instanceof Mapped.Counted counted) {
                    found.computeIfAbsent(LearnerId.of(rows.getString(1)), any -> new ArrayList<>())
                            .add(counted.evidence());
                    count++;
                }
            }
        }
        return count;
    }

    @Override
    @Transactional
    public List<Evidence> evidenceOf(TenantId tenant, LearnerId learner) {
        return Answers.to(
                List.of("evidence", tenant, learner),
                () -> Answers.remembered()
                        // A page of a learner asks for their works as well; all is read once.
                        ? worksOf(tenant, learner).stream().map(Work::evidence).toList()
                        : askForEvidence(tenant, learner));
    }

    private List<Evidence> askForEvidence(TenantId tenant, LearnerId learner) {
        return List.copyOf(evidenceOf(tenant, List.of(learner)).getOrDefault(learner, List.of()));
    }

    @Override
    @Transactional
    public List<Work> worksOf(TenantId tenant, LearnerId learner) {
        return Answers.to(List.of("works", tenant, learner), () -> askForWorks(tenant, learner));
    }

    @Override
    @Transactional
    public Map<LearnerId, List<Work>> worksOf(TenantId tenant, Collection<LearnerId> learners) {
        return works.of(tenant, learners);
    }

    private List<Work> askForWorks(TenantId tenant, LearnerId learner) {
        return List.copyOf(works.of(tenant, List.of(learner)).getOrDefault(learner, List.of()));
    }

    @Override
    @Transactional
    public List<Entry> entriesOf(TenantId tenant, LearnerId learner) {
        List<Entry> found = new ArrayList<>(jdbc.prepareStatement(
                ENTRY + " ORDER BY experienced DESC, stored_at DESC, statement_id DESC", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, Row.Owner.of(learner).key());
                    return entries(select);
                }));
        List<OwnRows.Kept> ours = own.of(tenant, learner);
        if (!ours.isEmpty()) {
            ours.forEach(each -> found.add(each.entry()));
            found.sort(Comparator.comparing(Entry::experienced)
                    .thenComparing(Entry::stored)
                    .thenComparing(Entry::statement)
                    .reversed());
        }
        return found;
    }

    @Override
    @Transactional
    public List<Entry> entriesOf(
            TenantId tenant,
            LearnerId learner,
            Optional<Boolean> counted,
            Optional<LedgerSearch.Cursor> after,
            int rows) {
        String which = counted.map(yes -> yes ? " AND outcome = 'COUNTED'" : " AND outcome <> 'COUNTED'")
                        .orElse("")
                + (after.isEmpty() ? "" : " AND experienced <= ? AND (experienced < ? OR statement_id < ?)");
        List<Entry> found = new ArrayList<>(jdbc.prepareStatement(
                ENTRY + which + " ORDER BY experienced DESC, statement_id DESC LIMIT " + rows, select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, Row.Owner.of(learner).key());
                    if (after.isPresent()) {
                        long at = Micros.of(after.get().experienced());
                        select.setLong(3, at);
                        select.setLong(4, at);
                        select.setString(5, after.get().statementId());
                    }
                    return entries(select);
                }));
        // Our own observations are few; those of this stretch lie among the statements.
        own.of(tenant, learner).stream()
                .map(OwnRows.Kept::entry)
                .filter(each -> counted.isEmpty() || counted.get() == (each.outcome() instanceof Mapped.Counted))
                .filter(each -> after.isEmpty() || after.get().isBefore(each))
                .forEach(found::add);
        return found.stream().sorted(LedgerSearch.Cursor.ORDER).limit(rows).toList();
    }

    @Override
    @Transactional
    public List<Entry> uncounted(TenantId tenant, LearnerId learner, Set<Mapped.Why> why, Instant since, int limit) {
        List<String> reasons = why.stream().map(Mapped.Why::name).toList();
        if (reasons.isEmpty()) {
            return List.of();
        }
        return jdbc.prepareStatement(
                ENTRY + " AND experienced > ? AND outcome IN (" + Rows.marks(reasons.size())
                        + ") ORDER BY experienced DESC, statement_id DESC LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, Row.Owner.of(learner).key());
                    select.setLong(3, Micros.of(since));
                    Rows.texts(select, 4, reasons);
                    select.setInt(4 + reasons.size(), limit);
                    return entries(select);
                });
    }

    @Override
    @Transactional
    public Tally tallyOf(TenantId tenant, LearnerId learner) {
        return jdbc.prepareStatement(
                "SELECT CASE WHEN outcome = 'COUNTED' THEN 1 ELSE 0 END, COUNT(*) FROM evidence_entry"
                        + " WHERE tenant = ? AND owner = ? GROUP BY CASE WHEN outcome = 'COUNTED' THEN 1 ELSE 0 END",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, Row.Owner.of(learner).key());
                    long counted = 0;
                    long ignored = 0;
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            counted += rows.getInt(1) == 1 ? rows.getLong(2) : 0;
                            ignored += rows.getInt(1) == 1 ? 0 : rows.getLong(2);
                        }
                    }
                    for (OwnRows.Kept each : own.of(tenant, learner)) {
                        counted += each.mapped() instanceof Mapped.Counted ? 1 : 0;
                        ignored += each.mapped() instanceof Mapped.Counted ? 0 : 1;
                    }
                    return new Tally(counted, ignored);
                });
    }

    @Override
    @Transactional
    public Optional<Entry> entry(TenantId tenant, LearnerId learner, EvidenceId id) {
        return jdbc
                .prepareStatement(ENTRY + " AND statement_id = ? ORDER BY agent_hash", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, Row.Owner.of(learner).key());
                    select.setString(3, id.value());
                    return entries(select);
                })
                .stream()
                .findFirst()
                .or(() -> own.of(tenant, learner).stream()
                        .filter(each -> each.id().equals(id))
                        .map(OwnRows.Kept::entry)
                        .findFirst());
    }

    private static List<Entry> entries(java.sql.PreparedStatement select) throws java.sql.SQLException {
        List<Entry> found = new ArrayList<>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                StatementFacts facts = FactsJson.read(rows.getString(3), rows.getInt(4) == 1);
                found.add(new Entry(
                        facts.id(),
                        facts.experienced(),
                        facts.stored(),
                        facts.verb(),
                        facts.object().map(activity -> activity.id().iri()),
                        facts.object().flatMap(StatementFacts.Activity::name),
                        rows.getString(2),
                        MappedJson.read(rows.getString(5))));
            }
        }
        return found;
    }

    @Override
    @Transactional
    public List<Unlinked> unlinked(TenantId tenant, int limit) {
        return jdbc.prepareStatement(
                "SELECT MAX(agent_key), MAX(agent_name), COUNT(*), MAX(experienced) FROM evidence_entry"
                        + " WHERE tenant = ? AND linked = 0 GROUP BY owner ORDER BY COUNT(*) DESC, owner LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setInt(2, limit);
                    List<Unlinked> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new Unlinked(
                                    rows.getString(1),
                                    Optional.of(rows.getString(2)).filter(name -> !name.isEmpty()),
                                    rows.getLong(3),
                                    Micros.toInstant(rows.getLong(4))));
                        }
                    }
                    return found;
                });
    }

    @Override
    @Transactional
    public List<SeenActivities> activities(TenantId tenant, int limit) {
        return jdbc.prepareStatement(
                "SELECT a.activity, a.type, a.name, c.results FROM (SELECT subject_hash, COUNT(*) AS results"
                        + " FROM evidence_entry WHERE tenant = ? AND has_result = 1 AND subject_hash <> '' AND outcome <> 'OUR_OWN'"
                        + " GROUP BY subject_hash) c JOIN evidence_activity a"
                        + " ON a.tenant = ? AND a.activity_hash = c.subject_hash"
                        + " ORDER BY c.results DESC, a.activity LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, tenant.value());
                    select.setInt(3, limit);
                    List<SeenActivities> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new SeenActivities(
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
    public Map<String, Long> totals(TenantId tenant) {
        Map<String, Long> totals = new TreeMap<>();
        jdbc.prepareStatement(
                "SELECT linked, outcome, COUNT(*) FROM evidence_entry WHERE tenant = ? GROUP BY linked, outcome",
                select -> {
                    select.setLong(1, tenant.value());
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            boolean linked = rows.getInt(1) == 1;
                            String outcome = rows.getString(2);
                            String name = outcome.equals(MappedJson.COUNTED) ? Ledger.COUNTED : outcome;
                            totals.merge(linked ? name : Ledger.UNLINKED, rows.getLong(3), Long::sum);
                        }
                    }
                    return totals;
                });
        own.totals(tenant)
                .forEach((outcome, number) ->
                        totals.merge(outcome.equals(MappedJson.COUNTED) ? Ledger.COUNTED : outcome, number, Long::sum));
        long unusable = statements.unusable(tenant);
        if (unusable > 0) {
            totals.put(Ledger.UNUSABLE, unusable);
        }
        return totals;
    }
}
