package dev.waymark.evidence;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.evidence.Ledger.Work;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counted evidence with the work it came from, of many people by one question each hundred. What the rows say is read
 * on as many processors as there are: that takes longer than the question.
 */
@Singleton
class WorkRows {

    private final JdbcOperations jdbc;
    private final OwnRows own;

    WorkRows(JdbcOperations jdbc, OwnRows own) {
        this.jdbc = jdbc;
        this.own = own;
    }

    /** An entry for each learner, in {@link Evidence#ORDER}; to be called within a transaction. */
    Map<LearnerId, List<Work>> of(TenantId tenant, Collection<LearnerId> learners) {
        Map<LearnerId, List<Work>> found = new HashMap<>();
        learners.forEach(each -> found.put(each, new ArrayList<>()));
        for (List<LearnerId> some : Rows.chunks(learners)) {
            List<String> owners =
                    some.stream().map(each -> Row.Owner.of(each).key()).toList();
            written(tenant, owners).parallelStream()
                    .flatMap(each -> each.read().stream())
                    .sequential()
                    .forEach(each -> found.computeIfAbsent(each.owner(), unknown -> new ArrayList<>())
                            .add(each.work()));
            Map<LearnerId, List<Evidence>> ours = new HashMap<>();
            own.counted(tenant, owners, ours);
            ours.forEach((learner, its) -> its.forEach(each ->
                    found.computeIfAbsent(learner, unknown -> new ArrayList<>()).add(byItself(each))));
        }
        found.values().forEach(each -> each.sort(Comparator.comparing(Work::evidence)));
        return found;
    }

    /** A question of our own, or a rating, is no activity of a course: it stands by itself. */
    private static Work byItself(Evidence ours) {
        return new Work(ours.item(), ours.item().iri(), ours);
    }

    private record Owned(LearnerId owner, Work work) {}

    /** As it is in the table. */
    private record Written(String owner, String facts, boolean voided, String mapped) {

        Optional<Owned> read() {
            return MappedJson.read(mapped) instanceof Mapped.Counted counted
                    ? Optional.of(
                            new Owned(LearnerId.of(owner), workOf(FactsJson.read(facts, voided), counted.evidence())))
                    : Optional.empty();
        }
    }

    private List<Written> written(TenantId tenant, List<String> owners) {
        return jdbc.prepareStatement(
                "SELECT owner, facts, voided, mapped FROM evidence_entry WHERE tenant = ? AND owner IN ("
                        + Rows.marks(owners.size()) + ") AND outcome = '" + MappedJson.COUNTED + "'",
                select -> {
                    select.setLong(1, tenant.value());
                    Rows.texts(select, 2, owners);
                    return written(select);
                });
    }

    private static List<Written> written(PreparedStatement select) throws SQLException {
        List<Written> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new Written(rows.getString(1), rows.getString(2), rows.getInt(3) == 1, rows.getString(4)));
            }
        }
        return found;
    }

    /** What is a group by itself was worked on by itself, a question outside any attempt too. */
    private static Work workOf(StatementFacts facts, Evidence evidence) {
        String group = ReadingRules.mapper().groupOf(facts);
        boolean byItself = group.equals(evidence.item().iri())
                || group.equals("package " + evidence.item().iri());
        ActivityId activity = byItself
                ? evidence.item()
                : Subject.of(facts).map(StatementFacts.Activity::id).orElse(evidence.item());
        return new Work(activity, group, evidence);
    }
}
