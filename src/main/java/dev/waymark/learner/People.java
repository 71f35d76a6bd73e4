package dev.waymark.learner;

import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Writes what a launch tells of a person. Each method runs in its caller's transaction. */
@Singleton
class People {

    private static final int NAME_LENGTH = 500;

    private final JdbcOperations jdbc;

    People(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Of several launches that meet a person at once, all end with the same id. */
    LearnerId identify(TenantId tenant, RegistrationId registration, String subject, String agentKey) {
        Optional<LearnerId> known = bySubject(tenant, registration, subject);
        if (known.isPresent()) {
            return known.get();
        }
        // A subject belongs to its issuer: another registration on the same platform means the same person.
        LearnerId id = byAgent(tenant, agentKey).orElseGet(() -> new LearnerId(UUID.randomUUID()));
        jdbc.prepareStatement(
                "INSERT IGNORE INTO learner_identity (tenant, registration, subject, learner) VALUES (?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setLong(2, registration.value());
                    insert.setString(3, subject);
                    insert.setString(4, id.toString());
                    return insert.executeUpdate();
                });
        return bySubject(tenant, registration, subject).orElse(id);
    }

    void seen(TenantId tenant, LearnerId id, Optional<String> name, boolean testUser, Instant at) {
        String called = name.map(text -> text.substring(0, Math.min(NAME_LENGTH, text.length())))
                .orElse("");
        jdbc.prepareStatement(
                "INSERT INTO learner_person (tenant, id, display_name, role, test_user, first_seen, last_seen)"
                        + " VALUES (?, ?, ?, '', ?, ?, ?) ON DUPLICATE KEY UPDATE"
                        + " display_name = CASE WHEN VALUES(display_name) = '' THEN display_name"
                        + " ELSE VALUES(display_name) END,"
                        + " test_user = VALUES(test_user), last_seen = VALUES(last_seen)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, id.toString());
                    insert.setString(3, called);
                    insert.setInt(4, testUser ? 1 : 0);
                    insert.setLong(5, Micros.of(at));
                    insert.setLong(6, Micros.of(at));
                    return insert.executeUpdate();
                });
    }

    /**
     * An agent stays with whom it was first claimed for: nobody takes over another's statements by launching. What an
     * administrator took from a person is not given back.
     */
    void claim(TenantId tenant, LearnerId id, String agentKey, String vouchedBy, Instant at) {
        jdbc.prepareStatement(
                "INSERT IGNORE INTO learner_agent (tenant, agent_hash, agent_key, learner, vouched_by, claimed_at)"
                        + " SELECT p.tenant, ?, ?, p.id, ?, ? FROM learner_person p WHERE p.tenant = ? AND p.id = ?"
                        + " AND NOT EXISTS (SELECT 1 FROM learner_agent_apart a WHERE a.tenant = p.tenant"
                        + " AND a.agent_hash = ? AND a.learner = p.id)",
                insert -> {
                    insert.setString(1, hash(agentKey));
                    insert.setString(2, agentKey);
                    insert.setString(3, vouchedBy);
                    insert.setLong(4, Micros.of(at));
                    insert.setLong(5, tenant.value());
                    insert.setString(6, id.toString());
                    insert.setString(7, hash(agentKey));
                    return insert.executeUpdate();
                });
    }

    void inCourse(TenantId tenant, LearnerId id, CourseId course, boolean asLearner, Instant at) {
        jdbc.prepareStatement(
                "INSERT INTO learner_course (tenant, registration, context_id, learner, as_learner, last_seen)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE as_learner = VALUES(as_learner),"
                        + " last_seen = VALUES(last_seen)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setLong(2, course.registration());
                    insert.setString(3, course.contextId());
                    insert.setString(4, id.toString());
                    insert.setInt(5, asLearner ? 1 : 0);
                    insert.setLong(6, Micros.of(at));
                    return insert.executeUpdate();
                });
    }

    /** The sections or groups a person is in, as their newest launch told; unchanged ones write nothing. */
    void inSections(TenantId tenant, LearnerId id, CourseId course, Set<String> sections) {
        Set<String> before = jdbc.prepareStatement(
                "SELECT section FROM learner_section WHERE tenant = ? AND registration = ? AND context_id = ?"
                        + " AND learner = ?",
                select -> {
                    Set<String> found = new TreeSet<>();
                    of(select, tenant, course, id);
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(rows.getString(1));
                        }
                    }
                    return found;
                });
        if (before.equals(sections)) {
            return;
        }
        jdbc.prepareStatement(
                "DELETE FROM learner_section WHERE tenant = ? AND registration = ? AND context_id = ? AND learner = ?",
                delete -> {
                    of(delete, tenant, course, id);
                    return delete.executeUpdate();
                });
        for (String section : sections) {
            jdbc.prepareStatement(
                    "INSERT IGNORE INTO learner_section (tenant, registration, context_id, learner, section)"
                            + " VALUES (?, ?, ?, ?, ?)",
                    insert -> {
                        of(insert, tenant, course, id);
                        insert.setString(5, section);
                        return insert.executeUpdate();
                    });
        }
    }

    private static void of(PreparedStatement statement, TenantId tenant, CourseId course, LearnerId id)
            throws SQLException {
        statement.setLong(1, tenant.value());
        statement.setLong(2, course.registration());
        statement.setString(3, course.contextId());
        statement.setString(4, id.toString());
    }

    Optional<LearnerId> bySubject(TenantId tenant, RegistrationId registration, String subject) {
        return jdbc.prepareStatement(
                "SELECT learner FROM learner_identity WHERE tenant = ? AND registration = ? AND subject = ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, registration.value());
                    select.setString(3, subject);
                    return first(select);
                });
    }

    Optional<LearnerId> byAgent(TenantId tenant, String agentKey) {
        return jdbc.prepareStatement(
                "SELECT learner FROM learner_agent WHERE tenant = ? AND agent_hash = ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, hash(agentKey));
                    return first(select);
                });
    }

    private static Optional<LearnerId> first(PreparedStatement select) throws SQLException {
        try (var rows = select.executeQuery()) {
            return rows.next() ? Optional.of(LearnerId.of(rows.getString(1))) : Optional.empty();
        }
    }

    /** Agents can be longer than an index. */
    static String hash(String agentKey) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(agentKey.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
