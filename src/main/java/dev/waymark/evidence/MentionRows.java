package dev.waymark.evidence;

import dev.waymark.engine.model.StatementFacts;
import dev.waymark.shared.ManyRows;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which activities statements have shown, and where. Each method runs in its caller's transaction. */
@Singleton
class MentionRows {

    private final JdbcOperations jdbc;

    MentionRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Remembers activities, and in which groups each is mentioned. */
    void add(TenantId tenant, Collection<Row> rows) {
        Map<String, StatementFacts.Activity> activities = new TreeMap<>();
        SortedSet<String> mentions = new TreeSet<>();
        Map<String, String> hashes = new HashMap<>();
        for (Row row : rows) {
            for (StatementFacts.Activity each : mentioned(row.facts())) {
                String hash = hashes.computeIfAbsent(each.id().iri(), Row::hash);
                activities.putIfAbsent(hash, each);
                mentions.add(hash + row.groupHash());
            }
        }
        if (activities.isEmpty()) {
            return;
        }
        activities.keySet().removeAll(knownActivities(tenant, activities.keySet()));
        insertActivities(tenant, activities);
        List<Object[]> rowsOfMentions = new ArrayList<>();
        for (String each : mentions) {
            rowsOfMentions.add(new Object[] {tenant.value(), each.substring(0, 64), each.substring(64)});
        }
        ManyRows.insert(
                jdbc, "INSERT IGNORE INTO evidence_mention (tenant, activity_hash, group_hash)", rowsOfMentions);
    }

    private static List<StatementFacts.Activity> mentioned(StatementFacts facts) {
        List<StatementFacts.Activity> all = new ArrayList<>();
        facts.object().ifPresent(all::add);
        all.addAll(facts.parents());
        all.addAll(facts.grouping());
        return all;
    }

    private Set<String> knownActivities(TenantId tenant, Collection<String> hashes) {
        Set<String> known = new TreeSet<>();
        for (List<String> some : Rows.chunks(hashes)) {
            known.addAll(jdbc.prepareStatement(
                    "SELECT activity_hash FROM evidence_activity WHERE tenant = ? AND activity_hash IN ("
                            + Rows.marks(some.size()) + ")",
                    select -> {
                        select.setLong(1, tenant.value());
                        Rows.texts(select, 2, some);
                        return Rows.firstColumn(select);
                    }));
        }
        return known;
    }

    private void insertActivities(TenantId tenant, Map<String, StatementFacts.Activity> activities) {
        List<Object[]> rows = new ArrayList<>();
        activities.forEach((hash, each) -> rows.add(new Object[] {
            tenant.value(),
            hash,
            cut(each.id().iri(), 4000),
            cut(each.type().orElse(""), 1000),
            cut(each.name().orElse(""), 1000)
        }));
        ManyRows.insert(
                jdbc, "INSERT IGNORE INTO evidence_activity (tenant, activity_hash, activity, type, name)", rows);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
