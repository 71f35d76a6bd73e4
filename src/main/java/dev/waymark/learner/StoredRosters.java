package dev.waymark.learner;

import dev.waymark.learner.RosterRows.Sync;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.lti.session.CourseList;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The lists, in tables. */
@Singleton
class StoredRosters implements Rosters, CourseList {

    /** Between two readings that somebody asks for. */
    private static final Duration APART = Duration.ofMinutes(1);

    private final RosterRows rows;

    StoredRosters(RosterRows rows) {
        this.rows = rows;
    }

    @Override
    @Transactional
    public List<Person> notYetHere(TenantId tenant, CourseId course) {
        return rows.notYetHere(tenant, course);
    }

    @Override
    @Transactional
    public Optional<Reading> reading(TenantId tenant, CourseId course) {
        return rows.sync(tenant, course).map(StoredRosters::reading);
    }

    @Override
    @Transactional
    public void readSoon(TenantId tenant, CourseId course, Instant at) {
        rows.want(tenant, course, APART);
    }

    @Override
    @Transactional
    public boolean confirmLeaving(TenantId tenant, CourseId course, String by, Instant at) {
        return rows.confirm(tenant, course, by, at);
    }

    @Override
    @Transactional
    public Optional<Set<Role>> rolesOnTheList(
            TenantId tenant, RegistrationId registration, CourseId course, String subject) {
        return rows.listed(tenant, course, subject);
    }

    private static Reading reading(Sync sync) {
        return new Reading(
                Optional.of(sync.completeAt()).filter(at -> at.isAfter(Instant.EPOCH)),
                sync.people(),
                sync.pages(),
                sync.outcome(),
                sync.detail(),
                Optional.of(sync.notBefore()).filter(at -> sync.outcome() == State.FAILED),
                sync.outcome() == State.KEPT_BACK && !sync.confirmed() ? sync.leaving() : 0,
                sync.outcome() == State.RUNNING ? sync.found() : 0,
                sync.wanted());
    }
}
