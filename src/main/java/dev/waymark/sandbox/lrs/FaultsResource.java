package dev.waymark.sandbox.lrs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.sandbox.http.Refusal;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import java.util.Map;
import java.util.Optional;

/** Tells the LRS to misbehave: {@code PUT /faults} as JSON, or the form of its page. What is left out stays. */
final class FaultsResource {

    private final Mischief mischief;

    FaultsResource(Mischief mischief) {
        this.mischief = mischief;
    }

    Response get(Request request) {
        return Response.json(200, Vocabulary.JSON.valueToTree(mischief.faults()).toString());
    }

    Response put(Request request) {
        try {
            JsonNode told = Vocabulary.JSON.readTree(request.text());
            ObjectNode all = Vocabulary.JSON.valueToTree(mischief.faults());
            told.properties().forEach(each -> all.set(each.getKey(), each.getValue()));
            mischief.faults(Vocabulary.JSON.treeToValue(all, Faults.class));
            return get(request);
        } catch (JsonProcessingException e) {
            throw new Refusal(400, e.getOriginalMessage());
        }
    }

    /** A form elsewhere on the web may post here too; only our own page is heard. */
    Response form(Request request, String ownOrigin) {
        Optional<String> from = request.header("Origin");
        if (from.isPresent() && !from.get().equals(ownOrigin)) {
            throw new Refusal(403, "expected the form of " + ownOrigin);
        }
        Map<String, String> form = request.form();
        try {
            mischief.faults(new Faults(
                    number(form, "lateCommitMillis"),
                    number(form, "lateEvery"),
                    number(form, "tooManyRequests"),
                    number(form, "retryAfterSeconds"),
                    number(form, "unavailable"),
                    number(form, "garbage"),
                    number(form, "hanging"),
                    number(form, "hangMillis"),
                    form.containsKey("duplicates"),
                    form.containsKey("absoluteMore"),
                    number(form, "pageCap")));
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, String.valueOf(e.getMessage()));
        }
        return Response.seeOther("/");
    }

    private static int number(Map<String, String> form, String name) {
        return Integer.parseInt(form.getOrDefault(name, ""));
    }
}
