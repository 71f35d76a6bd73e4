package dev.waymark.learner;

import dev.waymark.engine.model.JobRoleId;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.Answers;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The people, in tables. */
@Singleton
class StoredLearners implements Learners {

    private static final String PERSON =
            "SELECT p.id, p.display_name, p.role, p.first_seen, p.last_seen FROM learner_person p";

    private static final int AT_ONCE = 500;

    private final JdbcOperations jdbc;
    private final People people;
    private final ApplicationEventPublisher<RoleChanged> news;

    StoredLearners(JdbcOperations jdbc, People people, ApplicationEventPublisher<RoleChanged> news) {
        this.jdbc = jdbc;
        this.people = people;
        this.news = news;
    }

    @Override
    @Transactional
    public Optional<Learner> find(TenantId tenant, LearnerId id) {
        return Answers.to(List.of("learner", tenant, id), () -> find(tenant, id, ""));
    }

    @Override
    @Transactional
    public Map<LearnerId, JobRoleId> rolesOf(TenantId tenant, Collection<LearnerId> learners) {
        if (learners.isEmpty()) {
            return Map.of();
        }
        String marks = String.join(", ", Collections.nCopies(learners.size(), "?"));
        return jdbc.prepareStatement(PERSON + " WHERE p.tenant = ? AND p.id IN (" + marks + ")", select -> {
            select.setLong(1, tenant.value());
            int at = 2;
            for (LearnerId each : learners) {
                select.setString(at++, each.toString());
            }
            Map<LearnerId, JobRoleId> found = new HashMap<>();
            for (Learner each : read(tenant, select)) {
                each.role().ifPresent(role -> found.put(each.id(), role));
            }
            return found;
        });
    }

    private Optional<Learner> find(TenantId tenant, LearnerId id, String locking) {
        return jdbc.prepareStatement(PERSON + " WHERE p.tenant = ? AND p.id = ?" + locking, select -> {
            select.setLong(1, tenant.value());
            select.setString(2, id.toString());
            return read(tenant, select).stream().findFirst();
        });
    }

    @Override
    @Transactional
    public Optional<Learner> bySubject(TenantId tenant, RegistrationId registration, String subject) {
        return people.bySubject(tenant, registration, subject).flatMap(id -> find(tenant, id));
    }

    @Override
    @Transactional
    public Optional<LearnerId> byAgent(TenantId tenant, String agentKey) {
        return people.byAgent(tenant, agentKey);
    }

    @Override
    @Transactional
    public Map<String, LearnerId> byAgents(TenantId tenant, Collection<String> agentKeys) {
        Map<String, String> keyByHash = new TreeMap<>();
        agentKeys.forEach(key -> keyByHash.put(People.hash(key), key));
        if (keyByHash.isEmpty()) {
            return Map.of();
        }
        String marks = String.join(", ", Collections.nCopies(keyByHash.size(), "?"));
        return jdbc.prepareStatement(
                "SELECT agent_hash, learner FROM learner_agent WHERE tenant = ? AND agent_hash IN (" + marks + ")",
                select -> {
                    select.setLong(1, tenant.value());
                    int at = 2;
                    for (String hash : keyByHash.keySet()) {
                        select.setString(at++, hash);
                    }
                    Map<String, LearnerId> found = new HashMap<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            String key = keyByHash.get(rows.getString(1));
                            if (key != null) {
                                found.put(key, LearnerId.of(rows.getString(2)));
                            }
                        }
                    }
                    return found;
                });
    }

    @Override
    @Transactional
    public Set<String> agentsOf(TenantId tenant, LearnerId id) {
        return jdbc.prepareStatement("SELECT agent_key FROM learner_agent WHERE tenant = ? AND learner = ?", select -> {
            select.setLong(1, tenant.value());
            select.setString(2, id.toString());
            Set<String> found = new TreeSet<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        });
    }

    @Override
    @Transactional
    public List<Learner> inCourse(TenantId tenant, CourseId course) {
        return jdbc.prepareStatement(
                PERSON + " JOIN learner_course c ON c.tenant = p.tenant AND c.learner = p.id"
                        + " WHERE c.tenant = ? AND c.registration = ? AND c.context_id = ? AND c.as_learner = 1"
                        + " AND p.test_user = 0 ORDER BY p.display_name, p.id",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, course.registration());
                    select.setString(3, course.contextId());
                    return read(tenant, select);
                });
    }

    @Override
    @Transactional
    public List<CourseId> coursesSince(TenantId tenant, Instant since) {
        return jdbc.prepareStatement(
                "SELECT registration, context_id FROM learner_course WHERE tenant = ? AND as_learner = 1"
                        + " AND last_seen >= ? GROUP BY registration, context_id ORDER BY registration, context_id",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, Micros.of(since));
                    List<CourseId> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new CourseId(rows.getLong(1), rows.getString(2)));
                        }
                    }
                    return found;
                });
    }

    @Override
    @Transactional
    public Optional<Learner> inCourse(TenantId tenant, CourseId course, LearnerId id) {
        return jdbc.prepareStatement(
                PERSON + " JOIN learner_course c ON c.tenant = p.tenant AND c.learner = p.id"
                        + " WHERE c.tenant = ? AND c.registration = ? AND c.context_id = ? AND c.learner = ?"
                        + " AND c.as_learner = 1 AND p.test_user = 0",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, course.registration());
                    select.setString(3, course.contextId());
                    select.setString(4, id.toString());
                    return read(tenant, select).stream().findFirst();
                });
    }

    @Override
    @Transactional
    public Map<LearnerId, Set<String>> sectionsIn(TenantId tenant, CourseId course) {
        return jdbc.prepareStatement(
                "SELECT learner, section FROM learner_section"
                        + " WHERE tenant = ? AND registration = ? AND context_id = ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, course.registration());
                    select.setString(3, course.contextId());
                    Map<LearnerId, Set<String>> found = new HashMap<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.computeIfAbsent(LearnerId.of(rows.getString(1)), id -> new TreeSet<>())
                                    .add(rows.getString(2));
                        }
                    }
                    return found;
                });
    }

    @Override
    @Transactional
    public Set<LearnerId> bySubjects(TenantId tenant, RegistrationId registration, Set<String> subjects) {
        Set<LearnerId> found = new java.util.HashSet<>();
        List<String> all = List.copyOf(subjects);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
            jdbc.prepareStatement(
                    "SELECT learner FROM learner_identity WHERE tenant = ? AND registration = ? AND subject IN ("
                            + marks + ")",
                    select -> {
                        select.setLong(1, tenant.value());
                        select.setLong(2, registration.value());
                        for (int i = 0; i < some.size(); i++) {
                            select.setString(3 + i, some.get(i));
                        }
                        try (var rows = select.executeQuery()) {
                            while (rows.next()) {
                                found.add(LearnerId.of(rows.getString(1)));
                            }
                        }
                        return found.size();
                    });
        }
        return found;
    }

    @Override
    @Transactional
    public Optional<String> subjectOf(TenantId tenant, LearnerId id, RegistrationId registration) {
        return jdbc.prepareStatement(
                "SELECT subject FROM learner_identity WHERE tenant = ? AND learner = ? AND registration = ?"
                        + " ORDER BY subject",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, id.toString());
                    select.setLong(3, registration.value());
                    try (var rows = select.executeQuery()) {
                        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
                    }
                });
    }

    @Override
    @Transactional
    public void setRole(TenantId tenant, LearnerId id, JobRoleId role, Instant at) {
        Learner before = find(tenant, id, " FOR UPDATE")
                .orElseThrow(() -> new IllegalArgumentException("tenant " + tenant + " has no learner " + id));
        if (before.role().filter(role::equals).isPresent()) {
            return;
        }
        jdbc.prepareStatement("UPDATE learner_person SET role = ? WHERE tenant = ? AND id = ?", update -> {
            update.setString(1, role.value());
            update.setLong(2, tenant.value());
            update.setString(3, id.toString());
            return update.executeUpdate();
        });
        news.publishEvent(new RoleChanged(tenant, id, before.role(), role, at));
    }

    private static List<Learner> read(TenantId tenant, PreparedStatement select) throws SQLException {
        List<Learner> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new Learner(
                        tenant,
                        LearnerId.of(rows.getString(1)),
                        present(rows.getString(2)),
                        present(rows.getString(3)).map(JobRoleId::new),
                        Micros.toInstant(rows.getLong(4)),
                        Micros.toInstant(rows.getLong(5))));
            }
        }
        return found;
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
