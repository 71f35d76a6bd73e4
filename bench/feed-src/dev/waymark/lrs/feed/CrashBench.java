package dev.waymark.lrs.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.sandbox.lrs.Faults;
import dev.waymark.sandbox.lrs.SandboxLrs;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Kills the tool with {@code kill -9} while it reads from an LRS that misbehaves and that others write to, again and again;
 * then lets it finish and counts. Beside it a naive reader (since = last stored) reads from the same LRS, as a control:
 * if that one loses nothing, the LRS was too well-behaved to show anything.
 *
 * <pre>
 *   bench/crash [KILLS] [SEED]
 * </pre>
 */
public final class CrashBench {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AUTHORIZATION = "Basic "
            + Base64.getEncoder()
                    .encodeToString((SandboxLrs.USER + ":" + SandboxLrs.PASSWORD).getBytes(StandardCharsets.UTF_8));

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicBoolean writing = new AtomicBoolean(true);
    private final AtomicLong acknowledged = new AtomicLong();
    private final Set<String> naive = ConcurrentHashMap.newKeySet();
    private final SandboxLrs lrs = SandboxLrs.start(0, Optional.empty());
    private final Random random;

    private CrashBench(long seed) {
        random = new Random(seed);
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        // The database tells of every connection that a killed tool left behind.
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("ch.vorburger.exec.ManagedProcess"))
                .setLevel(ch.qos.logback.classic.Level.OFF);
        int kills = args.length > 0 ? Integer.parseInt(args[0]) : 50;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 20261125;
        boolean whole = new CrashBench(seed).run(kills);
        System.exit(whole ? 0 : 1);
    }

    private boolean run(int kills) throws Exception {
        var mariaDb = FeedBench.start();
        String database = "jdbc:mysql://127.0.0.1:" + mariaDb.getConfiguration().getPort() + "/waymark_crash"
                + FeedBench.OPTIONS;
        List<Thread> writers = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            int writer = n;
            writers.add(Thread.startVirtualThread(() -> write(writer)));
        }
        Thread mischief = Thread.startVirtualThread(this::misbehave);
        Thread naiveReader = Thread.startVirtualThread(this::readNaively);
        long begin = System.nanoTime();
        int killed = 0;
        for (int n = 1; n <= kills; n++) {
            // Now and then two nodes at once, of which one dies.
            Process other = n % 7 == 0 ? start(database) : null;
            Process tool = start(database);
            if (random.nextInt(6) > 0) {
                awaitAPage(tool, database); // the others die while they start
            }
            Thread.sleep(Duration.ofMillis(random.nextInt(2_500)));
            tool.destroyForcibly().waitFor(); // SIGKILL
            killed++;
            if (other != null) {
                Thread.sleep(Duration.ofMillis(random.nextInt(2_000)));
                other.destroyForcibly().waitFor();
                killed++;
            }
            if (n % 5 == 0 || n == kills) {
                System.out.printf(
                        "%d killed, %,d statements written, %,d read (%.0f s, load %s)%n",
                        killed, lrs.statements().size(), read(database).size(),
                        (System.nanoTime() - begin) / 1e9, FeedBench.load());
            }
        }
        writing.set(false);
        for (Thread each : writers) {
            each.join();
        }
        mischief.join();
        lrs.faults(Faults.NONE);
        Thread.sleep(3_000); // the last late commit
        naiveReader.join();
        Set<String> stored = new HashSet<>();
        lrs.statements().forEach(each -> stored.add(each.path("id").asText()));
        Process last = start(database);
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        while (System.nanoTime() < until && !read(database).containsAll(stored)) {
            Thread.sleep(1_000);
        }
        last.destroyForcibly().waitFor();
        boolean whole = judge(database, stored, killed);
        mariaDb.stop();
        lrs.close();
        return whole;
    }

    private boolean judge(String database, Set<String> stored, int killed) throws Exception {
        Set<String> read = read(database);
        Set<String> lost = new HashSet<>(stored);
        lost.removeAll(read);
        Set<String> invented = new HashSet<>(read);
        invented.removeAll(stored);
        long rows = number(database, "SELECT COUNT(*) FROM lrs_statement");
        long entries = number(database, "SELECT COUNT(*) FROM evidence_entry");
        long withoutEntry = number(
                database,
                "SELECT COUNT(*) FROM lrs_statement s WHERE NOT EXISTS (SELECT 1 FROM evidence_entry e"
                        + " WHERE e.tenant = s.tenant AND e.statement_id = s.statement_id)");
        long unusable = number(database, "SELECT COUNT(*) FROM lrs_unusable");
        Set<String> missedByNaive = new HashSet<>(stored);
        missedByNaive.removeAll(naive);
        System.out.printf(
                "%d kills: %,d statements stored by the LRS (%,d acknowledged), %,d read, %d lost, %d invented, %d doubled;"
                        + " ledger: %,d entries, %d doubled, %d statements without one; %d passed by as unusable%n",
                killed, stored.size(), acknowledged.get(), read.size(), lost.size(), invented.size(),
                rows - read.size(), entries, entries - rows, withoutEntry, unusable);
        System.out.printf(
                "a naive reader of the same LRS missed %,d (%.1f %%)%n",
                missedByNaive.size(), 100.0 * missedByNaive.size() / Math.max(1, stored.size()));
        return lost.isEmpty()
                && invented.isEmpty()
                && rows == read.size()
                && entries == rows
                && withoutEntry == 0
                && unusable == 0;
    }

    /** Until the tool that was just started has stored a page, at most two minutes. */
    private static void awaitAPage(Process tool, String database) throws Exception {
        long begin = System.currentTimeMillis() * 1000;
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (System.nanoTime() < until) {
            if (!tool.isAlive()) {
                throw new IllegalStateException("the tool ended by itself; target/bench-crash.log says why");
            }
            try {
                if (number(database, "SELECT COALESCE(MAX(page_at), 0) FROM lrs_cursor") > begin) {
                    return;
                }
            } catch (java.sql.SQLException e) {
                // No tables yet.
            }
            Thread.sleep(50);
        }
    }

    private Process start(String database) throws Exception {
        java.nio.file.Files.createDirectories(java.nio.file.Path.of("target/no-lti-config"));
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dwaymark.lrs.poll=200ms",
                "-Dwaymark.lrs.lease=2s",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.waymark.Application"));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/bench-crash.log")));
        builder.environment()
                .putAll(Map.of(
                        "WAYMARK_SECRET", "for-measuring-only-0123456789abcdefghij",
                        "WAYMARK_PORT", Integer.toString(freePort()),
                        "WAYMARK_DB_URL", database,
                        "WAYMARK_DB_USER", "root",
                        "WAYMARK_DB_PASSWORD", "",
                        "WAYMARK_LTI_CONFIG", "target/no-lti-config",
                        "WAYMARK_ALLOW_PRIVATE_ADDRESSES", "true",
                        "WAYMARK_LRS_URL", lrs.url().toString(),
                        "WAYMARK_LRS_USER", SandboxLrs.USER,
                        "WAYMARK_LRS_PASSWORD", SandboxLrs.PASSWORD));
        return builder.start();
    }

    private static int freePort() throws Exception {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void write(int writer) {
        var mine = new Random(writer);
        long n = 0;
        while (writing.get()) {
            var batch = JSON.createArrayNode();
            int size = mine.nextInt(3) == 0 ? 20 : 1;
            for (int i = 0; i < size; i++) {
                ObjectNode statement = batch.addObject();
                if (mine.nextBoolean()) {
                    statement.put("id", UUID.randomUUID().toString());
                }
                statement.putObject("actor").putObject("account").put("homePage", "https://crash.test").put(
                        "name", Integer.toString(mine.nextInt(40)));
                statement.putObject("verb").put("id", "http://adlnet.gov/expapi/verbs/answered");
                statement.putObject("object").put("id", "https://crash.test/question/" + writer + "/" + n++);
                statement.putObject("result").put("success", mine.nextBoolean());
                statement.put("timestamp", Instant.now().toString());
            }
            try {
                HttpResponse<String> answer = http.send(
                        request(lrs.url() + "/statements")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(batch.toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    acknowledged.addAndGet(size);
                }
                Thread.sleep(20 + mine.nextInt(120));
            } catch (Exception e) {
                // The LRS hangs or is away; what it stored counts, whether it said so or not.
            }
        }
    }

    /** Late commits all the time; the rest by turns. */
    private void misbehave() {
        var turns = new Random(7);
        while (writing.get()) {
            Faults usual = Faults.NONE
                    .lateCommits(400 + turns.nextInt(1_600), 3)
                    .duplicates(turns.nextBoolean())
                    .absoluteMore(turns.nextBoolean())
                    .pageCap(5 + turns.nextInt(100));
            lrs.faults(
                    switch (turns.nextInt(6)) {
                        case 0 -> usual.tooManyRequests(1 + turns.nextInt(3), turns.nextInt(2));
                        case 1 -> usual.unavailable(1 + turns.nextInt(3), turns.nextInt(2));
                        case 2 -> usual.garbage(1 + turns.nextInt(3));
                        case 3 -> usual.hanging(1 + turns.nextInt(2), 500 + turns.nextInt(3_000));
                        default -> usual;
                    });
            try {
                Thread.sleep(300 + turns.nextInt(1_500));
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** What plain readers do: from the newest that was seen. */
    private void readNaively() {
        String since = "";
        for (int quiet = 0; writing.get() || quiet < 5; ) {
            try {
                Thread.sleep(300);
                quiet += writing.get() ? 0 : 1;
                String next = lrs.url() + "/statements?ascending=true&limit=1000" + (since.isEmpty() ? "" : "&since=" + since);
                while (!next.isEmpty()) {
                    HttpResponse<String> answer =
                            http.send(request(next).GET().build(), HttpResponse.BodyHandlers.ofString());
                    JsonNode page = JSON.readTree(answer.body());
                    for (JsonNode each : page.path("statements")) {
                        naive.add(each.path("id").asText());
                        since = each.path("stored").asText();
                    }
                    String more = page.path("more").asText("");
                    next = more.isEmpty() ? "" : lrs.url().resolve(more).toString();
                }
            } catch (Exception e) {
                // A refusal or a broken page: once more from the last.
            }
        }
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", AUTHORIZATION)
                .header("X-Experience-API-Version", "1.0.3");
    }

    private static Set<String> read(String database) {
        Set<String> ids = new HashSet<>();
        try (Connection connection = DriverManager.getConnection(database, "root", "");
                var rows = connection.createStatement().executeQuery("SELECT statement_id FROM lrs_statement")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        } catch (java.sql.SQLException e) {
            // Killed before its first start had made the tables.
        }
        return ids;
    }

    private static long number(String database, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(database, "root", "");
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
