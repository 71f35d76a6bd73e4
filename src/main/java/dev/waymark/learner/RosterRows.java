package dev.waymark.learner;

import dev.waymark.lti.core.Member;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tables {@code learner_roster} and {@code learner_roster_sync}. Runs in the caller's transaction. */
@Singleton
class RosterRows {

    private static final String SYNC = "SELECT tenant, registration, context_id, deployment, memberships, family,"
            + " differences, wanted, not_before, failures, tried_at, complete_at, whole_at, pages, people, outcome,"
            + " detail, held_leaving, held_of, found FROM learner_roster_sync WHERE tenant = ?";
    private static final int NAME = 500;

    private final JdbcOperations jdbc;

    RosterRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param differences where to ask for what changed; empty for the whole list
     * @param wholeAt when the whole list was last read, not only what changed
     * @param confirmed true if somebody said that people have really left
     * @param found people so far, while it is read
     */
    record Sync(
            TenantId tenant,
            CourseId course,
            String deployment,
            URI memberships,
            Optional<String> family,
            Optional<URI> differences,
            boolean wanted,
            Instant notBefore,
            int failures,
            Instant triedAt,
            Instant completeAt,
            Instant wholeAt,
            int pages,
            int people,
            Rosters.State outcome,
            Optional<String> detail,
            int leaving,
            boolean confirmed,
            int found) {

        RegistrationId registration() {
            return new RegistrationId(course.registration());
        }
    }

    Optional<Sync> sync(TenantId tenant, CourseId course) {
        return jdbc
                .prepareStatement(SYNC + " AND registration = ? AND context_id = ?", select -> {
                    select.setLong(1, tenant.value());
                    course(select, 2, course);
                    return syncs(select);
                })
                .stream()
                .findFirst();
    }

    /** Where the list is, as the newest launch says; asked for anew if it is due. */
    void know(TenantId tenant, CourseId course, String deployment, URI memberships, String family, boolean wanted) {
        jdbc.prepareStatement(
                "INSERT INTO learner_roster_sync (tenant, registration, context_id, deployment, memberships, family,"
                        + " differences, wanted, not_before, failures, tried_at, complete_at, whole_at, pages, people,"
                        + " outcome, held_leaving, held_of) VALUES (?, ?, ?, ?, ?, ?, NULL, ?, 0, 0, 0, 0, 0, 0, 0,"
                        + " 'NEVER', 0, 0) ON DUPLICATE KEY UPDATE deployment = VALUES(deployment),"
                        + " differences = CASE WHEN memberships = VALUES(memberships) THEN differences ELSE NULL END,"
                        + " memberships = VALUES(memberships), family = VALUES(family),"
                        + " wanted = CASE WHEN VALUES(wanted) = 1 THEN 1 ELSE wanted END",
                insert -> {
                    insert.setLong(1, tenant.value());
                    course(insert, 2, course);
                    insert.setString(4, deployment);
                    insert.setString(5, memberships.toString());
                    insert.setString(6, family);
                    insert.setInt(7, wanted ? 1 : 0);
                    return insert.executeUpdate();
                });
    }

    /** Readings whose turn it is: asked for, or not complete since. */
    List<Sync> due(TenantId tenant, Instant now, Instant notSince, int limit) {
        return jdbc.prepareStatement(
                SYNC + " AND not_before <= ? AND (wanted = 1 OR complete_at < ?)"
                        + " ORDER BY wanted DESC, complete_at, registration, context_id LIMIT ?",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setLong(2, Micros.of(now));
                    select.setLong(3, Micros.of(notSince));
                    select.setInt(4, limit);
                    return syncs(select);
                });
    }

    /** At once; but not before the platform's {@code Retry-After}, and not twice within {@code apart}. */
    void want(TenantId tenant, CourseId course, Duration apart) {
        jdbc.prepareStatement(
                "UPDATE learner_roster_sync SET wanted = 1, not_before = GREATEST(asked_until, tried_at + ?)"
                        + " WHERE tenant = ? AND registration = ? AND context_id = ?",
                update -> {
                    update.setLong(1, TimeUnit.NANOSECONDS.toMicros(apart.toNanos()));
                    update.setLong(2, tenant.value());
                    course(update, 3, course);
                    return update.executeUpdate();
                });
    }

    /** A person says that who was kept back has left; {@code held_of = -1} lets the next reading believe it. */
    boolean confirm(TenantId tenant, CourseId course, String by, Instant at) {
        return jdbc.prepareStatement(
                        "UPDATE learner_roster_sync SET held_of = -1, wanted = 1, not_before = asked_until,"
                                + " differences = NULL,"
                                + " confirmed_by = ?, confirmed_at = ? WHERE tenant = ? AND registration = ?"
                                + " AND context_id = ? AND outcome = 'KEPT_BACK' AND held_of >= 0",
                        update -> {
                            update.setString(1, by.length() <= 300 ? by : by.substring(0, 300));
                            update.setLong(2, Micros.of(at));
                            update.setLong(3, tenant.value());
                            course(update, 4, course);
                            return update.executeUpdate();
                        })
                == 1;
    }

    void running(Sync sync, int pages, int found, Instant at) {
        jdbc.prepareStatement(
                "UPDATE learner_roster_sync SET outcome = 'RUNNING', pages = ?, found = ?, tried_at = ?, detail = NULL"
                        + " WHERE tenant = ? AND registration = ? AND context_id = ?",
                update -> {
                    update.setInt(1, pages);
                    update.setInt(2, found);
                    update.setLong(3, Micros.of(at));
                    update.setLong(4, sync.tenant().value());
                    course(update, 5, sync.course());
                    return update.executeUpdate();
                });
    }

    void done(Sync sync, Optional<URI> differences, boolean whole, int pages, int people, Instant at) {
        jdbc.prepareStatement(
                "UPDATE learner_roster_sync SET outcome = 'DONE', differences = ?, wanted = 0, failures = 0,"
                        + " not_before = 0, complete_at = ?, whole_at = CASE WHEN ? = 1 THEN ? ELSE whole_at END,"
                        + " pages = ?, people = ?, detail = NULL, held_leaving = 0, held_of = 0"
                        + " WHERE tenant = ? AND registration = ? AND context_id = ?",
                update -> {
                    update.setString(
                            1,
                            differences
                                    .map(URI::toString)
                                    .filter(text -> text.length() <= 2000)
                                    .orElse(null));
                    update.setLong(2, Micros.of(at));
                    update.setInt(3, whole ? 1 : 0);
                    update.setLong(4, Micros.of(at));
                    update.setInt(5, pages);
                    update.setInt(6, people);
                    update.setLong(7, sync.tenant().value());
                    course(update, 8, sync.course());
                    return update.executeUpdate();
                });
    }

    void keptBack(Sync sync, int leaving, int of, Instant at) {
        jdbc.prepareStatement(
                "UPDATE learner_roster_sync SET outcome = 'KEPT_BACK', wanted = 0, failures = 0, not_before = 0,"
                        + " complete_at = ?, held_leaving = ?, held_of = ?, differences = NULL"
                        + " WHERE tenant = ? AND registration = ? AND context_id = ?",
                update -> {
                    update.setLong(1, Micros.of(at));
                    update.setInt(2, leaving);
                    update.setInt(3, of);
                    update.setLong(4, sync.tenant().value());
                    course(update, 5, sync.course());
                    return update.executeUpdate();
                });
    }

    /** @param asked true if the platform named the time of the next try */
    void failed(Sync sync, String detail, boolean forgetDifferences, Instant next, boolean asked) {
        jdbc.prepareStatement(
                "UPDATE learner_roster_sync SET outcome = 'FAILED', failures = failures + 1, not_before = ?,"
                        + " asked_until = ?, detail = ?,"
                        + " differences = CASE WHEN ? = 1 THEN NULL ELSE differences END"
                        + " WHERE tenant = ? AND registration = ? AND context_id = ?",
                update -> {
                    update.setLong(1, Micros.of(next));
                    update.setLong(2, asked ? Micros.of(next) : 0);
                    update.setString(3, detail.length() <= 500 ? detail : detail.substring(0, 500));
                    update.setInt(4, forgetDifferences ? 1 : 0);
                    update.setLong(5, sync.tenant().value());
                    course(update, 6, sync.course());
                    return update.executeUpdate();
                });
    }

    /** Enters members; one who had left is back. A name that is not sent any more leaves the one we had. */
    void enter(TenantId tenant, CourseId course, List<Member> members, Instant at) {
        if (members.isEmpty()) {
            return;
        }
        jdbc.prepareStatement(
                "INSERT INTO learner_roster (tenant, registration, context_id, subject, display_name, roles, status,"
                        + " since, seen_at, left_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL) ON DUPLICATE KEY UPDATE"
                        + " display_name = CASE WHEN VALUES(display_name) = '' THEN display_name"
                        + " ELSE VALUES(display_name) END, roles = VALUES(roles), status = VALUES(status),"
                        + " seen_at = VALUES(seen_at), left_at = NULL",
                insert -> {
                    for (Member member : members) {
                        insert.setLong(1, tenant.value());
                        course(insert, 2, course);
                        insert.setString(4, member.userId());
                        insert.setString(
                                5,
                                member.name()
                                        .map(text -> text.length() <= NAME ? text : text.substring(0, NAME))
                                        .orElse(""));
                        insert.setString(
                                6,
                                member.roles().stream().map(Role::name).sorted().collect(Collectors.joining(",")));
                        insert.setString(7, member.status().name());
                        insert.setLong(8, Micros.of(at));
                        insert.setLong(9, Micros.of(at));
                        insert.addBatch();
                    }
                    return insert.executeBatch();
                });
    }

    /** Marks somebody as gone; who was never on the list is not entered for that. */
    void leave(TenantId tenant, CourseId course, String subject, Instant at) {
        jdbc.prepareStatement(
                "UPDATE learner_roster SET status = 'DELETED', left_at = ? WHERE tenant = ? AND registration = ?"
                        + " AND context_id = ? AND subject = ? AND left_at IS NULL",
                update -> {
                    update.setLong(1, Micros.of(at));
                    update.setLong(2, tenant.value());
                    course(update, 3, course);
                    update.setString(5, subject);
                    return update.executeUpdate();
                });
    }

    /** Subjects on the list who have not left. */
    List<String> present(TenantId tenant, CourseId course) {
        return jdbc.prepareStatement(
                "SELECT subject FROM learner_roster WHERE tenant = ? AND registration = ? AND context_id = ?"
                        + " AND left_at IS NULL ORDER BY subject",
                select -> {
                    select.setLong(1, tenant.value());
                    course(select, 2, course);
                    List<String> found = new ArrayList<>();
                    try (ResultSet row = select.executeQuery()) {
                        while (row.next()) {
                            found.add(row.getString(1));
                        }
                    }
                    return found;
                });
    }

    /**
     * Learners by the list, and by no launch staff, who have not opened Waymark in the course. A role that we do not know
     * means least privilege, and that is a learner's.
     */
    List<Rosters.Person> notYetHere(TenantId tenant, CourseId course) {
        return jdbc.prepareStatement(
                "SELECT r.subject, r.display_name, r.since FROM learner_roster r"
                        + " LEFT JOIN learner_identity i ON i.tenant = r.tenant AND i.registration = r.registration"
                        + " AND i.subject = r.subject LEFT JOIN learner_course c ON c.tenant = r.tenant"
                        + " AND c.registration = r.registration AND c.context_id = r.context_id AND c.learner = i.learner"
                        + " WHERE r.tenant = ? AND r.registration = ? AND r.context_id = ? AND r.left_at IS NULL"
                        + " AND r.status = 'ACTIVE' AND (r.roles = '' OR r.roles = 'LEARNER') AND c.learner IS NULL"
                        + " ORDER BY r.display_name, r.subject",
                select -> {
                    select.setLong(1, tenant.value());
                    course(select, 2, course);
                    List<Rosters.Person> found = new ArrayList<>();
                    try (ResultSet row = select.executeQuery()) {
                        while (row.next()) {
                            found.add(new Rosters.Person(
                                    row.getString(1),
                                    Optional.of(row.getString(2)).filter(name -> !name.isEmpty()),
                                    Micros.toInstant(row.getLong(3))));
                        }
                    }
                    return found;
                });
    }

    /** What a list that was read to its end calls somebody; empty if it was not, or has them no more. */
    Optional<Set<Role>> listed(TenantId tenant, CourseId course, String subject) {
        return jdbc.prepareStatement(
                "SELECT r.roles FROM learner_roster r JOIN learner_roster_sync s ON s.tenant = r.tenant"
                        + " AND s.registration = r.registration AND s.context_id = r.context_id AND s.complete_at > 0"
                        + " WHERE r.tenant = ? AND r.registration = ? AND r.context_id = ? AND r.subject = ?"
                        + " AND r.left_at IS NULL AND r.status = 'ACTIVE'",
                select -> {
                    select.setLong(1, tenant.value());
                    course(select, 2, course);
                    select.setString(4, subject);
                    try (ResultSet row = select.executeQuery()) {
                        return row.next()
                                ? Optional.of(Arrays.stream(row.getString(1).split(","))
                                        .filter(name -> !name.isEmpty())
                                        .map(Role::valueOf)
                                        .collect(Collectors.toSet()))
                                : Optional.empty();
                    }
                });
    }

    private static void course(PreparedStatement statement, int first, CourseId course) throws SQLException {
        statement.setLong(first, course.registration());
        statement.setString(first + 1, course.contextId());
    }

    private static List<Sync> syncs(PreparedStatement select) throws SQLException {
        List<Sync> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new Sync(
                        new TenantId(row.getLong("tenant")),
                        new CourseId(row.getLong("registration"), row.getString("context_id")),
                        row.getString("deployment"),
                        URI.create(row.getString("memberships")),
                        maybe(row.getString("family")),
                        maybe(row.getString("differences")).map(URI::create),
                        row.getInt("wanted") == 1,
                        Micros.toInstant(row.getLong("not_before")),
                        row.getInt("failures"),
                        Micros.toInstant(row.getLong("tried_at")),
                        Micros.toInstant(row.getLong("complete_at")),
                        Micros.toInstant(row.getLong("whole_at")),
                        row.getInt("pages"),
                        row.getInt("people"),
                        Rosters.State.valueOf(row.getString("outcome")),
                        maybe(row.getString("detail")),
                        row.getInt("held_leaving"),
                        row.getInt("held_of") < 0,
                        row.getInt("found")));
            }
        }
        return found;
    }

    private static Optional<String> maybe(@Nullable String text) {
        return Optional.ofNullable(text).filter(found -> !found.isEmpty());
    }
}
