package dev.waymark.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.Tier;
import dev.waymark.path.WhatIf.Decider;
import dev.waymark.path.WhatIf.Decision;
import dev.waymark.path.WhatIf.Supposition;
import dev.waymark.shared.Micros;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What staff decided, and the tiers they set. Every method runs in the caller's transaction. */
@Singleton
class DecisionRows {

    private static final int SHOWN = 50;

    private final JdbcOperations jdbc;

    DecisionRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** The caller holds the path's lock, so that numbers follow each other. */
    void add(PathKey key, Supposition what, Decider by, Instant at) {
        long number = jdbc.prepareStatement(
                "SELECT MAX(number) FROM path_decision WHERE tenant = ? AND learner = ? AND course = ?", select -> {
                    bind(select, key);
                    try (var found = select.executeQuery()) {
                        return found.next() ? found.getLong(1) + 1 : 1;
                    }
                });
        jdbc.prepareStatement(
                "INSERT INTO path_decision (tenant, learner, course, number, decided_at, decided_by, reason, what)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    bind(insert, key);
                    insert.setLong(4, number);
                    insert.setLong(5, Micros.of(at));
                    insert.setString(6, by.who());
                    insert.setString(7, by.reason());
                    insert.setString(8, PathJson.text(write(what, by.until())));
                    return insert.executeUpdate();
                });
    }

    List<Decision> newestFirst(PathKey key) {
        return jdbc.prepareStatement(
                "SELECT decided_at, decided_by, reason, what FROM path_decision"
                        + " WHERE tenant = ? AND learner = ? AND course = ? ORDER BY number DESC LIMIT ?",
                select -> {
                    bind(select, key);
                    select.setInt(4, SHOWN);
                    List<Decision> all = new ArrayList<>();
                    try (var found = select.executeQuery()) {
                        while (found.next()) {
                            JsonNode what = PathJson.parse(found.getString(4));
                            all.add(new Decision(
                                    found.getString(2),
                                    Micros.toInstant(found.getLong(1)),
                                    found.getString(3),
                                    read(what),
                                    Optional.ofNullable(what.get("until")).map(each -> Instant.parse(each.asText()))));
                        }
                    }
                    return all;
                });
    }

    /** Takes the place of all tiers that were set. */
    void setTiers(PathKey key, SortedMap<CompetencyId, Tier> tiers, Instant until) {
        jdbc.prepareStatement("DELETE FROM path_tier WHERE tenant = ? AND learner = ? AND course = ?", delete -> {
            bind(delete, key);
            return delete.executeUpdate();
        });
        if (tiers.isEmpty()) {
            return;
        }
        jdbc.prepareStatement(
                "INSERT INTO path_tier (tenant, learner, course, competency, tier, ends_at) VALUES (?, ?, ?, ?, ?, ?)",
                insert -> {
                    for (Map.Entry<CompetencyId, Tier> each : tiers.entrySet()) {
                        bind(insert, key);
                        insert.setString(4, each.getKey().value());
                        insert.setInt(5, each.getValue().level());
                        insert.setLong(6, Micros.of(until));
                        insert.addBatch();
                    }
                    return insert.executeBatch();
                });
    }

    /** Tiers that were set and have not ended. */
    SortedMap<CompetencyId, Tier> tiers(PathKey key, Instant at) {
        return jdbc.prepareStatement(
                "SELECT competency, tier FROM path_tier"
                        + " WHERE tenant = ? AND learner = ? AND course = ? AND ends_at > ?",
                select -> {
                    bind(select, key);
                    select.setLong(4, Micros.of(at));
                    SortedMap<CompetencyId, Tier> tiers = new TreeMap<>();
                    try (var found = select.executeQuery()) {
                        while (found.next()) {
                            tiers.put(new CompetencyId(found.getString(1)), Tier.ofLevel(found.getInt(2)));
                        }
                    }
                    return tiers;
                });
    }

    private static ObjectNode write(Supposition what, Instant until) {
        var node = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        node.set("choices", ChoicesJson.write(what.choices()));
        what.role().ifPresent(role -> node.put("role", role.value()));
        ObjectNode tiers = node.putObject("tiers");
        what.tiers().forEach((competency, tier) -> tiers.put(competency.value(), tier.level()));
        if (!what.tiers().isEmpty()) {
            node.put("until", until.toString());
        }
        return node;
    }

    private static Supposition read(JsonNode node) {
        SortedMap<CompetencyId, Tier> tiers = new TreeMap<>();
        node.required("tiers")
                .properties()
                .forEach(each -> tiers.put(
                        new CompetencyId(each.getKey()),
                        Tier.ofLevel(each.getValue().intValue())));
        return new Supposition(
                ChoicesJson.read(node.required("choices")),
                Optional.ofNullable(node.get("role")).map(role -> new JobRoleId(role.asText())),
                tiers);
    }

    private static void bind(PreparedStatement statement, PathKey key) throws SQLException {
        statement.setLong(1, key.tenant().value());
        statement.setString(2, key.learner().toString());
        statement.setString(3, key.course().key());
    }
}
