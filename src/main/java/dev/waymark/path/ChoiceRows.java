package dev.waymark.path;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.shared.Answers;
import dev.waymark.shared.Micros;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a learner chose and what they are done with. Every method runs in the caller's transaction. */
@Singleton
class ChoiceRows {

    private final JdbcOperations jdbc;

    ChoiceRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param byWord true if the learner said so, false if they hold all that the item teaches
     */
    record DoneRow(boolean byWord, Instant at) {}

    /** Empty until they choose something. {@link Choices#done} is empty: see {@link #done}. */
    Optional<Choices> choices(PathKey key) {
        return Answers.to(List.of("choices", key), () -> askForChoices(key));
    }

    private Optional<Choices> askForChoices(PathKey key) {
        return jdbc.prepareStatement(
                "SELECT choices FROM path_choices WHERE tenant = ? AND learner = ? AND course = ?", select -> {
                    bind(select, key);
                    try (var found = select.executeQuery()) {
                        return found.next()
                                ? Optional.of(ChoicesJson.read(PathJson.parse(found.getString(1))))
                                : Optional.empty();
                    }
                });
    }

    void save(PathKey key, Choices choices, Instant at) {
        jdbc.prepareStatement(
                "INSERT INTO path_choices (tenant, learner, course, choices, chosen_at) VALUES (?, ?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE choices = VALUES(choices), chosen_at = VALUES(chosen_at)",
                upsert -> {
                    bind(upsert, key);
                    upsert.setString(4, PathJson.text(ChoicesJson.write(choices)));
                    upsert.setLong(5, Micros.of(at));
                    return upsert.executeUpdate();
                });
    }

    Map<LearningItemId, DoneRow> done(PathKey key) {
        return Answers.to(List.of("done", key), () -> askForDone(key));
    }

    private Map<LearningItemId, DoneRow> askForDone(PathKey key) {
        return jdbc.prepareStatement(
                "SELECT item, by_word, done_at FROM path_done WHERE tenant = ? AND learner = ? AND course = ?",
                select -> {
                    bind(select, key);
                    Map<LearningItemId, DoneRow> done = new TreeMap<>();
                    try (var found = select.executeQuery()) {
                        while (found.next()) {
                            done.put(
                                    new LearningItemId(found.getString(1)),
                                    new DoneRow(found.getBoolean(2), Micros.toInstant(found.getLong(3))));
                        }
                    }
                    return done;
                });
    }

    /** The learner's word; saying it twice keeps the first time. */
    void addWord(PathKey key, LearningItemId item, Instant at) {
        jdbc.prepareStatement(
                "INSERT INTO path_done (tenant, learner, course, item, by_word, done_at) VALUES (?, ?, ?, ?, TRUE, ?)"
                        + " ON DUPLICATE KEY UPDATE done_at = CASE WHEN by_word THEN done_at ELSE VALUES(done_at) END,"
                        + " by_word = TRUE",
                insert -> {
                    bind(insert, key);
                    insert.setString(4, item.value());
                    insert.setLong(5, Micros.of(at));
                    return insert.executeUpdate();
                });
    }

    /** Items whose every step came to be held; never takes the place of a word. */
    void addHeld(PathKey key, Collection<LearningItemId> items, Instant at) {
        if (items.isEmpty()) {
            return;
        }
        jdbc.prepareStatement(
                "INSERT INTO path_done (tenant, learner, course, item, by_word, done_at) VALUES (?, ?, ?, ?, FALSE, ?)"
                        + " ON DUPLICATE KEY UPDATE done_at = CASE WHEN by_word THEN done_at ELSE VALUES(done_at) END",
                insert -> {
                    for (LearningItemId each : items) {
                        bind(insert, key);
                        insert.setString(4, each.value());
                        insert.setLong(5, Micros.of(at));
                        insert.addBatch();
                    }
                    return insert.executeBatch();
                });
    }

    static void bind(PreparedStatement statement, PathKey key) throws SQLException {
        statement.setLong(1, key.tenant().value());
        statement.setString(2, key.learner().toString());
        statement.setString(3, key.course().key());
    }
}
