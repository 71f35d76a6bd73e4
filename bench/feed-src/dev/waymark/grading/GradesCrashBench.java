package dev.waymark.grading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.Learners;
import dev.waymark.lrs.feed.FeedBench;
import dev.waymark.lti.Browser;
import dev.waymark.lti.FakePlatform.Request;
import dev.waymark.lti.FakePlatform.Response;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.mastery.Overrides;
import dev.waymark.shared.CourseId;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.File;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
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
import java.util.concurrent.atomic.AtomicReference;

/**
 * Kills the tool with {@code kill -9} while it sends scores to a gradebook that is slow, fails now and then and takes scores
 * without telling so, while staff raise the tiers of everybody step by step; then lets it finish and compares what the
 * gradebook has with what is due, judged anew from what the people hold and not from the orders. The gradebook compares
 * whole seconds, as Moodle does.
 *
 * <p>Tiers only rise here, so a score that is lower than one the gradebook had of the same person is an old one that came
 * late. After a kill the next sender has to wait until the dead one's lease and claims run out, two minutes; of ten kills
 * one waits for this, after the others they are ended in the database as if the time had passed.
 *
 * <pre>
 *   bench/crash-grades [KILLS] [SEED]
 * </pre>
 */
public final class GradesCrashBench {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "for-measuring-only-0123456789abcdefghij";
    private static final int LEARNERS = 40;
    private static final int WAITS_EVERY = 10;

    private static final CourseId COURSE = new CourseId(1, "course-grades");

    private record Person(LearnerId id, String subject) {}

    /** What the gradebook holds of one person. */
    private record Mark(long second, double score, int taken) {}

    private final FakePlatform platform = FakePlatform.start();
    private final Map<String, Mark> gradebook = new ConcurrentHashMap<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger newer = new AtomicInteger();
    private final AtomicInteger backwards = new AtomicInteger();
    private final AtomicInteger sameAgain = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicInteger sameSecond = new AtomicInteger();
    private final AtomicInteger takenInSilence = new AtomicInteger();
    private final AtomicInteger raised = new AtomicInteger();
    private final AtomicInteger kill = new AtomicInteger();
    private final AtomicBoolean mean = new AtomicBoolean(true);
    private final Random random;

    private GradesCrashBench(long seed) {
        this.random = new Random(seed);
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("ROOT"))
                .setLevel(ch.qos.logback.classic.Level.ERROR);
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("dev.waymark"))
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
            List<Person> people = people(tool.getApplicationContext());
            var rising = new AtomicBoolean(true);
            var failed = new AtomicReference<Exception>();
            Thread staff = Thread.startVirtualThread(() -> {
                try {
                    raise(tool.getApplicationContext(), people, kills, rising);
                } catch (Exception e) {
                    failed.set(e);
                }
            });
            for (int n = 1; n <= kills; n++) {
                int before = taken.get();
                Process sender = start(database, folder);
                long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(200);
                while (taken.get() == before && System.nanoTime() < until && sender.isAlive()) {
                    Thread.sleep(20);
                }
                Thread.sleep(Duration.ofMillis(random.nextInt(1_500)));
                sender.destroyForcibly().waitFor(); // SIGKILL
                if (taken.get() == before) {
                    System.out.printf("the sender before kill %d sent nothing; see target/bench-crash-grades.log%n", n);
                }
                if (n % WAITS_EVERY != 0) {
                    runOut(database);
                }
                kill.set(n);
                if (n % 5 == 0 || n == kills) {
                    System.out.printf(
                            "%d killed, %,d tiers raised, %,d scores taken by the gradebook, %,d of them newer than one it"
                                    + " had (%.0f s, load %s)%n",
                            n, raised.get(), taken.get(), newer.get(), (System.nanoTime() - begin) / 1e9, FeedBench.load());
                }
            }
            rising.set(false);
            staff.join();
            if (failed.get() != null) {
                throw failed.get();
            }
            mean.set(false);
            runOut(database);
            Process last = start(database, folder);
            long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(8);
            while (System.nanoTime() < until
                    && number(database, "SELECT COUNT(*) FROM grading_order WHERE state IN ('WAITING', 'RETRYING')") > 0) {
                Thread.sleep(1_000);
            }
            last.destroyForcibly().waitFor();
            whole = judge(tool.getApplicationContext(), people, kills);
        }
        mariaDb.stop();
        platform.close();
        return whole;
    }

    private boolean judge(ApplicationContext tool, List<Person> people, int kills) {
        int due = 0;
        int other = 0;
        int unsettled = 0;
        Grades grades = tool.getBean(Grades.class);
        for (Person person : people) {
            for (Grades.Standing standing : grades.of(TenantId.FIRST, person.id(), COURSE)) {
                if (standing.due().isPresent()) {
                    due++;
                    Mark mark = gradebook.get(person.subject());
                    if (mark == null || Math.abs(mark.score() - standing.due().get()) > 0.005) {
                        other++;
                        System.out.printf("%s: %s, the gradebook has %s%n", person.subject(), standing, mark);
                    }
                    unsettled += standing.fate()
                                    .filter(List.of(Grades.Fate.ACCEPTED, Grades.Fate.ALREADY_NEWER)::contains)
                                    .isPresent()
                            ? 0
                            : 1;
                }
            }
        }
        System.out.printf(
                "%d kills, %,d tiers raised, %d people with a score due: %d where the gradebook has another, %d not settled;"
                        + " %,d scores taken, %,d of them in the place of a lower one, %d in the place of a higher one, %d the"
                        + " same once more under a new time; %d repeated after a kill or silence and recognised, %d too close"
                        + " in time and sent again later, %d taken without telling%n",
                kills, raised.get(), due, other, unsettled, taken.get(), newer.get(), backwards.get(), sameAgain.get(),
                repeated.get(), sameSecond.get(), takenInSilence.get());
        return due == LEARNERS
                && newer.get() > 0
                && other == 0
                && unsettled == 0
                && backwards.get() == 0
                && sameAgain.get() == 0;
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
                (mark.score() == given ? repeated : sameSecond).incrementAndGet();
                status[0] = 409;
                return mark;
            }
            if (mark != null) {
                (given > mark.score() ? newer : given < mark.score() ? backwards : sameAgain).incrementAndGet();
            }
            taken.incrementAndGet();
            return new Mark(second, given, mark == null ? 1 : mark.taken() + 1);
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

    /** The people, each with the job role that asks for most steps, so that there are many scores on the way up. */
    private List<Person> people(ApplicationContext tool) {
        Learners learners = tool.getBean(Learners.class);
        JobRole role = role(tool);
        List<Person> people = new ArrayList<>();
        for (int n = 0; n < LEARNERS; n++) {
            String subject = Integer.toString(1000 + n);
            var person = new Person(
                    learners.bySubject(TenantId.FIRST, new RegistrationId(COURSE.registration()), subject)
                            .orElseThrow()
                            .id(),
                    subject);
            tool.getBean(Grades.class).askForRole(TenantId.FIRST, person.id(), COURSE, role.id(), Instant.now());
            people.add(person);
        }
        return people;
    }

    private static JobRole role(ApplicationContext tool) {
        return tool.getBean(Configurations.class).inForce(TenantId.FIRST).roles().stream()
                .max(Comparator.comparingInt(GradesCrashBench::steps))
                .orElseThrow();
    }

    private static int steps(JobRole role) {
        return role.targets().values().stream().mapToInt(tier -> tier.level() - 1).sum();
    }

    /** Staff raise everybody's tiers, one step at a time and never down, spread over all the kills. */
    private void raise(ApplicationContext tool, List<Person> people, int kills, AtomicBoolean on) throws Exception {
        Overrides overrides = tool.getBean(Overrides.class);
        List<Map.Entry<CompetencyId, Tier>> steps = new ArrayList<>();
        role(tool).targets().forEach((competency, target) -> {
            for (int level = 2; level <= target.level(); level++) {
                steps.add(Map.entry(competency, Tier.ofLevel(level)));
            }
        });
        steps.sort(Comparator.comparing(step -> step.getValue()));
        int[] next = new int[people.size()];
        int all = steps.size() * people.size();
        while (on.get()) {
            // As many as belong to the kills so far, and some ahead.
            int allowed = (int) ((long) all * (kill.get() + 1) / (kills + 1));
            int who = random.nextInt(people.size());
            if (raised.get() < allowed && next[who] < steps.size()) {
                var step = steps.get(next[who]++);
                Person person = people.get(who);
                overrides.set(
                        TenantId.FIRST,
                        person.id(),
                        COURSE,
                        step.getKey(),
                        step.getValue(),
                        "measuring",
                        "bench",
                        Instant.now().plus(Duration.ofDays(100)),
                        Instant.now());
                raised.incrementAndGet();
            }
            Thread.sleep(random.nextInt(20));
        }
    }

    /** As if the two minutes had passed that a dead sender's lease and claims hold. */
    private static void runOut(String database) throws Exception {
        try (var connection = DriverManager.getConnection(database, "root", "");
                var change = connection.createStatement()) {
            change.executeUpdate("UPDATE shared_lease SET until = 0");
            change.executeUpdate("UPDATE grading_order SET claimed_until = 0 WHERE claimed_until > 0");
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
