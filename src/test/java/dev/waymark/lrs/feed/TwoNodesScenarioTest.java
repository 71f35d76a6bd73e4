package dev.waymark.lrs.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.lrs.Written;
import dev.waymark.sandbox.lrs.Faults;
import dev.waymark.sandbox.lrs.SandboxLrs;
import dev.waymark.shared.TenantId;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, an LRS that misbehaves, and others who write to it meanwhile. */
@Tag("storage")
class TwoNodesScenarioTest {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final String CREDENTIALS = "Basic "
            + Base64.getEncoder()
                    .encodeToString((SandboxLrs.USER + ":" + SandboxLrs.PASSWORD).getBytes(StandardCharsets.UTF_8));

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void takingOverFromEachOtherTheyLoseNothingAndDoubleNothing() throws Exception {
        try (SandboxLrs lrs = SandboxLrs.start(0, Optional.empty());
                ApplicationContext one = node(lrs);
                ApplicationContext other = node(lrs)) {
            var writing = new AtomicBoolean(true);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> readers = new ArrayList<>();
                for (ApplicationContext node : List.of(one, other)) {
                    readers.add(threads.submit(() -> {
                        while (writing.get()) {
                            node.getBean(Feeds.class).readNow(TENANT);
                            Thread.sleep(20);
                        }
                        return null;
                    }));
                }
                List<Future<?>> writers = new ArrayList<>();
                for (int n = 0; n < 3; n++) {
                    writers.add(threads.submit(() -> write(lrs)));
                }
                for (Faults each : List.of(
                        Faults.NONE.lateCommits(250, 2).pageCap(7),
                        Faults.NONE.lateCommits(250, 2).pageCap(7).garbage(2),
                        Faults.NONE
                                .lateCommits(250, 2)
                                .absoluteMore(true)
                                .pageCap(5)
                                .unavailable(2, 0),
                        // Longer than the lease: the other node takes over, and what this one brings is not stored.
                        Faults.NONE.lateCommits(250, 2).pageCap(5).hanging(3, 400),
                        Faults.NONE.lateCommits(250, 2).duplicates(true).tooManyRequests(2, 0))) {
                    lrs.faults(each);
                    Thread.sleep(250);
                }
                for (Future<?> each : writers) {
                    each.get();
                }
                lrs.faults(Faults.NONE);
                writing.set(false);
                for (Future<?> each : readers) {
                    each.get();
                }
            }
            Set<String> stored = new HashSet<>();
            for (JsonNode each : lrs.statements()) {
                stored.add(each.path("id").asText());
            }
            Instant until = Instant.now().plusSeconds(30);
            while (!known(one).equals(stored) && Instant.now().isBefore(until)) {
                String source =
                        one.getBean(Feeds.class).sources(TENANT).getFirst().source();
                one.getBean(Readings.class).resume(TENANT, source, "test");
                look(one);
                one.getBean(Feeds.class).readNow(TENANT);
                Thread.sleep(50);
            }
            assertThat(known(one)).isEqualTo(stored);
            assertThat(number(one, "SELECT COUNT(*) FROM lrs_statement")).isEqualTo(stored.size());
            assertThat(number(one, "SELECT COUNT(*) FROM evidence_entry")).isEqualTo(stored.size());
            assertThat(number(one, "SELECT COUNT(*) FROM lrs_unusable")).isZero();
        }
    }

    /** A look back is due. */
    private static void look(ApplicationContext node) {
        transactions(node)
                .executeWrite(status -> node.getBean(JdbcOperations.class)
                        .prepareStatement("UPDATE lrs_cursor SET overlap_read = 0", update -> update.executeUpdate()));
    }

    @SuppressWarnings("unchecked")
    private static TransactionOperations<Connection> transactions(ApplicationContext node) {
        return node.getBean(TransactionOperations.class);
    }

    private Void write(SandboxLrs lrs) throws IOException, InterruptedException {
        for (int n = 0; n < 25; n++) {
            String statement = Written.viewed(UUID.randomUUID().toString(), "2026-01-01T10:00:00Z");
            String body = n % 2 == 0 ? statement : statement.replaceFirst("\"id\":\"[0-9a-f-]{36}\",", "");
            http.send(
                    HttpRequest.newBuilder(URI.create(lrs.url() + "/statements"))
                            .header("Authorization", CREDENTIALS)
                            .header("X-Experience-API-Version", "1.0.3")
                            .header("Content-Type", "application/json")
                            .timeout(Duration.ofSeconds(20))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            Thread.sleep(20);
        }
        return null;
    }

    private static final AtomicReference<String> SHARED =
            new AtomicReference<>(UUID.randomUUID().toString().replace("-", "").substring(0, 12));

    /** On the database under test, with a schema that both nodes share. */
    private static ApplicationContext node(SandboxLrs lrs) {
        Map<String, Object> settings = new HashMap<>();
        String server = System.getProperty("datasources.default.url");
        if (server != null) {
            // It wins over settings of ours, and gives each context a schema of its own: both get this one.
            System.setProperty("datasources.default.url", server.replaceAll("\\$\\{random[^}]*}", SHARED.get()));
        }
        settings.put(
                "datasources.default.url", "jdbc:h2:mem:two-nodes-" + SHARED.get() + ";MODE=MySQL;DB_CLOSE_DELAY=-1");
        settings.put("waymark.lrs.url", lrs.url().toString());
        settings.put("waymark.lrs.user", SandboxLrs.USER);
        settings.put("waymark.lrs.password", SandboxLrs.PASSWORD);
        settings.put("waymark.lrs.poll", "1h");
        settings.put("waymark.lrs.send", "1h");
        settings.put("waymark.lrs.lease", "200ms");
        try {
            return ApplicationContext.run(settings, "test");
        } finally {
            if (server != null) {
                System.setProperty("datasources.default.url", server);
            }
        }
    }

    private static Set<String> known(ApplicationContext node) {
        return read(node, "SELECT statement_id FROM lrs_statement");
    }

    private static long number(ApplicationContext node, String sql) {
        return Long.parseLong(read(node, sql).iterator().next());
    }

    private static Set<String> read(ApplicationContext node, String sql) {
        return transactions(node).executeRead(status -> {
            Set<String> found = new HashSet<>();
            try (var select = status.getConnection().prepareStatement(sql);
                    var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
            return found;
        });
    }
}
