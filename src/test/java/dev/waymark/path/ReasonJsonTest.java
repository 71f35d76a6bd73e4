package dev.waymark.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Reason;
import dev.waymark.engine.model.Tier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReasonJsonTest {

    private static final CompetencyTier PROMPTING_2 = new CompetencyTier(new CompetencyId("C03"), Tier.LITERATE);
    private static final List<LearningItemId> TWO_ITEMS =
            List.of(new LearningItemId("clinic"), new LearningItemId("lab"));

    static List<Reason> oneOfEachKind() {
        return List.of(
                new Reason.ClosesGap(PROMPTING_2, 0.1 + 0.2, 1.0 / 3),
                new Reason.ClosesGapAndOpens(PROMPTING_2, 0.1, 1.0 / 3, TWO_ITEMS),
                new Reason.Stale(120),
                new Reason.Dated(Optional.of(Instant.EPOCH), Optional.empty()),
                new Reason.StillThere(),
                new Reason.KeptSteady(),
                new Reason.RecheckScheduled(30),
                new Reason.RecheckFading(0.1 + 0.2),
                new Reason.FurthestFromTarget(new CompetencyId("C04"), 2),
                new Reason.Opens(TWO_ITEMS),
                new Reason.BringsPractical(new CompetencyId("C09")),
                new Reason.Pinned(),
                new Reason.PinnedAndUseful(PROMPTING_2, 0.1, 1.0 / 3, TWO_ITEMS),
                new Reason.PinnedAndUseful(PROMPTING_2, 0.1, 1.0 / 3, TWO_ITEMS, false),
                new Reason.SettlesDoubt(PROMPTING_2, 0.5499999999999999),
                new Reason.NothingLeftToTeach(),
                new Reason.BeyondTarget(PROMPTING_2),
                new Reason.MethodAvoided(DeliveryMethod.WEBINAR),
                new Reason.Waived(),
                new Reason.TooLong(90, 30),
                new Reason.OverBudget(240, 60),
                new Reason.OverBudget(30, 60, 45),
                new Reason.NotYet(),
                new Reason.BetterElsewhere(TWO_ITEMS),
                new Reason.OutOfReach(PROMPTING_2));
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void readsBackWhatItWrote(Reason reason) {
        String text = PathJson.text(ReasonJson.write(reason));
        assertThat(ReasonJson.read(PathJson.parse(text))).isEqualTo(reason);
    }

    @Test
    void theExamplesAboveLeaveNoKindOut() {
        Set<Class<?>> shown = oneOfEachKind().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(shown).containsExactlyInAnyOrder(Reason.class.getPermittedSubclasses());
    }

    @Test
    void refusesAKindThatIsNoneOfOurs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReasonJson.read(PathJson.parse("{\"kind\":\"because\"}")))
                .withMessageContaining("\"because\"");
    }

    @Test
    void refusesAReasonWithoutItsFigures() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReasonJson.read(PathJson.parse("{\"kind\":\"closes-gap\",\"towards\":\"C03@2\"}")))
                .withMessageContaining("gain");
    }

    @Test
    void refusesACompetencyWithoutATier() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReasonJson.read(PathJson.parse("{\"kind\":\"beyond-target\",\"tier\":\"C03\"}")))
                .withMessageContaining("found \"C03\"");
    }
}
