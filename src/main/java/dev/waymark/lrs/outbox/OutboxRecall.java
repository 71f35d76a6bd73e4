package dev.waymark.lrs.outbox;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.lrs.xapi.XapiTime;
import dev.waymark.shared.Micros;
import dev.waymark.shared.NameBasedUuid;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.ToolSettings;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds our statements about somebody and takes them back. Each method runs in its caller's transaction. */
@Singleton
class OutboxRecall {

    private final JdbcOperations jdbc;
    private final ToolSettings settings;

    OutboxRecall(JdbcOperations jdbc, ToolSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    private record Said(long seq, String target, String id, String state) {}

    long takeBack(TenantId tenant, Set<String> agentKeys, Instant at) {
        Set<String> voided = new TreeSet<>();
        for (Said each : about(tenant, agentKeys, "lrs_outgoing", "seq, target, statement_id, state")) {
            // One that waits may be on the wire just now: only what an LRS refused for good is surely nowhere.
            if (!each.state().equals("DEAD")) {
                insertVoiding(tenant, each, at);
                voided.add(each.id());
            }
            delete(tenant, "lrs_outgoing", each);
        }
        return voided.size();
    }

    long forget(TenantId tenant, Set<String> agentKeys) {
        long gone = 0;
        for (Said each : about(tenant, agentKeys, "lrs_outgoing", "seq, target, statement_id, state")) {
            gone += delete(tenant, "lrs_outgoing", each);
        }
        for (Said each : about(tenant, agentKeys, "lrs_outbox", "seq, '', statement_id, state")) {
            gone += delete(tenant, "lrs_outbox", each);
        }
        return gone;
    }

    private List<Said> about(TenantId tenant, Set<String> agentKeys, String table, String columns) {
        List<Said> found = new ArrayList<>();
        for (String key : new TreeSet<>(agentKeys)) {
            found.addAll(jdbc.prepareStatement(
                    "SELECT " + columns + ", json FROM " + table + " WHERE tenant = ? AND json LIKE ? ESCAPE '!'"
                            + " ORDER BY seq",
                    select -> {
                        select.setLong(1, tenant.value());
                        select.setString(2, like(key));
                        List<Said> some = new ArrayList<>();
                        try (var rows = select.executeQuery()) {
                            while (rows.next()) {
                                if (actor(rows.getString(5)).filter(key::equals).isPresent()) {
                                    some.add(new Said(
                                            rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                                }
                            }
                        }
                        return some;
                    }));
        }
        return found;
    }

    /** Narrows the search; who a statement is about is read from itself. A name that JSON may write otherwise narrows nothing. */
    private static String like(String key) {
        String value = key.substring(key.lastIndexOf(' ') + 1);
        return value.matches("[A-Za-z0-9._@:+-]+") ? "%" + value.replaceAll("([!%_])", "!$1") + "%" : "%";
    }

    private static Optional<String> actor(String json) {
        try {
            JsonObject actor = JsonParser.parseString(json).getAsJsonObject().getAsJsonObject("actor");
            if (actor.get("account") instanceof JsonObject account) {
                return Optional.of(AgentKey.account(text(account, "homePage"), text(account, "name"))
                        .key());
            }
            return Optional.ofNullable(actor.get("mbox"))
                    .map(JsonElement::getAsString)
                    .map(AgentKey::mbox)
                    .map(AgentKey::key);
        } catch (JsonParseException | IllegalStateException | NullPointerException | ClassCastException e) {
            return Optional.empty(); // no statement of ours
        }
    }

    private static String text(JsonObject in, String name) {
        return in.get(name) == null ? "" : in.get(name).getAsString();
    }

    private void insertVoiding(TenantId tenant, Said said, Instant at) {
        var id = NameBasedUuid.of(NameBasedUuid.WAYMARK, "voided", tenant.toString(), said.id());
        jdbc.prepareStatement(
                "INSERT IGNORE INTO lrs_outgoing (tenant, target, statement_id, json, state, attempts, added, retry_at,"
                        + " reason) VALUES (?, ?, ?, ?, 'WAITING', 0, ?, 0, '')",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, said.target());
                    insert.setString(3, id.toString());
                    insert.setString(4, voiding(id.toString(), said.id(), at));
                    insert.setLong(5, Micros.of(at));
                    return insert.executeUpdate();
                });
    }

    private String voiding(String id, String voided, Instant at) {
        var account = new JsonObject();
        account.addProperty("homePage", settings.baseUrl().toString());
        account.addProperty("name", "waymark");
        var actor = new JsonObject();
        actor.addProperty("objectType", "Agent");
        actor.addProperty("name", "Waymark");
        actor.add("account", account);
        var display = new JsonObject();
        display.addProperty("en", "voided");
        var verb = new JsonObject();
        verb.addProperty("id", "http://adlnet.gov/expapi/verbs/voided");
        verb.add("display", display);
        var object = new JsonObject();
        object.addProperty("objectType", "StatementRef");
        object.addProperty("id", voided);
        var statement = new JsonObject();
        statement.addProperty("id", id);
        statement.add("actor", actor);
        statement.add("verb", verb);
        statement.add("object", object);
        statement.addProperty("timestamp", XapiTime.format(at));
        return statement.toString();
    }

    private long delete(TenantId tenant, String table, Said said) {
        return jdbc.prepareStatement("DELETE FROM " + table + " WHERE tenant = ? AND seq = ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setLong(2, said.seq());
            return delete.executeUpdate();
        });
    }
}
