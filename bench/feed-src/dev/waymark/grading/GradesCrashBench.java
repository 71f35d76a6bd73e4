package dev.waymark.grading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.waymark.lrs.feed.FeedBench;
import dev.waymark.lrs.feed.Intake;
import dev.waymark.lrs.feed.MoodleLike;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.lti.Browser;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.FakePlatform.Request;
import dev.waymark.lti.FakePlatform.Response;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.shared.TenantId;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills the tool with {@code kill -9} while it sends scores to a gradebook that is slow, fails now and then and takes scores
 * without telling so, as evidence goes on to come in; then lets it finish and compares what the gradebook has with what was
 * due. The gradebook compares whole seconds, as Moodle does.
 *
 * <pre>
 *   bench/crash-grades [KILLS] [SEED]
 * </pre>
 */
public final class GradesCrashBench {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "for-measuring-only-0123456789abcdefghij";
    private static final int LEARNERS = 40;

    /** What the gradebook holds of one person. */
    private record Mark(long second, double score) {}

    private final FakePlatform platform = FakePlatform.start();
    private final Map<String, Mark> gradebook = new ConcurrentHashMap<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger sameAgain = new AtomicInteger();
    private final AtomicInteger conflicts = new AtomicInteger();
    private final AtomicInteger takenInSilence = new AtomicInteger();
    private final AtomicBoolean mean = new AtomicBoolean(true);
    private final Random random;

    private GradesCrashBench(long seed) {
        this.random = new Random(seed);
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("ROOT"))
                .setLevel(ch.qos.logback.classic.Level.ERROR);
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("ch.vorburger.exec.ManagedProcess"))
                .setLevel(ch.qos.logback.classic.Level.OFF);
        int kills = args.length > 0 ? Integer.parseInt(args[0]) : 30;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 20261126;
        System.exit(new GradesCrashBench(seed).run(kills) ? 0 : 1);
    }

    private boolean run(int kills) throws Exception {
        var mariaDb = FeedBench.start();
        String database = "jdbc:mysql://127.0.0.1:" + mariaDb.getConfiguration().getPort() + "/waymark_grades"
                + FeedBench.OPTIONS;
        Path folder = Path.of("target/lti-config-grades-bench");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        platform.onToken(request -> Response.json(
                200, "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600}"));
        platform.onService(this::service);
        Map<String, Object> settings = new HashMap<>(Map.of(
                "datasources.default.url", database,
                "datasources.default.username", "root",
                "datasources.default.password", "",
                "waymark.secret", SECRET,
                "waymark.lti-config", folder.toString(),
                "waymark.lrs.poll", "10h",
                "waymark.lrs.send", "10h",
                "waymark.rosters.read", "false",
                "waymark.grading.send", "false",
                "waymark.lti.logins-per-minute", "1000000"));
        long begin = System.nanoTime();
        boolean whole;
        try (EmbeddedServer tool = ApplicationContext.run(EmbeddedServer.class, settings, "test")) {
            var launches = new LaunchDriver(platform);
            for (int n = 0; n < LEARNERS; n++) {
                launch(launches, tool, Integer.toString(1000 + n));
            }
            Intake intake = tool.getApplicationContext().getBean(Intake.class);
            var evidence = new AtomicBoolean(true);
            Thread feeder = Thread.startVirtualThread(() -> feed(intake, evidence));
            for (int n = 1; n <= kills; n++) {
                int before = taken.get();
                Process sender = start(database, folder);
                long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
                while (taken.get() == before && System.nanoTime() < until && sender.isAlive()) {
                    Thread.sleep(20);
                }
                Thread.sleep(Duration.ofMillis(random.nextInt(1_500)));
                sender.destroyForcibly().waitFor(); // SIGKILL
                if (n % 5 == 0 || n == kills) {
                    System.out.printf(
                            "%d killed, %,d scores taken by the gradebook (%.0f s, load %s)%n",
                            n, taken.get(), (System.nanoTime() - begin) / 1e9, FeedBench.load());
                }
            }
            evidence.set(false);
            feeder.join();
            mean.set(false);
            Process last = start(database, folder);
            long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(8);
            while (System.nanoTime() < until
                    && number(database, "SELECT COUNT(*) FROM grading_order WHERE state IN ('WAITING', 'RETRYING')") > 0) {
                Thread.sleep(1_000);
            }
            last.destroyForcibly().waitFor();
            whole = judge(database, kills);
        }
        mariaDb.stop();
        platform.close();
        return whole;
    }

    private boolean judge(String database, int kills) throws Exception {
        int people = 0;
        int other = 0;
        int waiting = 0;
        try (var connection = DriverManager.getConnection(database, "root", "");
                var ask = connection.createStatement();
                var rows = ask.executeQuery("SELECT i.subject, o.state, o.score FROM grading_order o"
                        + " JOIN learner_identity i ON i.tenant = o.tenant AND i.learner = o.learner"
                        + " WHERE o.score IS NOT NULL")) {
            while (rows.next()) {
                people++;
                double due = rows.getInt(3) / 100.0;
                Mark mark = gradebook.get(rows.getString(1));
                if (mark == null || Math.abs(mark.score() - due) > 0.005) {
                    other++;
                    System.out.printf(
                            "%s: due %.2f, state %s, the gradebook has %s%n",
                            rows.getString(1), due, rows.getString(2), mark);
                }
                waiting += List.of("ACCEPTED", "ALREADY_NEWER").contains(rows.getString(2)) ? 0 : 1;
            }
        }
        System.out.printf(
                "%d kills, %d people with a score: %d where the gradebook has another than is due, %d not settled;"
                        + " %,d scores taken, %d of them the same once more under a new time, %d answered 409, %d taken without"
                        + " telling%n",
                kills, people, other, waiting, taken.get(), sameAgain.get(), conflicts.get(), takenInSilence.get());
        return people > 0 && other == 0 && waiting == 0;
    }

    /** The gradebook: slow, and mean while it may be. */
    private Response service(Request request) {
        try {
            if (request.path().endsWith("/results")) {
                return results(request);
            }
            if (!request.path().endsWith("/scores")) {
                return Response.json(404, "{}");
            }
            Thread.sleep(random.nextInt(60));
            int luck = mean.get() ? random.nextInt(100) : 50;
            if (luck < 4) {
                return Response.json(503, "{}");
            }
            int status = take(JSON.readTree(request.body()));
            if (status == 200 && luck > 95) {
                takenInSilence.incrementAndGet();
                return Response.json(500, "{}");
            }
            return new Response(status, "application/vnd.ims.lis.v1.score+json", "", Map.of());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private int take(JsonNode score) {
        String user = score.path("userId").asText();
        long second = OffsetDateTime.parse(score.path("timestamp").asText()).toEpochSecond();
        double given = score.path("scoreGiven").asDouble() / score.path("scoreMaximum").asDouble() * 100;
        int[] status = {200};
        gradebook.compute(user, (who, mark) -> {
            if (mark != null && second <= mark.second()) {
                conflicts.incrementAndGet();
                status[0] = 409;
                return mark;
            }
            if (mark != null && mark.score() == given) {
                sameAgain.incrementAndGet();
            }
            taken.incrementAndGet();
            return new Mark(second, given);
        });
        return status[0];
    }

    private Response results(Request request) {
        ArrayNode all = JSON.createArrayNode();
        gradebook.forEach((user, mark) -> {
            if (!request.query().contains("user_id=") || request.query().contains("user_id=" + user)) {
                all.addObject()
                        .put("id", platform.issuer() + request.path() + "?user_id=" + user)
                        .put("userId", user)
                        .put("resultScore", mark.score())
                        .put("resultMaximum", 100)
                        .put("scoreOf", platform.issuer() + request.path().replace("/results", ""));
            }
        });
        return new Response(200, "application/vnd.ims.lis.v2.resultcontainer+json", all.toString(), Map.of());
    }

    /** Evidence of everybody, so that new scores are due while others are on their way. */
    private void feed(Intake intake, AtomicBoolean on) {
        try {
            feedUntilDone(intake, on);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void feedUntilDone(Intake intake, AtomicBoolean on) throws Exception {
        var course = new MoodleLike(LEARNERS);
        long at = 0;
        while (on.get()) {
            String text = new String(course.page(at, 40), StandardCharsets.UTF_8)
                    .replace("\"homePage\":\"https://moodle.bench.test\"", "\"homePage\":\"" + platform.issuer() + "\"");
            intake.take(TenantId.FIRST, "bench", StatementPages.read(text.getBytes(StandardCharsets.UTF_8)));
            at += 40;
            Thread.sleep(700);
        }
    }

    private static void launch(LaunchDriver launches, EmbeddedServer tool, String subject) {
        Browser browser = Browser.on(tool.getURI());
        String payload = LaunchFixtures.one("valid", "student-normal")
                .payload()
                .replace("u-4711", subject)
                .replace("Imke Sander", "Person " + subject)
                .replace("course-2", "course-grades");
        var answer = launches.launch(
                browser, new LaunchFixtures.Case(subject, payload, Optional.empty(), Optional.empty()));
        if (answer.status() != 303) {
            throw new IllegalStateException("a launch was answered with " + answer.status());
        }
        browser.get(answer.location());
    }

    private static Process start(String database, Path folder) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.waymark.Application"));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/bench-crash-grades.log")));
        try (var socket = new java.net.ServerSocket(0)) {
            builder.environment().put("WAYMARK_PORT", Integer.toString(socket.getLocalPort()));
        }
        builder.environment()
                .putAll(Map.of(
                        "WAYMARK_SECRET", SECRET,
                        "WAYMARK_DB_URL", database,
                        "WAYMARK_DB_USER", "root",
                        "WAYMARK_DB_PASSWORD", "",
                        "WAYMARK_LTI_CONFIG", folder.toString(),
                        "WAYMARK_ALLOW_PRIVATE_ADDRESSES", "true"));
        return builder.start();
    }

    private static long number(String database, String sql) throws Exception {
        try (var connection = DriverManager.getConnection(database, "root", "");
                var ask = connection.createStatement();
                var rows = ask.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
