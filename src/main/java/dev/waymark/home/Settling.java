package dev.waymark.home;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Questions;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.LearnerMastery.Cause;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger.Entry;
import dev.waymark.mastery.Masteries;
import dev.waymark.mastery.Masteries.Standing;
import dev.waymark.mastery.Supposed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * What would settle where somebody stands: the cheapest evidence, by trying it out in the same arithmetic that estimates
 * them, and what the piece that moved them most counts for, by leaving it out.
 */
@Singleton
final class Settling {

    private static final double GOOD = .85;
    private static final double SETTLED = .85;

    /** Each is an estimate anew. */
    private static final int MOST_OF_CATALOGUE = 6;

    private final Masteries masteries;
    private final Supposed supposed;
    private final Configurations configurations;
    private final BiPredicate<Visit, CompetencyTier> asks;

    @Inject
    Settling(Masteries masteries, Supposed supposed, Configurations configurations, Questions questions) {
        this(
                masteries,
                supposed,
                configurations,
                (visit, about) -> questions.of(visit.tenant(), visit.configuration()).stream()
                        .anyMatch(question -> question.at().equals(about)));
    }

    /**
     * @param asks whether the self-check has a question about it
     */
    Settling(
            Masteries masteries,
            Supposed supposed,
            Configurations configurations,
            BiPredicate<Visit, CompetencyTier> asks) {
        this.masteries = masteries;
        this.supposed = supposed;
        this.configurations = configurations;
        this.asks = asks;
    }

    /**
     * Something to show what one can do with.
     *
     * @param key the message
     * @param names what the message calls it by
     */
    private record Piece(String key, List<String> names, List<Evidence> evidence) {}

    /**
     * @param done items not to offer again
     */
    List<String> sentences(
            Visit visit,
            CompetencyTier goal,
            Collection<LearningItemId> done,
            Function<EvidenceId, Optional<Entry>> entries) {
        List<String> sentences = new ArrayList<>();
        Standing now = masteries.at(visit.tenant(), visit.id(), visit.course(), visit.now());
        Placement placement = now.placements().get(goal.competency());
        if (placement == null) {
            return sentences;
        }
        cheapest(visit, goal, placement, done).ifPresent(sentences::add);
        if (placement.known()) {
            mostTelling(visit, goal, now, placement, entries).ifPresent(sentences::add);
        }
        return sentences;
    }

    /** The first piece that, done well, shows the next tier or makes the one shown sure. */
    private Optional<String> cheapest(
            Visit visit, CompetencyTier goal, Placement now, Collection<LearningItemId> done) {
        Tier next = Tier.ofLevel(Math.min(4, now.tier().level() + 1));
        for (Piece each : pieces(visit, new CompetencyTier(goal.competency(), next), done)) {
            Placement then = supposed.with(visit.tenant(), visit.id(), visit.course(), each.evidence(), visit.now())
                    .placements()
                    .get(goal.competency());
            if (then != null && then.known() && isSettled(now, then)) {
                List<Object> values = new ArrayList<>(
                        List.of(visit.naming().numbered(then.tier()), HowSure.tenths(then.atLeastTier())));
                values.addAll(each.names());
                return Optional.of(visit.text("home.settle." + each.key(), values.toArray()));
            }
        }
        return Optional.of(visit.text("home.settle.nothing", visit.naming().numbered(next)));
    }

    /** Minutes of questions, then what the course has, the shortest first, then what could be had elsewhere. */
    private List<Piece> pieces(Visit visit, CompetencyTier about, Collection<LearningItemId> done) {
        List<Piece> pieces = new ArrayList<>();
        if (asks.test(visit, about)) {
            pieces.add(new Piece("answer", List.of(), answers(visit, about, 1)));
            pieces.add(new Piece("answers", List.of(), answers(visit, about, 3)));
        }
        pieces.addAll(ofCatalogue(visit, about.competency(), done));
        Evidence quiz = one(visit, Set.of(about), "quiz", new Observation.Score(GOOD, OptionalInt.of(10)));
        Evidence work = one(visit, Set.of(about), "work", new Observation.PracticalRating(GOOD));
        pieces.add(new Piece("quiz", List.of(), List.of(quiz)));
        pieces.add(new Piece("practical", List.of(), List.of(work)));
        pieces.add(new Piece("both", List.of(), List.of(quiz, work)));
        return pieces;
    }

    /** Items whose activity is a test of the competency, or whose result a person rates. */
    private List<Piece> ofCatalogue(Visit visit, CompetencyId competency, Collection<LearningItemId> done) {
        Map<ActivityId, Optional<Alignment>> settled = configurations.settled(visit.tenant());
        return visit.configuration().items().stream()
                .filter(item -> !done.contains(item.id()))
                .sorted(Comparator.comparingInt(LearningItem::minutes).thenComparing(LearningItem::id))
                .flatMap(item -> piece(visit, item, competency, settled).stream())
                .limit(MOST_OF_CATALOGUE)
                .toList();
    }

    private static Optional<Piece> piece(
            Visit visit, LearningItem item, CompetencyId competency, Map<ActivityId, Optional<Alignment>> settled) {
        Optional<Alignment> alignment =
                item.activity().map(settled::get).flatMap(each -> each == null ? Optional.empty() : each);
        Set<CompetencyTier> about = new TreeSet<>(alignment
                .map(each -> (Collection<CompetencyTier>) each.competencies())
                .orElseGet(() -> item.teaches().keySet()));
        about.removeIf(each -> !each.competency().equals(competency));
        if (about.isEmpty()) {
            return Optional.empty();
        }
        boolean rated =
                alignment.map(each -> each.kind() == EvidenceKind.PRACTICAL).orElseGet(item::practical);
        boolean tested = alignment
                .map(each -> each.kind() == EvidenceKind.ASSESSMENT)
                .orElseGet(() -> item.activity().isPresent() && item.method() == DeliveryMethod.QUIZ);
        if (!rated && !tested) {
            return Optional.empty();
        }
        Observation seen =
                rated ? new Observation.PracticalRating(GOOD) : new Observation.Score(GOOD, OptionalInt.of(10));
        return Optional.of(new Piece(
                rated ? "item-rated" : "item",
                List.of(visit.naming().item(item.id()).title(), visit.words().time(item.minutes())),
                List.of(one(visit, about, item.id().value(), seen))));
    }

    private static boolean isSettled(Placement now, Placement then) {
        boolean higher = then.tier().compareTo(now.tier()) > 0;
        boolean surer = now.tier() == Tier.EXPERT && then.atLeastTier() >= SETTLED;
        return higher || surer;
    }

    private static List<Evidence> answers(Visit visit, CompetencyTier about, int count) {
        List<Evidence> answers = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            answers.add(one(visit, Set.of(about), "answer-" + i, new Observation.Answer(true)));
        }
        return answers;
    }

    private static Evidence one(Visit visit, Set<CompetencyTier> about, String name, Observation seen) {
        return new Evidence(
                new EvidenceId("supposed-" + name),
                visit.now(),
                visit.now(),
                new ActivityId("urn:waymark:supposed:" + name),
                new TreeSet<>(about),
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
        Map<EvidenceId, Double> moved = new TreeMap<>();
        now.mastery().contributions().stream()
                .filter(each -> each.competency().equals(goal.competency()) && each.cause() != Cause.TIME)
                .forEach(each -> moved.merge(each.evidence(), each.change(), Double::sum));
        return moved.entrySet().stream()
                .max(Comparator.comparingDouble((Map.Entry<EvidenceId, Double> each) -> Math.abs(each.getValue())))
                .map(Map.Entry::getKey)
                .flatMap(most -> entries.apply(most)
                        .flatMap(Entry::activityName)
                        .map(name -> without(visit, goal, placement, most, name)));
    }

    private String without(Visit visit, CompetencyTier goal, Placement now, EvidenceId most, String name) {
        Placement then = supposed.without(visit.tenant(), visit.id(), visit.course(), most, visit.now())
                .placements()
                .get(goal.competency());
        if (then != null && !then.known()) {
            return visit.text("home.settle.without-unknown", name);
        }
        return then == null || then.tier() == now.tier()
                ? visit.text("home.settle.without-same", name, visit.naming().numbered(now.tier()))
                : visit.text("home.settle.without", name, visit.naming().numbered(then.tier()));
    }
}
