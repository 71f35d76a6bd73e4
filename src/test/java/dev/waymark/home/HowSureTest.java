package dev.waymark.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Placement.Cap;
import dev.waymark.engine.model.Tier;
import dev.waymark.web.PagesForTests;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HowSureTest {

    final Naming naming = new Naming(PagesForTests.pages().words("en"), new PretendNames());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1    | We are very sure (more than 9 in 10) that you are at least Literate.",
                ".95  | We are very sure (more than 9 in 10) that you are at least Literate.",
                ".9499| We are sure (about 9 in 10) that you are at least Literate.",
                ".85  | We are sure (about 9 in 10) that you are at least Literate.",
                ".8499| We are fairly sure (about 8 in 10) that you are at least Literate.",
                ".75  | We are fairly sure (about 8 in 10) that you are at least Literate.",
                ".7499| We are just sure enough (about 7 in 10) that you are at least Literate.",
                ".70  | We are just sure enough (about 7 in 10) that you are at least Literate.",
            })
    void saysHowSureItIsOfTheTier(double probability, String sentence) {
        assertThat(HowSure.sentence(placement(probability, .34, Optional.empty()), naming))
                .isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource({".35, 4", ".44, 4", ".45, 5", ".58, 6", ".6999, 6"})
    void saysThatTheNextTierIsNearAndNeverContradictsTheBoundary(double next, int tenths) {
        assertThat(HowSure.sentence(placement(.99, next, Optional.empty()), naming))
                .isEqualTo(
                        "The chance that you are already Practitioner is about %d in 10. We say so at 7 in 10.",
                        tenths);
    }

    @Test
    void saysNothingOfTheNextTierBelowThirtyFivePerCent() {
        assertThat(HowSure.sentence(placement(.99, .3499, Optional.empty()), naming))
                .doesNotContain("already");
    }

    @Test
    void saysWhatIsMissingWhereTheEstimateAloneWouldDo() {
        assertThat(HowSure.sentence(placement(.99, .82, Optional.of(Cap.PRACTICAL_MISSING)), naming))
                .isEqualTo("The chance that you are already Practitioner is about 8 in 10."
                        + " We say so once a person has rated practical work of yours.");
    }

    /** Everybody is at least aware; what is told is how far the second tier is. */
    @Test
    void saysOfTheFirstTierHowLikelyTheSecondIs() {
        var first = new Placement(
                new CompetencyId("C01"), true, Tier.AWARE, false, 1, OptionalDouble.of(.12), -3, 1, Optional.empty());

        assertThat(HowSure.sentence(first, naming))
                .isEqualTo("The chance that you are already Literate is about 1 in 10. We say so at 7 in 10.");
    }

    @Test
    void saysThatItDoesNotKnow() {
        var unknown = new Placement(
                new CompetencyId("C01"), false, Tier.AWARE, true, 1, OptionalDouble.of(.9), -3, 1, Optional.empty());

        assertThat(HowSure.sentence(unknown, naming)).isEqualTo("We do not know yet: nothing has told us about this.");
    }

    private static Placement placement(double atLeast, double next, Optional<Cap> cap) {
        return new Placement(
                new CompetencyId("C01"), true, Tier.LITERATE, false, atLeast, OptionalDouble.of(next), -1, 1, cap);
    }
}
