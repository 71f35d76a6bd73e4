package dev.waymark.lrs.feed;

import dev.waymark.lrs.xapi.Actor;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.lrs.xapi.Statement;
import dev.waymark.shared.Micros;
import dev.waymark.shared.SecretBox;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Agents whose statements are not taken, because their people had themselves erased: late statements, the next reading of
 * an LRS and a sender that repeats itself must not bring anybody back. Kept as keyed digests, so that nobody can be read
 * from them. Each method runs in its caller's transaction.
 */
@Singleton
class Refusals {

    private static final String PURPOSE = "erased agent";
    private static final int AT_ONCE = 500;

    private final JdbcOperations jdbc;
    private final SecretBox box;

    Refusals(JdbcOperations jdbc, SecretBox box) {
        this.jdbc = jdbc;
        this.box = box;
    }

    /** From now on nothing about this agent is taken. */
    void refuse(TenantId tenant, String agentKey) {
        jdbc.prepareStatement(
                "INSERT INTO lrs_refused_agent (tenant, mark, refused_before) VALUES (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE refused_before = VALUES(refused_before)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, mark(tenant, agentKey));
                    insert.setLong(3, Long.MAX_VALUE);
                    return insert.executeUpdate();
                });
    }

    /** Takes again what these agents experience from then on. */
    @Transactional
    public void allowFrom(TenantId tenant, Collection<String> agentKeys, Instant at) {
        if (nobody(tenant)) {
            return;
        }
        for (String key : agentKeys) {
            jdbc.prepareStatement(
                    "UPDATE lrs_refused_agent SET refused_before = ? WHERE tenant = ? AND mark = ?"
                            + " AND refused_before = ?",
                    update -> {
                        update.setLong(1, Micros.of(at));
                        update.setLong(2, tenant.value());
                        update.setString(3, mark(tenant, key));
                        update.setLong(4, Long.MAX_VALUE);
                        return update.executeUpdate();
                    });
        }
    }

    /** Ids of those statements that are not to be taken. One about several people is not taken if one of them is refused. */
    Set<String> among(TenantId tenant, Collection<Statement> statements) {
        if (statements.isEmpty() || nobody(tenant)) {
            return Set.of();
        }
        Map<String, List<Statement>> byMark = new HashMap<>();
        for (Statement each : statements) {
            for (Actor agent : each.actor().agents()) {
                agent.key()
                        .map(AgentKey::key)
                        .ifPresent(key -> byMark.computeIfAbsent(mark(tenant, key), any -> new ArrayList<>())
                                .add(each));
            }
        }
        Set<String> refused = new HashSet<>();
        List<String> marks = List.copyOf(byMark.keySet());
        for (int from = 0; from < marks.size(); from += AT_ONCE) {
            before(tenant, marks.subList(from, Math.min(marks.size(), from + AT_ONCE)))
                    .forEach((mark, before) -> byMark.getOrDefault(mark, List.of()).stream()
                            .filter(each -> each.experienced()
                                    .map(when -> Micros.of(when) < before)
                                    .orElse(true))
                            .forEach(each -> refused.add(each.id())));
        }
        return refused;
    }

    private Map<String, Long> before(TenantId tenant, List<String> marks) {
        return jdbc.prepareStatement(
                "SELECT mark, refused_before FROM lrs_refused_agent WHERE tenant = ? AND mark IN ("
                        + Sql.marks(marks.size()) + ")",
                select -> {
                    select.setLong(1, tenant.value());
                    int at = 2;
                    for (String each : marks) {
                        select.setString(at++, each);
                    }
                    Map<String, Long> found = new HashMap<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.put(rows.getString(1), rows.getLong(2));
                        }
                    }
                    return found;
                });
    }

    private boolean nobody(TenantId tenant) {
        return jdbc.prepareStatement("SELECT mark FROM lrs_refused_agent WHERE tenant = ? LIMIT 1", select -> {
            select.setLong(1, tenant.value());
            try (var rows = select.executeQuery()) {
                return !rows.next();
            }
        });
    }

    private String mark(TenantId tenant, String agentKey) {
        return box.fingerprint(PURPOSE, tenant + " " + agentKey);
    }
}
