package dev.waymark.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Reason;
import dev.waymark.engine.model.Tier;
import dev.waymark.web.PagesForTests;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the engine may say, there is a sentence for it. */
class EveryWordTest {

    private static final CompetencyTier TIER = new CompetencyTier(new CompetencyId("C03"), Tier.LITERATE);

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void hasASentenceForEveryReason(String language) {
        var words = new ReasonWords(naming(language), 1);
        var item = new LearningItemId("x");

        assertThat(Stream.of(
                                new Reason.ClosesGap(TIER, .4, .5),
                                new Reason.ClosesGapAndOpens(TIER, .4, .5, List.of(item)),
                                new Reason.Stale(120),
                                new Reason.Dated(Optional.of(Instant.EPOCH), Optional.empty()),
                                new Reason.Dated(Optional.empty(), Optional.of(Instant.EPOCH)),
                                new Reason.Dated(Optional.of(Instant.EPOCH), Optional.of(Instant.EPOCH)),
                                new Reason.StillThere(),
                                new Reason.KeptSteady(),
                                new Reason.RecheckScheduled(30),
                                new Reason.RecheckFading(.6),
                                new Reason.FurthestFromTarget(TIER.competency(), 2),
                                new Reason.Opens(List.of(item)),
                                new Reason.BringsPractical(TIER.competency()),
                                new Reason.Pinned(),
                                new Reason.PinnedAndUseful(TIER, .4, .5, List.of()),
                                new Reason.PinnedAndUseful(TIER, 0, 0, List.of(item)),
                                new Reason.PinnedAndUseful(TIER, .4, .5, List.of(), false),
                                new Reason.PinnedAndUseful(TIER, 0, 0, List.of(item), false),
                                new Reason.SettlesDoubt(TIER, .6),
                                new Reason.NothingLeftToTeach(),
                                new Reason.BeyondTarget(TIER),
                                new Reason.MethodAvoided(DeliveryMethod.LAB),
                                new Reason.Waived(),
                                new Reason.TooLong(45, 15),
                                new Reason.OverBudget(45, 15),
                                new Reason.OverBudget(45, 0),
                                new Reason.OverBudget(45, 60, 30),
                                new Reason.NotYet(),
                                new Reason.BetterElsewhere(List.of(item)),
                                new Reason.BetterElsewhere(List.of()),
                                new Reason.OutOfReach(TIER))
                        .map(words::sentence))
                .allMatch(sentence -> sentence.endsWith(".") || sentence.endsWith("»"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void hasWordsForEveryOutcomeMethodCapAndObservation(String language) {
        Naming naming = naming(language);
        var statements = new StatementWords(naming);

        Stream.of(Mapped.Why.values())
                .forEach(why -> assertThat(naming.words().text("home.why-not." + key(why)))
                        .endsWith("."));
        Stream.of(Mapped.Note.values())
                .forEach(note -> assertThat(naming.words().text("home.note." + key(note)))
                        .endsWith("."));
        Stream.of(Placement.Cap.values())
                .forEach(cap ->
                        assertThat(naming.words().text("home.cap." + key(cap))).endsWith("."));
        Stream.of(DeliveryMethod.values())
                .forEach(method -> assertThat(naming.method(method)).isNotBlank());
        Stream.of(Choices.NotForMe.values())
                .forEach(why ->
                        assertThat(naming.words().text(WhyPages.key(why))).isNotBlank());
        LearnerController.SAID.forEach(
                said -> assertThat(naming.words().text("home.said." + said)).endsWith("."));
        Stream.of(
                        new Observation.Answer(true),
                        new Observation.Answer(false),
                        new Observation.Score(.5, OptionalInt.empty()),
                        new Observation.Score(.5, OptionalInt.of(1)),
                        new Observation.PassFail(true),
                        new Observation.PassFail(false),
                        new Observation.Exposure(),
                        new Observation.SelfRating(Tier.AWARE),
                        new Observation.PracticalRating(.5),
                        new Observation.PeerRating(Tier.AWARE),
                        new Observation.ImportedBadge(Tier.AWARE),
                        new Observation.OnTheJob(Tier.AWARE))
                .forEach(seen -> assertThat(statements.seen(seen)).isNotBlank());
    }

    @Test
    void claimsNothingThatItsFiguresDoNotSay() {
        var words = new ReasonWords(naming("en"), 1);
        var x = new LearningItemId("x");
        var y = new LearningItemId("y");
        var z = new LearningItemId("z");
        String title = naming("en").item(x).title();

        assertThat(words.sentence(new Reason.OverBudget(45, 15)))
                .isEqualTo("It takes 45 min, and 15 min of your hours are left.");
        assertThat(words.sentence(new Reason.OverBudget(45, 0)))
                .isEqualTo("It takes 45 min, and none of your hours are left.");
        assertThat(words.sentence(new Reason.OverBudget(45, 60, 30)))
                .isEqualTo("It takes 45 min after 30 min of what it needs first, and 1 h of your hours are left.");
        assertThat(words.sentence(new Reason.BetterElsewhere(List.of(x))))
                .isEqualTo("“" + title + "” covers what it teaches.");
        assertThat(words.sentence(new Reason.BetterElsewhere(List.of(x, y))))
                .isEqualTo("“" + title + "” and one other item cover what it teaches.");
        assertThat(words.sentence(new Reason.BetterElsewhere(List.of(x, y, z))))
                .isEqualTo("“" + title + "” and 2 other items cover what it teaches.");
        assertThat(words.sentence(new Reason.ClosesGap(TIER, .1, .2))).contains("bring 0.10 of a tier");
        assertThat(words.sentence(new Reason.ClosesGap(TIER, .001, .2))).contains("bring less than 0.01 of a tier");
        assertThat(words.sentence(new Reason.RecheckScheduled(30))).startsWith("30 days after you reach it");
    }

    @Test
    void listsNothingTwiceAmongAllReasons() {
        var words = new ReasonWords(naming("en"), 1);
        var later = List.of(new LearningItemId("x"));
        assertThat(words.all(step(new Reason.ClosesGapAndOpens(TIER, .4, .5, later), new Reason.Opens(later))))
                .hasSize(1);
        assertThat(words.all(step(
                        new Reason.PinnedAndUseful(TIER, .4, .5, later),
                        new Reason.ClosesGap(TIER, .4, .5),
                        new Reason.Opens(later))))
                .hasSize(2);
        assertThat(words.all(step(new Reason.Pinned(), new Reason.ClosesGap(TIER, .4, .5))))
                .hasSize(2);
    }

    @Test
    void aStepOfAWayThatWasSwitchedOffSaysThatThereIsNoOther() {
        var words = new ReasonWords(naming("en"), 1);
        var switchedOff = new Reason.MethodAvoided(DeliveryMethod.LAB);
        assertThat(words.all(step(new Reason.ClosesGap(TIER, .4, .5), switchedOff))
                        .getLast())
                .startsWith("You switched this way of learning off (")
                .endsWith("), but nothing else teaches this in full.");
        assertThat(words.sentence(switchedOff)).doesNotContain("nothing else");
    }

    private static Step step(Reason... reasons) {
        return new Step(new LearningItemId("a"), TIER, 30, List.of(), List.of(reasons), 1);
    }

    private static Naming naming(String language) {
        return new Naming(PagesForTests.pages().words(language), new PretendNames());
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
