package dev.waymark.lti.registration;

import dev.waymark.shared.Micros;
import dev.waymark.shared.NameBasedUuid;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Calls to a platform's services that failed, for the administrator: one row for each kind of failure in an hour, with a
 * short code. Never a token, never a body of an error: Moodle puts our whole message into those.
 */
@Singleton
public class ServiceTrouble {

    private static final String COLUMNS =
            "SELECT code, registration, service, detail, first_at, last_at, times FROM lti_service_trouble WHERE tenant = ?";
    private static final int LONGEST = 500;
    private static final Pattern ADDRESS_QUERY = Pattern.compile("\\?[^\\s\"]*");
    private static final Pattern SOMEBODY = Pattern.compile("[^\\s@\"]+@[^\\s@\"]+");
    private static final Pattern LONG_SECRET = Pattern.compile("[A-Za-z0-9_-]{24,}(\\.[A-Za-z0-9_-]+)*");

    private final JdbcOperations jdbc;
    private final Clock clock;

    ServiceTrouble(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What was called. */
    public enum Service {
        TOKEN,
        GRADES,
        NAMES,
        NOTICES,
        /** What was chosen for a course, posted by a browser. */
        LINKS,
        OTHER;

        /** By the scopes that a call needed. */
        public static Service of(Iterable<String> scopes) {
            for (String scope : scopes) {
                if (scope.contains("/lti-ags/")) {
                    return GRADES;
                }
                if (scope.contains("/lti-nrps/")) {
                    return NAMES;
                }
                if (scope.contains("noticehandlers")) {
                    return NOTICES;
                }
            }
            return OTHER;
        }
    }

    /**
     * @param service lower case, as in message keys
     */
    public record Trouble(
            String code,
            RegistrationId registration,
            String service,
            String detail,
            Instant firstAt,
            Instant lastAt,
            long times) {}

    /**
     * Notes a failure. In a transaction of its own, so that nobody's work is undone by it and it by nobody's.
     *
     * @return its code
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public String note(RegisteredPlatform platform, Service service, String detail) {
        Instant now = clock.instant();
        String text = harmless(detail);
        String name = service.name().toLowerCase(Locale.ROOT);
        long hour = now.getEpochSecond() / 3600;
        String code = code(platform, name, text, hour);
        Sql.change(
                jdbc,
                "INSERT INTO lti_service_trouble (tenant, code, registration, service, detail, first_at, last_at, times)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, 1)"
                        + " ON DUPLICATE KEY UPDATE last_at = VALUES(last_at), times = times + 1",
                platform.tenant().value(),
                code,
                platform.id().value(),
                name,
                text,
                Micros.of(now),
                Micros.of(now));
        return code;
    }

    @Transactional
    public List<Trouble> newest(TenantId tenant, int most) {
        return Sql.rows(jdbc, ServiceTrouble::read, COLUMNS + " ORDER BY last_at DESC LIMIT ?", tenant.value(), most);
    }

    @Transactional
    public Optional<Trouble> of(TenantId tenant, String code) {
        return Sql.rows(jdbc, ServiceTrouble::read, COLUMNS + " AND code = ?", tenant.value(), code).stream()
                .findFirst();
    }

    @Transactional
    int forgetBefore(TenantId tenant, Instant instant) {
        return Sql.change(
                jdbc,
                "DELETE FROM lti_service_trouble WHERE tenant = ? AND last_at < ?",
                tenant.value(),
                Micros.of(instant));
    }

    /** Without what an address carries, without anything like an e-mail address or a key. */
    static String harmless(String detail) {
        String text = ADDRESS_QUERY.matcher(detail).replaceAll("?…");
        text = SOMEBODY.matcher(text).replaceAll("…@…");
        text = LONG_SECRET.matcher(text).replaceAll("…");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** The same failure in the same hour has the same code, on every node. */
    private static String code(RegisteredPlatform platform, String service, String detail, long hour) {
        String letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
        long bits = NameBasedUuid.of(
                                NameBasedUuid.WAYMARK,
                                "service trouble",
                                platform.tenant().toString(),
                                Long.toString(platform.id().value()),
                                service,
                                detail,
                                Long.toString(hour))
                        .getMostSignificantBits()
                >>> 16;
        var code = new StringBuilder("WS-");
        for (int i = 0; i < 7; i++) {
            code.append(letters.charAt((int) (bits % letters.length())));
            bits /= letters.length();
        }
        return code.toString();
    }

    private static Trouble read(ResultSet row) throws SQLException {
        return new Trouble(
                row.getString(1),
                new RegistrationId(row.getLong(2)),
                row.getString(3),
                row.getString(4),
                Micros.toInstant(row.getLong(5)),
                Micros.toInstant(row.getLong(6)),
                row.getLong(7));
    }
}
