package dev.waymark.lrs.push;

import dev.waymark.lrs.Budget;
import dev.waymark.lrs.feed.Intake;
import dev.waymark.lrs.push.PushTokens.Sender;
import dev.waymark.lrs.xapi.Multipart;
import dev.waymark.lrs.xapi.StatementPages;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statement resource, for senders (xAPI 1.0.3 Communication 2.1.1, 2.1.2). It takes and does not give.
 *
 * <p>The specification refuses a whole batch for one bad statement. A sender that forwards does not try again for ever, so
 * that would lose its neighbours: what is sound is taken, what is not is kept with its reason, and the batch is refused
 * only if nothing in it could be used ({@code docs/decisions/0018}).
 */
@Controller("/xapi")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PushController {

    private static final String VERSION_HEADER = "X-Experience-API-Version";
    private static final Pattern VERSIONS = Pattern.compile("(1\\.0|2\\.0)(\\.[0-9]{1,3})?");
    private static final Pattern UUID_SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final PushTokens tokens;
    private final Intake intake;
    private final PushSettings settings;
    private final Clock clock;
    private final Map<Sender, Budget> budgets = new ConcurrentHashMap<>();

    PushController(PushTokens tokens, Intake intake, PushSettings settings, Clock clock) {
        this.tokens = tokens;
        this.intake = intake;
        this.settings = settings;
        this.clock = clock;
    }

    @Get("/about")
    @Produces(MediaType.APPLICATION_JSON)
    HttpResponse<String> about() {
        return HttpResponse.ok("{\"version\":[\"1.0.3\",\"2.0.0\"]}").header(VERSION_HEADER, "1.0.3");
    }

    @Get("/statements")
    @Produces(MediaType.TEXT_PLAIN)
    HttpResponse<String> get(HttpRequest<?> request) {
        return refused(
                        request,
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "Statements are taken here and not given: POST or PUT them.")
                .header("Allow", "POST, PUT");
    }

    @Post("/statements")
    @Consumes(MediaType.ALL)
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    HttpResponse<String> post(HttpRequest<?> request, @Nullable @Body InputStream body) {
        if (!request.getParameters().names().isEmpty()) {
            return refused(request, HttpStatus.BAD_REQUEST, "A POST of statements takes no parameters.");
        }
        return taken(request, body, Optional.empty());
    }

    @Put("/statements")
    @Consumes(MediaType.ALL)
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    HttpResponse<String> put(HttpRequest<?> request, @Nullable @Body InputStream body) {
        String id = request.getParameters().get("statementId");
        if (id == null || !UUID_SHAPE.matcher(id).matches()) {
            return refused(
                    request,
                    HttpStatus.BAD_REQUEST,
                    "A PUT of a statement takes statementId, a UUID (xAPI 1.0.3 Communication 2.1.1).");
        }
        return taken(request, body, Optional.of(id));
    }

    private HttpResponse<String> taken(HttpRequest<?> request, @Nullable InputStream body, Optional<String> putId) {
        Optional<Sender> sender =
                Optional.ofNullable(request.getHeaders().get("Authorization")).flatMap(tokens::sender);
        if (sender.isEmpty()) {
            return refused(request, HttpStatus.UNAUTHORIZED, "Expected the push token of a source, as Bearer or Basic.")
                    .header("WWW-Authenticate", "Basic realm=\"Waymark\"");
        }
        String version =
                Optional.ofNullable(request.getHeaders().get(VERSION_HEADER)).orElse("1.0.3");
        if (!VERSIONS.matcher(version).matches()) {
            return refused(request, HttpStatus.BAD_REQUEST, VERSION_HEADER + ": expected 1.0.x or 2.0.x.");
        }
        Duration wait = budgets.computeIfAbsent(
                        sender.get(), unknown -> new Budget(settings.requestsPerMinute(), System.nanoTime()))
                .takeIfThere(System.nanoTime());
        if (wait.isPositive()) {
            return refused(request, HttpStatus.TOO_MANY_REQUESTS, "Too many requests in a minute; nothing was taken.")
                    .header("Retry-After", Long.toString(wait.toSeconds() + 1));
        }
        boolean tooLong = request.getContentLength() > StatementPages.BODY_CEILING;
        Optional<byte[]> whole = tooLong ? Optional.empty() : bytes(body);
        if (whole.isEmpty()) {
            // The rest of it is not waited for.
            return refused(
                            request,
                            HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                            "Expected at most " + StatementPages.BODY_CEILING + " bytes; nothing was taken.")
                    .header("Connection", "close");
        }
        String type = request.getHeaders().getContentType().orElse("");
        Optional<byte[]> json = Multipart.is(type) ? Multipart.firstPart(type, whole.get()) : whole;
        if (json.isEmpty()) {
            return refused(request, HttpStatus.BAD_REQUEST, "Expected a first part with statements, found no parts.");
        }
        try {
            return stored(
                    request,
                    sender.get(),
                    Sent.read(json.get(), putId, sender.get().source(), clock.instant()),
                    putId);
        } catch (Sent.NotStatements e) {
            return refused(request, HttpStatus.BAD_REQUEST, e.getMessage() + "; nothing was taken.");
        }
    }

    private HttpResponse<String> stored(HttpRequest<?> request, Sender sender, Sent sent, Optional<String> putId) {
        if (sent.ids().isEmpty()) {
            return answer(request, HttpResponse.ok("[]"));
        }
        Set<String> conflicting = intake.take(sender.tenant(), sender.source(), sent.page());
        boolean nothingSound = sent.page().statements().isEmpty();
        if (nothingSound) {
            return refused(
                    request,
                    HttpStatus.BAD_REQUEST,
                    sent.page().unusable().stream()
                            .limit(5)
                            .map(each -> each.reason())
                            .collect(Collectors.joining("\n")));
        }
        boolean allConflict = sent.page().unusable().isEmpty()
                && sent.page().statements().stream().allMatch(each -> conflicting.contains(each.id()));
        if (allConflict) {
            return refused(
                    request,
                    HttpStatus.CONFLICT,
                    "Another statement has the id " + conflicting.iterator().next());
        }
        if (putId.isPresent()) {
            return answer(request, HttpResponse.noContent());
        }
        int kept = sent.page().unusable().size() + conflicting.size();
        MutableHttpResponse<String> all = HttpResponse.ok(sent.idsAsJson());
        return answer(request, kept == 0 ? all : all.header("Waymark-Not-Usable", Integer.toString(kept)));
    }

    private static Optional<byte[]> bytes(@Nullable InputStream body) {
        if (body == null) {
            return Optional.of(new byte[0]);
        }
        try (body) {
            byte[] whole = body.readNBytes(StatementPages.BODY_CEILING + 1);
            return whole.length > StatementPages.BODY_CEILING ? Optional.empty() : Optional.of(whole);
        } catch (IOException e) {
            return Optional.empty(); // cut off: longer than this server reads at all
        }
    }

    private static MutableHttpResponse<String> refused(HttpRequest<?> request, HttpStatus status, String why) {
        return answer(request, HttpResponse.<String>status(status).body(why).contentType(MediaType.TEXT_PLAIN_TYPE));
    }

    /** In the version in which we were asked. */
    private static <T> MutableHttpResponse<T> answer(HttpRequest<?> request, MutableHttpResponse<T> answer) {
        String asked =
                Optional.ofNullable(request.getHeaders().get(VERSION_HEADER)).orElse("");
        return answer.header(VERSION_HEADER, asked.startsWith("2.") ? "2.0.0" : "1.0.3")
                .header("Cache-Control", "no-store");
    }
}
