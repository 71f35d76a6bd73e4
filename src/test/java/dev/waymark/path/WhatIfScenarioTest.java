package dev.waymark.path;

import static dev.waymark.mastery.SmallContent.ANALYST;
import static dev.waymark.mastery.SmallContent.BASICS;
import static dev.waymark.mastery.SmallContent.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.Reason;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.mastery.FakeRooms;
import dev.waymark.mastery.SmallContent;
import dev.waymark.path.Paths.Current;
import dev.waymark.path.WhatIf.Decider;
import dev.waymark.path.WhatIf.Supposition;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What-ifs: nothing is kept until somebody says so, and then with who, when and why. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = FakeRooms.PROPERTY, value = "true")
class WhatIfScenarioTest {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final CourseId COURSE = new CourseId(1, "2");
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant LATER = NINE.plus(Duration.ofDays(30));

    @Inject
    Paths paths;

    @Inject
    WhatIf whatIf;

    @Inject
    PathRows rows;

    @Inject
    FakeRooms.FakeLearners learners;

    @Inject
    TransactionOperations<Connection> transactions;

    private final LearnerId mina = new LearnerId(UUID.randomUUID());

    @BeforeEach
    void minaWorksInService() {
        learners.setRole(TENANT, mina, SERVICE, NINE);
    }

    @Test
    void lookingKeepsNothing() {
        Current asIs = paths.current(TENANT, mina, COURSE, NINE);
        Current supposed = whatIf.suppose(
                TENANT,
                mina,
                COURSE,
                new Supposition(hours(30, 1), Optional.of(ANALYST), tiers(BASICS, Tier.LITERATE)),
                NINE);
        assertThat(supposed.path().steps()).isNotEqualTo(asIs.path().steps());
        assertThat(supposed.path().minutes()).isLessThanOrEqualTo(30);
        assertThat(paths.current(TENANT, mina, COURSE, NINE)).isEqualTo(asIs);
        assertThat(whatIf.decisions(TENANT, mina, COURSE)).isEmpty();
        assertThat(whatIf.inForce(TENANT, mina, COURSE, NINE).choices()).isEqualTo(Choices.DEFAULT);
    }

    @Test
    void aDecisionIsKeptWithWhoWhenAndWhyAndASetTierEnds() {
        Current asIs = paths.current(TENANT, mina, COURSE, NINE);
        Choices choices = hours(60, 10);
        Supposition what = new Supposition(choices, Optional.empty(), tiers(BASICS, Tier.LITERATE));
        Current supposed = whatIf.suppose(TENANT, mina, COURSE, what, NINE);

        whatIf.decide(TENANT, mina, COURSE, what, new Decider("teacher", " Saw it in class ", LATER), NINE);

        Current kept = paths.current(TENANT, mina, COURSE, NINE);
        assertThat(Kept.itemsOf(kept.path()))
                .as("what was shown is what is kept")
                .isEqualTo(Kept.itemsOf(supposed.path()))
                .isNotEqualTo(Kept.itemsOf(asIs.path()));
        assertThat(whatIf.decisions(TENANT, mina, COURSE)).singleElement().satisfies(each -> {
            assertThat(each.who()).isEqualTo("teacher");
            assertThat(each.at()).isEqualTo(NINE);
            assertThat(each.reason()).isEqualTo("Saw it in class");
            assertThat(each.what().tiers()).isEqualTo(what.tiers());
            assertThat(each.until()).contains(LATER);
        });
        assertThat(whatIf.inForce(TENANT, mina, COURSE, NINE).tiers()).isEqualTo(what.tiers());
        assertThat(whatIf.inForce(TENANT, mina, COURSE, LATER).tiers()).isEmpty();
        assertThat(whatIf.decisions(TENANT, mina, new CourseId(1, "other"))).isEmpty();

        PlanInputs inputs = transactions.executeRead(
                any -> rows.inputs(new PathKey(TENANT, mina, COURSE)).orElseThrow());
        assertThat(inputs.thorough()).isTrue();
        assertThat(inputs.path(SmallContent.published("small/1"))).isEqualTo(kept.path());
    }

    @Test
    void refusesADecisionWithoutAReasonOrOfWhatDoesNotExist() {
        Supposition plain = new Supposition(Choices.DEFAULT, Optional.empty(), new TreeMap<>());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> whatIf.decide(TENANT, mina, COURSE, plain, new Decider("t", "  ", LATER), NINE))
                .withMessageContaining("reason");
        Supposition unknown =
                new Supposition(Choices.DEFAULT, Optional.empty(), tiers(new CompetencyId("C99"), Tier.LITERATE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> whatIf.decide(TENANT, mina, COURSE, unknown, new Decider("t", "why", LATER), NINE))
                .withMessageContaining("C99");
        Supposition over = new Supposition(Choices.DEFAULT, Optional.empty(), tiers(BASICS, Tier.LITERATE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> whatIf.decide(TENANT, mina, COURSE, over, new Decider("t", "why", NINE), NINE))
                .withMessageContaining("time to come");
        assertThat(whatIf.decisions(TENANT, mina, COURSE)).isEmpty();
    }

    @Test
    void saysWhatWouldMakeItFitAndThatIsTrue() {
        var remedy = whatIf.remedy(TENANT, mina, COURSE, hours(30, 1), NINE).orElseThrow();
        int minutes = 30 + remedy.moreMinutes();
        Current fits = paths.preview(TENANT, mina, COURSE, hours(minutes, 1), NINE);
        assertThat(fits.path().shortfall()).isZero();
        assertThat(whatIf.remedy(TENANT, mina, COURSE, hours(2400, 52), NINE)).isEmpty();
    }

    @Test
    void theFirstReasonOfTheNextStepCounts() {
        LearningItemId next = paths.current(TENANT, mina, COURSE, NINE)
                .path()
                .steps()
                .getFirst()
                .item();
        assertThat(whatIf.without(TENANT, mina, COURSE, next, NINE)).hasValueSatisfying(difference -> {
            assertThat(difference.place()).hasValue(1);
            assertThat(difference.changes()).isTrue();
        });
        assertThat(whatIf.without(TENANT, mina, COURSE, new LearningItemId("unheard-of"), NINE))
                .isEmpty();
    }

    @Test
    void allThatKeepsALeftOutItemOffThePathBeginsWithWhatThePathSays() {
        LearningPath.LeftOut first =
                paths.current(TENANT, mina, COURSE, NINE).path().leftOut().getFirst();
        assertThat(whatIf.against(TENANT, mina, COURSE, first.item(), NINE))
                .hasValueSatisfying(all -> assertThat(begins(all.reasons().getFirst(), first.reason()))
                        .as("%s begins with %s", all.reasons().getFirst(), first.reason())
                        .isTrue());
        LearningItemId next = paths.current(TENANT, mina, COURSE, NINE)
                .path()
                .steps()
                .getFirst()
                .item();
        assertThat(whatIf.against(TENANT, mina, COURSE, next, NINE)).isEmpty();
    }

    /** What covers the same is told together with what would take its place. */
    private static boolean begins(Reason told, Reason noted) {
        return told instanceof Reason.BetterElsewhere all && noted instanceof Reason.BetterElsewhere some
                ? all.instead().subList(0, some.instead().size()).equals(some.instead())
                : told.equals(noted);
    }

    private static TreeMap<CompetencyId, Tier> tiers(CompetencyId competency, Tier tier) {
        return new TreeMap<>(Map.of(competency, tier));
    }

    private static Choices hours(int weekly, int weeks) {
        return new Choices(weekly, weeks, Optional.empty(), Set.of(), Map.of(), Set.of(), Set.of(), Set.of());
    }
}
