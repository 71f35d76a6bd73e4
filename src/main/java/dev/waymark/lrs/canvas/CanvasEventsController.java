package dev.waymark.lrs.canvas;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSObject;
import dev.waymark.lrs.Budget;
import dev.waymark.lrs.canvas.CanvasEvent.Kind;
import dev.waymark.lrs.canvas.CanvasFeeds.Assignment;
import dev.waymark.lrs.canvas.CanvasFeeds.Known;
import dev.waymark.lrs.canvas.EventReading.NotAnEvent;
import dev.waymark.lrs.canvas.EventReading.Origin;
import dev.waymark.lrs.feed.Intake;
import dev.waymark.lrs.xapi.Statement;
import dev.waymark.lrs.xapi.StatementPage;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.lrs.xapi.Unusable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a Canvas delivers Live Events over HTTPS. With <em>Sign Payload</em> on, the body is a signed token whose claims are
 * the event; nothing else is taken. Instructure signs for all its customers with the same keys, so an event must also be of
 * the Canvas that was entered for this address. Whoever sends an event again changes nothing: it is known by its id, or by
 * all that it says.
 *
 * <p>A refusal is {@code {"error": code, "detail": sentence}}; the codes are stable.
 */
@Controller("/canvas/events")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CanvasEventsController {

    private static final int LONGEST = 1024 * 1024;
    private static final int A_MINUTE = 6_000;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(50).build())
            .build());

    private final CanvasFeeds feeds;
    private final EventKeys keys;
    private final Intake intake;
    private final Map<String, Budget> budgets = new ConcurrentHashMap<>();

    /** Why a message is not taken. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final HttpStatus status;
        private final String code;

        Refused(HttpStatus status, String code, String detail) {
            super(detail);
            this.status = status;
            this.code = code;
        }
    }

    CanvasEventsController(CanvasFeeds feeds, EventKeys keys, Intake intake) {
        this.feeds = feeds;
        this.keys = keys;
        this.intake = intake;
    }

    @Post("/{address}")
    @Consumes(MediaType.ALL)
    @Produces(MediaType.APPLICATION_JSON)
    HttpResponse<Map<String, Object>> take(
            HttpRequest<?> request, @PathVariable String address, @Nullable @Body InputStream body) {
        Optional<Known> known = feeds.byToken(address);
        if (known.isEmpty()) {
            return answer(
                    HttpStatus.NOT_FOUND, "address_unknown", "No Canvas was given this address, or not any more.");
        }
        Known feed = known.get();
        Duration wait = budgets.computeIfAbsent(
                        feed.tenant() + " " + feed.feed().source(), any -> new Budget(A_MINUTE, System.nanoTime()))
                .takeIfThere(System.nanoTime());
        if (wait.isPositive()) {
            return HttpResponse.<Map<String, Object>>status(HttpStatus.TOO_MANY_REQUESTS)
                    .header("Retry-After", Long.toString(wait.toSeconds() + 1))
                    .body(Map.of(
                            "error", "too_many", "detail", "Too many events in a minute; this one was not taken."));
        }
        try {
            JsonNode message = message(feed, body);
            int taken = stored(feed, message);
            return HttpResponse.ok(Map.of("taken", taken));
        } catch (Refused refused) {
            feeds.refused(feed.tenant(), feed.feed().source(), refused.code);
            return answer(refused.status, refused.code, String.valueOf(refused.getMessage()));
        }
    }

    private JsonNode message(Known feed, @Nullable InputStream body) throws Refused {
        byte[] bytes = bytes(body);
        JWSObject token = token(bytes);
        switch (keys.check(token, feed.feed().keys())) {
            case SIGNED -> {}
            case SIGNATURE_WRONG ->
                throw new Refused(
                        HttpStatus.UNAUTHORIZED,
                        "signature_wrong",
                        "The token is not signed as it says, or not with RS256 and a named key.");
            case KEY_UNKNOWN ->
                throw new Refused(
                        HttpStatus.UNAUTHORIZED,
                        "key_unknown",
                        "The key of the signature is not among those at the address of keys that was entered.");
            case KEYS_UNAVAILABLE ->
                throw new Refused(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "keys_unavailable",
                        "The address of keys that was entered gives none just now.");
        }
        try {
            JsonNode message = JSON.readTree(token.getPayload().toBytes());
            Origin origin = EventReading.origin(message);
            boolean ours = origin.host().isBlank()
                    ? !feed.accountUuid().isBlank() && feed.accountUuid().equals(origin.accountUuid())
                    : feed.feed().hosts().contains(origin.host());
            if (!ours) {
                throw new Refused(
                        HttpStatus.FORBIDDEN,
                        "other_canvas",
                        "The event is of another Canvas than the one that was entered for this address.");
            }
            feeds.heard(feed.tenant(), feed.feed().source(), origin.host().isBlank() ? "" : origin.accountUuid());
            return message;
        } catch (JacksonException e) {
            throw new Refused(HttpStatus.BAD_REQUEST, "not_an_event", "The claims of the token are no JSON.");
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private static byte[] bytes(@Nullable InputStream body) throws Refused {
        try (InputStream stream = body == null ? InputStream.nullInputStream() : body) {
            byte[] whole = stream.readNBytes(LONGEST + 1);
            if (whole.length <= LONGEST) {
                return whole;
            }
        } catch (IOException e) {
            throw new Refused(HttpStatus.BAD_REQUEST, "cut_off", "The message broke off.");
        }
        throw new Refused(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "too_long", "Expected at most " + LONGEST + " bytes.");
    }

    /** The token is the whole body; some senders put it between quotes. */
    private static JWSObject token(byte[] body) throws Refused {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (text.length() > 2 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1);
        }
        try {
            return JWSObject.parse(text);
        } catch (ParseException e) {
            boolean plain = text.startsWith("{");
            throw new Refused(
                    HttpStatus.UNAUTHORIZED,
                    plain ? "unsigned" : "not_a_token",
                    plain
                            ? "The event is not signed. Turn on \"Sign Payload\" in the data stream's settings."
                            : "Expected a signed token (JWS in compact form).");
        }
    }

    private int stored(Known feed, JsonNode message) throws Refused {
        List<CanvasEvent> events;
        try {
            events = EventReading.read(message);
        } catch (NotAnEvent e) {
            throw new Refused(HttpStatus.BAD_REQUEST, "not_an_event", String.valueOf(e.getMessage()));
        }
        List<Statement> statements = new ArrayList<>();
        List<Unusable> unusable = new ArrayList<>();
        for (CanvasEvent event : events) {
            if (event.place().equals("assignments")) {
                remember(feed, event);
            }
            if (event.kind() != Kind.ASSIGNMENT) {
                Optional<Assignment> assignment =
                        feeds.assignment(feed.tenant(), feed.feed().source(), event.about());
                StatementPage one = StatementPages.readOne(EventAuthor.statement(feed.feed(), event, assignment));
                statements.addAll(one.statements());
                unusable.addAll(one.unusable());
            }
        }
        if (!statements.isEmpty() || !unusable.isEmpty()) {
            intake.take(feed.tenant(), feed.feed().source(), new StatementPage(statements, unusable, Optional.empty()));
        }
        return statements.size();
    }

    private void remember(Known feed, CanvasEvent event) {
        var said =
                new Assignment(event.title(), event.possible(), event.course().orElse(""));
        if (!said.title().isBlank() || said.points().isPresent()) {
            feeds.remember(feed.tenant(), feed.feed().source(), event.about(), said);
        }
    }

    private static HttpResponse<Map<String, Object>> answer(HttpStatus status, String code, String detail) {
        return HttpResponse.<Map<String, Object>>status(status).body(Map.of("error", code, "detail", detail));
    }
}
