package dev.waymark.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.access.ApiTokens.Token;
import dev.waymark.access.Scope;
import dev.waymark.evidence.Replays;
import dev.waymark.evidence.Replays.Replay;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/replays}: has the ledger made anew from what is kept, and says how far that is. The one thing a key can
 * begin; it needs a scope that opens nothing else.
 */
@Controller(ReplayController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
class ReplayController {

    static final String PATH = "/api/v1/replays";
    static final int MOST = 20;
    private static final int LONGEST_SOURCE = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Replays replays;

    ReplayController(Replays replays) {
        this.replays = replays;
    }

    @Post(produces = MediaType.APPLICATION_JSON)
    @Consumes(MediaType.ALL)
    HttpResponse<?> begin(HttpRequest<?> request, @Nullable @Body String body) {
        Token token = KeyFilter.token(request);
        if (!token.scopes().contains(Scope.REPLAY)) {
            return ApiProblem.scope(Scope.REPLAY.text());
        }
        Optional<String> source;
        try {
            source = source(body == null ? "" : body);
        } catch (Unfit e) {
            return ApiProblem.of(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        return switch (replays.ask(token.tenant(), source, "key " + token.id())) {
            case Replays.Asked.Begun(Replay replay) ->
                HttpResponse.accepted()
                        .header("Location", PATH + "/" + replay.id())
                        .body(json(replay).toString());
            case Replays.Asked.Runs(Replay replay) ->
                ApiProblem.of(
                                HttpStatus.CONFLICT,
                                "the replay " + replay.id() + " runs already; ask again once it is over")
                        .header("Location", PATH + "/" + replay.id());
            case Replays.Asked.NoSource(String name) ->
                ApiProblem.of(HttpStatus.NOT_FOUND, "nothing is kept of a source named " + name);
        };
    }

    @Get(produces = MediaType.APPLICATION_JSON)
    HttpResponse<?> newest(HttpRequest<?> request) {
        Token token = KeyFilter.token(request);
        if (!token.scopes().contains(Scope.REPLAY)) {
            return ApiProblem.scope(Scope.REPLAY.text());
        }
        ObjectNode all = JSON.createObjectNode();
        var data = all.putArray("data");
        replays.newest(token.tenant(), MOST).forEach(each -> data.add(json(each)));
        return HttpResponse.ok(all.toString()).header("Cache-Control", "no-store");
    }

    @Get(uri = "/{id}", produces = MediaType.APPLICATION_JSON)
    HttpResponse<?> one(HttpRequest<?> request, @PathVariable String id) {
        Token token = KeyFilter.token(request);
        if (!token.scopes().contains(Scope.REPLAY)) {
            return ApiProblem.scope(Scope.REPLAY.text());
        }
        Optional<Replay> found = id.length() == 36 ? replays.find(token.tenant(), id) : Optional.empty();
        return found.isPresent()
                ? HttpResponse.ok(json(found.get()).toString()).header("Cache-Control", "no-store")
                : ApiProblem.of(HttpStatus.NOT_FOUND, "this organisation has no replay " + id);
    }

    static String word(Replays.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** The body is not what it should be; the message says what was expected and what was found. */
    private static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(String sentence) {
            super(sentence);
        }
    }

    private static Optional<String> source(String body) throws Unfit {
        if (body.isBlank()) {
            return Optional.empty();
        }
        JsonNode read;
        try {
            read = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new Unfit("expected a JSON object such as {\"source\": \"moodle\"}, or no body, found no JSON");
        }
        if (!read.isObject()) {
            throw new Unfit("expected a JSON object such as {\"source\": \"moodle\"}, or no body, found "
                    + read.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        for (var field : read.properties()) {
            if (!field.getKey().equals("source")) {
                throw new Unfit("expected no member but source, found " + field.getKey());
            }
        }
        JsonNode source = read.path("source");
        if (source.isMissingNode() || source.isNull()) {
            return Optional.empty();
        }
        if (!source.isTextual() || source.asText().isEmpty() || source.asText().length() > LONGEST_SOURCE) {
            throw new Unfit("source is the name of a source, a text of 1 to " + LONGEST_SOURCE + " characters");
        }
        return Optional.of(source.asText());
    }

    private static ObjectNode json(Replay replay) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", replay.id());
        json.put("source", replay.source().orElse(null));
        json.put("state", word(replay.state()));
        json.put("begun", replay.begun().toString());
        json.put("heard", replay.heard().toString());
        json.put("ended", replay.ended().map(Object::toString).orElse(null));
        json.put("statements", replay.statements());
        json.put("read", replay.read());
        json.put("changed", replay.changed());
        json.put("unreadable", replay.unreadable());
        json.put("people", replay.people());
        json.put("settled", replay.settled());
        json.put("used", replay.used());
        json.put("set_aside", replay.setAside());
        json.put("asked", replay.asked());
        json.put("problem", replay.problem().orElse(null));
        return json;
    }
}
