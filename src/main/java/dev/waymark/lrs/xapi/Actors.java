package dev.waymark.lrs.xapi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.waymark.lrs.xapi.StatementParsing.Bad;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads agents and groups (xAPI 1.0.3 Data 2.4.2). Of several identifiers the account is taken: it names its issuer. */
final class Actors {

    private Actors() {}

    /**
     * @throws Bad if an agent has no identifier, or a group has neither identifier nor members
     */
    static Actor read(JsonParser json, String field) throws IOException, Bad {
        Fields.expectObject(json, field);
        Parts parts = new Parts();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            parts.take(name, json, field);
        }
        return parts.toActor(field);
    }

    /** As {@link #read}, where the statement has its meaning without it: what cannot be used is read as absent. */
    static Optional<Actor> readIfUsable(JsonParser json, String field) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return Optional.empty();
        }
        int outside = json.getParsingContext().getNestingDepth() - 1;
        try {
            return Optional.of(read(json, field));
        } catch (Bad unusable) {
            StatementParsing.leave(json, outside);
            return Optional.empty();
        }
    }

    /** The fields of an agent as they come by; {@link Objects} uses it too, since an object says late what it is. */
    static final class Parts {
        private @Nullable String name;
        private @Nullable AgentKey account;
        private @Nullable AgentKey other;
        private List<Actor> members = List.of();
        private boolean group;

        /** Takes the field if it is one of an agent's, and passes over it if not. */
        void take(String field, JsonParser json, String where) throws IOException, Bad {
            switch (field) {
                case "objectType" ->
                    group = "Group".equals(Fields.optionalText(json).orElse(""));
                case "name" -> name = Fields.inOneLanguage(json).orElse(null);
                case "account" -> account = Fields.isNull(json) ? account : accountKey(json, where);
                case "mbox" -> other = Fields.isNull(json) ? other : AgentKey.mbox(Fields.text(json, where, ".mbox"));
                case "mbox_sha1sum" ->
                    other = Fields.isNull(json) ? other : AgentKey.digest(Fields.text(json, where, ".mbox_sha1sum"));
                case "openid" ->
                    other = Fields.isNull(json) ? other : AgentKey.openid(Fields.text(json, where, ".openid"));
                case "member" -> readMembers(json, where);
                default -> json.skipChildren();
            }
        }

        private void readMembers(JsonParser json, String where) throws IOException, Bad {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                json.skipChildren();
                return;
            }
            members = new ArrayList<>(members);
            while (json.nextToken() != JsonToken.END_ARRAY) {
                members.add(read(json, where + ".member"));
            }
        }

        Actor toActor(String field) throws Bad {
            boolean isGroup = group || !members.isEmpty();
            AgentKey key = account == null ? other : account;
            if (key == null && members.isEmpty()) {
                throw new Bad("\"" + field + "\" must have account, mbox, mbox_sha1sum or openid"
                        + (isGroup ? ", or members" : "") + " (xAPI 1.0.3 Data 2.4.2), found none");
            }
            return new Actor(Optional.ofNullable(key), Optional.ofNullable(name), isGroup, members);
        }
    }

    private static AgentKey accountKey(JsonParser json, String where) throws IOException, Bad {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Fields.wrong(where + ".account", "an object", json);
        }
        String homePage = null;
        String name = null;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "homePage" -> homePage = Fields.text(json, where, ".account.homePage");
                // Some senders write a number here; as text it is the same name.
                case "name" -> name = json.currentToken().isScalarValue() ? json.getValueAsString() : null;
                default -> json.skipChildren();
            }
        }
        if (homePage == null || name == null || name.isBlank()) {
            throw new Bad("\"" + where + ".account\" must have homePage and name (xAPI 1.0.3 Data 2.4.2.4)");
        }
        return AgentKey.account(homePage, name);
    }
}
