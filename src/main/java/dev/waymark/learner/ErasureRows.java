package dev.waymark.learner;

import dev.waymark.learner.Erasures.Request;
import dev.waymark.learner.Erasures.State;
import dev.waymark.shared.Micros;
import dev.waymark.shared.Person;
import dev.waymark.shared.Person.Account;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tables {@code learner_erasure} and {@code learner_erasure_key}. Each method runs in its caller's transaction. */
@Singleton
class ErasureRows {

    private static final String COLUMNS = "SELECT id, learner, reason, asked_at, begins_at, due_at, state, ended_at,"
            + " rows_gone, remains FROM learner_erasure WHERE tenant = ?";
    private static final String AGENT = "AGENT";

    private final JdbcOperations jdbc;

    ErasureRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void insert(TenantId tenant, Request request) {
        jdbc.prepareStatement(
                "INSERT INTO learner_erasure (tenant, id, learner, reason, asked_at, begins_at, due_at, state, ended_at,"
                        + " rows_gone, remains) VALUES (?, ?, ?, ?, ?, ?, ?, 'ASKED', 0, 0, '')",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, request.id());
                    insert.setString(
                            3, request.learner().map(LearnerId::toString).orElse(""));
                    insert.setString(4, request.reason());
                    insert.setLong(5, Micros.of(request.askedAt()));
                    insert.setLong(6, Micros.of(request.beginsAt()));
                    insert.setLong(7, Micros.of(request.dueAt()));
                    return insert.executeUpdate();
                });
    }

    Optional<Request> open(TenantId tenant, LearnerId learner) {
        return jdbc
                .prepareStatement(
                        COLUMNS + " AND learner = ? AND state IN ('ASKED', 'RUNNING') ORDER BY asked_at", select -> {
                            select.setLong(1, tenant.value());
                            select.setString(2, learner.toString());
                            return requests(select);
                        })
                .stream()
                .findFirst();
    }

    List<Request> all(TenantId tenant, int limit) {
        return jdbc.prepareStatement(
                COLUMNS + " ORDER BY CASE WHEN state IN ('ASKED', 'RUNNING') THEN 0 ELSE 1 END, asked_at DESC, id"
                        + " LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setInt(2, limit);
                    return requests(select);
                });
    }

    List<Request> due(TenantId tenant, Instant now) {
        return jdbc.prepareStatement(
                COLUMNS + " AND (state = 'RUNNING' OR state = 'ASKED' AND begins_at <= ?) ORDER BY asked_at LIMIT 20",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, Micros.of(now));
                    return requests(select);
                });
    }

    boolean withdraw(TenantId tenant, LearnerId learner, Instant at) {
        return jdbc.prepareStatement(
                        "UPDATE learner_erasure SET state = 'WITHDRAWN', reason = '', ended_at = ?"
                                + " WHERE tenant = ? AND learner = ? AND state = 'ASKED'",
                        update -> {
                            update.setLong(1, Micros.of(at));
                            update.setLong(2, tenant.value());
                            update.setString(3, learner.toString());
                            return update.executeUpdate();
                        })
                > 0;
    }

    boolean beginNow(TenantId tenant, String id, Instant at) {
        return jdbc.prepareStatement(
                        "UPDATE learner_erasure SET begins_at = ? WHERE tenant = ? AND id = ? AND state = 'ASKED'",
                        update -> {
                            update.setLong(1, Micros.of(at));
                            update.setLong(2, tenant.value());
                            update.setString(3, id);
                            return update.executeUpdate();
                        })
                > 0;
    }

    /** False if somebody else began, or it was withdrawn. */
    boolean run(TenantId tenant, String id) {
        return jdbc.prepareStatement(
                        "UPDATE learner_erasure SET state = 'RUNNING' WHERE tenant = ? AND id = ? AND state = 'ASKED'",
                        update -> {
                            update.setLong(1, tenant.value());
                            update.setString(2, id);
                            return update.executeUpdate();
                        })
                == 1;
    }

    void remember(TenantId tenant, String id, Person person, Map<String, Long> remains) {
        int place = 0;
        for (Account each : person.accounts()) {
            key(tenant, id, place++, Long.toString(each.registration()), each.subject());
        }
        for (String each : person.agentKeys()) {
            key(tenant, id, place++, AGENT, each);
        }
        jdbc.prepareStatement("UPDATE learner_erasure SET remains = ? WHERE tenant = ? AND id = ?", update -> {
            update.setString(1, text(remains));
            update.setLong(2, tenant.value());
            update.setString(3, id);
            return update.executeUpdate();
        });
    }

    private void key(TenantId tenant, String id, int place, String kind, String named) {
        jdbc.prepareStatement(
                "INSERT INTO learner_erasure_key (tenant, erasure, place, kind, named) VALUES (?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, id);
                    insert.setInt(3, place);
                    insert.setString(4, kind);
                    insert.setString(5, named);
                    return insert.executeUpdate();
                });
    }

    /** The person of an erasure that runs. */
    Person remembered(TenantId tenant, Request request) {
        Set<Account> accounts = new HashSet<>();
        Set<String> agents = new HashSet<>();
        jdbc.prepareStatement(
                "SELECT kind, named FROM learner_erasure_key WHERE tenant = ? AND erasure = ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, request.id());
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            if (rows.getString(1).equals(AGENT)) {
                                agents.add(rows.getString(2));
                            } else {
                                accounts.add(new Account(Long.parseLong(rows.getString(1)), rows.getString(2)));
                            }
                        }
                    }
                    return true;
                });
        return new Person(tenant, request.learner().map(LearnerId::toString).orElse(""), accounts, agents);
    }

    void count(TenantId tenant, String id, long gone) {
        jdbc.prepareStatement(
                "UPDATE learner_erasure SET rows_gone = rows_gone + ? WHERE tenant = ? AND id = ?", update -> {
                    update.setLong(1, gone);
                    update.setLong(2, tenant.value());
                    update.setString(3, id);
                    return update.executeUpdate();
                });
    }

    void done(TenantId tenant, String id, Instant at) {
        jdbc.prepareStatement("DELETE FROM learner_erasure_key WHERE tenant = ? AND erasure = ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setString(2, id);
            return delete.executeUpdate();
        });
        // Earlier requests of the same person, which they withdrew, lose their name with it.
        jdbc.prepareStatement(
                "UPDATE learner_erasure SET learner = '', reason = '' WHERE tenant = ? AND id <> ?"
                        + " AND learner IN (SELECT l.learner FROM (SELECT learner FROM learner_erasure"
                        + " WHERE tenant = ? AND id = ?) l)",
                update -> {
                    update.setLong(1, tenant.value());
                    update.setString(2, id);
                    update.setLong(3, tenant.value());
                    update.setString(4, id);
                    return update.executeUpdate();
                });
        jdbc.prepareStatement(
                "UPDATE learner_erasure SET state = 'DONE', learner = '', reason = '', ended_at = ?"
                        + " WHERE tenant = ? AND id = ?",
                update -> {
                    update.setLong(1, Micros.of(at));
                    update.setLong(2, tenant.value());
                    update.setString(3, id);
                    return update.executeUpdate();
                });
    }

    static String text(Map<String, Long> remains) {
        return new TreeMap<>(remains)
                .entrySet().stream()
                        .filter(each -> each.getValue() > 0)
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining(" "));
    }

    static Map<String, Long> remains(String text) {
        Map<String, Long> found = new HashMap<>();
        for (String each : text.split(" ")) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                found.put(each.substring(0, equals), Long.parseLong(each.substring(equals + 1)));
            }
        }
        return found;
    }

    private static List<Request> requests(PreparedStatement select) throws SQLException {
        List<Request> found = new ArrayList<>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                String learner = rows.getString(2);
                long ended = rows.getLong(8);
                found.add(new Request(
                        rows.getString(1),
                        learner.isEmpty() ? Optional.empty() : Optional.of(LearnerId.of(learner)),
                        rows.getString(3),
                        Micros.toInstant(rows.getLong(4)),
                        Micros.toInstant(rows.getLong(5)),
                        Micros.toInstant(rows.getLong(6)),
                        State.valueOf(rows.getString(7)),
                        ended == 0 ? Optional.empty() : Optional.of(Micros.toInstant(ended)),
                        rows.getLong(9),
                        remains(rows.getString(10))));
            }
        }
        return found;
    }
}
