package dev.waymark.evidence;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.ReadingChoice;
import dev.waymark.engine.model.ScaledRange;
import dev.waymark.shared.Contention;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How results of single activities are read, where staff decided so. Each decision is kept; the latest holds. */
@Singleton
public class ReadingChoices {

    private final JdbcOperations jdbc;
    private final ApplicationEventPublisher<ReadingChosen> news;

    ReadingChoices(JdbcOperations jdbc, ApplicationEventPublisher<ReadingChosen> news) {
        this.jdbc = jdbc;
        this.news = news;
    }

    /** Somebody decided how an activity's results are read. Published after commit. */
    record ReadingChosen(TenantId tenant, ActivityId activity) {}

    /**
     * @param version counts up from 1
     * @param course where it was decided
     */
    public record Decision(int version, ReadingChoice choice, String course, String by, Instant at) {}

    /** The decision that holds; empty if nobody ever made one. */
    @Transactional
    public Optional<Decision> latest(TenantId tenant, ActivityId activity) {
        return jdbc.prepareStatement(
                "SELECT version, scaled, success_counts, as_a_whole, course, decided_by, decided_at"
                        + " FROM evidence_reading_choice WHERE tenant = ? AND activity_hash = ?"
                        + " ORDER BY version DESC LIMIT 1",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, Row.hash(activity.iri()));
                    try (ResultSet rows = select.executeQuery()) {
                        return rows.next()
                                ? Optional.of(new Decision(
                                        rows.getInt(1),
                                        new ReadingChoice(
                                                ScaledRange.valueOf(rows.getString(2)),
                                                rows.getInt(3) == 1,
                                                rows.getInt(4) == 1),
                                        rows.getString(5),
                                        rows.getString(6),
                                        Micros.toInstant(rows.getLong(7))))
                                : Optional.empty();
                    }
                });
    }

    /** All that hold, by the digest of the activity. */
    @Transactional
    Map<String, ReadingChoice> all(TenantId tenant) {
        return jdbc.prepareStatement(
                "SELECT activity_hash, scaled, success_counts, as_a_whole FROM evidence_reading_choice"
                        + " WHERE tenant = ? ORDER BY activity_hash, version",
                select -> {
                    select.setLong(1, tenant.value());
                    Map<String, ReadingChoice> found = new HashMap<>();
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.put(
                                    rows.getString(1),
                                    new ReadingChoice(
                                            ScaledRange.valueOf(rows.getString(2)),
                                            rows.getInt(3) == 1,
                                            rows.getInt(4) == 1));
                        }
                    }
                    return found;
                });
    }

    /**
     * Decides, and reads again what it concerns. The same decision again changes nothing.
     *
     * @param course key of the course in which it was decided
     * @param by our name of who decided
     */
    public void choose(
            TenantId tenant, ActivityId activity, ReadingChoice choice, String course, String by, Instant at) {
        boolean changed = Contention.retry(() -> keep(tenant, activity, choice, course, by, at));
        if (changed) {
            news.publishEvent(new ReadingChosen(tenant, activity));
        }
    }

    /** Two that decide at once: one of them meets the other's version and tries again. */
    @Transactional(
            propagation = TransactionDefinition.Propagation.REQUIRES_NEW,
            isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public boolean keep(
            TenantId tenant, ActivityId activity, ReadingChoice choice, String course, String by, Instant at) {
        Optional<Decision> before = latest(tenant, activity);
        if (before.map(Decision::choice).orElse(ReadingChoice.AS_RULED).equals(choice)) {
            return false;
        }
        jdbc.prepareStatement(
                "INSERT INTO evidence_reading_choice (tenant, activity_hash, version, activity, scaled, success_counts,"
                        + " as_a_whole, course, decided_by, decided_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, Row.hash(activity.iri()));
                    insert.setInt(3, before.map(Decision::version).orElse(0) + 1);
                    insert.setString(4, activity.iri());
                    insert.setString(5, choice.scaled().name());
                    insert.setInt(6, choice.successCounts() ? 1 : 0);
                    insert.setInt(7, choice.asAWhole() ? 1 : 0);
                    insert.setString(8, course);
                    insert.setString(9, by);
                    insert.setLong(10, Micros.of(at));
                    return insert.executeUpdate();
                });
        return true;
    }
}
