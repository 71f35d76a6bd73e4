package dev.waymark.lrs.xapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Agents as the {@code agent} parameter of a query wants them. */
public final class AgentJson {

    private static final JsonFactory JSON = new JsonFactory();

    private AgentJson() {}

    /**
     * The agent in the spellings under which an LRS may have it. An LRS compares a home page as written, and platforms
     * differ on its trailing slash, so an account on a site's root has two.
     */
    public static List<String> spellings(AgentKey key) {
        List<String> all = new ArrayList<>();
        all.add(spelt(key, ""));
        if (key.kind() == AgentKey.Kind.ACCOUNT) {
            all.add(spelt(key, "/"));
        }
        return all;
    }

    private static String spelt(AgentKey key, String homePageEnd) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            switch (key.kind()) {
                case ACCOUNT -> {
                    json.writeObjectFieldStart("account");
                    json.writeStringField("homePage", key.homePage() + homePageEnd);
                    json.writeStringField("name", key.accountName());
                    json.writeEndObject();
                }
                case MBOX -> json.writeStringField("mbox", key.value());
                case MBOX_SHA1SUM -> json.writeStringField("mbox_sha1sum", key.value());
                case OPENID -> json.writeStringField("openid", key.value());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
