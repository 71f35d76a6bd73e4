package dev.waymark.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.OwnObservations.Own;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the tool itself saw is in the ledger, once, with its reason, and is the learner's to have erased. */
@Tag("storage")
@MicronautTest(transactional = false)
class OwnObservationsScenarioTest {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final Instant MONDAY = Instant.parse("2026-11-16T08:00:00Z");

    @Inject
    ApplicationEventPublisher<LaunchAccepted> launches;

    @Inject
    Learners learners;

    @Inject
    Ledger ledger;

    @Inject
    OwnObservations own;

    @Test
    void anObservationCountsOnceHoweverOftenItIsSaid() {
        LearnerId learner = learner("own-1");
        Own answer = answer("own-1-a", true, MONDAY);

        assertThat(own.enter(TENANT, learner, List.of(answer))).isEqualTo(1);
        assertThat(own.enter(TENANT, learner, List.of(answer))).isZero();

        assertThat(ledger.evidenceOf(TENANT, learner)).containsExactly(answer.evidence());
        assertThat(ledger.entriesOf(TENANT, learner)).singleElement().satisfies(entry -> {
            assertThat(entry.source()).isEqualTo("waymark");
            assertThat(entry.activityName()).contains("A question");
            assertThat(entry.outcome()).isInstanceOf(Mapped.Counted.class);
        });
        assertThat(ledger.entry(TENANT, learner, answer.evidence().id())).isPresent();
        assertThat(ledger.worksOf(TENANT, learner)).hasSize(1);
        assertThat(own.counted(TENANT, learner)).containsExactly(answer);
    }

    @Test
    void aNewerSelfRatingTakesThePlaceOfTheOlderAndSaysSo() {
        LearnerId learner = learner("own-2");
        own.enter(TENANT, learner, List.of(rating("own-2-b", Tier.EXPERT, MONDAY.plusSeconds(60))));
        own.enter(TENANT, learner, List.of(rating("own-2-a", Tier.AWARE, MONDAY)));

        assertThat(ledger.evidenceOf(TENANT, learner))
                .extracting(Evidence::observation)
                .containsExactly(new Observation.SelfRating(Tier.EXPERT));
        assertThat(ledger.entry(TENANT, learner, new EvidenceId("own-2-a"))
                        .orElseThrow()
                        .outcome())
                .isEqualTo(new Mapped.Ignored(
                        new EvidenceId("own-2-a"), Mapped.Why.SUPERSEDED, Optional.of(new EvidenceId("own-2-b"))));
    }

    @Test
    void anotherPersonSeesNothingAndErasingLeavesNothing() {
        LearnerId learner = learner("own-3");
        LearnerId other = learner("own-4");
        own.enter(TENANT, learner, List.of(answer("own-3-a", false, MONDAY), rating("own-3-b", Tier.AWARE, MONDAY)));

        assertThat(ledger.entriesOf(TENANT, other)).isEmpty();
        assertThat(own.erase(TENANT, other)).isZero();
        assertThat(own.erase(TENANT, learner)).isEqualTo(2);
        assertThat(ledger.entriesOf(TENANT, learner)).isEmpty();
        assertThat(ledger.evidenceOf(TENANT, learner)).isEmpty();
    }

    private LearnerId learner(String user) {
        launches.publishEvent(Launches.of(user, Role.LEARNER));
        return learners.bySubject(TENANT, Launches.MOODLE, user).orElseThrow().id();
    }

    static Own answer(String id, boolean right, Instant at) {
        return new Own(
                evidence(id, "urn:waymark:question:q1", new Observation.Answer(right), at),
                "http://adlnet.gov/expapi/verbs/answered",
                "A question",
                Optional.empty());
    }

    private static Own rating(String id, Tier tier, Instant at) {
        return new Own(
                evidence(id, "urn:waymark:self:C03", new Observation.SelfRating(tier), at),
                "http://id.tincanapi.com/verb/rated",
                "Your own rating",
                Optional.of("self/C03"));
    }

    private static Evidence evidence(String id, String item, Observation seen, Instant at) {
        return new Evidence(
                new EvidenceId(id),
                at,
                at,
                new ActivityId(item),
                new TreeSet<>(Set.of(new CompetencyTier(new CompetencyId("C03"), Tier.LITERATE))),
                1,
                seen);
    }
}
