package dev.waymark.mastery;

import static dev.waymark.mastery.Histories.quiz;
import static dev.waymark.mastery.SmallContent.BASICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A tier that staff set holds in their course until its day, and no estimate knows of it. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = FakeRooms.PROPERTY, value = "true")
class OverridesScenarioTest {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final TenantId OTHER = new TenantId(2);
    private static final CourseId HERE = new CourseId(1, "here");
    private static final CourseId ELSEWHERE = new CourseId(1, "elsewhere");
    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant FRIDAY = MONDAY.plus(Duration.ofDays(4));

    @Inject
    Masteries masteries;

    @Inject
    Overrides overrides;

    @Inject
    StoredOverrides.Ending ending;

    @Inject
    FakeRooms.FakeLedger ledger;

    @Inject
    MasteryNews news;

    private final LearnerId mina = new LearnerId(UUID.randomUUID());

    @Test
    void holdsInItsCourseAloneAndChangesNoEstimate() {
        set(Tier.PRACTITIONER, FRIDAY);

        var here = masteries.at(TENANT, mina, HERE, MONDAY);
        assertThat(here.placements().get(BASICS).tier()).isEqualTo(Tier.PRACTITIONER);
        assertThat(here.placements().get(BASICS).known()).isTrue();
        assertThat(here.set()).containsOnlyKeys(BASICS);
        assertThat(here.mastery()).isEqualTo(masteries.at(TENANT, mina, MONDAY).mastery());
        assertThat(masteries
                        .withoutForgetting(TENANT, mina, HERE, MONDAY)
                        .placements()
                        .get(BASICS)
                        .tier())
                .isEqualTo(Tier.PRACTITIONER);
        assertThat(masteries.at(TENANT, mina, ELSEWHERE, MONDAY).set()).isEmpty();
        assertThat(masteries.at(TENANT, mina, MONDAY).placements().get(BASICS).known())
                .isFalse();
        assertThat(masteries.hasSetTiers(OTHER, mina, HERE, MONDAY)).isFalse();
        assertThat(masteries.moves(TENANT, mina, 10))
                .as("no tier moved by evidence")
                .isEmpty();
    }

    @Test
    void endsByItselfAndSaysSoOnce() {
        set(Tier.PRACTITIONER, FRIDAY);
        int heard = news.of(mina).size();

        assertThat(masteries.at(TENANT, mina, HERE, FRIDAY.minusSeconds(1)).set())
                .isNotEmpty();
        assertThat(masteries.at(TENANT, mina, HERE, FRIDAY).set())
                .as("without anybody having settled it")
                .isEmpty();
        ending.run(TENANT, FRIDAY.minusSeconds(1));
        assertThat(news.of(mina)).hasSize(heard);
        ending.run(TENANT, FRIDAY);
        assertThat(news.of(mina)).as("path and grades hear of it").hasSize(heard + 1);
        ending.run(TENANT, FRIDAY.plusSeconds(60));
        assertThat(news.of(mina)).hasSize(heard + 1);
        assertThat(overrides.of(TENANT, mina, HERE)).hasSize(1).allMatch(each -> !each.holds(FRIDAY));
    }

    @Test
    void aNewerOneTakesThePlaceOfAnOlderAndBothAreKept() {
        ledger.add(mina, quiz("q1", SmallContent.step(BASICS, 2), 1.0, MONDAY.minusSeconds(600)));
        set(Tier.PRACTITIONER, FRIDAY);
        set(Tier.EXPERT, FRIDAY);

        var all = overrides.of(TENANT, mina, HERE);
        assertThat(all).hasSize(2);
        assertThat(all.get(0).tier()).isEqualTo(Tier.EXPERT);
        assertThat(all.get(0).before()).contains(Tier.PRACTITIONER);
        assertThat(all.get(1).end()).isPresent();
        assertThat(masteries
                        .at(TENANT, mina, HERE, MONDAY)
                        .placements()
                        .get(BASICS)
                        .tier())
                .isEqualTo(Tier.EXPERT);
    }

    @Test
    void isTakenBackOnceWithAReason() {
        set(Tier.PRACTITIONER, FRIDAY);
        Instant later = MONDAY.plusSeconds(60);

        assertThat(overrides.withdraw(OTHER, mina, HERE, 1, "not mine", "jo", later))
                .isFalse();
        assertThat(overrides.withdraw(TENANT, mina, HERE, 1, "was a mix-up", "jo", later))
                .isTrue();
        assertThat(overrides.withdraw(TENANT, mina, HERE, 1, "again", "jo", later))
                .isFalse();
        assertThat(masteries.at(TENANT, mina, HERE, later).set()).isEmpty();
        assertThat(overrides.of(TENANT, mina, HERE).getFirst().end().map(Overrides.End::why))
                .isEqualTo(Optional.of("was a mix-up"));
    }

    @Test
    void refusesWhatHasNoReasonNoEndOrNoSuchSkill() {
        assertThatThrownBy(() -> overrides.set(TENANT, mina, HERE, BASICS, Tier.EXPERT, " ", "jo", FRIDAY, MONDAY))
                .hasMessageContaining("reason");
        assertThatThrownBy(
                        () -> overrides.set(TENANT, mina, HERE, BASICS, Tier.EXPERT, "because", "jo", MONDAY, MONDAY))
                .hasMessageContaining("end");
        assertThatThrownBy(() -> overrides.set(
                        TENANT,
                        mina,
                        HERE,
                        BASICS,
                        Tier.EXPERT,
                        "because",
                        "jo",
                        MONDAY.plus(Duration.ofDays(400)),
                        MONDAY))
                .hasMessageContaining("end");
        assertThatThrownBy(() -> overrides.set(
                        TENANT, mina, HERE, new CompetencyId("C99"), Tier.EXPERT, "because", "jo", FRIDAY, MONDAY))
                .hasMessageContaining("C99");
        assertThat(overrides.of(TENANT, mina, HERE)).isEmpty();
    }

    private void set(Tier tier, Instant until) {
        overrides.set(TENANT, mina, HERE, BASICS, tier, "seen at work", "jo", until, MONDAY);
    }
}
