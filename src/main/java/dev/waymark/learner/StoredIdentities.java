package dev.waymark.learner;

import dev.waymark.lti.registration.Platforms;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Mappings, vouching and links, in tables. */
@Singleton
class StoredIdentities implements Identities {

    private static final int HOME_LENGTH = 1000;

    private final JdbcOperations jdbc;
    private final People people;
    private final Learners learners;
    private final Platforms platforms;
    private final LearnerFields fields;
    private final ApplicationEventPublisher<AgentsReleased> releases;
    private final ApplicationEventPublisher<Learners.AgentsKnown> news;

    StoredIdentities(
            JdbcOperations jdbc,
            People people,
            Learners learners,
            Platforms platforms,
            LearnerFields fields,
            ApplicationEventPublisher<AgentsReleased> releases,
            ApplicationEventPublisher<Learners.AgentsKnown> news) {
        this.jdbc = jdbc;
        this.people = people;
        this.learners = learners;
        this.platforms = platforms;
        this.fields = fields;
        this.releases = releases;
        this.news = news;
    }

    @Override
    @Transactional
    public List<Mapping> mappings(TenantId tenant) {
        return jdbc.prepareStatement(
                "SELECT id, registration, kind, home_page, field, declared_by, declared_at FROM learner_mapping"
                        + " WHERE tenant = ? ORDER BY declared_at, id",
                select -> {
                    select.setLong(1, tenant.value());
                    List<Mapping> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new Mapping(
                                    rows.getString(1),
                                    new Declared(
                                            new RegistrationId(rows.getLong(2)),
                                            Kind.valueOf(rows.getString(3)),
                                            rows.getString(4),
                                            Field.valueOf(rows.getString(5))),
                                    rows.getString(6),
                                    Micros.toInstant(rows.getLong(7))));
                        }
                    }
                    return found;
                });
    }

    @Override
    public Mapping declare(TenantId tenant, Declared declared, String by, Instant at) {
        Mapping mapping = declared(tenant, declared, by, at);
        joined(tenant, mapping, at)
                .forEach((learner, agent) ->
                        news.publishEvent(new Learners.AgentsKnown(tenant, learner, Set.of(agent))));
        return mapping;
    }

    /** Gives the mapping's agents to those who have launched; who they were before the news goes out is committed. */
    @Transactional(
            propagation = TransactionDefinition.Propagation.REQUIRES_NEW,
            isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public Map<LearnerId, String> joined(TenantId tenant, Mapping mapping, Instant at) {
        Map<LearnerId, String> joined = new LinkedHashMap<>();
        fields.all(tenant, mapping.declared().registration(), mapping.declared().field())
                .forEach((learner, value) -> {
                    String agent = LaunchAgents.key(mapping.declared(), value);
                    if (people.byAgent(tenant, agent).isEmpty()) {
                        people.claim(tenant, learner, agent, "map " + mapping.id(), at);
                        people.byAgent(tenant, agent)
                                .filter(learner::equals)
                                .ifPresent(theirs -> joined.put(learner, agent));
                    }
                });
        return joined;
    }

    @Override
    @Transactional
    public Optional<LearnerId> byField(TenantId tenant, RegistrationId registration, Field field, String value) {
        return field == Field.SUBJECT
                ? learners.bySubject(tenant, registration, value).map(Learners.Learner::id)
                : fields.only(tenant, registration, field, value);
    }

    @Override
    @Transactional
    public Map<Field, String> fieldsOf(TenantId tenant, RegistrationId registration, LearnerId learner) {
        return fields.of(tenant, registration, learner);
    }

    /** In a transaction of its own: what follows sees it. */
    @Transactional(propagation = TransactionDefinition.Propagation.REQUIRES_NEW)
    public Mapping declared(TenantId tenant, Declared declared, String by, Instant at) {
        String home = check(tenant, declared);
        Declared clean = new Declared(declared.registration(), declared.kind(), home, declared.field());
        Optional<Mapping> same = mappings(tenant).stream()
                .filter(each -> each.declared().equals(clean))
                .findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        var mapping = new Mapping(UUID.randomUUID().toString(), clean, by, at);
        jdbc.prepareStatement(
                "INSERT INTO learner_mapping (tenant, id, registration, kind, home_page, field, declared_by,"
                        + " declared_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, mapping.id());
                    insert.setLong(3, clean.registration().value());
                    insert.setString(4, clean.kind().name());
                    insert.setString(5, home);
                    insert.setString(6, clean.field().name());
                    insert.setString(7, by);
                    insert.setLong(8, Micros.of(at));
                    return insert.executeUpdate();
                });
        return mapping;
    }

    /** Accounts of another platform's own are that platform's people; a mapping must not hand them out. */
    private String check(TenantId tenant, Declared declared) {
        if (platforms.find(tenant, declared.registration()).isEmpty()) {
            throw new IllegalArgumentException(
                    "registration %s is not one of this organisation's".formatted(declared.registration()));
        }
        String home = declared.homePage().strip();
        while (declared.kind() == Kind.ACCOUNT && home.endsWith("/")) {
            home = home.substring(0, home.length() - 1);
        }
        if (home.length() > HOME_LENGTH || !isAddress(home)) {
            throw new IllegalArgumentException(
                    "a home page is an http or https address of at most %d characters, found \"%s\""
                            .formatted(HOME_LENGTH, home.substring(0, Math.min(100, home.length()))));
        }
        String plain = home;
        boolean anothers = platforms.all().stream()
                .filter(each -> each.tenant().equals(tenant) && !each.id().equals(declared.registration()))
                .anyMatch(each ->
                        LaunchAgents.account(each.registration().issuer(), "").equals(LaunchAgents.account(plain, "")));
        boolean ownToo = platforms
                .find(tenant, declared.registration())
                .filter(own ->
                        LaunchAgents.account(own.registration().issuer(), "").equals(LaunchAgents.account(plain, "")))
                .isPresent();
        if (anothers && !ownToo) {
            throw new IllegalArgumentException(
                    "%s is the address of another platform of this organisation".formatted(home));
        }
        return home;
    }

    private static boolean isAddress(String text) {
        try {
            URI address = URI.create(text);
            return address.getHost() != null
                    && ("https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    @Transactional(isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public void withdraw(TenantId tenant, String mapping, Instant at) {
        int gone = jdbc.prepareStatement("DELETE FROM learner_mapping WHERE tenant = ? AND id = ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setString(2, mapping);
            return delete.executeUpdate();
        });
        if (gone == 1) {
            release(tenant, "map " + mapping);
        }
    }

    @Override
    @Transactional
    public Set<RegistrationId> mailVouched(TenantId tenant) {
        return jdbc.prepareStatement(
                "SELECT registration FROM learner_mail_vouched WHERE tenant = ? ORDER BY registration", select -> {
                    select.setLong(1, tenant.value());
                    Set<RegistrationId> found = new LinkedHashSet<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new RegistrationId(rows.getLong(1)));
                        }
                    }
                    return found;
                });
    }

    @Override
    @Transactional(isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public void vouchMail(TenantId tenant, RegistrationId registration, boolean vouched, String by, Instant at) {
        if (!vouched) {
            jdbc.prepareStatement("DELETE FROM learner_mail_vouched WHERE tenant = ? AND registration = ?", delete -> {
                delete.setLong(1, tenant.value());
                delete.setLong(2, registration.value());
                return delete.executeUpdate();
            });
            release(tenant, LaunchAgents.byMail(registration));
            return;
        }
        if (platforms.find(tenant, registration).isEmpty()) {
            throw new IllegalArgumentException(
                    "registration %s is not one of this organisation's".formatted(registration));
        }
        jdbc.prepareStatement(
                "INSERT IGNORE INTO learner_mail_vouched (tenant, registration, vouched_by, vouched_at)"
                        + " VALUES (?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setLong(2, registration.value());
                    insert.setString(3, by);
                    insert.setLong(4, Micros.of(at));
                    return insert.executeUpdate();
                });
    }

    /** Takes all agents that came to people in this way. */
    private void release(TenantId tenant, String vouchedBy) {
        Map<LearnerId, List<String>> keys = new LinkedHashMap<>();
        jdbc.prepareStatement(
                "SELECT learner, agent_key FROM learner_agent WHERE tenant = ? AND vouched_by = ?"
                        + " ORDER BY learner, agent_hash",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, vouchedBy);
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            keys.computeIfAbsent(LearnerId.of(rows.getString(1)), any -> new ArrayList<>())
                                    .add(rows.getString(2));
                        }
                    }
                    return keys;
                });
        jdbc.prepareStatement("DELETE FROM learner_agent WHERE tenant = ? AND vouched_by = ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setString(2, vouchedBy);
            return delete.executeUpdate();
        });
        keys.forEach((learner, agents) -> releases.publishEvent(AgentsReleased.of(tenant, learner, agents)));
    }

    @Override
    public boolean link(TenantId tenant, String agentKey, LearnerId learner, String by, Instant at) {
        boolean theirs = linked(tenant, agentKey, learner, by, at);
        if (theirs) {
            news.publishEvent(new Learners.AgentsKnown(tenant, learner, Set.of(agentKey)));
        }
        return theirs;
    }

    /** Before the news goes out, the link is committed. */
    @Transactional(
            propagation = TransactionDefinition.Propagation.REQUIRES_NEW,
            isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public boolean linked(TenantId tenant, String agentKey, LearnerId learner, String by, Instant at) {
        if (agentKey.startsWith("GROUP ") || learners.find(tenant, learner).isEmpty()) {
            return false;
        }
        jdbc.prepareStatement(
                "DELETE FROM learner_agent_apart WHERE tenant = ? AND agent_hash = ? AND learner = ?", delete -> {
                    delete.setLong(1, tenant.value());
                    delete.setString(2, People.hash(agentKey));
                    delete.setString(3, learner.toString());
                    return delete.executeUpdate();
                });
        people.claim(tenant, learner, agentKey, "hand", at);
        return people.byAgent(tenant, agentKey).filter(learner::equals).isPresent();
    }

    @Override
    @Transactional(isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public boolean unlink(TenantId tenant, String agentKey, String by, Instant at) {
        Optional<LearnerId> whose = people.byAgent(tenant, agentKey);
        if (whose.isEmpty()) {
            return false;
        }
        jdbc.prepareStatement("DELETE FROM learner_agent WHERE tenant = ? AND agent_hash = ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setString(2, People.hash(agentKey));
            return delete.executeUpdate();
        });
        jdbc.prepareStatement(
                "INSERT IGNORE INTO learner_agent_apart (tenant, agent_hash, learner, decided_by, decided_at)"
                        + " VALUES (?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, People.hash(agentKey));
                    insert.setString(3, whose.get().toString());
                    insert.setString(4, by);
                    insert.setLong(5, Micros.of(at));
                    return insert.executeUpdate();
                });
        releases.publishEvent(AgentsReleased.of(tenant, whose.get(), List.of(agentKey)));
        return true;
    }

    @Override
    @Transactional
    public List<LinkedAgent> agents(TenantId tenant, LearnerId learner) {
        return jdbc.prepareStatement(
                "SELECT agent_key, vouched_by, claimed_at FROM learner_agent WHERE tenant = ? AND learner = ?"
                        + " ORDER BY claimed_at, agent_hash",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, learner.toString());
                    List<LinkedAgent> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new LinkedAgent(
                                    rows.getString(1),
                                    Voucher.of(rows.getString(2)),
                                    Micros.toInstant(rows.getLong(3))));
                        }
                    }
                    return found;
                });
    }

    @Override
    @Transactional
    public List<Learners.Learner> people(TenantId tenant, String beginning, int limit) {
        String pattern = beginning.strip().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
        List<LearnerId> ids = jdbc.prepareStatement(
                "SELECT id FROM learner_person WHERE tenant = ? AND test_user = 0"
                        + " AND (LOWER(display_name) LIKE ? ESCAPE '!' OR id LIKE ? ESCAPE '!')"
                        + " ORDER BY display_name, id LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, pattern);
                    select.setString(3, pattern);
                    select.setInt(4, limit);
                    return ids(select);
                });
        return ids.stream().flatMap(id -> learners.find(tenant, id).stream()).toList();
    }

    private static List<LearnerId> ids(PreparedStatement select) throws SQLException {
        List<LearnerId> found = new ArrayList<>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(LearnerId.of(rows.getString(1)));
            }
        }
        return found;
    }
}
