package dev.waymark.path;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Table {@code path_visit}. A page that is loaded again and again writes once in a quarter of an hour. */
@Singleton
class VisitRows implements PathVisits {

    private static final Duration PAUSE = Duration.ofHours(4);
    private static final Duration NOTED_EVERY = Duration.ofMinutes(15);

    /** Begins a word that is a target, such as {@code =3=C01}; no item's name begins with it. */
    private static final String TARGET = "=";

    private final JdbcOperations jdbc;

    VisitRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(Instant seenAt, String seen, Instant beforeAt, String before) {}

    @Override
    @Transactional
    public Optional<Before> note(TenantId tenant, LearnerId learner, CourseId course, Shown now, Instant at) {
        var key = new PathKey(tenant, learner, course);
        String seen = text(now);
        Optional<Row> kept = find(key);
        if (kept.isEmpty()) {
            save(key, new Row(at, seen, Instant.EPOCH, ""));
            return Optional.empty();
        }
        Row row = kept.get();
        Duration since = Duration.between(row.seenAt(), at);
        if (since.compareTo(PAUSE) >= 0) {
            row = new Row(at, seen, row.seenAt(), row.seen());
            save(key, row);
        } else if (!row.seen().equals(seen) || since.compareTo(NOTED_EVERY) >= 0) {
            row = new Row(at, seen, row.beforeAt(), row.before());
            save(key, row);
        }
        return row.before().isEmpty() ? Optional.empty() : Optional.of(new Before(shown(row.before()), row.beforeAt()));
    }

    @Override
    @Transactional
    public void seen(TenantId tenant, LearnerId learner, CourseId course, Instant upTo, Instant at) {
        var key = new PathKey(tenant, learner, course);
        find(key)
                .filter(row -> upTo.isAfter(row.beforeAt()) && !upTo.isAfter(at))
                .ifPresent(row -> save(
                        key, new Row(row.seenAt().isAfter(upTo) ? row.seenAt() : upTo, row.seen(), upTo, row.seen())));
    }

    private Optional<Row> find(PathKey key) {
        return jdbc.prepareStatement(
                "SELECT seen_at, seen, before_at, seen_before FROM path_visit"
                        + " WHERE tenant = ? AND learner = ? AND course = ?",
                select -> {
                    ChoiceRows.bind(select, key);
                    try (var row = select.executeQuery()) {
                        return row.next()
                                ? Optional.of(new Row(
                                        Micros.toInstant(row.getLong(1)),
                                        row.getString(2),
                                        Micros.toInstant(row.getLong(3)),
                                        row.getString(4)))
                                : Optional.<Row>empty();
                    }
                });
    }

    private void save(PathKey key, Row row) {
        jdbc.prepareStatement(
                "INSERT INTO path_visit (tenant, learner, course, seen_at, seen, before_at, seen_before)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE seen_at = VALUES(seen_at),"
                        + " seen = VALUES(seen), before_at = VALUES(before_at), seen_before = VALUES(seen_before)",
                upsert -> {
                    ChoiceRows.bind(upsert, key);
                    upsert.setLong(4, Micros.of(row.seenAt()));
                    upsert.setString(5, row.seen());
                    upsert.setLong(6, Micros.of(row.beforeAt()));
                    upsert.setString(7, row.before());
                    return upsert.executeUpdate();
                });
    }

    private static String text(Shown shown) {
        return Stream.of(
                        Stream.of(shown.role().value()),
                        shown.steps().stream().map(LearningItemId::value),
                        shown.targets().entrySet().stream()
                                .map(target -> TARGET + target.getValue().level() + TARGET + target.getKey()))
                .flatMap(words -> words)
                .collect(Collectors.joining(" "));
    }

    private static Shown shown(String text) {
        List<String> words = Arrays.asList(text.split(" "));
        Map<CompetencyId, Tier> targets = new TreeMap<>();
        words.stream().skip(1).filter(word -> word.startsWith(TARGET)).forEach(word -> {
            String[] parts = word.split(TARGET, 3);
            targets.put(new CompetencyId(parts[2]), Tier.ofLevel(Integer.parseInt(parts[1])));
        });
        return new Shown(
                new JobRoleId(words.get(0)),
                words.stream()
                        .skip(1)
                        .filter(word -> !word.startsWith(TARGET))
                        .map(LearningItemId::new)
                        .toList(),
                targets);
    }
}
