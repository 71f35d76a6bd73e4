package dev.waymark.competency;

import dev.waymark.competency.Configurations.ContentInForce;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.Tier;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What each job role asks, as rows, so that whoever counts people over roles can do it in the database. The documents of the
 * version in force are the truth; the rows follow them.
 */
@Singleton
class TargetsInForce {

    /** Stands for people who have chosen no role. */
    private static final String NO_ROLE = "";

    private final Configurations configurations;
    private final Tenants tenants;
    private final JdbcOperations jdbc;

    TargetsInForce(Configurations configurations, Tenants tenants, JdbcOperations jdbc) {
        this.configurations = configurations;
        this.tenants = tenants;
        this.jdbc = jdbc;
    }

    /** After the content at start was published. */
    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    @Transactional
    public void atStart(StartupEvent event) {
        tenants.all().forEach(this::follow);
    }

    @EventListener
    @Transactional
    public void anotherVersion(ContentInForce news) {
        follow(news.tenant());
    }

    /** Written so that two nodes which do it at once leave the same rows. */
    private void follow(TenantId tenant) {
        Published published = configurations.inForce(tenant);
        Map<String, JobRole> roles = new TreeMap<>(published.roles().stream()
                .collect(Collectors.toMap(role -> role.id().value(), Function.identity())));
        roles.put(NO_ROLE, published.baseline());
        Set<String> asked = new TreeSet<>();
        roles.forEach((name, role) -> role.targets().forEach((competency, tier) -> {
            asked.add(name + "\n" + competency.value());
            put(tenant, name, competency, tier);
        }));
        removeAllBut(tenant, asked);
    }

    private void put(TenantId tenant, String role, CompetencyId competency, Tier tier) {
        jdbc.prepareStatement(
                "INSERT INTO competency_target (tenant, job_role, competency, tier) VALUES (?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE tier = VALUES(tier)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, role);
                    insert.setString(3, competency.value());
                    insert.setInt(4, tier.level());
                    return insert.executeUpdate();
                });
    }

    private void removeAllBut(TenantId tenant, Set<String> asked) {
        Set<String> gone =
                jdbc.prepareStatement("SELECT job_role, competency FROM competency_target WHERE tenant = ?", select -> {
                    select.setLong(1, tenant.value());
                    Set<String> kept = new TreeSet<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            kept.add(rows.getString(1) + "\n" + rows.getString(2));
                        }
                    }
                    return kept;
                });
        gone.removeAll(asked);
        for (String each : gone) {
            String[] parts = each.split("\n", 2);
            jdbc.prepareStatement(
                    "DELETE FROM competency_target WHERE tenant = ? AND job_role = ? AND competency = ?", delete -> {
                        delete.setLong(1, tenant.value());
                        delete.setString(2, parts[0]);
                        delete.setString(3, parts[1]);
                        return delete.executeUpdate();
                    });
        }
    }
}
