package dev.waymark.grading;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lti.ags.Scores;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.mastery.Masteries;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.Leases;
import dev.waymark.shared.TenantId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The rooms that grading leans on, small and obedient. */
final class Fakes {

    private Fakes() {}

    /** A clock that stands still until it is moved. */
    static final class HandClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-23T12:00:00.250Z");

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** A platform that answers what it was told to, else takes everything. */
    static final class FakeScores implements Scores {
        final List<Posted> posted = Collections.synchronizedList(new ArrayList<>());
        final Deque<Answer> answers = new ArrayDeque<>();
        Consumer<Posted> meanwhile = score -> {};

        record Posted(TenantId tenant, RegistrationId registration, String deployment, URI lineItem, Score score) {}

        @Override
        public Answer post(
                TenantId tenant, RegistrationId registration, String deploymentId, URI lineItem, Score score) {
            var call = new Posted(tenant, registration, deploymentId, lineItem, score);
            posted.add(call);
            meanwhile.accept(call);
            synchronized (answers) {
                return answers.isEmpty() ? new Answer.Accepted() : answers.removeFirst();
            }
        }

        List<Double> given() {
            return posted.stream().map(call -> call.score().given()).toList();
        }
    }

    /** What the course shows, by column and person, in per cent and at an instant. */
    static final class FakeGradebook {
        final Map<String, dev.waymark.lti.core.ResultItem> cells = new HashMap<>();

        void shows(URI lineItem, String user, double points, double maximum, Instant at) {
            cells.put(
                    lineItem + " " + user,
                    new dev.waymark.lti.core.ResultItem(user, Optional.of(points), maximum, Optional.of(at)));
        }

        void clear(URI lineItem, String user) {
            cells.remove(lineItem + " " + user);
        }
    }

    static final class FakeResults implements dev.waymark.lti.ags.Results {
        private final FakeGradebook gradebook;
        final List<String> asked = new ArrayList<>();
        final Deque<Answer> answers = new ArrayDeque<>();

        FakeResults(FakeGradebook gradebook) {
            this.gradebook = gradebook;
        }

        @Override
        public Answer of(
                TenantId tenant, RegistrationId registration, String deployment, URI lineItem, Optional<String> user) {
            asked.add(user.orElse("all"));
            if (!answers.isEmpty()) {
                return answers.removeFirst();
            }
            return new Answer.Shown(gradebook.cells.entrySet().stream()
                    .filter(cell -> cell.getKey().startsWith(lineItem + " "))
                    .map(Map.Entry::getValue)
                    .filter(result -> user.isEmpty() || user.get().equals(result.userId()))
                    .toList());
        }
    }

    /** The columns of one course. */
    static final class FakeLineItems implements dev.waymark.lti.ags.LineItems {
        final List<dev.waymark.lti.core.LineItem> items = new ArrayList<>();
        final Deque<Answer> answers = new ArrayDeque<>();
        int made;
        Runnable afterMaking = () -> {};

        @Override
        public Answer find(
                TenantId tenant, RegistrationId registration, String deployment, URI lineItems, Wanted wanted) {
            if (!answers.isEmpty()) {
                return answers.removeFirst();
            }
            return new Answer.Found(items.stream()
                    .filter(item ->
                            wanted.resourceId().isEmpty() || wanted.resourceId().equals(item.resourceId()))
                    .filter(item -> wanted.tag().isEmpty() || wanted.tag().equals(item.tag()))
                    .filter(item -> wanted.resourceLinkId().isEmpty()
                            || wanted.resourceLinkId().equals(item.resourceLinkId()))
                    .toList());
        }

        @Override
        public Answer make(
                TenantId tenant,
                RegistrationId registration,
                String deployment,
                URI lineItems,
                String label,
                double maximum,
                String resourceId,
                String tag) {
            made++;
            var item = new dev.waymark.lti.core.LineItem(
                    GradingFixture.lineItem(100 + made),
                    label,
                    maximum,
                    Optional.of(resourceId),
                    Optional.of(tag),
                    Optional.empty());
            items.add(item);
            afterMaking.run();
            return new Answer.Found(List.of(item));
        }

        @Override
        public Answer rename(
                TenantId tenant, RegistrationId registration, String deployment, URI lineItem, String label) {
            if (!answers.isEmpty()) {
                return answers.removeFirst();
            }
            for (int at = 0; at < items.size(); at++) {
                var item = items.get(at);
                if (item.id().equals(lineItem)) {
                    items.set(
                            at,
                            new dev.waymark.lti.core.LineItem(
                                    item.id(),
                                    label,
                                    item.maximum(),
                                    item.resourceId(),
                                    item.tag(),
                                    item.resourceLinkId()));
                    return new Answer.Found(List.of(items.get(at)));
                }
            }
            return new Answer.Refused(404, "reading the column: the platform answered 404");
        }
    }

    /** Leases of one database as two nodes see them. */
    static final class FakeLeases implements Leases {
        private final Map<String, String> held;
        private final String node;

        FakeLeases(Map<String, String> held, String node) {
            this.held = held;
            this.node = node;
        }

        @Override
        public Optional<Lease> claim(String work, Duration howLong) {
            return held.computeIfAbsent(work, free -> node).equals(node)
                    ? Optional.of(new Lease(work, node, 1))
                    : Optional.empty();
        }

        @Override
        public void release(Lease lease) {
            held.remove(lease.work(), node);
        }
    }

    static final class FakeMasteries implements Masteries {
        private final Map<LearnerId, Standing> now = new HashMap<>();
        private final Map<LearnerId, Standing> unfaded = new HashMap<>();

        /** Without time passed, both are the same. */
        void knows(LearnerId learner, Standing standing) {
            now.put(learner, standing);
            unfaded.put(learner, standing);
        }

        void fadesTo(LearnerId learner, Standing standing) {
            now.put(learner, standing);
        }

        @Override
        public Standing at(TenantId tenant, LearnerId learner, Instant asOf) {
            return now.getOrDefault(learner, Standings.nothingKnown());
        }

        @Override
        public Standing withoutForgetting(TenantId tenant, LearnerId learner, Instant asOf) {
            return unfaded.getOrDefault(learner, Standings.nothingKnown());
        }

        @Override
        public List<TierMove> moves(TenantId tenant, LearnerId learner, int limit) {
            return List.of();
        }
    }

    static final class FakeLearners implements Learners {
        private final Map<TenantId, Map<LearnerId, Learner>> people = new HashMap<>();
        private final Map<String, LearnerId> subjects = new HashMap<>();
        final java.util.Set<LearnerId> launched = new java.util.HashSet<>();
        Consumer<RoleChanged> news = event -> {};

        void add(TenantId tenant, LearnerId id, RegistrationId registration, String subject) {
            people.computeIfAbsent(tenant, any -> new HashMap<>())
                    .put(id, new Learner(tenant, id, Optional.empty(), Optional.empty(), Instant.EPOCH, Instant.EPOCH));
            subjects.put(tenant + " " + registration.value() + " " + subject, id);
        }

        @Override
        public Optional<Learner> find(TenantId tenant, LearnerId id) {
            return Optional.ofNullable(people.getOrDefault(tenant, Map.of()).get(id));
        }

        @Override
        public Optional<Learner> bySubject(TenantId tenant, RegistrationId registration, String subject) {
            return Optional.ofNullable(subjects.get(tenant + " " + registration.value() + " " + subject))
                    .flatMap(id -> find(tenant, id));
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
            return people.getOrDefault(tenant, Map.of()).values().stream()
                    .filter(learner -> launched.contains(learner.id()))
                    .toList();
        }

        @Override
        public Optional<String> subjectOf(TenantId tenant, LearnerId id, RegistrationId registration) {
            return subjects.entrySet().stream()
                    .filter(each -> each.getValue().equals(id))
                    .map(each -> each.getKey().substring(each.getKey().lastIndexOf(' ') + 1))
                    .findFirst();
        }

        @Override
        public void setRole(TenantId tenant, LearnerId id, JobRoleId role, Instant at) {
            Learner before = find(tenant, id).orElseThrow();
            people.computeIfAbsent(tenant, any -> new HashMap<>())
                    .put(id, new Learner(tenant, id, before.displayName(), Optional.of(role), before.firstSeen(), at));
            news.accept(new RoleChanged(tenant, id, before.role(), role, at));
        }
    }

    /** Two roles and the baseline, over three competencies. */
    static final class FakeConfigurations implements Configurations {
        static final JobRole STAFF = Standings.role("all-staff", "C01", 2, "C03", 2);
        static final JobRole MANAGER = Standings.role("product-manager", "C01", 2, "C03", 3, "C04", 2);
        static final JobRole CLERK = Standings.role("clerk", "C01", 2);

        private final Published published = new Published(
                "test/1",
                new Framework(
                        "test/1",
                        Map.of(
                                new CompetencyId("C01"), CutScores.DEFAULT,
                                new CompetencyId("C03"), CutScores.DEFAULT,
                                new CompetencyId("C04"), CutScores.DEFAULT),
                        Set.of()),
                List.of(MANAGER, CLERK),
                STAFF,
                List.of(),
                new IdsAsWords());

        @Override
        public Published inForce(TenantId tenant) {
            return published;
        }

        @Override
        public Optional<Alignment> alignmentOf(TenantId tenant, SeenActivity activity) {
            return Optional.empty();
        }

        @Override
        public void settle(TenantId tenant, ActivityId activity, Optional<Alignment> alignment, String by) {
            throw new UnsupportedOperationException("grading settles no alignment");
        }

        @Override
        public Map<ActivityId, Optional<Alignment>> settled(TenantId tenant) {
            return Map.of();
        }
    }

    private static final class IdsAsWords implements Configurations.Words {
        @Override
        public String competency(CompetencyId id, Locale locale) {
            return id.value();
        }

        @Override
        public String descriptor(CompetencyId id, Tier tier, Locale locale) {
            return id.value();
        }

        @Override
        public String tier(Tier tier, Locale locale) {
            return tier.name();
        }

        @Override
        public String role(JobRoleId id, Locale locale) {
            return id.value();
        }

        @Override
        public Configurations.ItemWords item(LearningItemId id, Locale locale) {
            return new Configurations.ItemWords(id.value(), "", "", Optional.empty());
        }
    }
}
