package dev.waymark.competency;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Decisions on alignments, in the order in which they were made. None is changed or removed; the last one holds. */
@Singleton
class AlignmentDecisions {

    /** Who decided: a person on a page, or a file at start. */
    enum Source {
        PERSON,
        FILE
    }

    /**
     * @param alignment empty: it counts for nothing
     * @param by a name of ours, up to 200 characters, no personal data
     */
    record Decision(ActivityId activity, Optional<Alignment> alignment, Source source, String by) {}

    private static final String LAST =
            "SELECT a.activity, a.competencies, a.kind, a.weight FROM competency_alignment a WHERE a.tenant = ?"
                    + " AND a.decision = (SELECT MAX(b.decision) FROM competency_alignment b"
                    + " WHERE b.tenant = a.tenant AND b.activity_sha256 = a.activity_sha256)";

    private static final String LAST_OF_SOURCE =
            "SELECT a.activity, a.competencies, a.kind, a.weight FROM competency_alignment a WHERE a.tenant = ?"
                    + " AND a.decision = (SELECT MAX(b.decision) FROM competency_alignment b"
                    + " WHERE b.tenant = a.tenant AND b.activity_sha256 = a.activity_sha256 AND b.source = ?)";

    private final JdbcOperations jdbc;
    private final Clock clock;

    AlignmentDecisions(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How many decisions there are. Two equal counts mean that nothing was decided in between. */
    @Transactional
    public long count(TenantId tenant) {
        return jdbc.prepareStatement("SELECT decisions FROM competency_alignment_count WHERE tenant = ?", select -> {
            select.setLong(1, tenant.value());
            try (var rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        });
    }

    /** What holds, by activity. */
    @Transactional
    public Map<ActivityId, Optional<Alignment>> last(TenantId tenant) {
        return jdbc.prepareStatement(LAST, select -> {
            select.setLong(1, tenant.value());
            return read(select);
        });
    }

    /** What a source said last, whether or not it still holds. */
    @Transactional
    public Map<ActivityId, Optional<Alignment>> last(TenantId tenant, Source source) {
        return jdbc.prepareStatement(LAST_OF_SOURCE, select -> {
            select.setLong(1, tenant.value());
            select.setString(2, source.name());
            return read(select);
        });
    }

    /** Appends decisions, all or none, and has committed them when it returns, whatever its caller is in the midst of. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void append(TenantId tenant, List<Decision> decisions) {
        appendWithin(tenant, decisions);
    }

    /** Appends decisions as part of what its caller does; other writers wait until that is done. */
    @Transactional
    public void appendWithin(TenantId tenant, List<Decision> decisions) {
        if (decisions.isEmpty()) {
            return;
        }
        long number = reserve(tenant, decisions.size());
        for (Decision decision : decisions) {
            number++;
            insert(tenant, number, decision);
        }
    }

    /**
     * The row's lock makes a second writer wait, so that numbers become visible in their order. One statement and not two:
     * an INSERT IGNORE before the UPDATE would share the lock first, and two writers would wait for each other.
     */
    private long reserve(TenantId tenant, int howMany) {
        jdbc.prepareStatement(
                "INSERT INTO competency_alignment_count (tenant, decisions) VALUES (?, ?)"
                        + " ON DUPLICATE KEY UPDATE decisions = decisions + VALUES(decisions)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setLong(2, howMany);
                    return insert.executeUpdate();
                });
        return count(tenant) - howMany;
    }

    private void insert(TenantId tenant, long number, Decision decision) {
        jdbc.prepareStatement(
                "INSERT INTO competency_alignment (tenant, decision, activity_sha256, activity, competencies, kind,"
                        + " weight, source, decided_by, decided_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setLong(2, number);
                    insert.setString(3, Documents.sha256Of(decision.activity().iri()));
                    insert.setString(4, decision.activity().iri());
                    Optional<Alignment> alignment = decision.alignment();
                    insert.setString(
                            5, alignment.map(AlignmentDecisions::competencies).orElse(""));
                    if (alignment.isPresent()) {
                        insert.setString(6, alignment.get().kind().name());
                        insert.setDouble(7, alignment.get().weight());
                    } else {
                        insert.setNull(6, Types.VARCHAR);
                        insert.setNull(7, Types.DOUBLE);
                    }
                    insert.setString(8, decision.source().name());
                    insert.setString(9, decision.by());
                    insert.setLong(10, Micros.of(clock.instant()));
                    return insert.executeUpdate();
                });
    }

    private static Map<ActivityId, Optional<Alignment>> read(PreparedStatement select) throws SQLException {
        Map<ActivityId, Optional<Alignment>> found = new TreeMap<>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                ActivityId activity = new ActivityId(rows.getString(1));
                found.put(activity, alignment(activity, rows));
            }
        }
        return Collections.unmodifiableMap(found);
    }

    private static Optional<Alignment> alignment(ActivityId activity, ResultSet row) throws SQLException {
        String competencies = row.getString(2);
        if (competencies.isEmpty()) {
            return Optional.empty();
        }
        var read = new TreeSet<CompetencyTier>();
        for (String each : competencies.split(" ", -1)) {
            read.add(ContentReader.competencyTier(each));
        }
        return Optional.of(
                new Alignment(activity, read, EvidenceKind.valueOf(row.getString(3)), row.getDouble(4), false));
    }

    private static String competencies(Alignment alignment) {
        return alignment.competencies().stream().map(CompetencyTier::toString).collect(Collectors.joining(" "));
    }
}
