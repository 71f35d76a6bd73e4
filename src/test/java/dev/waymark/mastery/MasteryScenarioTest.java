package dev.waymark.mastery;

import static dev.waymark.mastery.Histories.practical;
import static dev.waymark.mastery.Histories.quiz;
import static dev.waymark.mastery.SmallContent.BASICS;
import static dev.waymark.mastery.SmallContent.BASICS_QUIZ;
import static dev.waymark.mastery.SmallContent.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger.EvidenceChanged;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners.RoleChanged;
import dev.waymark.mastery.Masteries.MasteryChanged;
import dev.waymark.mastery.Masteries.TierMove;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of a learner's mastery as news of evidence and role come in. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = FakeRooms.PROPERTY, value = "true")
class MasteryScenarioTest {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));

    @Inject
    Masteries masteries;

    @Inject
    WorkShown workShown;

    @Inject
    MasteryRows rows;

    @Inject
    FakeRooms.FakeLedger ledger;

    @Inject
    FakeRooms.FakeLearners learners;

    @Inject
    MasteryNews news;

    @Inject
    TransactionOperations<Connection> transactions;

    @Inject
    ApplicationEventPublisher<EvidenceChanged> evidenceNews;

    @Inject
    ApplicationEventPublisher<RoleChanged> roleNews;

    private final LearnerId mina = new LearnerId(UUID.randomUUID());

    @Test
    void aWellDoneQuizMovesATierAndTheNewsSaySo() {
        addGoodQuizzes();
        say(MONDAY);

        MasteryChanged heard = news.of(mina).getFirst();
        assertThat(heard.tiersMoved()).containsExactly(BASICS);
        assertThat(basicsOf(heard.now()).tier()).isEqualTo(Tier.LITERATE);
        assertThat(heard.now()).isEqualTo(masteries.at(TENANT, mina, MONDAY));
        assertThat(masteries.moves(TENANT, mina, 10)).containsExactly(new TierMove(BASICS, 1, 2, MONDAY));
        assertThat(keptTiers()).containsEntry(BASICS, Tier.LITERATE).hasSize(SmallContent.ALL.size());
    }

    @Test
    void theSameNewsTwiceMoveATierOnce() {
        addGoodQuizzes();
        say(MONDAY);
        say(MONDAY);

        assertThat(masteries.moves(TENANT, mina, 10)).hasSize(1);
        assertThat(news.of(mina)).hasSize(2);
        assertThat(news.of(mina).getLast().tiersMoved()).isEmpty();
    }

    @Test
    void aTierWhoseEvidenceIsTakenBackMovesDownAndBothMovesAreKept() {
        addGoodQuizzes();
        say(MONDAY);
        List.of("q1", "q2", "q3").forEach(id -> ledger.remove(mina, new EvidenceId(id)));
        say(TUESDAY);

        assertThat(masteries.moves(TENANT, mina, 10))
                .containsExactly(new TierMove(BASICS, 2, 1, TUESDAY), new TierMove(BASICS, 1, 2, MONDAY));
        assertThat(masteries.moves(TENANT, mina, 1)).containsExactly(new TierMove(BASICS, 2, 1, TUESDAY));
        assertThat(basicsOf(masteries.at(TENANT, mina, TUESDAY)).known()).isFalse();
    }

    @Test
    void anotherRoleBeginsAtItsOwnStart() {
        double asBaseline = meanOfBasics();
        learners.setRole(TENANT, mina, SmallContent.ANALYST, MONDAY);
        transactions.executeWrite(status -> {
            roleNews.publishEvent(new RoleChanged(TENANT, mina, Optional.empty(), SmallContent.ANALYST, MONDAY));
            return status;
        });

        assertThat(meanOfBasics()).isGreaterThan(asBaseline);
        assertThat(news.of(mina)).hasSize(1);
        assertThat(news.of(mina).getFirst().now()).isEqualTo(masteries.at(TENANT, mina, MONDAY));
        assertThat(masteries.moves(TENANT, mina, 10)).isEmpty();
    }

    @Test
    void aRoleThatTheContentNoLongerHasCountsAsTheBaseline() {
        double asBaseline = meanOfBasics();
        learners.setRole(TENANT, mina, new JobRoleId("lamplighter"), MONDAY);
        assertThat(meanOfBasics()).isEqualTo(asBaseline);
    }

    @Test
    void whatIsRolledBackWasNeverCounted() {
        addGoodQuizzes();
        assertThatThrownBy(() -> transactions.executeWrite(status -> {
                    evidenceNews.publishEvent(new EvidenceChanged(TENANT, mina, MONDAY));
                    throw new IllegalStateException("the statements could not be kept");
                }))
                .hasMessageContaining("could not be kept");

        assertThat(masteries.moves(TENANT, mina, 10)).isEmpty();
        assertThat(keptTiers()).isEmpty();
    }

    @Test
    void skillsFadeExceptWhereAskedNotTo() {
        addGoodQuizzes();
        Instant nextYear = MONDAY.plus(Duration.ofDays(365));

        double faded = masteries.at(TENANT, mina, nextYear).mastery().of(BASICS).mean();
        double kept = masteries
                .withoutForgetting(TENANT, mina, nextYear)
                .mastery()
                .of(BASICS)
                .mean();
        assertThat(kept).isGreaterThan(faded);
        assertThat(kept)
                .isEqualTo(masteries
                        .withoutForgetting(TENANT, mina, MONDAY)
                        .mastery()
                        .of(BASICS)
                        .mean());
    }

    @Test
    void practicalWorkIsWhatTierThreeNeeds() {
        for (int i = 0; i < 8; i++) {
            ledger.add(mina, quiz("hard" + i, step(BASICS, 4), 1, MONDAY.minusSeconds(1000 - i)));
        }
        assertThat(basicsOf(masteries.at(TENANT, mina, MONDAY)).tier()).isEqualTo(Tier.LITERATE);
        ledger.add(mina, practical("report", step(BASICS, 4), 1, MONDAY.minusSeconds(10)));
        assertThat(basicsOf(masteries.at(TENANT, mina, MONDAY)).tier()).isGreaterThanOrEqualTo(Tier.PRACTITIONER);
    }

    @Test
    void whatWasWorkedOnIsKnownWithItsNewestTime() {
        ledger.add(
                mina,
                quiz("a", BASICS_QUIZ, step(BASICS, 2), 0.5, MONDAY),
                quiz("b", BASICS_QUIZ, step(BASICS, 2), 0.9, TUESDAY));
        assertThat(workShown.activitiesOf(TENANT, mina))
                .containsOnlyKeys(BASICS_QUIZ)
                .containsValue(TUESDAY);
    }

    @Test
    void evidenceFromTheFutureDoesNotCountYet() {
        ledger.add(mina, quiz("a", BASICS_QUIZ, step(BASICS, 2), 1, TUESDAY));
        assertThat(masteries.at(TENANT, mina, MONDAY).evidence()).isZero();
        assertThat(masteries.at(TENANT, mina, TUESDAY).evidence()).isEqualTo(1);
    }

    @Test
    void nothingIsSeenOfSomebodyElse() {
        addGoodQuizzes();
        say(MONDAY);
        var somebodyElse = new LearnerId(UUID.randomUUID());
        assertThat(masteries.moves(TENANT, somebodyElse, 10)).isEmpty();
        assertThat(masteries.moves(new TenantId(2), mina, 10)).isEmpty();
        assertThat(workShown.activitiesOf(TENANT, somebodyElse)).isEmpty();
    }

    private void addGoodQuizzes() {
        for (int i = 1; i <= 3; i++) {
            ledger.add(mina, quiz("q" + i, step(BASICS, 2), 1, MONDAY.minusSeconds(1000 - i)));
        }
    }

    private void say(Instant at) {
        transactions.executeWrite(status -> {
            evidenceNews.publishEvent(new EvidenceChanged(TENANT, mina, at));
            return status;
        });
    }

    private static Placement basicsOf(Masteries.Standing standing) {
        return Objects.requireNonNull(standing.placements().get(BASICS));
    }

    private Map<CompetencyId, Tier> keptTiers() {
        return transactions.executeWrite(
                status -> rows.tiers(TENANT, Set.of(mina)).getOrDefault(mina, new TreeMap<>()));
    }

    private double meanOfBasics() {
        return masteries.at(TENANT, mina, MONDAY).mastery().of(BASICS).mean();
    }
}
