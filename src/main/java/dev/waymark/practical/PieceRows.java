package dev.waymark.practical;

import dev.waymark.engine.diagnose.RaterAgreement;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.practical.PracticalWork.Draft;
import dev.waymark.practical.PracticalWork.Kind;
import dev.waymark.practical.PracticalWork.Piece;
import dev.waymark.practical.PracticalWork.Rating;
import dev.waymark.practical.PracticalWork.State;
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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tables {@code practical_piece} and {@code practical_rating}. Each method runs in its caller's transaction. */
@Singleton
class PieceRows {

    private static final String COLUMNS = "SELECT piece, learner, competency, tier, title, kind, said, file_name,"
            + " handed_at, raters, state, result, replaces FROM practical_piece WHERE tenant = ? AND course = ?";

    private final JdbcOperations jdbc;

    PieceRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void insert(
            TenantId tenant,
            String id,
            LearnerId learner,
            CourseId course,
            Draft draft,
            String mediaType,
            String replaces,
            Instant at) {
        jdbc.prepareStatement(
                "INSERT INTO practical_piece (tenant, piece, learner, course, competency, tier, title, kind, said,"
                        + " file_name, media_type, body, handed_at, raters, state, result, ended_at, replaces)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 'WAITING', 0, 0, ?)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, id);
                    insert.setString(3, learner.toString());
                    insert.setString(4, course.key());
                    insert.setString(5, draft.competency().value());
                    insert.setInt(6, draft.tier().level());
                    insert.setString(7, draft.title());
                    insert.setString(8, draft.kind().name());
                    insert.setString(9, draft.said());
                    insert.setString(10, draft.fileName());
                    insert.setString(11, mediaType);
                    insert.setBytes(12, draft.body());
                    insert.setLong(13, Micros.of(at));
                    insert.setString(14, replaces);
                    return insert.executeUpdate();
                });
    }

    List<Piece> of(TenantId tenant, LearnerId learner, CourseId course) {
        return pieces(
                tenant,
                COLUMNS + " AND learner = ? AND state IN ('WAITING', 'RATED') ORDER BY handed_at DESC, piece",
                select -> {
                    begin(select, tenant, course);
                    select.setString(3, learner.toString());
                });
    }

    /** In no particular order. */
    List<Piece> some(TenantId tenant, CourseId course, List<String> ids) {
        return pieces(
                tenant, COLUMNS + " AND state IN ('WAITING', 'RATED') AND piece IN (" + marks(ids) + ")", select -> {
                    begin(select, tenant, course);
                    for (int i = 0; i < ids.size(); i++) {
                        select.setString(3 + i, ids.get(i));
                    }
                });
    }

    Optional<Piece> one(TenantId tenant, CourseId course, String piece, boolean locked) {
        return pieces(
                        tenant,
                        COLUMNS + " AND piece = ? AND state IN ('WAITING', 'RATED')" + (locked ? " FOR UPDATE" : ""),
                        select -> {
                            begin(select, tenant, course);
                            select.setString(3, piece);
                        })
                .stream()
                .findFirst();
    }

    Optional<byte[]> file(TenantId tenant, CourseId course, String piece) {
        return jdbc.prepareStatement(
                "SELECT body FROM practical_piece WHERE tenant = ? AND course = ? AND piece = ? AND kind = 'FILE'"
                        + " AND state <> 'WITHDRAWN'",
                select -> {
                    begin(select, tenant, course);
                    select.setString(3, piece);
                    try (ResultSet rows = select.executeQuery()) {
                        return rows.next() ? Optional.ofNullable(rows.getBytes(1)) : Optional.empty();
                    }
                });
    }

    /** Versions of a learner that newer ones took the place of, newest first. */
    List<Piece> replacedOf(TenantId tenant, LearnerId learner, CourseId course) {
        return pieces(
                tenant, COLUMNS + " AND learner = ? AND state = 'REPLACED' ORDER BY handed_at DESC, piece", select -> {
                    begin(select, tenant, course);
                    select.setString(3, learner.toString());
                });
    }

    /** It stays, for the learner, and waits for nobody any more. */
    void replaced(TenantId tenant, CourseId course, String piece, Instant at) {
        jdbc.prepareStatement(
                "UPDATE practical_piece SET state = 'REPLACED', ended_at = ? WHERE tenant = ? AND course = ? AND piece = ?"
                        + " AND state = 'WAITING'",
                update -> {
                    update.setLong(1, Micros.of(at));
                    update.setLong(2, tenant.value());
                    update.setString(3, course.key());
                    update.setString(4, piece);
                    return update.executeUpdate();
                });
    }

    /** Its content goes with it. */
    boolean withdraw(TenantId tenant, LearnerId learner, CourseId course, String piece, Instant at) {
        return jdbc.prepareStatement(
                        "UPDATE practical_piece SET state = 'WITHDRAWN', said = '', body = NULL, file_name = '',"
                                + " ended_at = ? WHERE tenant = ? AND course = ? AND piece = ? AND learner = ?"
                                + " AND state IN ('WAITING', 'REPLACED')",
                        update -> {
                            update.setLong(1, Micros.of(at));
                            update.setLong(2, tenant.value());
                            update.setString(3, course.key());
                            update.setString(4, piece);
                            update.setString(5, learner.toString());
                            return update.executeUpdate();
                        })
                == 1;
    }

    void rate(TenantId tenant, String piece, int place, LearnerId rater, int tier, String remark, Instant at) {
        jdbc.prepareStatement(
                "INSERT INTO practical_rating (tenant, piece, place, rated_by, tier, remark, rated_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, piece);
                    insert.setInt(3, place);
                    insert.setString(4, rater.toString());
                    insert.setInt(5, tier);
                    insert.setString(6, remark);
                    insert.setLong(7, Micros.of(at));
                    return insert.executeUpdate();
                });
    }

    void settle(TenantId tenant, String piece, int raters, Optional<Integer> result, Instant at) {
        jdbc.prepareStatement(
                "UPDATE practical_piece SET raters = ?, state = ?, result = ?, ended_at = ?"
                        + " WHERE tenant = ? AND piece = ?",
                update -> {
                    update.setInt(1, raters);
                    update.setString(2, result.isPresent() ? "RATED" : "WAITING");
                    update.setInt(3, result.orElse(0));
                    update.setLong(4, result.isPresent() ? Micros.of(at) : 0);
                    update.setLong(5, tenant.value());
                    update.setString(6, piece);
                    return update.executeUpdate();
                });
    }

    /** The first two ratings of every piece that has two. */
    List<RaterAgreement.Pair> pairs(TenantId tenant, CourseId course) {
        return jdbc.prepareStatement(
                "SELECT a.tier, b.tier FROM practical_piece p JOIN practical_rating a ON a.tenant = p.tenant"
                        + " AND a.piece = p.piece AND a.place = 1 JOIN practical_rating b ON b.tenant = p.tenant"
                        + " AND b.piece = p.piece AND b.place = 2 WHERE p.tenant = ? AND p.course = ?",
                select -> {
                    begin(select, tenant, course);
                    List<RaterAgreement.Pair> found = new ArrayList<>();
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new RaterAgreement.Pair(rows.getInt(1), rows.getInt(2)));
                        }
                    }
                    return found;
                });
    }

    @FunctionalInterface
    private interface Binding {
        void bind(PreparedStatement select) throws SQLException;
    }

    private List<Piece> pieces(TenantId tenant, String sql, Binding binding) {
        List<Piece> found = jdbc.prepareStatement(sql, select -> {
            binding.bind(select);
            List<Piece> all = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.add(new Piece(
                            rows.getString(1),
                            LearnerId.of(rows.getString(2)),
                            new CompetencyId(rows.getString(3)),
                            Tier.ofLevel(rows.getInt(4)),
                            rows.getString(5),
                            Kind.valueOf(rows.getString(6)),
                            rows.getString(7),
                            rows.getString(8),
                            Micros.toInstant(rows.getLong(9)),
                            rows.getInt(10),
                            State.valueOf(rows.getString(11)),
                            tier(rows.getInt(12)),
                            Optional.of(rows.getString(13)).filter(before -> !before.isEmpty()),
                            List.of()));
                }
            }
            return all;
        });
        Map<String, List<Rating>> ratings =
                ratings(tenant, found.stream().map(Piece::id).toList());
        return found.stream()
                .map(each -> new Piece(
                        each.id(),
                        each.learner(),
                        each.competency(),
                        each.tier(),
                        each.title(),
                        each.kind(),
                        each.said(),
                        each.fileName(),
                        each.handedAt(),
                        each.raters(),
                        each.state(),
                        each.result(),
                        each.replaces(),
                        ratings.getOrDefault(each.id(), List.of())))
                .toList();
    }

    /** Of all of them at once; those of a piece in the order they were given. */
    private Map<String, List<Rating>> ratings(TenantId tenant, List<String> pieces) {
        if (pieces.isEmpty()) {
            return Map.of();
        }
        return jdbc.prepareStatement(
                "SELECT piece, rated_by, tier, remark, rated_at FROM practical_rating WHERE tenant = ? AND piece IN ("
                        + marks(pieces) + ") ORDER BY piece, place",
                select -> {
                    select.setLong(1, tenant.value());
                    for (int i = 0; i < pieces.size(); i++) {
                        select.setString(2 + i, pieces.get(i));
                    }
                    Map<String, List<Rating>> all = new HashMap<>();
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            all.computeIfAbsent(rows.getString(1), any -> new ArrayList<>())
                                    .add(new Rating(
                                            rows.getString(2),
                                            tier(rows.getInt(3)),
                                            rows.getString(4),
                                            Micros.toInstant(rows.getLong(5))));
                        }
                    }
                    return all;
                });
    }

    private static String marks(List<String> ids) {
        return String.join(", ", Collections.nCopies(ids.size(), "?"));
    }

    private static Optional<Tier> tier(int level) {
        return level == 0 ? Optional.empty() : Optional.of(Tier.ofLevel(level));
    }

    private static void begin(PreparedStatement select, TenantId tenant, CourseId course) throws SQLException {
        select.setLong(1, tenant.value());
        select.setString(2, course.key());
    }
}
