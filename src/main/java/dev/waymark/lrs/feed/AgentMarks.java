package dev.waymark.lrs.feed;

import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** How far each agent has been pulled. Agents are known here by a digest only. */
@Singleton
class AgentMarks {

    /**
     * @param position storing time up to which this agent's statements are with us
     * @param asOf by our clock, when the last full pull was asked for
     * @param reachable false if the last pull was not full
     */
    record Mark(Instant position, Optional<Instant> asOf, boolean reachable) {
        static final Mark NEVER = new Mark(Instant.EPOCH, Optional.empty(), true);
    }

    private final JdbcOperations jdbc;

    AgentMarks(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    Mark of(TenantId tenant, String source, AgentKey agent) {
        return jdbc.prepareStatement(
                "SELECT position, as_of, reachable FROM lrs_freshness"
                        + " WHERE tenant = ? AND source = ? AND agent_hash = ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, source);
                    select.setString(3, AgentKey.hash(agent.key()));
                    try (var rows = select.executeQuery()) {
                        if (!rows.next()) {
                            return Mark.NEVER;
                        }
                        long asOf = rows.getLong(2);
                        return new Mark(
                                Micros.toInstant(rows.getLong(1)),
                                asOf == 0 ? Optional.empty() : Optional.of(Micros.toInstant(asOf)),
                                rows.getInt(3) == 1);
                    }
                });
    }

    @Transactional
    void complete(TenantId tenant, String source, AgentKey agent, Instant position, Instant asOf) {
        put(
                "INSERT INTO lrs_freshness (tenant, source, agent_hash, position, as_of, reachable)"
                        + " VALUES (?, ?, ?, ?, ?, 1) ON DUPLICATE KEY UPDATE position = VALUES(position),"
                        + " as_of = VALUES(as_of), reachable = 1",
                tenant,
                source,
                agent,
                position,
                asOf);
    }

    @Transactional
    void incomplete(TenantId tenant, String source, AgentKey agent, Instant position) {
        put(
                "INSERT INTO lrs_freshness (tenant, source, agent_hash, position, as_of, reachable)"
                        + " VALUES (?, ?, ?, ?, ?, 0) ON DUPLICATE KEY UPDATE position = VALUES(position), reachable = 0",
                tenant,
                source,
                agent,
                position,
                Instant.EPOCH);
    }

    private void put(String sql, TenantId tenant, String source, AgentKey agent, Instant position, Instant asOf) {
        jdbc.prepareStatement(sql, insert -> {
            insert.setLong(1, tenant.value());
            insert.setString(2, source);
            insert.setString(3, AgentKey.hash(agent.key()));
            insert.setLong(4, Micros.of(position));
            insert.setLong(5, Micros.of(asOf));
            return insert.executeUpdate();
        });
    }
}
