package dev.waymark.home;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.LearnerMastery.Cause;
import dev.waymark.engine.model.LearnerMastery.Contribution;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger.Entry;
import dev.waymark.mastery.Masteries;
import dev.waymark.mastery.Masteries.Standing;
import dev.waymark.mastery.Supposed;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What would settle where somebody stands: the cheapest evidence, by trying it out in the same arithmetic that estimates
 * them, and what the piece that moved them most counts for, by leaving it out.
 */
@Singleton
final class Settling {

    private static final double GOOD = .85;
    private static final double SETTLED = .85;

    private final Masteries masteries;
    private final Supposed supposed;

    Settling(Masteries masteries, Supposed supposed) {
        this.masteries = masteries;
        this.supposed = supposed;
    }

    /** Pieces of evidence by what they cost a learner, the cheapest first; the name is a message key's end. */
    private enum Piece {
        ANSWER,
        ANSWERS,
        QUIZ,
        PRACTICAL,
        BOTH
    }

    List<String> sentences(Visit visit, CompetencyTier goal, Function<EvidenceId, Optional<Entry>> entries) {
        List<String> sentences = new ArrayList<>();
        Standing now = masteries.at(visit.tenant(), visit.id(), visit.course(), visit.now());
        Placement placement = now.placements().get(goal.competency());
        if (placement == null) {
            return sentences;
        }
        cheapest(visit, goal, placement).ifPresent(sentences::add);
        mostTelling(visit, goal, now, placement, entries).ifPresent(sentences::add);
        return sentences;
    }

    /** The first piece that, done well, shows the next tier or makes the one shown sure. */
    private Optional<String> cheapest(Visit visit, CompetencyTier goal, Placement now) {
        Tier next = Tier.ofLevel(Math.min(4, now.tier().level() + 1));
        for (Piece each : Piece.values()) {
            Placement then = supposed.with(
                            visit.tenant(),
                            visit.id(),
                            visit.course(),
                            evidence(visit, new CompetencyTier(goal.competency(), next), each),
                            visit.now())
                    .placements()
                    .get(goal.competency());
            if (then != null && then.known() && isSettled(now, then)) {
                return Optional.of(visit.text(
                        "home.settle." + each.name().toLowerCase(java.util.Locale.ROOT),
                        visit.naming().numbered(then.tier()),
                        HowSure.tenths(then.atLeastTier())));
            }
        }
        return Optional.of(visit.text("home.settle.nothing", visit.naming().numbered(next)));
    }

    private static boolean isSettled(Placement now, Placement then) {
        boolean higher = then.tier().compareTo(now.tier()) > 0;
        boolean surer = now.tier() == Tier.EXPERT && then.atLeastTier() >= SETTLED;
        return higher || surer;
    }

    private static List<Evidence> evidence(Visit visit, CompetencyTier about, Piece piece) {
        return switch (piece) {
            case ANSWER -> answers(visit, about, 1);
            case ANSWERS -> answers(visit, about, 3);
            case QUIZ -> List.of(one(visit, about, "quiz", new Observation.Score(GOOD, OptionalInt.of(10))));
            case PRACTICAL -> List.of(one(visit, about, "work", new Observation.PracticalRating(GOOD)));
            case BOTH ->
                List.of(
                        one(visit, about, "quiz", new Observation.Score(GOOD, OptionalInt.of(10))),
                        one(visit, about, "work", new Observation.PracticalRating(GOOD)));
        };
    }

    private static List<Evidence> answers(Visit visit, CompetencyTier about, int count) {
        List<Evidence> answers = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            answers.add(one(visit, about, "answer-" + i, new Observation.Answer(true)));
        }
        return answers;
    }

    private static Evidence one(Visit visit, CompetencyTier about, String name, Observation seen) {
        return new Evidence(
                new EvidenceId("supposed-" + name),
                visit.now(),
                visit.now(),
                new ActivityId("urn:waymark:supposed:" + name),
                new TreeSet<>(Set.of(about)),
                1,
                seen);
    }

    /** Where the learner would stand without the piece that moved this competency most. */
    private Optional<String> mostTelling(
            Visit visit,
            CompetencyTier goal,
            Standing now,
            Placement placement,
            Function<EvidenceId, Optional<Entry>> entries) {
        return now.mastery().contributions().stream()
                .filter(each -> each.competency().equals(goal.competency()) && each.cause() == Cause.DIRECT)
                .max(Comparator.comparingDouble((Contribution each) -> Math.abs(each.change())))
                .flatMap(most -> entries.apply(most.evidence())
                        .flatMap(Entry::activityName)
                        .map(name -> without(visit, goal, placement, most, name)));
    }

    private String without(Visit visit, CompetencyTier goal, Placement now, Contribution most, String name) {
        Placement then = supposed.without(visit.tenant(), visit.id(), visit.course(), most.evidence(), visit.now())
                .placements()
                .get(goal.competency());
        return then == null || then.tier() == now.tier()
                ? visit.text("home.settle.without-same", name, visit.naming().numbered(now.tier()))
                : visit.text("home.settle.without", name, visit.naming().numbered(then.tier()));
    }
}
