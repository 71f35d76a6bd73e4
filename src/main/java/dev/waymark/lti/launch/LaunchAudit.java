package dev.waymark.lti.launch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.lti.core.LaunchOutcome.Accepted;
import dev.waymark.lti.core.LaunchOutcome.Refused;
import dev.waymark.lti.registration.RegisteredPlatform;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One row for each login or launch that ended here: why, by which clause, what was expected and found, and how far the
 * clocks were apart. Never a token, a subject or a name. Its short code is what a person reads to the help desk.
 *
 * <p>Whoever sends refused launches in a flood does not fill the table: of those of one platform that were refused for one
 * reason within one minute, a node keeps {@value #KEPT_A_MINUTE}; the last of these counts the others and lends them its code.
 */
@Singleton
public class LaunchAudit {

    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final int LONGEST_DETAIL = 1000;
    static final int KEPT_A_MINUTE = 30;
    private static final int KINDS = 10_000;
    private static final String SELECT =
            "SELECT at, code, registration, outcome, reason, clause, detail, clock_skew_ms, browser_path,"
                    + " repeated FROM lti_launch_audit WHERE tenant = ?";

    private final JdbcOperations jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<Kind, Burst> bursts =
            Caffeine.newBuilder().maximumSize(KINDS).build();

    /** What is alike: refused of one platform, for one reason, within one minute. */
    private record Kind(TenantId tenant, Optional<RegistrationId> registration, String reason, long minute) {}

    private static final class Burst {
        private final AtomicInteger seen = new AtomicInteger();
        private volatile String last = "";
    }

    LaunchAudit(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    String accepted(RegisteredPlatform platform, Accepted accepted, BrowserPath path) {
        String code = code();
        insert(
                platform.tenant(),
                code,
                Optional.of(platform.id()),
                "accepted",
                "",
                "",
                String.join("; ", accepted.warnings()),
                Optional.of(accepted.clockSkew()),
                Optional.of(path));
        return code;
    }

    /**
     * @param platform empty if nobody knows who it was; the row is then the first tenant's
     * @param path how the browser was known; empty if the launch did not get that far
     */
    @Transactional
    String refused(Optional<RegisteredPlatform> platform, Refused refused, Optional<BrowserPath> path) {
        TenantId tenant = platform.map(RegisteredPlatform::tenant).orElse(TenantId.FIRST);
        var kind = new Kind(
                tenant,
                platform.map(RegisteredPlatform::id),
                refused.reason().code(),
                clock.instant().getEpochSecond() / 60);
        Burst burst = bursts.get(kind, unseen -> new Burst());
        int beyond = burst.seen.incrementAndGet() - KEPT_A_MINUTE;
        if (beyond > 0 && !burst.last.isEmpty()) {
            if (Integer.bitCount(beyond) == 1) {
                // Written at each doubling, so that a flood costs the database next to nothing.
                repeated(tenant, burst.last, beyond);
            }
            return burst.last;
        }
        String code = code();
        burst.last = code;
        insert(
                tenant,
                code,
                platform.map(RegisteredPlatform::id),
                "refused",
                refused.reason().code(),
                refused.clause(),
                refused.detail(),
                refused.clockSkew(),
                path);
        return code;
    }

    /**
     * The newest first.
     *
     * @param most at least 1
     */
    @Transactional
    public List<LaunchRecord> newest(TenantId tenant, int most) {
        return jdbc.prepareStatement(SELECT + " ORDER BY id DESC LIMIT ?", select -> {
            select.setLong(1, tenant.value());
            select.setInt(2, most);
            return read(select);
        });
    }

    /** What a code stands for; the newest first, should one have been drawn twice. */
    @Transactional
    public List<LaunchRecord> of(TenantId tenant, String code) {
        return jdbc.prepareStatement(SELECT + " AND code = ? ORDER BY id DESC", select -> {
            select.setLong(1, tenant.value());
            select.setString(2, code);
            return read(select);
        });
    }

    private static List<LaunchRecord> read(PreparedStatement select) throws SQLException {
        List<LaunchRecord> found = new ArrayList<>();
        try (var row = select.executeQuery()) {
            while (row.next()) {
                long registration = row.getLong(3);
                boolean known = !row.wasNull();
                long skew = row.getLong(8);
                boolean measured = !row.wasNull();
                found.add(new LaunchRecord(
                        Micros.toInstant(row.getLong(1)),
                        row.getString(2),
                        known ? Optional.of(new RegistrationId(registration)) : Optional.empty(),
                        row.getString(4).equals("accepted"),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        measured ? Optional.of(Duration.ofMillis(skew)) : Optional.empty(),
                        path(row.getString(9)),
                        row.getInt(10)));
            }
        }
        return found;
    }

    private void repeated(TenantId tenant, String code, int more) {
        jdbc.prepareStatement(
                "UPDATE lti_launch_audit SET repeated = ? WHERE tenant = ? AND code = ? AND repeated < ?", update -> {
                    update.setInt(1, more);
                    update.setLong(2, tenant.value());
                    update.setString(3, code);
                    update.setInt(4, more);
                    return update.executeUpdate();
                });
    }

    private static Optional<BrowserPath> path(String code) {
        return Arrays.stream(BrowserPath.values())
                .filter(path -> path.code().equals(code))
                .findFirst();
    }

    @Transactional
    int forgetBefore(TenantId tenant, Instant instant) {
        return jdbc.prepareStatement("DELETE FROM lti_launch_audit WHERE tenant = ? AND at < ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setLong(2, Micros.of(instant));
            return delete.executeUpdate();
        });
    }

    private void insert(
            TenantId tenant,
            String code,
            Optional<RegistrationId> registration,
            String outcome,
            String reason,
            String clause,
            String detail,
            Optional<Duration> skew,
            Optional<BrowserPath> path) {
        jdbc.prepareStatement(
                "INSERT INTO lti_launch_audit (tenant, at, code, registration, outcome, reason, clause, detail,"
                        + " clock_skew_ms, browser_path) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setLong(2, Micros.of(clock.instant()));
                    insert.setString(3, code);
                    if (registration.isPresent()) {
                        insert.setLong(4, registration.get().value());
                    } else {
                        insert.setNull(4, Types.BIGINT);
                    }
                    insert.setString(5, outcome);
                    insert.setString(6, reason);
                    insert.setString(7, clause);
                    insert.setString(
                            8, detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL));
                    if (skew.isPresent()) {
                        insert.setLong(9, millis(skew.get()));
                    } else {
                        insert.setNull(9, Types.BIGINT);
                    }
                    insert.setString(10, path.map(BrowserPath::code).orElse(""));
                    return insert.executeUpdate();
                });
    }

    private static long millis(Duration skew) {
        Duration limit = Duration.ofDays(365_000);
        return skew.abs().compareTo(limit) > 0 ? (skew.isNegative() ? -1 : 1) * limit.toMillis() : skew.toMillis();
    }

    /** Without letters and digits that look alike. */
    private String code() {
        var code = new StringBuilder("WM-");
        for (int i = 0; i < 4; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }
}
