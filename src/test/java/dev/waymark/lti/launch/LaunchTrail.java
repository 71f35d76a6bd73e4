package dev.waymark.lti.launch;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** Reads what a launch left behind. */
@Singleton
public class LaunchTrail {

    private final JdbcOperations jdbc;

    LaunchTrail(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    public String lastReason() {
        return last("reason");
    }

    @Transactional
    public String lastOutcome() {
        return last("outcome");
    }

    @Transactional
    public String lastDetail() {
        return last("detail");
    }

    /** The word of a {@link BrowserPath}, or nothing. */
    @Transactional
    public String lastPath() {
        return last("browser_path");
    }

    @Transactional
    public void everyLoginIsOver() {
        jdbc.prepareStatement("UPDATE lti_login SET expires_at = 0 WHERE tenant = 1", update -> update.executeUpdate());
    }

    private String last(String column) {
        return jdbc.prepareStatement(
                "SELECT reason, outcome, detail, browser_path FROM lti_launch_audit WHERE tenant = 1 ORDER BY id DESC LIMIT 1",
                select -> {
                    try (var rows = select.executeQuery()) {
                        return rows.next() ? rows.getString(column) : "";
                    }
                });
    }
}
