package dev.waymark.objection;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.objection.Objections.Act;
import dev.waymark.objection.Objections.Answer;
import dev.waymark.objection.Objections.Claim;
import dev.waymark.objection.Objections.Objection;
import dev.waymark.objection.Objections.SetTier;
import dev.waymark.objection.Objections.State;
import dev.waymark.objection.Objections.Subject;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Table {@code objection_raised}. Every method runs in the caller's transaction. */
@Singleton
class ObjectionRows {

    private static final String STATEMENT = "STATEMENT";
    private static final String COLUMNS = "SELECT id, learner, about, subject, claim, words, raised_at, state, act,"
            + " answer, tier, tier_until, answered_by, answered_at FROM objection_raised WHERE tenant = ? AND course = ?";

    private final JdbcOperations jdbc;

    ObjectionRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void insert(
            TenantId tenant,
            String id,
            LearnerId learner,
            CourseId course,
            Subject subject,
            Claim claim,
            String words,
            Instant at) {
        jdbc.prepareStatement(
                "INSERT INTO objection_raised (tenant, id, learner, course, about, subject, claim, words, raised_at, state,"
                        + " act, answer, tier, tier_until, answered_by, answered_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', '', '', 0, 0, '', 0)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, id);
                    insert.setString(3, learner.toString());
                    insert.setString(4, course.key());
                    insert.setString(5, subject instanceof Subject.OfStatement ? STATEMENT : "TIER");
                    insert.setString(6, key(subject));
                    insert.setString(7, claim.name());
                    insert.setString(8, words);
                    insert.setLong(9, Micros.of(at));
                    return insert.executeUpdate();
                });
    }

    static String key(Subject subject) {
        return switch (subject) {
            case Subject.OfStatement it -> it.statement().value();
            case Subject.OfTier it -> it.competency().value();
        };
    }

    List<Objection> of(TenantId tenant, LearnerId learner, CourseId course) {
        return jdbc.prepareStatement(
                COLUMNS + " AND learner = ? AND state <> 'WITHDRAWN' ORDER BY raised_at DESC, id", select -> {
                    begin(select, tenant, course);
                    select.setString(3, learner.toString());
                    return read(select);
                });
    }

    List<Objection> inCourse(TenantId tenant, CourseId course, int limit) {
        List<Objection> found = new ArrayList<>(
                jdbc.prepareStatement(COLUMNS + " AND state = 'OPEN' ORDER BY raised_at, id LIMIT ?", select -> {
                    begin(select, tenant, course);
                    select.setInt(3, limit);
                    return read(select);
                }));
        found.addAll(jdbc.prepareStatement(
                COLUMNS + " AND state = 'ANSWERED' ORDER BY answered_at DESC, id LIMIT ?", select -> {
                    begin(select, tenant, course);
                    select.setInt(3, Math.max(0, limit - found.size()));
                    return read(select);
                }));
        return found;
    }

    Optional<Objection> one(TenantId tenant, CourseId course, String id, boolean locked) {
        return jdbc
                .prepareStatement(COLUMNS + " AND id = ?" + (locked ? " FOR UPDATE" : ""), select -> {
                    begin(select, tenant, course);
                    select.setString(3, id);
                    return read(select);
                })
                .stream()
                .findFirst();
    }

    boolean withdraw(TenantId tenant, LearnerId learner, CourseId course, String id, Instant at) {
        return jdbc.prepareStatement(
                        "UPDATE objection_raised SET state = 'WITHDRAWN', words = '', answered_at = ?"
                                + " WHERE tenant = ? AND course = ? AND id = ? AND learner = ? AND state = 'OPEN'",
                        update -> {
                            update.setLong(1, Micros.of(at));
                            update.setLong(2, tenant.value());
                            update.setString(3, course.key());
                            update.setString(4, id);
                            update.setString(5, learner.toString());
                            return update.executeUpdate();
                        })
                == 1;
    }

    void answer(TenantId tenant, CourseId course, String id, Answer answer) {
        jdbc.prepareStatement(
                "UPDATE objection_raised SET state = 'ANSWERED', act = ?, answer = ?, tier = ?, tier_until = ?,"
                        + " answered_by = ?, answered_at = ? WHERE tenant = ? AND course = ? AND id = ?",
                update -> {
                    update.setString(1, answer.act().name());
                    update.setString(2, answer.words());
                    update.setInt(
                            3, answer.tier().map(set -> set.tier().level()).orElse(0));
                    update.setLong(
                            4, answer.tier().map(set -> Micros.of(set.until())).orElse(0L));
                    update.setString(5, answer.by());
                    update.setLong(6, Micros.of(answer.at()));
                    update.setLong(7, tenant.value());
                    update.setString(8, course.key());
                    update.setString(9, id);
                    return update.executeUpdate();
                });
    }

    private static void begin(PreparedStatement select, TenantId tenant, CourseId course) throws SQLException {
        select.setLong(1, tenant.value());
        select.setString(2, course.key());
    }

    private static List<Objection> read(PreparedStatement select) throws SQLException {
        List<Objection> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String subject = rows.getString(4);
                State state = State.valueOf(rows.getString(8));
                int tier = rows.getInt(11);
                found.add(new Objection(
                        rows.getString(1),
                        LearnerId.of(rows.getString(2)),
                        rows.getString(3).equals(STATEMENT)
                                ? new Subject.OfStatement(new EvidenceId(subject))
                                : new Subject.OfTier(new CompetencyId(subject)),
                        Claim.valueOf(rows.getString(5)),
                        rows.getString(6),
                        Micros.toInstant(rows.getLong(7)),
                        state,
                        state == State.ANSWERED
                                ? Optional.of(new Answer(
                                        Act.valueOf(rows.getString(9)),
                                        rows.getString(10),
                                        tier == 0
                                                ? Optional.empty()
                                                : Optional.of(new SetTier(
                                                        Tier.ofLevel(tier), Micros.toInstant(rows.getLong(12)))),
                                        rows.getString(13),
                                        Micros.toInstant(rows.getLong(14))))
                                : Optional.empty()));
            }
        }
        return found;
    }
}
