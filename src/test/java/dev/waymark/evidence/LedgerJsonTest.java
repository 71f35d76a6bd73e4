package dev.waymark.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.engine.model.Tier;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class LedgerJsonTest {

    private static final Instant WHEN = Instant.parse("2026-03-01T10:00:00.123456Z");

    @Property(tries = 300)
    void numbersKeepEveryBit(@ForAll double raw, @ForAll @DoubleRange(min = 0, max = 1) double share) {
        StatementFacts facts = facts(OptionalDouble.of(Double.isFinite(raw) ? raw : 0.1 + 0.2));
        assertThat(FactsJson.read(FactsJson.write(facts), false)).isEqualTo(facts);
        Mapped counted = counted(new Observation.Score(share, OptionalInt.of(3)));
        assertThat(MappedJson.read(MappedJson.write(counted))).isEqualTo(counted);
    }

    @Test
    void whatIsAbsentComesBackAbsent() {
        StatementFacts bare = new StatementFacts(
                new EvidenceId("a"),
                WHEN,
                WHEN,
                "v",
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                StatementFacts.Result.NONE,
                true,
                false,
                Optional.empty(),
                Optional.empty(),
                false);
        assertThat(FactsJson.read(FactsJson.write(bare), false)).isEqualTo(bare);
        assertThat(FactsJson.read(FactsJson.write(bare), true).voided()).isTrue();
    }

    @Test
    void everyKindOfObservationComesBack() {
        for (Observation each : List.of(
                new Observation.Answer(true),
                new Observation.Score(0.3, OptionalInt.empty()),
                new Observation.PassFail(false),
                new Observation.Exposure(),
                new Observation.SelfRating(Tier.LITERATE),
                new Observation.PracticalRating(1),
                new Observation.PeerRating(Tier.AWARE),
                new Observation.ImportedBadge(Tier.EXPERT),
                new Observation.OnTheJob(Tier.PRACTITIONER))) {
            assertThat(MappedJson.read(MappedJson.write(counted(each)))).isEqualTo(counted(each));
        }
    }

    @Test
    void inAnyOrderAndWithWhatALaterVersionAddsItIsTheSame() {
        Mapped read = MappedJson.read("""
                {"suggested":true,"later":{"a":[1,{"b":2}]},"note":null,"evidence":{"seen":{"later":[1],"share":0.7,
                "questions":4,"kind":"score"},"weight":1,"later":[[{}]],"competencies":[{"tier":2,"later":{},"id":"C02"},
                {"id":"C01","tier":4}],"item":"https://x.test/a \\"b\\" \u00e9","stored":2,"experienced":-1,"id":"e"},
                "statement":"s"}""");
        SortedSet<CompetencyTier> both = new TreeSet<>(List.of(
                new CompetencyTier(new CompetencyId("C01"), Tier.EXPERT),
                new CompetencyTier(new CompetencyId("C02"), Tier.LITERATE)));
        assertThat(read)
                .isEqualTo(new Mapped.Counted(
                        new EvidenceId("s"),
                        new Evidence(
                                new EvidenceId("e"),
                                Instant.EPOCH.minusNanos(1_000),
                                Instant.EPOCH.plusNanos(2_000),
                                new ActivityId("https://x.test/a \"b\" \u00e9"),
                                both,
                                1,
                                new Observation.Score(0.7, OptionalInt.of(4))),
                        Optional.empty(),
                        true));
    }

    @Test
    void whatIsNotWholeIsNoEvidence() {
        assertThatThrownBy(() -> MappedJson.read("{\"statement\":\"s\",\"evidence\":{\"id\":\"e\""))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> MappedJson.read("{\"statement\":\"s\"}")).hasMessageContaining("no evidence");
        assertThatThrownBy(() -> MappedJson.read("none")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void everyReasonComesBack() {
        for (Mapped.Why why : Mapped.Why.values()) {
            Mapped ignored = new Mapped.Ignored(new EvidenceId("a"), why, Optional.of(new EvidenceId("b")));
            assertThat(MappedJson.read(MappedJson.write(ignored))).isEqualTo(ignored);
            assertThat(MappedJson.outcome(ignored)).isEqualTo(why.name());
        }
    }

    private static StatementFacts facts(OptionalDouble raw) {
        var quiz = new StatementFacts.Activity(
                new ActivityId("https://m.test/q"), Optional.of("https://t"), Optional.of("Zażółć"));
        return new StatementFacts(
                new EvidenceId("a"),
                WHEN,
                WHEN.plusSeconds(1),
                "https://v",
                Optional.of(quiz),
                List.of(quiz, quiz),
                List.of(quiz),
                List.of("https://c"),
                new StatementFacts.Result(
                        OptionalDouble.empty(),
                        raw,
                        OptionalDouble.of(0),
                        OptionalDouble.of(10),
                        Optional.of(false),
                        Optional.empty()),
                false,
                true,
                Optional.of("r"),
                Optional.of("\\e"),
                false);
    }

    private static Mapped counted(Observation seen) {
        var competencies = new TreeSet<>(List.of(new CompetencyTier(new CompetencyId("C03"), Tier.LITERATE)));
        return new Mapped.Counted(
                new EvidenceId("a"),
                new Evidence(new EvidenceId("a"), WHEN, WHEN, new ActivityId("https://q"), competencies, 0.7, seen),
                Optional.of(Mapped.Note.ANSWERS_INCOMPLETE),
                true);
    }
}
