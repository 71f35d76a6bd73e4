package dev.waymark.mastery;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.evidence.Ledger;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The rooms below, as far as mastery and path look into them; in memory, and set by the test. */
public final class FakeRooms {

    /** Set to {@code true}, the beans below take the place of the real rooms. */
    public static final String PROPERTY = "waymark.test.fake-rooms";

    private FakeRooms() {}

    @Singleton
    @Primary
    @Requires(property = PROPERTY, value = "true")
    public static class FakeLedger implements Ledger {

        private final Map<LearnerId, List<Evidence>> counted = new ConcurrentHashMap<>();
        private volatile Runnable onRead = () -> {};

        public void add(LearnerId learner, Evidence... evidence) {
            counted.computeIfAbsent(learner, none -> new CopyOnWriteArrayList<>())
                    .addAll(List.of(evidence));
        }

        public void remove(LearnerId learner, EvidenceId id) {
            counted.getOrDefault(learner, List.of()).removeIf(each -> each.id().equals(id));
        }

        public void onRead(Runnable hook) {
            onRead = hook;
        }

        @Override
        public List<Evidence> evidenceOf(TenantId tenant, LearnerId learner) {
            onRead.run();
            return counted.getOrDefault(learner, List.of()).stream()
                    .sorted(Evidence.ORDER)
                    .toList();
        }

        /** Each piece is a work by itself. */
        @Override
        public List<Work> worksOf(TenantId tenant, LearnerId learner) {
            return evidenceOf(tenant, learner).stream()
                    .map(each -> new Work(each.item(), each.id().value(), each))
                    .toList();
        }

        @Override
        public List<Entry> entriesOf(TenantId tenant, LearnerId learner) {
            return List.of();
        }

        @Override
        public Optional<Entry> entry(TenantId tenant, LearnerId learner, EvidenceId id) {
            return Optional.empty();
        }

        @Override
        public List<Unlinked> unlinked(TenantId tenant, int limit) {
            return List.of();
        }

        @Override
        public List<SeenActivities> activities(TenantId tenant, int limit) {
            return List.of();
        }

        @Override
        public Map<String, Long> totals(TenantId tenant) {
            return Map.of();
        }
    }

    @Singleton
    @Primary
    @Requires(property = PROPERTY, value = "true")
    public static class FakeConfigurations implements Configurations {

        private volatile Published inForce = SmallContent.published("small/1");

        public void publish(Published next) {
            inForce = next;
        }

        @Override
        public Published inForce(TenantId tenant) {
            return inForce;
        }

        @Override
        public Optional<Alignment> alignmentOf(TenantId tenant, SeenActivity activity) {
            return Optional.empty();
        }

        @Override
        public void settle(TenantId tenant, ActivityId activity, Optional<Alignment> alignment, String by) {
            throw new UnsupportedOperationException("these tests settle nothing");
        }

        @Override
        public Map<ActivityId, Optional<Alignment>> settled(TenantId tenant) {
            return Map.of();
        }
    }

    @Singleton
    @Primary
    @Requires(property = PROPERTY, value = "true")
    public static class FakeLearners implements Learners {

        private final Map<LearnerId, JobRoleId> roles = new ConcurrentHashMap<>();

        @Override
        public Optional<Learner> find(TenantId tenant, LearnerId id) {
            Instant seen = Instant.EPOCH;
            return Optional.of(
                    new Learner(tenant, id, Optional.empty(), Optional.ofNullable(roles.get(id)), seen, seen));
        }

        /** Without the event, which the test publishes itself. */
        @Override
        public void setRole(TenantId tenant, LearnerId id, JobRoleId role, Instant at) {
            roles.put(id, role);
        }

        @Override
        public Optional<Learner> bySubject(TenantId tenant, RegistrationId registration, String subject) {
            return Optional.empty();
        }

        @Override
        public Optional<LearnerId> byAgent(TenantId tenant, String agentKey) {
            return Optional.empty();
        }

        @Override
        public Set<String> agentsOf(TenantId tenant, LearnerId id) {
            return Set.of();
        }

        @Override
        public List<Learner> inCourse(TenantId tenant, CourseId course) {
            return List.of();
        }

        @Override
        public Optional<String> subjectOf(TenantId tenant, LearnerId id, RegistrationId registration) {
            return Optional.empty();
        }
    }
}
