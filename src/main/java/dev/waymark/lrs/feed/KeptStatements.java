package dev.waymark.lrs.feed;

import dev.waymark.lrs.xapi.Statement;
import dev.waymark.lrs.xapi.StatementPage;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that is kept, statement by statement in the order in which it came, for whoever reads it all again. Numbers
 * rise with every statement of the installation, so a page costs the same however deep it lies.
 */
@Singleton
public class KeptStatements {

    private static final String SELECT =
            "SELECT s.statement_no, s.statement_id, s.source, s.stored_at, v.voided_by, s.raw FROM lrs_statement s"
                    + " LEFT JOIN lrs_voided v ON v.tenant = s.tenant AND v.source = s.source"
                    + " AND v.statement_id = s.statement_id AND v.applied = 1";
    private static final String OF_SOURCE = " AND s.source = ?";

    private final JdbcOperations jdbc;
    private final Refusals refusals;

    KeptStatements(JdbcOperations jdbc, Refusals refusals) {
        this.jdbc = jdbc;
        this.refusals = refusals;
    }

    /**
     * A statement as it is read today.
     *
     * @param number its place in the order
     * @param voided true if it was taken back and that was told
     * @param statement empty if it cannot be read any more, or is not to be taken: the person had themselves erased
     */
    public record Kept(long number, String id, String source, boolean voided, Optional<Statement> statement) {}

    /** The number of the newest; 0 if there is none. */
    @Transactional
    public long newest(TenantId tenant) {
        return number("SELECT MAX(s.statement_no) FROM lrs_statement s WHERE s.tenant = ?", tenant, Optional.empty());
    }

    /**
     * How many there are.
     *
     * @param source only this one's; empty for all
     */
    @Transactional
    public long count(TenantId tenant, Optional<String> source) {
        return number(
                "SELECT COUNT(*) FROM lrs_statement s WHERE s.tenant = ?" + (source.isEmpty() ? "" : OF_SOURCE),
                tenant,
                source);
    }

    /** True if anything is kept of this source, be it what could not be used. */
    @Transactional
    public boolean hasOf(TenantId tenant, String source) {
        return setAside(tenant).contains(source)
                || number(
                                "SELECT 1 FROM lrs_cursor s WHERE s.tenant = ?" + OF_SOURCE + " LIMIT 1",
                                tenant,
                                Optional.of(source))
                        > 0
                || number(
                                "SELECT 1 FROM lrs_statement s WHERE s.tenant = ?" + OF_SOURCE + " LIMIT 1",
                                tenant,
                                Optional.of(source))
                        > 0;
    }

    /** Sources of which something was set aside, because it could not be used. */
    @Transactional
    public List<String> setAside(TenantId tenant) {
        return jdbc.prepareStatement(
                "SELECT DISTINCT source FROM lrs_unusable WHERE tenant = ? ORDER BY source", select -> {
                    select.setLong(1, tenant.value());
                    List<String> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(rows.getString(1));
                        }
                    }
                    return found;
                });
    }

    /**
     * Some of them, in their order.
     *
     * @param source only this one's; empty for all
     * @param after behind which number they begin
     * @param until with which number they end, at the latest
     */
    @Transactional
    public List<Kept> some(TenantId tenant, Optional<String> source, long after, long until, int limit) {
        List<Kept> found = jdbc.prepareStatement(
                SELECT + " WHERE s.statement_no > ? AND s.statement_no <= ? AND s.tenant = ?"
                        + (source.isEmpty() ? "" : OF_SOURCE) + " ORDER BY s.statement_no LIMIT ?",
                select -> {
                    select.setLong(1, after);
                    select.setLong(2, until);
                    select.setLong(3, tenant.value());
                    int at = 4;
                    if (source.isPresent()) {
                        select.setString(at++, source.get());
                    }
                    select.setInt(at, limit);
                    return read(select);
                });
        return taken(tenant, found);
    }

    /** One by its id, from each source that brought it. */
    @Transactional
    public List<Kept> one(TenantId tenant, String id) {
        List<Kept> found = jdbc.prepareStatement(
                SELECT + " WHERE s.tenant = ? AND s.statement_id = ? ORDER BY s.statement_no", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, id);
                    return read(select);
                });
        return taken(tenant, found);
    }

    private List<Kept> taken(TenantId tenant, List<Kept> found) {
        List<Statement> readable =
                found.stream().flatMap(each -> each.statement().stream()).toList();
        Set<String> refused = refusals.among(tenant, readable);
        return refused.isEmpty()
                ? found
                : found.stream()
                        .map(each -> refused.contains(each.id()) ? without(each) : each)
                        .toList();
    }

    private static Kept without(Kept kept) {
        return new Kept(kept.number(), kept.id(), kept.source(), kept.voided(), Optional.empty());
    }

    private static List<Kept> read(PreparedStatement select) throws SQLException {
        List<Kept> found = new ArrayList<>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                String id = rows.getString(2);
                Instant stored = Micros.toInstant(rows.getLong(4));
                StatementPage page = StatementPages.readOne(rows.getString(6));
                found.add(new Kept(
                        rows.getLong(1),
                        id,
                        rows.getString(3),
                        rows.getString(5) != null,
                        page.statements().stream()
                                .filter(each -> each.id().equals(id))
                                .map(each -> each.stored().isPresent() ? each : each.storedAt(stored))
                                .findFirst()));
            }
        }
        return found;
    }

    private long number(String sql, TenantId tenant, Optional<String> source) {
        return jdbc.prepareStatement(sql, select -> {
            select.setLong(1, tenant.value());
            if (source.isPresent()) {
                select.setString(2, source.get());
            }
            try (var rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0L;
            }
        });
    }
}
