package dev.waymark.path;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Gap;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Table {@code path_summary}: written by who keeps a path, in the same transaction; read a course at a time. */
@Singleton
class SummaryRows implements ClassPaths {

    private final JdbcOperations jdbc;

    SummaryRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void save(PathKey key, LearningPath path, List<Gap> gaps, Instant plannedAt) {
        String next = path.steps().stream()
                .filter(step -> step.lockedBy().isEmpty())
                .findFirst()
                .map(Step::item)
                .map(LearningItemId::value)
                .orElse("");
        jdbc.prepareStatement(
                "INSERT INTO path_summary (tenant, course, learner, next_item, gaps, minutes, shortfall, planned_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE next_item = VALUES(next_item),"
                        + " gaps = VALUES(gaps), minutes = VALUES(minutes), shortfall = VALUES(shortfall),"
                        + " planned_at = VALUES(planned_at)",
                insert -> {
                    insert.setLong(1, key.tenant().value());
                    insert.setString(2, key.course().key());
                    insert.setString(3, key.learner().toString());
                    insert.setString(4, next);
                    insert.setString(5, write(gaps));
                    insert.setInt(6, path.minutes());
                    insert.setInt(7, path.shortfall());
                    insert.setLong(8, Micros.of(plannedAt));
                    return insert.executeUpdate();
                });
    }

    @Override
    @Transactional
    public Map<LearnerId, Line> of(TenantId tenant, CourseId course) {
        return jdbc.prepareStatement(
                "SELECT learner, next_item, gaps, minutes, shortfall, planned_at FROM path_summary"
                        + " WHERE tenant = ? AND course = ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, course.key());
                    select.setFetchSize(1000);
                    Map<LearnerId, Line> found = new HashMap<>();
                    // A class has few different targets: each is read once and shared.
                    Map<String, Gap> known = new HashMap<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.put(
                                    LearnerId.of(rows.getString(1)),
                                    new Line(
                                            Optional.of(rows.getString(2))
                                                    .filter(id -> !id.isEmpty())
                                                    .map(LearningItemId::new),
                                            read(rows.getString(3), known),
                                            rows.getInt(4),
                                            rows.getInt(5),
                                            Micros.toInstant(rows.getLong(6))));
                        }
                    }
                    return found;
                });
    }

    static String write(List<Gap> gaps) {
        return gaps.stream()
                .sorted(Comparator.comparing(Gap::competency))
                .map(gap -> gap.competency().value() + "/" + gap.held().level() + "/" + (gap.known() ? 1 : 0) + "/"
                        + gap.target().level())
                .collect(Collectors.joining(" "));
    }

    static List<Gap> read(String text, Map<String, Gap> known) {
        List<Gap> gaps = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf(' ', from);
            String one = text.substring(from, end < 0 ? text.length() : end);
            gaps.add(known.computeIfAbsent(one, SummaryRows::gap));
            from = end < 0 ? text.length() : end + 1;
        }
        return gaps;
    }

    private static Gap gap(String text) {
        String[] parts = text.split("/");
        return new Gap(
                new CompetencyId(parts[0]),
                Tier.ofLevel(Integer.parseInt(parts[1])),
                parts[2].equals("1"),
                Tier.ofLevel(Integer.parseInt(parts[3])));
    }
}
