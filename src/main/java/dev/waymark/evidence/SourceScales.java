package dev.waymark.evidence;

import dev.waymark.engine.model.ScaledRange;
import dev.waymark.shared.Contention;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What single sources mean by {@code score.scaled}, where an administrator said so. It holds where the rule for a kind of
 * content leaves that open; a rule that is sure (cmi5 says 0 to 1), and what staff chose for an activity, go before it.
 */
@Singleton
public class SourceScales {

    private static final Logger LOG = LoggerFactory.getLogger(SourceScales.class);

    private final JdbcOperations jdbc;
    private final ApplicationEventPublisher<ScaleChosen> news;

    SourceScales(JdbcOperations jdbc, ApplicationEventPublisher<ScaleChosen> news) {
        this.jdbc = jdbc;
        this.news = news;
    }

    /** Somebody said what a source means; who is concerned has been noted. Published after commit. */
    record ScaleChosen(TenantId tenant) {}

    /** {@link ScaledRange#AUTO} where nobody said anything. */
    @Transactional
    public ScaledRange of(TenantId tenant, String source) {
        return all(tenant).getOrDefault(source, ScaledRange.AUTO);
    }

    /** Of those sources of which somebody said it. */
    @Transactional
    Map<String, ScaledRange> all(TenantId tenant) {
        return jdbc.prepareStatement("SELECT source, scaled FROM evidence_source_scale WHERE tenant = ?", select -> {
            select.setLong(1, tenant.value());
            Map<String, ScaledRange> found = new HashMap<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), ScaledRange.valueOf(rows.getString(2)));
                }
            }
            return found;
        });
    }

    /**
     * Says what a source means, and has its results read again. The same again changes nothing.
     *
     * @param range {@link ScaledRange#AUTO} leaves it to the rules
     * @param by who says so, for the log: a name of ours, no personal data
     */
    public boolean choose(TenantId tenant, String source, ScaledRange range, String by, Instant at) {
        boolean changed = Contention.retry(() -> keep(tenant, source, range, at));
        if (changed) {
            LOG.info("{} said that scaled scores of {} of tenant {} are {}", by, source, tenant, range);
            news.publishEvent(new ScaleChosen(tenant));
        }
        return changed;
    }

    /** What it means and whom it concerns are one transaction: a node that dies leaves nobody behind. */
    @Transactional(
            propagation = TransactionDefinition.Propagation.REQUIRES_NEW,
            isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public boolean keep(TenantId tenant, String source, ScaledRange range, Instant at) {
        if (of(tenant, source) == range) {
            return false;
        }
        if (range == ScaledRange.AUTO) {
            jdbc.prepareStatement("DELETE FROM evidence_source_scale WHERE tenant = ? AND source = ?", delete -> {
                delete.setLong(1, tenant.value());
                delete.setString(2, source);
                return delete.executeUpdate();
            });
        } else {
            jdbc.prepareStatement(
                    "INSERT INTO evidence_source_scale (tenant, source, scaled, decided_at) VALUES (?, ?, ?, ?)"
                            + " ON DUPLICATE KEY UPDATE scaled = VALUES(scaled), decided_at = VALUES(decided_at)",
                    insert -> {
                        insert.setLong(1, tenant.value());
                        insert.setString(2, source);
                        insert.setString(3, range.name());
                        insert.setLong(4, Micros.of(at));
                        return insert.executeUpdate();
                    });
        }
        noteOwners(tenant, source);
        return true;
    }

    /** Those to whom it brought a result. */
    private void noteOwners(TenantId tenant, String source) {
        jdbc.prepareStatement(
                "INSERT IGNORE INTO evidence_stale (tenant, owner) SELECT DISTINCT e.tenant, e.owner"
                        + " FROM evidence_entry e WHERE e.tenant = ? AND e.source = ? AND e.has_result = 1",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, source);
                    return insert.executeUpdate();
                });
    }
}
