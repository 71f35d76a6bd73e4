package dev.waymark.sandbox.course;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends statements to the LRS, in order, at once if it can; while the LRS says no, they wait here and are tried again,
 * as a Moodle's scheduled task does.
 */
public final class LrsSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LrsSender.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI statements;
    private final String authorization;
    private final Deque<List<ObjectNode>> waiting = new ArrayDeque<>();
    private final ScheduledExecutorService tries =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    /** @param endpoint such as {@code http://127.0.0.1:8082/xapi} */
    public LrsSender(URI endpoint, String user, String password) {
        this.statements = URI.create(endpoint + "/statements");
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        long pause = BETWEEN_TRIES.toMillis();
        var _ = tries.scheduleWithFixedDelay(this::drain, pause, pause, TimeUnit.MILLISECONDS);
    }

    public void send(List<ObjectNode> batch) {
        if (!batch.isEmpty()) {
            synchronized (this) {
                waiting.add(batch);
            }
            drain();
        }
    }

    /** How many statements the LRS has not taken yet. */
    public synchronized int waiting() {
        return waiting.stream().mapToInt(List::size).sum();
    }

    /** Sends now or not at all, and tells the ids that the LRS gave; empty if it did not take them. */
    public Optional<List<String>> sendNow(List<ObjectNode> batch) {
        ArrayNode body = JSON.createArrayNode();
        batch.forEach(body::add);
        return exchange(request(statements)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())))
                .filter(answer -> accepted(answer, batch))
                .map(answer -> {
                    List<String> ids = new ArrayList<>();
                    json(answer).forEach(id -> ids.add(id.asText()));
                    return ids;
                });
    }

    /** Whether the LRS answers and holds no statement at all. */
    public boolean lrsIsEmpty() {
        return exchange(request(URI.create(statements + "?limit=1")).GET())
                .filter(answer -> answer.statusCode() == 200)
                .map(answer -> json(answer).path("statements").isEmpty())
                .orElse(false);
    }

    @Override
    public void close() {
        tries.shutdownNow();
        http.close();
    }

    private synchronized void drain() {
        while (!waiting.isEmpty() && sendNow(waiting.peekFirst()).isPresent()) {
            waiting.removeFirst();
        }
    }

    /** What the LRS will never take is given up with a word in the log, as the plugin does. */
    private boolean accepted(HttpResponse<String> answer, List<ObjectNode> batch) {
        if (answer.statusCode() == 400) {
            LOG.warn("the LRS refused {} statements: {}", batch.size(), answer.body());
            synchronized (this) {
                waiting.remove(batch);
            }
        }
        return answer.statusCode() == 200;
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", authorization)
                .header("X-Experience-API-Version", "1.0.3");
    }

    private Optional<HttpResponse<String>> exchange(HttpRequest.Builder request) {
        try {
            return Optional.of(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            LOG.info("the LRS does not answer: {}", e.toString());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the LRS answered " + answer.statusCode() + " with what is no JSON", e);
        }
    }
}
