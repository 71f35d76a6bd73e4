package dev.waymark.practical;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.practical.PracticalWork.Head;
import dev.waymark.practical.PracticalWork.State;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a course's pieces without what was handed in, to search and count them: a few hundred bytes each. Runs in
 * the caller's transaction.
 */
@Singleton
class QueueRows {

    private static final String GIVEN =
            "(SELECT COUNT(*) FROM practical_rating r WHERE r.tenant = p.tenant AND r.piece = p.piece";

    private final JdbcOperations jdbc;

    QueueRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    List<Head> heads(TenantId tenant, CourseId course, String rater) {
        return jdbc.prepareStatement(
                "SELECT p.piece, p.learner, p.competency, p.tier, p.title, p.handed_at, p.raters, p.state, p.result, "
                        + GIVEN + "), " + GIVEN + " AND r.rated_by = ?) FROM practical_piece p WHERE p.tenant = ?"
                        + " AND p.course = ? AND p.state IN ('WAITING', 'RATED')",
                select -> {
                    select.setString(1, rater);
                    select.setLong(2, tenant.value());
                    select.setString(3, course.key());
                    List<Head> all = new ArrayList<>();
                    try (ResultSet row = select.executeQuery()) {
                        while (row.next()) {
                            all.add(new Head(
                                    row.getString(1),
                                    LearnerId.of(row.getString(2)),
                                    new CompetencyId(row.getString(3)),
                                    Tier.ofLevel(row.getInt(4)),
                                    row.getString(5),
                                    Micros.toInstant(row.getLong(6)),
                                    row.getInt(7),
                                    State.valueOf(row.getString(8)),
                                    row.getInt(9) == 0 ? Optional.empty() : Optional.of(Tier.ofLevel(row.getInt(9))),
                                    row.getInt(10),
                                    row.getInt(11) > 0));
                        }
                    }
                    return all;
                });
    }
}
