package dev.waymark.lrs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** A small LRS that does what it is told, misbehaviour included. */
public final class FakeLrs implements AutoCloseable {

    public static final String USER = "reader";
    public static final String PASSWORD = "a-password-for-tests";

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Kept(Instant stored, Instant visible, ObjectNode json) {}

    public record Fault(int status, Map<String, String> headers, String body) {
        public static Fault status(int status) {
            return new Fault(status, Map.of(), "");
        }

        public static Fault retryAfter(int status, String retryAfter) {
            return new Fault(status, Map.of("Retry-After", retryAfter), "");
        }
    }

    private final HttpServer server;
    private final List<Kept> kept = new ArrayList<>();
    private final Map<String, List<ObjectNode>> nextPages = new HashMap<>();
    private final Map<String, Integer> nextLimits = new HashMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final Set<String> poisoned = new HashSet<>();
    private final Map<String, UnaryOperator<String>> told = new HashMap<>();
    private int pageSize = 200;
    private String morePrefix = "";
    private boolean moreRepeats;
    private boolean gzip;
    private boolean newestFirst;
    private boolean namesNoNextPage;
    private Optional<Fault> always = Optional.empty();
    private int poisonStatus = 200;
    private int healthyRequests = -1;
    private Optional<Fault> afterwards = Optional.empty();
    private Runnable onRequest = () -> {};
    private boolean takesAgain = true;

    public FakeLrs() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/xapi", this::answer);
        server.start();
    }

    public String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String url() {
        return origin() + "/xapi";
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Forgets everything, except where it listens. */
    public synchronized void reset() {
        kept.clear();
        nextPages.clear();
        faults.clear();
        requests.clear();
        poisoned.clear();
        pageSize = 200;
        morePrefix = "";
        moreRepeats = false;
        gzip = false;
        newestFirst = false;
        namesNoNextPage = false;
        takesAgain = true;
        heal();
        onRequest = () -> {};
    }

    /** Stops misbehaving. */
    public synchronized void heal() {
        faults.clear();
        poisoned.clear();
        told.clear();
        always = Optional.empty();
        poisonStatus = 200;
        healthyRequests = -1;
        afterwards = Optional.empty();
    }

    /** Every request is answered so. */
    public synchronized void always(Fault fault) {
        always = Optional.of(fault);
    }

    /** So many requests are answered well, and the one behind them so. */
    public synchronized void failAfter(int requests, Fault fault) {
        healthyRequests = requests;
        afterwards = Optional.of(fault);
    }

    /** What happens elsewhere while a request is under way. */
    public synchronized void onRequest(Runnable happens) {
        onRequest = happens;
    }

    /** Pages with this statement are answered with a status. */
    public synchronized void poison(String statementId, int status) {
        poisoned.add(statementId);
        poisonStatus = status;
    }

    /** Wherever this statement is told, its text is another one, whether that is JSON or not. */
    public synchronized void tells(String statementId, UnaryOperator<String> otherwise) {
        told.put(statementId, otherwise);
    }

    public synchronized String add(String statement) {
        return add(statement, Instant.now());
    }

    public synchronized String add(String statement, Instant stored) {
        return add(statement, stored, Instant.EPOCH);
    }

    /** A statement that gets its storing time now and can be seen only later. */
    public synchronized String add(String statement, Instant stored, Instant visible) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(statement);
            if (!json.has("id")) {
                json.put("id", UUID.randomUUID().toString());
            }
            json.put("stored", stored.truncatedTo(ChronoUnit.MICROS).toString());
            kept.add(new Kept(stored.truncatedTo(ChronoUnit.MICROS), visible, json));
            return json.get("id").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a statement be seen that was stored before. */
    public synchronized void reveal(String id) {
        kept.replaceAll(each ->
                each.json().get("id").asText().equals(id) ? new Kept(each.stored(), Instant.EPOCH, each.json()) : each);
    }

    public synchronized void fault(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** Pages with this statement cannot be read. */
    public synchronized void poison(String statementId) {
        poisoned.add(statementId);
    }

    public synchronized void pageSize(int size) {
        pageSize = size;
    }

    /** What {@code more} begins with: nothing for relative ones. */
    public synchronized void morePrefix(String prefix) {
        morePrefix = prefix;
    }

    public synchronized void moreRepeatsItself() {
        moreRepeats = true;
    }

    /** Gives the newest first, whatever order is asked for. */
    public synchronized void newestFirst() {
        newestFirst = true;
    }

    /** Leaves out where the next page is. */
    public synchronized void namesNoNextPage() {
        namesNoNextPage = true;
    }

    public synchronized void gzip() {
        gzip = true;
    }

    /** Answers 409 to an id that it has, even if the statement is the same. */
    public synchronized void refusesKnownIds() {
        takesAgain = false;
    }

    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    public synchronized List<JsonNode> statements() {
        return kept.stream().map(each -> (JsonNode) each.json()).toList();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        onRequest.run();
        String credentials =
                "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        if (!credentials.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "");
        } else if (exchange.getRequestHeaders().getFirst("X-Experience-API-Version") == null) {
            send(exchange, 400, "no version");
        } else if (always.isPresent()) {
            send(exchange, always.get().status(), always.get().body());
        } else if (afterwards.isPresent() && healthyRequests-- == 0) {
            afterwards.get().headers().forEach(exchange.getResponseHeaders()::set);
            send(exchange, afterwards.get().status(), afterwards.get().body());
        } else if (!faults.isEmpty()) {
            Fault fault = faults.removeFirst();
            fault.headers().forEach(exchange.getResponseHeaders()::set);
            send(exchange, fault.status(), fault.body());
        } else if (exchange.getRequestMethod().equals("POST")) {
            take(exchange);
        } else {
            give(exchange);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        List<JsonNode> all = new ArrayList<>();
        if (body.isArray()) {
            body.forEach(all::add);
        } else {
            all.add(body);
        }
        if (hasVerb(all, "/refuse-me") || hasVerb(all, "/stumble")) {
            send(exchange, hasVerb(all, "/stumble") ? 500 : 400, "the verb is refused");
            return;
        }
        if (!takesAgain
                && all.stream().anyMatch(each -> byId(each.path("id").asText()).isPresent())) {
            send(exchange, 409, "");
            return;
        }
        all.stream().filter(each -> byId(each.path("id").asText()).isEmpty()).forEach(each -> add(each.toString()));
        send(exchange, 200, "[]");
    }

    private static boolean hasVerb(List<JsonNode> statements, String end) {
        return statements.stream()
                .anyMatch(each -> each.path("verb").path("id").asText().endsWith(end));
    }

    private void give(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (nextPages.containsKey(path)) {
            page(exchange, nextPages.get(path), path, nextLimits.getOrDefault(path, 0));
            return;
        }
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        String one = query.getOrDefault("statementId", query.get("voidedStatementId"));
        if (one != null) {
            boolean isVoided =
                    kept.stream().anyMatch(each -> voidedBy(each.json()).equals(Optional.of(one)));
            Optional<ObjectNode> found = byId(one).filter(each -> isVoided == query.containsKey("voidedStatementId"));
            send(
                    exchange,
                    found.isPresent() ? 200 : 404,
                    found.map(ObjectNode::toString).orElse(""));
            return;
        }
        Instant now = Instant.now();
        Instant since =
                Optional.ofNullable(query.get("since")).map(Instant::parse).orElse(Instant.MIN);
        Instant until =
                Optional.ofNullable(query.get("until")).map(Instant::parse).orElse(Instant.MAX);
        Optional<JsonNode> agent =
                query.containsKey("agent") ? Optional.of(JSON.readTree(query.get("agent"))) : Optional.empty();
        Set<String> voided = new HashSet<>();
        kept.forEach(each -> voidedBy(each.json()).ifPresent(voided::add));
        List<ObjectNode> found = kept.stream()
                .filter(each -> !each.visible().isAfter(now))
                .filter(each -> each.stored().isAfter(since) && !each.stored().isAfter(until))
                .filter(each -> !voided.contains(each.json().get("id").asText()))
                .filter(each -> agent.isEmpty() || isAbout(each.json(), agent.get()))
                .sorted(Comparator.comparing(Kept::stored))
                .map(Kept::json)
                .toList();
        if (newestFirst || "false".equals(query.get("ascending"))) {
            found = found.reversed();
        }
        page(exchange, found, path, Integer.parseInt(query.getOrDefault("limit", "0")));
    }

    /** A statement that takes back one about the agent is given too, as the specification asks. */
    private boolean isAbout(ObjectNode statement, JsonNode agent) {
        if (matches(statement, agent)) {
            return true;
        }
        String target = statement.path("object").path("id").asText();
        return statement.path("object").path("objectType").asText().equals("StatementRef")
                && byId(target).filter(found -> matches(found, agent)).isPresent();
    }

    private static boolean matches(JsonNode statement, JsonNode agent) {
        return agent.properties().stream()
                .allMatch(
                        field -> field.getValue().equals(statement.path("actor").path(field.getKey())));
    }

    private static Optional<String> voidedBy(JsonNode statement) {
        return statement.path("verb").path("id").asText().endsWith("/verbs/voided")
                ? Optional.of(statement.path("object").path("id").asText())
                : Optional.empty();
    }

    private void page(HttpExchange exchange, List<ObjectNode> all, String path, int limit) throws IOException {
        int most = limit == 0 ? pageSize : Math.min(limit, pageSize);
        List<ObjectNode> now = all.subList(0, Math.min(most, all.size()));
        if (now.stream().anyMatch(each -> poisoned.contains(each.get("id").asText()))) {
            send(exchange, poisonStatus, poisonStatus == 200 ? "{\"statements\":[{\"id\":\"cut off" : "stumbled");
            return;
        }
        ObjectNode result = JSON.createObjectNode();
        result.putArray("statements").addAll(now);
        String more = "";
        if (all.size() > now.size()) {
            String next = moreRepeats && path.contains("/more/") ? path : "/xapi/statements/more/" + UUID.randomUUID();
            nextPages.put(next, all.subList(now.size(), all.size()));
            nextLimits.put(next, limit);
            more = morePrefix + next;
        }
        if (!namesNoNextPage) {
            result.put("more", more);
        }
        String text = result.toString();
        for (ObjectNode each : now) {
            UnaryOperator<String> otherwise = told.get(each.get("id").asText());
            text = otherwise == null ? text : text.replace(each.toString(), otherwise.apply(each.toString()));
        }
        send(exchange, 200, text);
    }

    private Optional<ObjectNode> byId(String id) {
        return kept.stream()
                .map(Kept::json)
                .filter(each -> each.get("id").asText().equals(id))
                .findFirst();
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String each : raw == null ? new String[0] : raw.split("&")) {
            int equals = each.indexOf('=');
            query.put(each.substring(0, equals), URLDecoder.decode(each.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    private void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        if (gzip && body.length > 0) {
            var packed = new ByteArrayOutputStream();
            try (var zip = new GZIPOutputStream(packed)) {
                zip.write(body);
            }
            body = packed.toByteArray();
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
