package dev.waymark.mastery;

import static dev.waymark.mastery.SmallContent.BASICS;
import static dev.waymark.mastery.SmallContent.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.LearnerMastery;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.engine.model.ParameterSnapshot.Spread;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger.EvidenceChanged;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What is learnt from everybody is published in versions, named by what leans on it, and heard of by whom it concerns. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = FakeRooms.PROPERTY, value = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ParametersScenarioTest {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final Instant MONDAY = Instant.parse("2025-11-24T09:00:00Z");
    private static final ActivityId EASY = new ActivityId("https://lms.test/question/easy");
    private static final ActivityId HARD = new ActivityId("https://lms.test/question/hard");

    @Inject
    Masteries masteries;

    @Inject
    Parameters parameters;

    @Inject
    Publication publication;

    @Inject
    SnapshotRows rows;

    @Inject
    FakeRooms.FakeLedger ledger;

    @Inject
    MasteryNews news;

    @Inject
    TransactionOperations<Connection> transactions;

    @Inject
    ApplicationEventPublisher<EvidenceChanged> evidenceNews;

    private final List<LearnerId> people = new ArrayList<>();

    @Test
    @Order(1)
    void nothingIsPublishedWhereThereIsNothingToTell() {
        publication.publish(TENANT);
        assertThat(parameters.inForce(TENANT)).isEqualTo(ParameterSnapshot.INITIAL);
        assertThat(parameters.history(TENANT, 10)).isEmpty();
    }

    @Test
    @Order(2)
    void whatManyAnsweredTellsItemsApartUnderAVersionOfItsOwn() {
        for (int i = 0; i < 30; i++) {
            LearnerId person = new LearnerId(UUID.randomUUID());
            people.add(person);
            ledger.add(person, answer(EASY, "e" + i, true), answer(HARD, "h" + i, i % 5 == 0));
            say(person);
        }
        LearnerMastery before = masteryOf(people.get(0));
        assertThat(before.snapshot()).isEqualTo("0");

        publication.publish(TENANT);

        ParameterSnapshot learnt = parameters.inForce(TENANT);
        assertThat(learnt.version()).isEqualTo("1");
        assertThat(learnt.difficultyOf(HARD).orElseThrow().mean())
                .isGreaterThan(learnt.difficultyOf(EASY).orElseThrow().mean() + 1);
        assertThat(parameters.history(TENANT, 10)).hasSize(1);
        assertThat(parameters.history(TENANT, 10).getFirst().people()).isEqualTo(30);
    }

    @Test
    @Order(3)
    void everybodyConcernedIsCountedAnewAndNamesTheVersion() {
        assertThat(news.of(people.get(7))).hasSize(2);
        assertThat(news.of(people.get(7)).getLast().now().mastery().snapshot()).isEqualTo("1");
        assertThat(masteryOf(people.get(7)).snapshot()).isEqualTo("1");
        assertThat(behind("1")).isEmpty();
    }

    @Test
    @Order(4)
    void aPublicationWithoutNewsIsNone() {
        publication.publish(TENANT);
        assertThat(parameters.inForce(TENANT).version()).isEqualTo("1");
        assertThat(news.of(people.get(7))).hasSize(2);
    }

    /** What was computed with a version can be computed again from it, to the last bit, when another is in force. */
    @Test
    @Order(5)
    void anOlderVersionReplaysToTheSameBits() {
        LearnerMastery with1 = masteryOf(people.get(3));
        for (int i = 0; i < 10; i++) {
            LearnerId person = new LearnerId(UUID.randomUUID());
            ledger.add(person, answer(HARD, "x" + i, true), answer(EASY, "y" + i, false));
            say(person);
        }
        publication.publish(TENANT);
        assertThat(masteryOf(people.get(3)).snapshot()).isEqualTo("2");
        assertThat(masteryOf(people.get(3))).isNotEqualTo(with1);

        ParameterSnapshot recorded =
                parameters.version(TENANT, with1.snapshot()).orElseThrow();
        var again = Fold.WITH_FORGETTING.of(
                ledger.evidenceOf(TENANT, people.get(3)),
                List.of(),
                SmallContent.published("small/1"),
                recorded.seenBy(Optional.empty()),
                SmallContent.published("small/1").baseline().start(),
                with1.asOf());
        assertThat(again.mastery().contributions()).isEqualTo(with1.contributions());
        assertThat(again.mastery().estimates()).isEqualTo(with1.estimates());
    }

    @Test
    @Order(6)
    void whoeverDiedInBetweenLeavesTheRestToTheNext() {
        LearnerId person = people.get(9);
        transactions.executeWrite(status -> {
            try (var update = status.getConnection()
                    .prepareStatement("UPDATE mastery_estimate SET parameters = '1' WHERE learner = ?")) {
                update.setString(1, person.toString());
                return update.executeUpdate();
            }
        });
        assertThat(behind("2")).containsExactly(person);
        publication.publish(TENANT);
        assertThat(behind("2")).isEmpty();
    }

    @Test
    @Order(7)
    void aVersionThatWasNeverPublishedIsNone() {
        assertThat(parameters.version(TENANT, "77")).isEmpty();
        assertThat(parameters.version(TENANT, "yesterday")).isEmpty();
        assertThat(parameters.version(new TenantId(2), "1")).isEmpty();
    }

    @Test
    @Order(8)
    void aSmallMoveIsNoNews() {
        ParameterSnapshot inForce = parameters.inForce(TENANT);
        var moved = new ParameterSnapshot(
                "next",
                inForce.difficulties(),
                inForce.selfRatingBias() + 0.04,
                inForce.selfRatingBiasVariance(),
                inForce.cohorts(),
                inForce.spread());
        assertThat(Publication.isNews(inForce, moved)).isFalse();
        assertThat(Publication.isNews(
                        inForce,
                        new ParameterSnapshot(
                                "next",
                                inForce.difficulties(),
                                inForce.selfRatingBias() + 0.06,
                                inForce.selfRatingBiasVariance(),
                                inForce.cohorts(),
                                inForce.spread())))
                .isTrue();
        assertThat(Publication.isNews(inForce, with(inForce, new Spread(0.8, 0.6, 1, 1, 1))))
                .isTrue();
        assertThat(Publication.isNews(
                        with(inForce, new Spread(0.8, 0.6, 1, 1, 1)), with(inForce, new Spread(0.8, 0.6, 1, 0.9, 1))))
                .isTrue();
    }

    private static ParameterSnapshot with(ParameterSnapshot snapshot, Spread spread) {
        return new ParameterSnapshot(
                "next",
                snapshot.difficulties(),
                snapshot.selfRatingBias(),
                snapshot.selfRatingBiasVariance(),
                snapshot.cohorts(),
                Optional.of(spread));
    }

    /** How people differ is learnt with rated work, kept with the version, and read again to the same bits. */
    @Test
    @Order(9)
    void howPeopleDifferIsPartOfAVersion() {
        for (int i = 0; i < 40; i++) {
            LearnerId person = new LearnerId(UUID.randomUUID());
            double share = 0.3 + 0.015 * i;
            ledger.add(
                    person,
                    answer(EASY, "p" + i, i > 10),
                    rated(BASICS, "r" + i, share),
                    rated(SmallContent.PROMPTING, "s" + i, share));
            say(person);
        }
        ParameterSnapshot before = parameters.inForce(TENANT);
        assertThat(before.spread()).isEmpty();

        publication.publish(TENANT);

        ParameterSnapshot after = parameters.inForce(TENANT);
        assertThat(after.version()).isNotEqualTo(before.version());
        Spread spread = after.spread().orElseThrow();
        // Everybody's two ratings are the same: competencies hardly depart from the general level.
        assertThat(spread.competency()).isLessThan(0.6);
        Optional<ParameterSnapshot> read =
                transactions.executeRead(status -> rows.read(TENANT, Long.parseLong(after.version())));
        assertThat(read).contains(after);
        assertThat(parameters.version(TENANT, before.version()).orElseThrow().spread())
                .isEmpty();
    }

    private List<LearnerId> behind(String version) {
        return transactions.executeRead(status -> rows.behind(TENANT, version, 10));
    }

    private LearnerMastery masteryOf(LearnerId person) {
        return masteries.at(TENANT, person, MONDAY.plus(Duration.ofDays(1))).mastery();
    }

    private void say(LearnerId person) {
        transactions.executeWrite(status -> {
            evidenceNews.publishEvent(new EvidenceChanged(TENANT, person, MONDAY));
            return status;
        });
    }

    private static Evidence rated(CompetencyId competency, String id, double share) {
        return new Evidence(
                new EvidenceId(id),
                MONDAY,
                MONDAY,
                new ActivityId("https://lms.test/work/" + competency),
                new TreeSet<>(Set.of(step(competency, Tier.PRACTITIONER.level()))),
                1,
                new Observation.PracticalRating(share));
    }

    private static Evidence answer(ActivityId item, String id, boolean right) {
        return new Evidence(
                new EvidenceId(id),
                MONDAY,
                MONDAY,
                item,
                new TreeSet<>(Set.of(step(BASICS, Tier.LITERATE.level()))),
                1,
                new Observation.Answer(right));
    }
}
