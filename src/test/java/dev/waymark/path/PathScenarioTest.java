package dev.waymark.path;

import static dev.waymark.mastery.Histories.practical;
import static dev.waymark.mastery.Histories.quiz;
import static dev.waymark.mastery.SmallContent.ANALYST;
import static dev.waymark.mastery.SmallContent.BASICS;
import static dev.waymark.mastery.SmallContent.BASICS_QUIZ;
import static dev.waymark.mastery.SmallContent.BASICS_QUIZ_ITEM;
import static dev.waymark.mastery.SmallContent.SERVICE;
import static dev.waymark.mastery.SmallContent.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Gap;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import dev.waymark.engine.plan.Planner;
import dev.waymark.evidence.Ledger.EvidenceChanged;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners.RoleChanged;
import dev.waymark.mastery.FakeRooms;
import dev.waymark.mastery.SmallContent;
import dev.waymark.path.Paths.Current;
import dev.waymark.path.Paths.Done;
import dev.waymark.path.Paths.PathChanged;
import dev.waymark.shared.CourseId;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A learner's path from the first visit on: what changes it, and what leaves it alone. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = FakeRooms.PROPERTY, value = "true")
class PathScenarioTest {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final CourseId COURSE = new CourseId(1, "2");
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant TEN = NINE.plus(Duration.ofHours(1));

    @Inject
    Paths paths;

    @Inject
    PathRows rows;

    @Inject
    FakeRooms.FakeLedger ledger;

    @Inject
    FakeRooms.FakeLearners learners;

    @Inject
    FakeRooms.FakeConfigurations configurations;

    @Inject
    PathNews news;

    @Inject
    TransactionOperations<Connection> transactions;

    @Inject
    ApplicationEventPublisher<EvidenceChanged> evidenceNews;

    @Inject
    ApplicationEventPublisher<RoleChanged> roleNews;

    private final LearnerId mina = new LearnerId(UUID.randomUUID());

    @BeforeEach
    void minaWorksInService() {
        learners.setRole(TENANT, mina, SERVICE, NINE);
    }

    @AfterEach
    void theFirstVersionIsInForceAgain() {
        configurations.publish(SmallContent.published("small/1"));
    }

    @Test
    void theFirstVisitMakesThePathAndSaysSoOnce() {
        Current first = visit(NINE);
        assertThat(first.version()).isEqualTo(1);
        assertThat(first.path().steps()).isNotEmpty();
        assertThat(first.plannedAt()).isEqualTo(NINE);

        assertThat(visit(TEN)).isEqualTo(first);
        assertThat(news.of(mina))
                .containsExactly(new PathChanged(TENANT, mina, COURSE, first.path(), Optional.empty(), 1, NINE));
    }

    @Test
    void aDayLaterItIsPlannedAnewAndTheVersionStaysIfTheStepsDo() {
        Current first = visit(NINE);
        Instant tomorrow = NINE.plus(Duration.ofDays(1));
        assertThat(visit(tomorrow.minusSeconds(1)).plannedAt()).isEqualTo(NINE);

        Current second = visit(tomorrow);
        assertThat(second.plannedAt()).isEqualTo(tomorrow);
        assertThat(itemsOf(second)).isEqualTo(itemsOf(first));
        assertThat(second.version()).isEqualTo(1);
        assertThat(news.of(mina)).hasSize(1);
    }

    @Test
    void aMovedTierChangesThePathInTheTransactionOfTheNews() {
        LearningItemId nextBefore = itemsOf(visit(NINE)).getFirst();
        addSureEvidence();
        sayEvidenceChanged(TEN);

        assertThat(news.of(mina)).hasSize(2);
        PathChanged change = news.of(mina).getLast();
        assertThat(change.nextBefore()).contains(nextBefore);
        assertThat(change.version()).isEqualTo(2);
        assertThat(change.path().steps()).noneMatch(each -> each.towards().equals(step(BASICS, 2)));
        Current after = visit(TEN.plusSeconds(1));
        assertThat(after.plannedAt()).isEqualTo(TEN);
        assertThat(after.path()).isEqualTo(change.path());
    }

    @Test
    void whatMovedNothingIsPlannedOnceForTheNewsAndNotAgainForTheVisits() {
        visit(NINE);
        sayEvidenceChanged(TEN);
        assertThat(visit(TEN.plusSeconds(1)).plannedAt()).as("no evidence came").isEqualTo(NINE);
        ledger.add(mina, quiz("poor", step(SmallContent.TOOLS, 2), 0.3, NINE));
        sayEvidenceChanged(TEN.plusSeconds(2));
        sayEvidenceChanged(TEN.plusSeconds(3));
        for (int i = 4; i < 20; i++) {
            assertThat(visit(TEN.plusSeconds(i)).plannedAt()).isEqualTo(TEN.plusSeconds(2));
        }
    }

    @Test
    void newsOfSomebodyWhoNeverCameMakeNoPath() {
        addSureEvidence();
        sayEvidenceChanged(TEN);
        assertThat(news.of(mina)).isEmpty();
    }

    @Test
    void aPathThatMissedTheNewsIsPlannedAnewWhenItIsLookedAt() {
        visit(NINE);
        addSureEvidence();
        assertThat(visit(TEN).plannedAt()).isEqualTo(TEN);
        configurations.publish(SmallContent.published("small/2"));
        assertThat(visit(TEN.plusSeconds(1)).plannedAt()).isEqualTo(TEN.plusSeconds(1));
    }

    @Test
    void anotherRoleIsAnotherPath() {
        Current asService = visit(NINE);
        learners.setRole(TENANT, mina, ANALYST, TEN);
        transactions.executeWrite(status -> {
            roleNews.publishEvent(new RoleChanged(TENANT, mina, Optional.of(SERVICE), ANALYST, TEN));
            return status;
        });

        Current asAnalyst = visit(TEN.plusSeconds(1));
        assertThat(itemsOf(asAnalyst)).isNotEqualTo(itemsOf(asService));
        assertThat(asAnalyst.plannedAt()).isEqualTo(TEN);
        assertThat(asAnalyst.version()).isEqualTo(2);
        assertThat(asAnalyst.gaps()).allMatch(gap -> gap.target().level() == 3);
        assertThat(asService.gaps()).allMatch(gap -> gap.target().level() == 2);
    }

    @Test
    void newsReachEveryCourseInWhichTheLearnerHasAPath() {
        var other = new CourseId(7, "spring/2027");
        visit(NINE);
        paths.current(TENANT, mina, other, NINE);
        addSureEvidence();
        sayEvidenceChanged(TEN);

        assertThat(paths.current(TENANT, mina, other, TEN.plusSeconds(1)).plannedAt())
                .isEqualTo(TEN);
        assertThat(visit(TEN.plusSeconds(1)).plannedAt()).isEqualTo(TEN);
        assertThat(news.of(mina)).extracting(PathChanged::course).containsExactly(COURSE, other, COURSE, other);
    }

    @Test
    void whatIsSaidInOneCourseOrTenantStaysThere() {
        LearningItemId next = itemsOf(visit(NINE)).getFirst();
        paths.done(TENANT, mina, COURSE, next, TEN);

        Current elsewhere = paths.current(TENANT, mina, new CourseId(1, "3"), TEN);
        assertThat(itemsOf(elsewhere)).contains(next);
        assertThat(elsewhere.doneLately()).isEmpty();
        assertThat(paths.choices(new TenantId(2), mina, COURSE)).isEqualTo(Choices.DEFAULT);
    }

    @Test
    void whatIsRolledBackChangesNoPath() {
        Current before = visit(NINE);
        assertThatThrownBy(() -> transactions.executeWrite(status -> {
                    paths.done(TENANT, mina, COURSE, itemsOf(before).getFirst(), TEN);
                    throw new IllegalStateException("something else went wrong");
                }))
                .hasMessageContaining("something else");
        assertThat(visit(TEN)).isEqualTo(before);
    }

    @Test
    void theFurthestGapComesFirst() {
        learners.setRole(TENANT, mina, ANALYST, NINE);
        addSureEvidence();
        List<Integer> tiers = visit(TEN).gaps().stream().map(Gap::tiers).toList();
        assertThat(tiers).hasSize(4).isSortedAccordingTo((a, b) -> b - a).endsWith(1);
    }

    @Test
    void whatTheLearnerSaysIsDoneLeavesThePathWithoutBeingEvidence() {
        LearningItemId next = itemsOf(visit(NINE)).getFirst();
        paths.done(TENANT, mina, COURSE, next, TEN);

        Current after = visit(TEN.plusSeconds(1));
        assertThat(itemsOf(after)).doesNotContain(next);
        assertThat(after.doneLately()).containsExactly(new Done(next, TEN, false));
        assertThat(after.gaps()).noneMatch(Gap::known);
        assertThat(paths.choices(TENANT, mina, COURSE).done()).containsExactly(next);
        assertThat(news.of(mina)).hasSize(2);

        paths.done(TENANT, mina, COURSE, next, TEN.plusSeconds(2));
        assertThat(visit(TEN.plusSeconds(3)).doneLately()).containsExactly(new Done(next, TEN, false));
        assertThat(news.of(mina)).hasSize(2);
    }

    @Test
    void aFailedQuizDoesNotMarkItsItemDone() {
        visit(NINE);
        ledger.add(mina, quiz("poor", BASICS_QUIZ, step(BASICS, 2), 0.4, NINE));
        sayEvidenceChanged(TEN);
        assertThat(visit(TEN.plusSeconds(1)).doneLately()).isEmpty();

        ledger.add(mina, quiz("good", BASICS_QUIZ, step(BASICS, 2), 0.8, TEN.plusSeconds(2)));
        sayEvidenceChanged(TEN.plusSeconds(3));
        assertThat(visit(TEN.plusSeconds(4)).doneLately())
                .containsExactly(new Done(BASICS_QUIZ_ITEM, TEN.plusSeconds(2), true));
    }

    @Test
    void anItemBoundToAnActivityIsDoneByEvidenceWhateverWasSaid() {
        visit(NINE);
        paths.done(TENANT, mina, COURSE, BASICS_QUIZ_ITEM, TEN);
        ledger.add(mina, quiz("passed", BASICS_QUIZ, step(BASICS, 2), 0.7, NINE));
        sayEvidenceChanged(TEN);

        Current after = visit(TEN.plusSeconds(1));
        assertThat(after.doneLately()).containsExactly(new Done(BASICS_QUIZ_ITEM, NINE, true));
        assertThat(itemsOf(after)).doesNotContain(BASICS_QUIZ_ITEM);

        ledger.remove(mina, new EvidenceId("passed"));
        assertThat(visit(TEN.plusSeconds(2)).doneLately())
                .as("taken back, the word stands")
                .containsExactly(new Done(BASICS_QUIZ_ITEM, TEN, false));
    }

    @Test
    void stepsWhoseTierCameToBeHeldAreShownAsDoneByEvidence() {
        List<LearningItemId> before = itemsOf(visit(NINE));
        addSureEvidence();
        sayEvidenceChanged(TEN);

        Current after = visit(TEN.plusSeconds(1));
        assertThat(after.doneLately()).isNotEmpty().allSatisfy(done -> {
            assertThat(done.byEvidence()).isTrue();
            assertThat(done.at()).isEqualTo(TEN);
            assertThat(before).contains(done.item());
            assertThat(itemsOf(after)).doesNotContain(done.item());
        });
        assertThat(paths.choices(TENANT, mina, COURSE).done())
                .as("held is not finished: should it fade, the item may come back")
                .isEmpty();
    }

    @Test
    void choicesChangeThePathAndAreKept() {
        Current before = visit(NINE);
        LearningItemId unwanted = itemsOf(before).getFirst();
        Choices choices = choices(30, Set.of(), Set.of(unwanted));
        paths.choose(TENANT, mina, COURSE, choices, TEN);

        assertThat(paths.choices(TENANT, mina, COURSE)).isEqualTo(choices);
        Current after = visit(TEN.plusSeconds(1));
        assertThat(itemsOf(after)).doesNotContain(unwanted);
        assertThat(after.version()).isEqualTo(2);
        assertThat(news.of(mina)).hasSize(2);
        assertThat(paths.choices(TENANT, mina, new CourseId(1, "3"))).isEqualTo(Choices.DEFAULT);
    }

    @Test
    void choosingTheSameAgainChangesNothing() {
        visit(NINE);
        paths.choose(TENANT, mina, COURSE, Choices.DEFAULT, TEN);
        assertThat(visit(TEN).plannedAt()).isEqualTo(NINE);
        assertThat(news.of(mina)).hasSize(1);
    }

    @Test
    void aFormThatDoesNotKnowWhatIsDoneTakesNothingBack() {
        LearningItemId next = itemsOf(visit(NINE)).getFirst();
        paths.done(TENANT, mina, COURSE, next, TEN);
        paths.choose(TENANT, mina, COURSE, choices(60, Set.of(), Set.of()), TEN);
        assertThat(paths.choices(TENANT, mina, COURSE).done()).containsExactly(next);
    }

    @Test
    void aPreviewShowsAnotherPathAndKeepsNothing() {
        Current before = visit(NINE);
        LearningItemId unwanted = itemsOf(before).getFirst();
        Current preview = paths.preview(TENANT, mina, COURSE, choices(30, Set.of(), Set.of(unwanted)), TEN);

        assertThat(itemsOf(preview)).isNotEqualTo(itemsOf(before)).doesNotContain(unwanted);
        assertThat(paths.choices(TENANT, mina, COURSE)).isEqualTo(Choices.DEFAULT);
        assertThat(visit(TEN)).isEqualTo(before);
        assertThat(news.of(mina)).hasSize(1);
    }

    @Test
    void aPreviewBeforeTheFirstVisitIsNoVisit() {
        Current preview = paths.preview(TENANT, mina, COURSE, Choices.DEFAULT, NINE);
        assertThat(preview.version()).isZero();
        assertThat(kept()).isEmpty();
        assertThat(news.of(mina)).isEmpty();
        assertThat(itemsOf(visit(NINE))).isEqualTo(itemsOf(preview));
    }

    @Test
    void refusesChoicesThatNameWhatIsNotThere() {
        var ghost = new LearningItemId("ghost");
        assertRefused(choices(60, Set.of(ghost), Set.of()), "found ghost");
        assertRefused(choices(60, Set.of(), Set.of(ghost)), "found ghost");
        assertRefused(choices(60, Set.of(BASICS_QUIZ_ITEM), Set.of(BASICS_QUIZ_ITEM)), "both for basics-quiz");
        var goal = Map.of(new CompetencyId("C99"), Tier.EXPERT);
        assertRefused(new Choices(60, 12, Optional.empty(), Set.of(), goal, Set.of(), Set.of(), Set.of()), "found C99");
        assertRefused(new Choices(60, 12, Optional.of(4), Set.of(), Map.of(), Set.of(), Set.of(), Set.of()), "found 4");
        assertThatThrownBy(() -> paths.done(TENANT, mina, COURSE, ghost, NINE)).hasMessageContaining("found ghost");
        assertThat(kept()).isEmpty();
    }

    @Test
    void theRecordedInputsGiveTheSamePathToTheLastBit() {
        visit(NINE);
        addSureEvidence();
        sayEvidenceChanged(TEN);
        paths.choose(TENANT, mina, COURSE, choices(45, Set.of(), Set.of()), TEN.plusSeconds(1));

        Current kept = visit(TEN.plusSeconds(2));
        PlanInputs inputs =
                transactions.executeRead(status -> rows.inputs(key())).orElseThrow();
        assertThat(new Planner().plan(inputs.request(SmallContent.published("small/1"))))
                .isEqualTo(kept.path());
        assertThatThrownBy(() -> inputs.request(SmallContent.published("small/2")))
                .hasMessageContaining("small/1")
                .hasMessageContaining("small/2");
    }

    private void assertRefused(Choices choices, String because) {
        assertThatThrownBy(() -> paths.choose(TENANT, mina, COURSE, choices, NINE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because);
        assertThatThrownBy(() -> paths.preview(TENANT, mina, COURSE, choices, NINE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because);
        assertThat(paths.choices(TENANT, mina, COURSE)).isEqualTo(Choices.DEFAULT);
    }

    private Current visit(Instant now) {
        return paths.current(TENANT, mina, COURSE, now);
    }

    /** Tier 2 of the basics, and no doubt about it: work that a person rated. */
    private void addSureEvidence() {
        for (int i = 1; i <= 4; i++) {
            ledger.add(mina, practical("work" + i, step(BASICS, 2), 0.8, NINE.minusSeconds(1000 - i)));
        }
    }

    private void sayEvidenceChanged(Instant at) {
        transactions.executeWrite(status -> {
            evidenceNews.publishEvent(new EvidenceChanged(TENANT, mina, at));
            return status;
        });
    }

    private Optional<Kept> kept() {
        return transactions.executeRead(status -> rows.find(key()));
    }

    private PathKey key() {
        return new PathKey(TENANT, mina, COURSE);
    }

    private static Choices choices(int weeklyMinutes, Set<LearningItemId> pinned, Set<LearningItemId> waived) {
        return new Choices(weeklyMinutes, 12, Optional.empty(), Set.of(), Map.of(), pinned, waived, Set.of());
    }

    private static List<LearningItemId> itemsOf(Current current) {
        return Kept.itemsOf(current.path());
    }
}
