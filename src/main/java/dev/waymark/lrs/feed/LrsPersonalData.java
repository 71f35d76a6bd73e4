package dev.waymark.lrs.feed;

import static dev.waymark.shared.PersonalTable.By.AGENT_HASH;
import static dev.waymark.shared.PersonalTable.found;

import dev.waymark.lrs.outbox.StatementOutbox;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.shared.Person;
import dev.waymark.shared.PersonalData;
import dev.waymark.shared.PersonalTable;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What this room keeps about people: statements as they came, and our own on their way. */
@Singleton
class LrsPersonalData implements PersonalData {

    private static final int AT_ONCE = 500;

    private final JdbcOperations jdbc;
    private final Refusals refusals;
    private final StatementOutbox outbox;

    LrsPersonalData(JdbcOperations jdbc, Refusals refusals, StatementOutbox outbox) {
        this.jdbc = jdbc;
        this.refusals = refusals;
        this.outbox = outbox;
    }

    @Override
    public String room() {
        return "lrs";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                found(
                                "lrs_statement",
                                "statements",
                                AGENT_HASH,
                                "EXISTS (SELECT 1 FROM lrs_statement_agent a WHERE a.tenant = lrs_statement.tenant"
                                        + " AND a.source = lrs_statement.source"
                                        + " AND a.statement_id = lrs_statement.statement_id AND a.agent_hash = ?)",
                                "source",
                                "statement_id",
                                "@stored_at",
                                "@received",
                                "raw")
                        .cared(),
                found("lrs_statement_agent", "statement-index", AGENT_HASH, "agent_hash = ?", "source", "statement_id")
                        .cared(),
                found("lrs_freshness", "reading", AGENT_HASH, "agent_hash = ?", "source", "@position", "@as_of"));
    }

    @Override
    public Map<String, String> impersonal() {
        return Map.ofEntries(
                Map.entry("lrs_voided", "ids of statements that were taken back"),
                Map.entry("lrs_unusable", "what could not be read; rows that name a person are searched at an erasure"),
                Map.entry("lrs_outbox", "no longer written; rows that name a person are searched at an erasure"),
                Map.entry("lrs_outgoing", "our own statements; those about a person are searched at an erasure"),
                Map.entry("lrs_refused_agent", "keyed digests of agents whose people had themselves erased"),
                Map.entry("lrs_cursor", "how far a source was read"),
                Map.entry("lrs_source", "addresses of sources"),
                Map.entry("lrs_push_token", "digests of tokens of programs"),
                Map.entry("lrs_canvas", "addresses that Canvases send to"),
                Map.entry("lrs_canvas_assignment", "titles of assignments"));
    }

    /** First nothing comes in any more; then what we said is taken back. */
    @Override
    public Map<String, Long> takeLeave(Person person, Instant at) {
        person.agentKeys().forEach(key -> refusals.refuse(person.tenant(), key));
        long said = outbox.takeBack(person.tenant(), person.agentKeys(), at);
        long theirs = person.agentKeys().stream()
                .mapToLong(key -> count(person.tenant(), AgentKey.hash(key)))
                .sum();
        return Map.of("voided", said, "read", theirs);
    }

    @Override
    public long eraseFurther(Person person) {
        long gone = outbox.forget(person.tenant(), person.agentKeys());
        for (String key : person.agentKeys()) {
            gone += unusable(person.tenant(), AgentKey.ofKey(key));
            String hash = AgentKey.hash(key);
            for (List<Kept> some = statements(person.tenant(), hash, AT_ONCE);
                    !some.isEmpty();
                    some = statements(person.tenant(), hash, AT_ONCE)) {
                gone += delete(person.tenant(), "lrs_statement", some);
                gone += delete(person.tenant(), "lrs_statement_agent", some);
            }
        }
        return gone;
    }

    private record Kept(String source, String id) {}

    private List<Kept> statements(TenantId tenant, String hash, int limit) {
        return jdbc.prepareStatement(
                "SELECT source, statement_id FROM lrs_statement_agent WHERE tenant = ? AND agent_hash = ? LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, hash);
                    select.setInt(3, limit);
                    List<Kept> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new Kept(rows.getString(1), rows.getString(2)));
                        }
                    }
                    return found;
                });
    }

    private long count(TenantId tenant, String hash) {
        return jdbc.prepareStatement(
                "SELECT COUNT(*) FROM lrs_statement_agent WHERE tenant = ? AND agent_hash = ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, hash);
                    try (var rows = select.executeQuery()) {
                        rows.next();
                        return rows.getLong(1);
                    }
                });
    }

    private long delete(TenantId tenant, String table, List<Kept> some) {
        return jdbc.prepareStatement(
                "DELETE FROM " + table + " WHERE tenant = ? AND source = ? AND statement_id = ?", delete -> {
                    for (Kept each : some) {
                        delete.setLong(1, tenant.value());
                        delete.setString(2, each.source());
                        delete.setString(3, each.id());
                        delete.addBatch();
                    }
                    long gone = 0;
                    for (int rows : delete.executeBatch()) {
                        gone += Math.max(0, rows);
                    }
                    return gone;
                });
    }

    /** A text that could not be read as a statement, and holds what identifies the person. */
    private long unusable(TenantId tenant, AgentKey agent) {
        int cut = agent.value().indexOf(' ');
        boolean account = agent.kind() == AgentKey.Kind.ACCOUNT && cut > 0;
        String named = account ? "\"" + agent.value().substring(cut + 1) + "\"" : agent.value();
        String where = account ? agent.value().substring(0, cut) : "";
        return jdbc.prepareStatement(
                "DELETE FROM lrs_unusable WHERE tenant = ? AND raw LIKE ? ESCAPE '!' AND raw LIKE ? ESCAPE '!'",
                delete -> {
                    delete.setLong(1, tenant.value());
                    delete.setString(2, "%" + literally(named) + "%");
                    delete.setString(3, "%" + literally(where) + "%");
                    return delete.executeUpdate();
                });
    }

    private static String literally(String text) {
        return text.replaceAll("([!%_])", "!$1");
    }
}
