package dev.waymark.learner;

import dev.waymark.engine.model.JobRoleId;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The people of a tenant. They become known when they launch; see {@link AgentsKnown}. */
public interface Learners {

    Optional<Learner> find(TenantId tenant, LearnerId id);

    /** The job roles of those of them who have chosen one. */
    default Map<LearnerId, JobRoleId> rolesOf(TenantId tenant, Collection<LearnerId> learners) {
        Map<LearnerId, JobRoleId> found = new HashMap<>();
        learners.forEach(each -> find(tenant, each).flatMap(Learner::role).ifPresent(role -> found.put(each, role)));
        return found;
    }

    /** The person behind a platform's subject. */
    Optional<Learner> bySubject(TenantId tenant, RegistrationId registration, String subject);

    /**
     * The person an xAPI agent stands for.
     *
     * @param agentKey text form of an agent's identifier (see {@code lrs.xapi.AgentKey#key})
     */
    Optional<LearnerId> byAgent(TenantId tenant, String agentKey);

    /** The same for many agents at once; agents who are nobody's are left out. */
    default Map<String, LearnerId> byAgents(TenantId tenant, Collection<String> agentKeys) {
        Map<String, LearnerId> found = new HashMap<>();
        agentKeys.forEach(key -> byAgent(tenant, key).ifPresent(id -> found.put(key, id)));
        return found;
    }

    /** Text forms of the agents that are this person's. */
    Set<String> agentsOf(TenantId tenant, LearnerId id);

    /** People who opened Waymark in a course as learners, by name. */
    List<Learner> inCourse(TenantId tenant, CourseId course);

    /** Courses that somebody opened Waymark in as a learner since then. */
    default List<CourseId> coursesSince(TenantId tenant, Instant since) {
        return List.of();
    }

    /** One of them, by id. */
    default Optional<Learner> inCourse(TenantId tenant, CourseId course, LearnerId id) {
        return inCourse(tenant, course).stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
    }

    /** The sections or groups of a course's people, by the platform's ids, as their last launch told them. */
    default Map<LearnerId, Set<String>> sectionsIn(TenantId tenant, CourseId course) {
        return Map.of();
    }

    /** The people behind some of a platform's subjects; those who are not known are left out. */
    default Set<LearnerId> bySubjects(TenantId tenant, RegistrationId registration, Set<String> subjects) {
        return subjects.stream()
                .flatMap(subject -> bySubject(tenant, registration, subject).map(Learner::id).stream())
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /** The platform's subject of a person on a registration, for services of that platform. */
    Optional<String> subjectOf(TenantId tenant, LearnerId id, RegistrationId registration);

    /** Sets the job role and publishes {@link RoleChanged}. That it needs nobody's yes is the caller's knowledge. */
    void setRole(TenantId tenant, LearnerId id, JobRoleId role, Instant at);

    /**
     * @param displayName what a platform calls them; empty if none says
     * @param role empty until they choose one
     */
    record Learner(
            TenantId tenant,
            LearnerId id,
            Optional<String> displayName,
            Optional<JobRoleId> role,
            Instant firstSeen,
            Instant lastSeen) {}

    /**
     * A learner launched, and these agents are theirs. Published by the launching thread after the person and the
     * agents were committed.
     */
    record AgentsKnown(TenantId tenant, LearnerId learner, Set<String> agentKeys) {
        public AgentsKnown {
            agentKeys = Set.copyOf(agentKeys);
        }
    }

    /** A learner has another job role. Published in the transaction that changed it. */
    record RoleChanged(TenantId tenant, LearnerId learner, Optional<JobRoleId> before, JobRoleId now, Instant at) {}
}
