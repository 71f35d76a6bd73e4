package dev.waymark.competency;

import dev.waymark.competency.ContentFiles.Competency;
import dev.waymark.competency.ContentFiles.Framework;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which competency an id stands for. Courses of one organisation may use several frameworks, and evidence counts for a
 * competency wherever it is asked for: so the same CASE item always has the same id, and an id never means two things.
 *
 * <p>A competency that was made of no CASE item stands for the item that it is exported as.
 */
@Singleton
class CompetencyIdentities {

    private final JdbcOperations jdbc;

    CompetencyIdentities(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Identifier of the CASE item that a competency of a framework stands for. */
    static String of(Framework framework, Competency competency) {
        String item = competency.caseItem();
        return item != null ? item : CaseExport.id("item", framework.version().replaceAll("/.*", ""), competency.id());
    }

    /** Ids by what they stand for. */
    @Transactional
    public Map<String, String> ids(TenantId tenant) {
        return jdbc.prepareStatement(
                "SELECT stands_for, competency FROM competency_identity WHERE tenant = ?", select -> {
                    select.setLong(1, tenant.value());
                    try (var rows = select.executeQuery()) {
                        Map<String, String> found = new TreeMap<>();
                        while (rows.next()) {
                            found.put(rows.getString(1), rows.getString(2));
                        }
                        return found;
                    }
                });
    }

    /** Ids of a framework that mean something else in this organisation, and the other way round; a sentence for each. */
    List<String> complaints(TenantId tenant, Framework framework) {
        Map<String, String> ids = ids(tenant);
        Map<String, String> meanings = new TreeMap<>();
        ids.forEach((meaning, id) -> meanings.put(id, meaning));
        List<String> complaints = new ArrayList<>();
        for (Competency each : framework.competencies()) {
            String meaning = of(framework, each);
            String taken = meanings.get(each.id());
            String known = ids.get(meaning);
            if (taken != null && !taken.equals(meaning)) {
                complaints.add("framework.json: %s already stands for another competency (CASE item %s), found %s"
                        .formatted(each.id(), taken, meaning));
            } else if (known != null && !known.equals(each.id())) {
                complaints.add("framework.json: the competency of CASE item %s is called %s here, found %s"
                        .formatted(meaning, known, each.id()));
            }
        }
        return complaints;
    }

    /** Takes the ids of a published framework; those that are taken stay with whom they are. */
    @Transactional
    public void claim(TenantId tenant, Framework framework) {
        Map<String, String> mine = new LinkedHashMap<>();
        framework.competencies().forEach(each -> mine.put(each.id(), of(framework, each)));
        Map<String, String> known = ids(tenant);
        mine.values().removeAll(known.keySet());
        mine.keySet().removeAll(known.values());
        if (mine.isEmpty()) {
            return;
        }
        jdbc.prepareStatement(
                "INSERT IGNORE INTO competency_identity (tenant, competency, stands_for) VALUES (?, ?, ?)", insert -> {
                    for (Map.Entry<String, String> each : mine.entrySet()) {
                        insert.setLong(1, tenant.value());
                        insert.setString(2, each.getKey());
                        insert.setString(3, each.getValue());
                        insert.addBatch();
                    }
                    return insert.executeBatch();
                });
    }
}
