package dev.waymark.sandbox.lrs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.sandbox.http.Pages;
import dev.waymark.sandbox.http.PracticeServer;
import dev.waymark.sandbox.http.Refusal;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import dev.waymark.sandbox.http.Router;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A practice LRS on 127.0.0.1. Basic authentication with {@link #USER} and {@link #PASSWORD}; no real secret. */
public final class SandboxLrs implements AutoCloseable {

    public static final String USER = "sandbox";
    public static final String PASSWORD = "sandbox";

    private static final String VERSION_HEADER = "X-Experience-API-Version";
    private static final String CONSISTENT_HEADER = "X-Experience-API-Consistent-Through";
    private static final String EXPECTED =
            "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    private final Clock clock;
    private final StatementStore store;
    private final Mischief mischief = new Mischief();
    private final PracticeServer server;

    private SandboxLrs(PracticeServer server, Clock clock, Optional<Path> folder) {
        this.server = server;
        this.clock = clock;
        this.store = new StatementStore(clock, new StatementFile(folder));
    }

    /**
     * @param port 0 for any that is free
     * @param folder where {@code statements.jsonl} is kept and read again; without one nothing outlives the process
     */
    public static SandboxLrs start(int port, Optional<Path> folder) {
        return start(port, folder, Clock.systemUTC());
    }

    /** The same with a clock of one's own, for tests that move it. */
    public static SandboxLrs start(int port, Optional<Path> folder, Clock clock) {
        var lrs = new SandboxLrs(PracticeServer.on(port), clock, folder);
        lrs.server.answerWith(new Routes(lrs)::answer);
        return lrs;
    }

    /** The endpoint, such as {@code http://127.0.0.1:8082/xapi}; no slash at the end. */
    public URI url() {
        return URI.create(origin() + "/xapi");
    }

    /** All statements in the order of {@code stored}, the voided and those not yet visible too. */
    public List<ObjectNode> statements() {
        return store.all();
    }

    /** From now on misbehave so. */
    public void faults(Faults faults) {
        mischief.faults(faults);
    }

    @Override
    public void close() {
        server.close();
    }

    private URI origin() {
        return server.url();
    }

    private record Routes(SandboxLrs lrs) {

        Response answer(Request request) {
            return request.path().startsWith("/xapi/") ? api(request) : pages(request);
        }

        private Response api(Request request) {
            return guarded(request).with(VERSION_HEADER, Vocabulary.VERSION).with(CONSISTENT_HEADER, now().toString());
        }

        private Response guarded(Request request) {
            if (request.path().equals("/xapi/about")) {
                return Response.json(200, "{\"version\":[\"1.0.3\"]}");
            }
            try {
                lrs.mischief.hang();
                boolean query = request.method().equals("GET") && request.path().equals(StatementResource.PATH);
                return lrs.mischief.instead(query).orElseGet(() -> allowed(request));
            } catch (Refusal refusal) {
                return Response.text(refusal.status(), refusal.text());
            }
        }

        private Response allowed(Request request) {
            if (!request.header("Authorization").orElse("").equals(EXPECTED)) {
                return Response.text(401, "expected Basic authentication")
                        .with("WWW-Authenticate", "Basic realm=\"practice LRS\"");
            }
            String version = request.header(VERSION_HEADER).orElse("nothing");
            if (!version.matches("1\\.0(\\.\\d+)?")) {
                throw new Refusal(400, "%s: expected 1.0.x, found %s".formatted(VERSION_HEADER, version));
            }
            URI origin = lrs.origin();
            var statements = new StatementResource(lrs.store, lrs.mischief, authority(origin), origin);
            return new Router()
                    .on("GET", StatementResource.PATH, statements::get)
                    .on("POST", StatementResource.PATH, statements::post)
                    .on("PUT", StatementResource.PATH, statements::put)
                    .answer(request);
        }

        private Response pages(Request request) {
            var faults = new FaultsResource(lrs.mischief);
            String origin = lrs.origin().toString();
            return new Router()
                    .on("GET", "/", ignored -> page(origin))
                    .on("GET", "/sandbox\\.css", ignored -> Pages.styleSheet())
                    .on("GET", "/faults", faults::get)
                    .on("PUT", "/faults", faults::put)
                    .on("POST", "/faults", form -> faults.form(form, origin))
                    .answer(request);
        }

        private Response page(String origin) {
            List<String> latest = lrs.store.all().reversed().stream()
                    .limit(20)
                    .map(each -> "%s  %s  %s"
                            .formatted(
                                    each.path("timestamp").asText(),
                                    each.path("verb").path("id").asText(),
                                    each.path("object").path("id").asText()))
                    .toList();
            return Pages.html(
                    200,
                    "sandbox/lrs.jte",
                    Map.of(
                            "endpoint",
                            origin + "/xapi",
                            "count",
                            lrs.store.all().size(),
                            "faults",
                            lrs.mischief.faults(),
                            "latest",
                            latest));
        }

        /** The authority is who authenticated, whatever the statement says (Data 2.4.9). */
        private static ObjectNode authority(URI origin) {
            ObjectNode authority = Vocabulary.JSON.createObjectNode().put("objectType", "Agent");
            authority.put("name", "Sandbox client");
            authority.putObject("account").put("homePage", origin.toString()).put("name", USER);
            return authority;
        }

        private Instant now() {
            return lrs.clock.instant().truncatedTo(ChronoUnit.MICROS);
        }
    }
}
