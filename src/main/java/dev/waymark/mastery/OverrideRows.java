package dev.waymark.mastery;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.mastery.Masteries.SetTier;
import dev.waymark.mastery.Masteries.Standing;
import dev.waymark.mastery.Overrides.End;
import dev.waymark.shared.Answers;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Table {@code mastery_override}. Every method runs in the caller's transaction. */
@Singleton
class OverrideRows {

    private final JdbcOperations jdbc;

    OverrideRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    private record NotEnded(CompetencyId competency, SetTier tier, Instant from) {}

    /** A learner in whose course an override has run out. */
    record Ran(LearnerId learner, CourseId course, long number) {}

    SortedMap<CompetencyId, SetTier> inForce(TenantId tenant, LearnerId learner, CourseId course, Instant now) {
        SortedMap<CompetencyId, SetTier> found = new TreeMap<>();
        Answers.to(List.of("overrides", tenant, learner, course), () -> notEnded(tenant, learner, course)).stream()
                .filter(each -> !each.from().isAfter(now) && each.tier().until().isAfter(now))
                .forEach(each -> found.put(each.competency(), each.tier()));
        return found;
    }

    /** In the order in which they were set: the newest of a competency has the last word. */
    private List<NotEnded> notEnded(TenantId tenant, LearnerId learner, CourseId course) {
        return jdbc.prepareStatement(
                "SELECT competency, tier, ends_at, reason, set_at FROM mastery_override WHERE tenant = ? AND learner = ?"
                        + " AND course = ? AND ended_at IS NULL ORDER BY number",
                select -> {
                    bind(select, tenant, learner, course);
                    List<NotEnded> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new NotEnded(
                                    new CompetencyId(rows.getString(1)),
                                    new SetTier(
                                            Tier.ofLevel(rows.getInt(2)),
                                            Micros.toInstant(rows.getLong(3)),
                                            rows.getString(4)),
                                    Micros.toInstant(rows.getLong(5))));
                        }
                    }
                    return found;
                });
    }

    /** The standing with the tiers that are set; estimates and intervals stay what they are. */
    Standing over(Standing standing, TenantId tenant, LearnerId learner, CourseId course, Instant now) {
        SortedMap<CompetencyId, SetTier> set = inForce(tenant, learner, course, now);
        set.keySet().retainAll(standing.placements().keySet());
        if (set.isEmpty()) {
            return standing;
        }
        SortedMap<CompetencyId, Placement> placements = new TreeMap<>(standing.placements());
        set.forEach((competency, what) -> placements.computeIfPresent(
                competency,
                (id, borneOut) -> new Placement(
                        id,
                        true,
                        what.tier(),
                        false,
                        1,
                        what.tier() == Tier.EXPERT ? OptionalDouble.empty() : OptionalDouble.of(0),
                        borneOut.low(),
                        borneOut.high(),
                        Optional.empty())));
        return new Standing(standing.mastery(), placements, standing.evidence(), set);
    }

    /** The caller holds the learner's lock, so that numbers follow each other. */
    void add(
            TenantId tenant,
            LearnerId learner,
            CourseId course,
            CompetencyId competency,
            Tier tier,
            Optional<Tier> before,
            String reason,
            String by,
            Instant until,
            Instant at) {
        jdbc.prepareStatement(
                "UPDATE mastery_override SET ended_at = ?, ended_by = ?, ended_why = '', settled = 1 WHERE tenant = ?"
                        + " AND learner = ? AND course = ? AND competency = ? AND ended_at IS NULL AND ends_at > ?",
                update -> {
                    update.setLong(1, Micros.of(at));
                    update.setString(2, by);
                    update.setLong(3, tenant.value());
                    update.setString(4, learner.toString());
                    update.setString(5, course.key());
                    update.setString(6, competency.value());
                    update.setLong(7, Micros.of(at));
                    return update.executeUpdate();
                });
        long number = jdbc.prepareStatement(
                "SELECT MAX(number) FROM mastery_override WHERE tenant = ? AND learner = ? AND course = ?", select -> {
                    bind(select, tenant, learner, course);
                    try (var rows = select.executeQuery()) {
                        return rows.next() ? rows.getLong(1) + 1 : 1;
                    }
                });
        jdbc.prepareStatement(
                "INSERT INTO mastery_override (tenant, learner, course, number, competency, tier, tier_before, reason,"
                        + " set_by, set_at, ends_at, settled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                insert -> {
                    bind(insert, tenant, learner, course);
                    insert.setLong(4, number);
                    insert.setString(5, competency.value());
                    insert.setInt(6, tier.level());
                    insert.setInt(7, before.map(Tier::level).orElse(0));
                    insert.setString(8, reason);
                    insert.setString(9, by);
                    insert.setLong(10, Micros.of(at));
                    insert.setLong(11, Micros.of(until));
                    return insert.executeUpdate();
                });
    }

    boolean end(TenantId tenant, LearnerId learner, CourseId course, long number, String why, String by, Instant at) {
        return jdbc.prepareStatement(
                        "UPDATE mastery_override SET ended_at = ?, ended_by = ?, ended_why = ?, settled = 1"
                                + " WHERE tenant = ? AND learner = ? AND course = ? AND number = ?"
                                + " AND ended_at IS NULL AND ends_at > ?",
                        update -> {
                            update.setLong(1, Micros.of(at));
                            update.setString(2, by);
                            update.setString(3, why);
                            update.setLong(4, tenant.value());
                            update.setString(5, learner.toString());
                            update.setString(6, course.key());
                            update.setLong(7, number);
                            update.setLong(8, Micros.of(at));
                            return update.executeUpdate();
                        })
                == 1;
    }

    List<Ran> ranOut(TenantId tenant, Instant now, int limit) {
        return jdbc.prepareStatement(
                "SELECT learner, course, number FROM mastery_override WHERE tenant = ? AND settled = 0"
                        + " AND ends_at <= ? ORDER BY ends_at, learner, course, number LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, Micros.of(now));
                    select.setInt(3, limit);
                    List<Ran> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new Ran(
                                    LearnerId.of(rows.getString(1)),
                                    CourseId.ofKey(rows.getString(2)),
                                    rows.getLong(3)));
                        }
                    }
                    return found;
                });
    }

    void settle(TenantId tenant, Ran ran) {
        jdbc.prepareStatement(
                "UPDATE mastery_override SET settled = 1 WHERE tenant = ? AND learner = ? AND course = ? AND number = ?",
                update -> {
                    bind(update, tenant, ran.learner(), ran.course());
                    update.setLong(4, ran.number());
                    return update.executeUpdate();
                });
    }

    List<Overrides.Override> all(TenantId tenant, LearnerId learner, CourseId course) {
        return jdbc.prepareStatement(
                "SELECT number, competency, tier, tier_before, reason, set_by, set_at, ends_at, ended_at, ended_by,"
                        + " ended_why FROM mastery_override WHERE tenant = ? AND learner = ? AND course = ?"
                        + " ORDER BY number DESC",
                select -> {
                    bind(select, tenant, learner, course);
                    List<Overrides.Override> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            int before = rows.getInt(4);
                            String endedBy = rows.getString(10);
                            Optional<End> end = endedBy == null
                                    ? Optional.empty()
                                    : Optional.of(
                                            new End(Micros.toInstant(rows.getLong(9)), endedBy, rows.getString(11)));
                            found.add(new Overrides.Override(
                                    rows.getLong(1),
                                    new CompetencyId(rows.getString(2)),
                                    Tier.ofLevel(rows.getInt(3)),
                                    before == 0 ? Optional.empty() : Optional.of(Tier.ofLevel(before)),
                                    rows.getString(5),
                                    rows.getString(6),
                                    Micros.toInstant(rows.getLong(7)),
                                    Micros.toInstant(rows.getLong(8)),
                                    end));
                        }
                    }
                    return found;
                });
    }

    private static void bind(PreparedStatement statement, TenantId tenant, LearnerId learner, CourseId course)
            throws SQLException {
        statement.setLong(1, tenant.value());
        statement.setString(2, learner.toString());
        statement.setString(3, course.key());
    }
}
