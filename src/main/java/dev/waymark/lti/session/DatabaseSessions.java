package dev.waymark.lti.session;

import dev.waymark.lti.core.Message;
import dev.waymark.lti.core.ResourceLinkLaunch;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.core.Unguessable;
import dev.waymark.lti.registration.RegisteredPlatform;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.SecretBox;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in a table, found by a keyed hash of their id: who reads the table cannot become anybody. An id is
 * {@code <tenant>.<random>}.
 */
@Singleton
class DatabaseSessions implements Sessions {

    /** A long working day; then the course opens a new one. */
    static final Duration LIFE = Duration.ofHours(8);

    private static final Pattern ID = Pattern.compile("([1-9]\\d{0,17})\\.[A-Za-z0-9_-]{43}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*");
    private static final int LONGEST = 255;

    private final JdbcOperations jdbc;
    private final SecretBox box;
    private final Clock clock;
    private final SessionCookies cookies;
    private final SessionReach reaches;
    private final Preferences preferences;

    DatabaseSessions(
            JdbcOperations jdbc,
            SecretBox box,
            Clock clock,
            SessionCookies cookies,
            SessionReach reaches,
            Preferences preferences) {
        this.jdbc = jdbc;
        this.box = box;
        this.clock = clock;
        this.cookies = cookies;
        this.reaches = reaches;
        this.preferences = preferences;
    }

    @Override
    @Transactional
    public LtiSession open(RegisteredPlatform platform, Message launch, Locale otherwise) {
        String link = launch.link().map(ResourceLinkLaunch.ResourceLink::id).orElse("");
        var told = SessionReach.Told.of(launch);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var session = new LtiSession(
                platform.tenant() + "." + Unguessable.text(),
                platform.tenant(),
                platform.id(),
                launch.issuer(),
                launch.deploymentId(),
                launch.subject(),
                displayName(launch).map(DatabaseSessions::shortened),
                launch.roles(),
                launch.testUser(),
                CourseId.of(platform.id().value(), launch.context().map(ResourceLinkLaunch.Context::id), link),
                launch.context()
                        .flatMap(context -> context.title().or(context::label))
                        .map(DatabaseSessions::shortened),
                link,
                launch.locale()
                        .filter(tag ->
                                tag.length() <= 35 && LANGUAGE.matcher(tag).matches())
                        .orElse(otherwise.toLanguageTag()),
                launch.returnUrl().filter(url -> url.toString().length() <= 2000),
                platform.pageOrigin(launch.returnUrl()),
                launch.productFamily().filter(family -> family.length() <= 100),
                now,
                true,
                told.at(now));
        insert(session, told);
        preferences.tell(session, launch.custom());
        return session.with(reaches.roles(session));
    }

    @Override
    public void give(LtiSession session, MutableHttpResponse<?> response) {
        cookies.give(session, response, LIFE);
    }

    /** A session with what its person prefers: every page needs both, and asks for them at once. */
    record Running(LtiSession session, Preferences.Kept kept) {}

    /** The session of an id, if it still runs and its deployment is still registered. */
    @Transactional
    Optional<Running> find(String id, boolean carried) {
        var parts = ID.matcher(id);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var tenant = new TenantId(Long.parseLong(parts.group(1)));
        Optional<Running> found = jdbc.prepareStatement(
                "SELECT s.registration, s.issuer, s.deployment_id, s.subject, s.display_name, s.roles, s.test_user,"
                        + " s.context_id, s.course_title, s.resource_link_id, s.locale, s.return_url,"
                        + " s.platform_origin, s.product_family, s.started_at, s.sections, s.sections_only, s.mentees,"
                        + " s.course_ends_at, p.spoken, p.theme, s.brand FROM lti_session s"
                        + " JOIN lti_registration r ON r.tenant = s.tenant AND r.id = s.registration AND r.active = 1"
                        + " JOIN lti_deployment d ON d.tenant = s.tenant AND d.registration = s.registration"
                        + " AND d.deployment_id = s.deployment_id"
                        + " LEFT JOIN lti_preference p ON p.tenant = s.tenant AND p.registration = s.registration"
                        + " AND p.subject = s.subject"
                        + " WHERE s.tenant = ? AND s.id_hash = ? AND s.expires_at > ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, hash(id));
                    select.setLong(3, Micros.of(clock.instant()));
                    try (var rows = select.executeQuery()) {
                        return rows.next()
                                ? Optional.of(new Running(
                                        read(id, tenant, rows, carried),
                                        new Preferences.Kept(
                                                Optional.ofNullable(rows.getString(20)),
                                                Optional.ofNullable(rows.getString(21)),
                                                Optional.ofNullable(rows.getString(22)))))
                                : Optional.empty();
                    }
                });
        return found.map(at -> new Running(at.session().with(reaches.roles(at.session())), at.kept()));
    }

    /** Forgets sessions that ran out. */
    @Transactional
    int forgetEndedBefore(TenantId tenant, Instant instant) {
        return jdbc.prepareStatement("DELETE FROM lti_session WHERE tenant = ? AND expires_at < ?", delete -> {
            delete.setLong(1, tenant.value());
            delete.setLong(2, Micros.of(instant));
            return delete.executeUpdate();
        });
    }

    private void insert(LtiSession session, SessionReach.Told told) {
        jdbc.prepareStatement(
                "INSERT INTO lti_session (tenant, id_hash, registration, issuer, deployment_id, subject, display_name,"
                        + " roles, test_user, context_id, course_title, resource_link_id, locale, return_url,"
                        + " platform_origin, product_family, started_at, expires_at, sections, sections_only, mentees,"
                        + " course_ends_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setLong(1, session.tenant().value());
                    insert.setString(2, hash(session.id()));
                    insert.setLong(3, session.registration().value());
                    insert.setString(4, session.issuer());
                    insert.setString(5, session.deploymentId());
                    insert.setString(6, session.subject().orElse(null));
                    insert.setString(7, session.displayName().orElse(null));
                    insert.setString(
                            8, session.roles().stream().map(Role::name).sorted().collect(Collectors.joining(",")));
                    insert.setInt(9, session.testUser() ? 1 : 0);
                    insert.setString(10, session.course().contextId());
                    insert.setString(11, session.courseTitle().orElse(null));
                    insert.setString(12, session.resourceLinkId());
                    insert.setString(13, session.locale());
                    insert.setString(14, session.returnUrl().map(URI::toString).orElse(null));
                    insert.setString(15, session.platformOrigin());
                    insert.setString(16, session.productFamily().orElse(null));
                    insert.setLong(17, Micros.of(session.startedAt()));
                    insert.setLong(18, Micros.of(session.startedAt().plus(LIFE)));
                    insert.setString(19, String.join(",", told.sections()));
                    insert.setInt(20, told.sectionsOnly() ? 1 : 0);
                    insert.setString(21, String.join("\n", told.mentees()));
                    insert.setObject(22, told.endsAt().map(Micros::of).orElse(null));
                    return insert.executeUpdate();
                });
    }

    private LtiSession read(String id, TenantId tenant, ResultSet row, boolean carried) throws SQLException {
        long registration = row.getLong(1);
        var ends = (Number) row.getObject(19);
        var told = new SessionReach.Told(
                among(row.getString(16), ","),
                row.getInt(17) == 1,
                among(row.getString(18), "\n"),
                Optional.ofNullable(ends).map(Number::longValue).map(Micros::toInstant));
        return new LtiSession(
                id,
                tenant,
                new RegistrationId(registration),
                row.getString(2),
                row.getString(3),
                maybe(row.getString(4)),
                maybe(row.getString(5)),
                roles(row.getString(6)),
                row.getInt(7) == 1,
                new CourseId(registration, row.getString(8)),
                maybe(row.getString(9)),
                row.getString(10),
                row.getString(11),
                maybe(row.getString(12)).map(URI::create),
                row.getString(13),
                maybe(row.getString(14)),
                Micros.toInstant(row.getLong(15)),
                carried,
                told.at(clock.instant()));
    }

    private static Set<String> among(@Nullable String text, String between) {
        return text == null
                ? Set.of()
                : Arrays.stream(text.split(between))
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.toSet());
    }

    private String hash(String id) {
        return box.fingerprint("lti session id", id);
    }

    private static Set<Role> roles(String names) {
        return Arrays.stream(names.split(","))
                .filter(name -> !name.isEmpty())
                .map(Role::valueOf)
                .collect(Collectors.toSet());
    }

    private static Optional<String> displayName(Message launch) {
        var person = launch.person();
        return person.name()
                .or(() -> person.given().isPresent() && person.family().isPresent()
                        ? Optional.of(
                                person.given().get() + " " + person.family().get())
                        : person.given().or(person::family));
    }

    private static String shortened(String text) {
        String trimmed = text.strip();
        return trimmed.length() <= LONGEST ? trimmed : trimmed.substring(0, LONGEST);
    }

    private static Optional<String> maybe(@Nullable String text) {
        return Optional.ofNullable(text);
    }
}
