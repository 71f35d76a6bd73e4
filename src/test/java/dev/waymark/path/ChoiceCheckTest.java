package dev.waymark.path;

import static dev.waymark.mastery.SmallContent.BASICS;
import static dev.waymark.mastery.SmallContent.BASICS_QUIZ_ITEM;
import static dev.waymark.mastery.SmallContent.PROMPTING;
import static dev.waymark.mastery.SmallContent.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import dev.waymark.mastery.SmallContent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

class ChoiceCheckTest {

    private static final Published CONTENT = SmallContent.published("small/1");
    private static final LearningItemId READ = item(PROMPTING, 2, "read");
    private static final LearningItemId RETIRED = new LearningItemId("retired-last-spring");

    @Test
    void takesChoicesThatNameWhatThereIs() {
        Choices choices = choices(Optional.of(5), Map.of(BASICS, Tier.EXPERT), Set.of(READ), Set.of(BASICS_QUIZ_ITEM));
        assertThatCode(() -> ChoiceCheck.refuseUnknown(choices, CONTENT)).doesNotThrowAnyException();
        assertThat(ChoiceCheck.within(CONTENT, choices, Set.of())).isEqualTo(choices);
    }

    @Test
    void refusesAGoalForACompetencyOfNoFramework() {
        refused(choices(Optional.empty(), Map.of(new CompetencyId("C77"), Tier.EXPERT), Set.of(), Set.of()))
                .withMessage("a goal is for a competency of framework small/1, found C77");
    }

    @Test
    void refusesAPinnedItemThatTheCatalogueLacks() {
        refused(choices(Optional.empty(), Map.of(), Set.of(RETIRED), Set.of()))
                .withMessage("an item of catalogue small/1 was expected, found retired-last-spring");
    }

    @Test
    void refusesAWaivedItemThatTheCatalogueLacks() {
        refused(choices(Optional.empty(), Map.of(), Set.of(), Set.of(RETIRED)))
                .withMessageContaining("found retired-last-spring");
    }

    @Test
    void refusesToPinWhatIsWaived() {
        refused(choices(Optional.empty(), Map.of(), Set.of(READ), Set.of(READ)))
                .withMessage("an item is pinned or waived, found both for c03-t2-read");
    }

    @Test
    void refusesALongestStepThatNoItemCanMeet() {
        refused(choices(Optional.of(4), Map.of(), Set.of(), Set.of()))
                .withMessage("the longest step is 5 minutes or more, found 4");
    }

    @Test
    void leavesAsideWhatHasBeenRetiredSinceItWasChosen() {
        Choices longAgo = choices(
                Optional.of(20),
                Map.of(BASICS, Tier.EXPERT, new CompetencyId("C77"), Tier.EXPERT),
                Set.of(READ, RETIRED),
                Set.of(BASICS_QUIZ_ITEM, RETIRED));
        assertThat(ChoiceCheck.within(CONTENT, longAgo, Set.of(RETIRED)))
                .isEqualTo(
                        choices(Optional.of(20), Map.of(BASICS, Tier.EXPERT), Set.of(READ), Set.of(BASICS_QUIZ_ITEM)));
    }

    @Test
    void whatIsDoneIsPinnedNoLonger() {
        Choices within =
                ChoiceCheck.within(CONTENT, choices(Optional.empty(), Map.of(), Set.of(READ), Set.of()), Set.of(READ));
        assertThat(within.pinned()).isEmpty();
        assertThat(within.done()).containsExactly(READ);
    }

    private static ThrowableAssertAlternative<IllegalArgumentException> refused(Choices choices) {
        return assertThatIllegalArgumentException().isThrownBy(() -> ChoiceCheck.refuseUnknown(choices, CONTENT));
    }

    private static Choices choices(
            Optional<Integer> longestStep,
            Map<CompetencyId, Tier> goals,
            Set<LearningItemId> pinned,
            Set<LearningItemId> waived) {
        return new Choices(90, 8, longestStep, Set.of(DeliveryMethod.WEBINAR), goals, pinned, waived, Set.of());
    }
}
