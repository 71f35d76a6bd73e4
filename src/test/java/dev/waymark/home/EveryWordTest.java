package dev.waymark.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.LearningItemId;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the engine may say, there is a sentence for it. */
class EveryWordTest {

    private static final CompetencyTier TIER = new CompetencyTier(new CompetencyId("C03"), Tier.LITERATE);

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void hasASentenceForEveryReason(String language) {
        var words = new ReasonWords(naming(language));
        var item = new LearningItemId("x");

        assertThat(Stream.of(
                                new Reason.ClosesGap(TIER, .4, .5),
                                new Reason.ClosesGapAndOpens(TIER, .4, .5, List.of(item)),
                                new Reason.Stale(120),
                                new Reason.Dated(Optional.of(Instant.EPOCH), Optional.empty()),
                                new Reason.Dated(Optional.empty(), Optional.of(Instant.EPOCH)),
                                new Reason.Dated(Optional.of(Instant.EPOCH), Optional.of(Instant.EPOCH)),
                                new Reason.StillThere(),
                                new Reason.RecheckScheduled(30),
                                new Reason.RecheckFading(.6),
                                new Reason.FurthestFromTarget(TIER.competency(), 2),
                                new Reason.Opens(List.of(item)),
                                new Reason.BringsPractical(TIER.competency()),
                                new Reason.Pinned(),
                                new Reason.PinnedAndUseful(TIER, .4, .5, List.of()),
                                new Reason.PinnedAndUseful(TIER, 0, 0, List.of(item)),
                                new Reason.SettlesDoubt(TIER, .6),
                                new Reason.NothingLeftToTeach(),
                                new Reason.BeyondTarget(TIER),
                                new Reason.MethodAvoided(DeliveryMethod.LAB),
                                new Reason.Waived(),
                                new Reason.TooLong(45, 15),
                                new Reason.OverBudget(45, 15),
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

    private static Naming naming(String language) {
        return new Naming(PagesForTests.pages().words(language), new PretendNames());
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
