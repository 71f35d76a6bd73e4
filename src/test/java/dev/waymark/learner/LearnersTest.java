package dev.waymark.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.engine.model.JobRoleId;
import dev.waymark.evidence.Launches;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.lti.core.ResourceLinkLaunch;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is who, by launches alone. Each test has people of its own. */
@Tag("storage")
@MicronautTest(transactional = false)
class LearnersTest {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Inject
    ApplicationEventPublisher<LaunchAccepted> launches;

    @Inject
    Learners learners;

    @Inject
    Heard heard;

    @Singleton
    static class Heard {
        final ConcurrentLinkedQueue<Object> news = new ConcurrentLinkedQueue<>();

        @EventListener
        void onAgents(Learners.AgentsKnown known) {
            news.add(known);
        }

        @EventListener
        void onRole(Learners.RoleChanged changed) {
            news.add(changed);
        }
    }

    @BeforeEach
    void listen() {
        heard.news.clear();
    }

    @Test
    void aLaunchMakesThePersonAndTheirAccountKnown() {
        launches.publishEvent(Launches.of("a1", Role.LEARNER));
        Learners.Learner learner =
                learners.bySubject(TENANT, Launches.MOODLE, "a1").orElseThrow();
        String account = AgentKey.account(Written.SITE, "a1").key();
        assertThat(learner.displayName()).contains("Person a1");
        assertThat(learner.role()).isEmpty();
        assertThat(learners.byAgent(TENANT, account)).contains(learner.id());
        assertThat(learners.byAgents(TENANT, List.of(account, "MBOX mailto:x@y.test")))
                .containsOnlyKeys(account);
        assertThat(learners.agentsOf(TENANT, learner.id())).containsExactly(account);
        assertThat(learners.subjectOf(TENANT, learner.id(), Launches.MOODLE)).contains("a1");
        assertThat(learners.inCourse(TENANT, new CourseId(1, "2")))
                .extracting(Learners.Learner::id)
                .contains(learner.id());
        assertThat(heard.news).containsExactly(new Learners.AgentsKnown(TENANT, learner.id(), Set.of(account)));
    }

    @Test
    void writesAccountsAsTheLrsRoomDoes() {
        for (String issuer :
                List.of("https://m.test", "https://m.test/", "https://m.test/moodle//", " https://m.test")) {
            assertThat(LaunchListener.accountKey(issuer, "a b"))
                    .isEqualTo(AgentKey.account(issuer, "a b").key());
        }
        assertThat(People.hash("ACCOUNT x y")).isEqualTo(AgentKey.hash("ACCOUNT x y"));
    }

    @Test
    void nobodyIsKnownByAnEMailAddress() {
        launches.publishEvent(Launches.of("b1", Role.LEARNER));
        assertThat(learners.byAgent(TENANT, AgentKey.mbox("someone@example.org").key()))
                .isEmpty();
    }

    @Test
    void anAnonymousLaunchMakesNobody() {
        ResourceLinkLaunch anonymous = Launches.launch(Written.SITE, Optional.empty(), Role.LEARNER);
        launches.publishEvent(new LaunchAccepted(TENANT, Launches.MOODLE, anonymous, NOW));
        assertThat(heard.news).isEmpty();
    }

    @Test
    void staffAreKnownAndAreNotLearners() {
        launches.publishEvent(Launches.of("c1", Role.INSTRUCTOR));
        Learners.Learner teacher =
                learners.bySubject(TENANT, Launches.MOODLE, "c1").orElseThrow();
        assertThat(learners.inCourse(TENANT, new CourseId(1, "2")))
                .extracting(Learners.Learner::id)
                .doesNotContain(teacher.id());
        assertThat(heard.news).isEmpty();
    }

    @Test
    void theSameSubjectOnAnotherPlatformIsSomebodyElse() {
        launches.publishEvent(Launches.of("d1", Role.LEARNER));
        var elsewhere = new RegistrationId(2);
        launches.publishEvent(new LaunchAccepted(
                TENANT, elsewhere, Launches.launch("https://other.test", Optional.of("d1"), Role.LEARNER), NOW));
        assertThat(learners.bySubject(TENANT, elsewhere, "d1").orElseThrow().id())
                .isNotEqualTo(learners.bySubject(TENANT, Launches.MOODLE, "d1")
                        .orElseThrow()
                        .id());
    }

    @Test
    void anotherRegistrationOnTheSamePlatformIsTheSamePerson() {
        launches.publishEvent(Launches.of("e1", Role.LEARNER));
        var again = new RegistrationId(3);
        launches.publishEvent(
                new LaunchAccepted(TENANT, again, Launches.launch(Written.SITE, Optional.of("e1"), Role.LEARNER), NOW));
        assertThat(learners.bySubject(TENANT, again, "e1").orElseThrow().id())
                .isEqualTo(learners.bySubject(TENANT, Launches.MOODLE, "e1")
                        .orElseThrow()
                        .id());
    }

    @Test
    void launchesAtOnceMakeOnePerson() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                running.add(threads.submit(() -> launches.publishEvent(Launches.of("f1", Role.LEARNER))));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        Set<LearnerId> ids = new HashSet<>();
        heard.news.forEach(each -> ids.add(((Learners.AgentsKnown) each).learner()));
        assertThat(heard.news).hasSize(8);
        assertThat(ids).hasSize(1);
    }

    @Test
    void aRoleIsKeptAndToldOnce() {
        launches.publishEvent(Launches.of("g1", Role.LEARNER));
        LearnerId id =
                learners.bySubject(TENANT, Launches.MOODLE, "g1").orElseThrow().id();
        heard.news.clear();
        var role = new JobRoleId("data-analyst");
        learners.setRole(TENANT, id, role, NOW);
        learners.setRole(TENANT, id, role, NOW);
        assertThat(learners.find(TENANT, id).orElseThrow().role()).contains(role);
        assertThat(heard.news).containsExactly(new Learners.RoleChanged(TENANT, id, Optional.empty(), role, NOW));
        launches.publishEvent(Launches.of("g1", Role.LEARNER));
        assertThat(learners.find(TENANT, id).orElseThrow().role()).contains(role);
    }

    @Test
    void refusesARoleForNobody() {
        var nobody = LearnerId.of("00000000-0000-4000-8000-000000000000");
        assertThatThrownBy(() -> learners.setRole(TENANT, nobody, new JobRoleId("data-analyst"), NOW))
                .hasMessageContaining("has no learner");
    }
}
