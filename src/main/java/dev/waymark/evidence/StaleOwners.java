package dev.waymark.evidence;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Owners whose entries must be read again. */
@Singleton
class StaleOwners {

    private final JdbcOperations jdbc;
    private final Bookkeeping books;
    private final VerbNames verbs;

    StaleOwners(JdbcOperations jdbc, Bookkeeping books, VerbNames verbs) {
        this.jdbc = jdbc;
        this.books = books;
        this.verbs = verbs;
    }

    /**
     * Notes those who have entries in a group that mentions one of these activities.
     *
     * @param activities none means all of them
     */
    @Transactional(
            propagation = TransactionDefinition.Propagation.REQUIRES_NEW,
            isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public boolean note(TenantId tenant, List<ActivityId> activities) {
        if (activities.isEmpty()) {
            noteAll(tenant);
            return true;
        }
        List<String> hashes =
                activities.stream().map(each -> Row.hash(each.iri())).toList();
        SortedSet<String> groups = new TreeSet<>();
        for (List<String> some : Rows.chunks(hashes)) {
            groups.addAll(jdbc.prepareStatement(
                    "SELECT DISTINCT group_hash FROM evidence_mention WHERE tenant = ? AND activity_hash IN ("
                            + Rows.marks(some.size()) + ")",
                    select -> {
                        select.setLong(1, tenant.value());
                        Rows.texts(select, 2, some);
                        return Rows.firstColumn(select);
                    }));
        }
        Rows.chunks(groups).forEach(some -> noteGroups(tenant, some));
        return true;
    }

    /**
     * Notes everybody if the ledger was read by other rules before. The note and the version are one transaction, so of
     * several nodes that start together one notes and none is forgotten.
     */
    @Transactional(
            propagation = TransactionDefinition.Propagation.REQUIRES_NEW,
            isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public boolean noteNewRules(TenantId tenant, String version) {
        List<String> before = jdbc.prepareStatement("SELECT version FROM evidence_rules WHERE tenant = ?", select -> {
            select.setLong(1, tenant.value());
            return Rows.firstColumn(select);
        });
        if (before.equals(List.of(version))) {
            return false;
        }
        noteAll(tenant);
        jdbc.prepareStatement(
                "INSERT INTO evidence_rules (tenant, version) VALUES (?, ?)"
                        + " ON DUPLICATE KEY UPDATE version = VALUES(version)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, version);
                    return insert.executeUpdate();
                });
        return true;
    }

    /** Everybody's entries of a group have keys with the same beginning; what follows it is below a tilde. */
    private void noteGroups(TenantId tenant, List<String> groups) {
        String one = "SELECT tenant, owner FROM evidence_entry WHERE tenant = ? AND together >= ? AND together < ?";
        jdbc.prepareStatement(
                "INSERT IGNORE INTO evidence_stale (tenant, owner) "
                        + String.join(" UNION ", Collections.nCopies(groups.size(), one)),
                insert -> {
                    int at = 1;
                    for (String each : groups) {
                        insert.setLong(at++, tenant.value());
                        insert.setString(at++, Rows.together(each));
                        insert.setString(at++, Rows.together(each) + "~");
                    }
                    return insert.executeUpdate();
                });
    }

    private void noteAll(TenantId tenant) {
        jdbc.prepareStatement(
                "INSERT IGNORE INTO evidence_stale (tenant, owner)"
                        + " SELECT DISTINCT e.tenant, e.owner FROM evidence_entry e WHERE e.tenant = ?",
                insert -> {
                    insert.setLong(1, tenant.value());
                    return insert.executeUpdate();
                });
    }

    @Transactional
    public List<Row.Owner> some(TenantId tenant, int most) {
        return jdbc
                .prepareStatement(
                        "SELECT owner FROM evidence_stale WHERE tenant = ? ORDER BY owner LIMIT ?", select -> {
                            select.setLong(1, tenant.value());
                            select.setInt(2, most);
                            return Rows.firstColumn(select);
                        })
                .stream()
                .map(Row.Owner::new)
                .toList();
    }

    /** Reads an owner's entries again; the note goes in the same transaction, so it is done once and not lost. */
    @Transactional(
            propagation = TransactionDefinition.Propagation.REQUIRES_NEW,
            isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public boolean settle(TenantId tenant, Row.Owner owner) {
        int ours = jdbc.prepareStatement("DELETE FROM evidence_stale WHERE tenant = ? AND owner = ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setString(2, owner.key());
            return delete.executeUpdate();
        });
        if (ours == 1) {
            books.readAgain(tenant, owner);
            verbs.fill(tenant, owner);
        }
        return true;
    }
}
