package dev.waymark.lrs.canvas;

import dev.waymark.lrs.canvas.CanvasFeed.PeopleBy;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which Canvas may send Live Events, entered by an administrator. The address we give out is kept as a digest only. */
@Singleton
public class CanvasFeeds {

    /** The feed that an address belongs to. */
    record Known(TenantId tenant, CanvasFeed feed, String accountUuid) {}

    /** What is known of an assignment. */
    record Assignment(String title, OptionalDouble points, String course) {}

    private static final Logger LOG = LoggerFactory.getLogger(CanvasFeeds.class);
    private static final Pattern HOST = Pattern.compile(
            "(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[0-9]{1,5})?");
    private static final int MOST_HOSTS = 5;
    private static final String COLUMNS =
            "tenant, source, hosts, keys_address, people_by, account_uuid, heard, refused, refusal";

    private final JdbcOperations jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CanvasFeeds(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Host names as somebody wrote them, with or without {@code https://}; empty if there are none or one is no host name. */
    public static List<String> hosts(String written) {
        List<String> hosts = Arrays.stream(
                        written.strip().toLowerCase(Locale.ROOT).split("[\\s,;]+"))
                .map(each -> each.replaceFirst("^https?://", "").replaceFirst("/.*$", ""))
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
        boolean sound = hosts.size() <= MOST_HOSTS
                && hosts.stream().allMatch(each -> HOST.matcher(each).matches());
        return sound ? hosts : List.of();
    }

    /**
     * Lets a Canvas send to a source; what was entered before and its address hold no longer.
     *
     * @param hosts as {@link #hosts} reads them; not empty
     * @param by who asked, for the log
     * @return the last part of the address, which nobody can see again
     */
    @Transactional
    public String enter(TenantId tenant, String source, List<String> hosts, URI keys, PeopleBy peopleBy, String by) {
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("expected at least one host name of the Canvas");
        }
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String token = "wmc_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        jdbc.prepareStatement(
                "INSERT INTO lrs_canvas (tenant, source, hosts, keys_address, people_by, token_hash, account_uuid, made,"
                        + " heard, refused, refusal) VALUES (?, ?, ?, ?, ?, ?, '', ?, 0, 0, '')"
                        + " ON DUPLICATE KEY UPDATE hosts = VALUES(hosts), keys_address = VALUES(keys_address),"
                        + " people_by = VALUES(people_by), token_hash = VALUES(token_hash),"
                        + " account_uuid = VALUES(account_uuid), made = VALUES(made)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, source);
                    insert.setString(3, String.join(" ", hosts));
                    insert.setString(4, keys.toString());
                    insert.setString(5, peopleBy.name());
                    insert.setString(6, AgentKey.hash(token));
                    insert.setLong(7, Micros.of(clock.instant()));
                    return insert.executeUpdate();
                });
        LOG.info("{} let Canvas send events to the source {} of tenant {}", by, source, tenant);
        return token;
    }

    /** From now on no Canvas sends to this source. What was sent stays. */
    @Transactional
    public void withdraw(TenantId tenant, String source, String by) {
        jdbc.prepareStatement("DELETE FROM lrs_canvas WHERE tenant = ? AND source = ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setString(2, source);
            return delete.executeUpdate();
        });
        LOG.info("{} stopped Canvas from sending events to the source {} of tenant {}", by, source, tenant);
    }

    /** What is entered for a source. */
    @Transactional
    public Optional<CanvasFeed> of(TenantId tenant, String source) {
        return jdbc.prepareStatement(
                "SELECT " + COLUMNS + " FROM lrs_canvas WHERE tenant = ? AND source = ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, source);
                    return only(select.executeQuery()).map(Known::feed);
                });
    }

    /** Whose address it is. */
    @Transactional
    Optional<Known> byToken(String token) {
        return jdbc.prepareStatement("SELECT " + COLUMNS + " FROM lrs_canvas WHERE token_hash = ?", select -> {
            select.setString(1, AgentKey.hash(token));
            return only(select.executeQuery());
        });
    }

    private static Optional<Known> only(ResultSet found) throws SQLException {
        try (found) {
            if (!found.next()) {
                return Optional.empty();
            }
            CanvasFeed feed = new CanvasFeed(
                    found.getString(2),
                    List.of(found.getString(3).split(" ")),
                    URI.create(found.getString(4)),
                    PeopleBy.valueOf(found.getString(5)),
                    time(found.getLong(7)),
                    time(found.getLong(8)),
                    found.getString(9));
            return Optional.of(new Known(new TenantId(found.getLong(1)), feed, found.getString(6)));
        }
    }

    private static Optional<Instant> time(long micros) {
        return micros == 0 ? Optional.empty() : Optional.of(Micros.toInstant(micros));
    }

    /** An event was taken; which account it is of is learnt once. */
    @Transactional
    void heard(TenantId tenant, String source, String accountUuid) {
        jdbc.prepareStatement(
                "UPDATE lrs_canvas SET heard = ?, account_uuid = CASE WHEN account_uuid = '' THEN ? ELSE account_uuid"
                        + " END WHERE tenant = ? AND source = ?",
                update -> {
                    update.setLong(1, Micros.of(clock.instant()));
                    update.setString(2, accountUuid.length() > 100 ? "" : accountUuid);
                    update.setLong(3, tenant.value());
                    update.setString(4, source);
                    return update.executeUpdate();
                });
    }

    @Transactional
    void refused(TenantId tenant, String source, String code) {
        jdbc.prepareStatement(
                "UPDATE lrs_canvas SET refused = ?, refusal = ? WHERE tenant = ? AND source = ?", update -> {
                    update.setLong(1, Micros.of(clock.instant()));
                    update.setString(2, code);
                    update.setLong(3, tenant.value());
                    update.setString(4, source);
                    return update.executeUpdate();
                });
    }

    @Transactional
    Optional<Assignment> assignment(TenantId tenant, String source, String id) {
        return jdbc.prepareStatement(
                "SELECT title, points, course FROM lrs_canvas_assignment"
                        + " WHERE tenant = ? AND source = ? AND assignment = ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, source);
                    select.setString(3, id);
                    try (var found = select.executeQuery()) {
                        if (!found.next()) {
                            return Optional.<Assignment>empty();
                        }
                        double points = found.getDouble(2);
                        return Optional.of(new Assignment(
                                found.getString(1),
                                points > 0 ? OptionalDouble.of(points) : OptionalDouble.empty(),
                                found.getString(3)));
                    }
                });
    }

    /** Remembers what an event says of an assignment; what it does not say stays as it was. */
    @Transactional
    void remember(TenantId tenant, String source, String id, Assignment said) {
        Optional<Assignment> before = assignment(tenant, source, id);
        String title = said.title().isBlank() ? before.map(Assignment::title).orElse("") : said.title();
        double points = said.points()
                .orElse(before.map(Assignment::points)
                        .orElse(OptionalDouble.empty())
                        .orElse(0));
        String course = said.course().isBlank() ? before.map(Assignment::course).orElse("") : said.course();
        jdbc.prepareStatement(
                "INSERT INTO lrs_canvas_assignment (tenant, source, assignment, title, points, course)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE title = VALUES(title),"
                        + " points = VALUES(points), course = VALUES(course)",
                insert -> {
                    insert.setLong(1, tenant.value());
                    insert.setString(2, source);
                    insert.setString(3, id);
                    insert.setString(4, title.length() > 500 ? title.substring(0, 500) : title);
                    insert.setDouble(5, points);
                    insert.setString(6, course);
                    return insert.executeUpdate();
                });
    }
}
