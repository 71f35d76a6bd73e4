package dev.waymark.engine.map;

import dev.waymark.engine.map.AlignmentSearch.Match;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Mapped.Note;
import dev.waymark.engine.model.Mapped.Why;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.ReadingChoice;
import dev.waymark.engine.model.ScaledRange;
import dev.waymark.engine.model.StatementFacts;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Collects one outcome for each statement. Whatever a reading makes of a statement, it counts only if somebody has said
 * what its activity is for, and it counts as the kind of evidence that they said.
 */
final class Verdicts {

    private final AlignmentSearch search;
    private final Map<EvidenceId, RuleBook.Reading> readings;
    private final Function<ActivityId, ReadingChoice> choices;
    private final Map<EvidenceId, Mapped> outcomes = new HashMap<>();

    Verdicts(
            AlignmentSearch search,
            Map<EvidenceId, RuleBook.Reading> readings,
            Function<ActivityId, ReadingChoice> choices) {
        this.search = search;
        this.readings = readings;
        this.choices = choices;
    }

    private RuleBook.Reading reading(StatementFacts statement) {
        RuleBook.Reading reading = readings.get(statement.id());
        if (reading == null) {
            throw new IllegalStateException("statement %s was not read".formatted(statement.id()));
        }
        return reading;
    }

    /** Of a statement that passed the first look. */
    Deed deedOf(StatementFacts statement) {
        return reading(statement).deed().orElseThrow();
    }

    Work.Piece pieceOf(StatementFacts statement) {
        return reading(statement).piece();
    }

    ReadingChoice choiceFor(StatementFacts statement) {
        return alignedActivity(statement).map(choices).orElse(ReadingChoice.AS_RULED);
    }

    /** Which activity of the statement is aligned. */
    Optional<ActivityId> alignedActivity(StatementFacts statement) {
        return search.find(statement).map(Match::activity);
    }

    ScoreReading scoreOf(StatementFacts statement) {
        ScaledRange chosen = choiceFor(statement).scaled();
        return ScoreReading.of(
                statement.result(),
                chosen == ScaledRange.AUTO ? reading(statement).scaled() : chosen);
    }

    /** Passed or failed by the verb, or by {@code success} where there is a mark behind it. */
    Optional<Boolean> passedOrFailed(StatementFacts statement) {
        Deed deed = deedOf(statement);
        if (deed == Deed.PASSED || deed == Deed.FAILED) {
            return Optional.of(deed == Deed.PASSED);
        }
        boolean mark = statement.details().masteryScore().isPresent()
                || choiceFor(statement).successCounts();
        return mark ? statement.result().success() : Optional.empty();
    }

    Mapped of(StatementFacts statement) {
        Mapped outcome = outcomes.get(statement.id());
        if (outcome == null) {
            throw new IllegalStateException("statement %s was read without an outcome".formatted(statement.id()));
        }
        return outcome;
    }

    Optional<EvidenceKind> kindOf(StatementFacts statement) {
        return search.find(statement).map(match -> match.alignment().kind());
    }

    /** Counts it for the activity that is aligned. */
    void count(StatementFacts statement, Observation seen, Optional<Note> note) {
        count(statement, seen, note, Optional.empty(), 1);
    }

    /**
     * @param item what was attempted, if it is finer than the activity that is aligned
     * @param part of the alignment's weight that it has, above 0 and up to 1
     */
    void count(
            StatementFacts statement, Observation seen, Optional<Note> note, Optional<ActivityId> item, double part) {
        Optional<Match> found = search.find(statement);
        if (found.isEmpty()) {
            outcomes.put(statement.id(), new Mapped.Ignored(statement.id(), Why.NOT_ALIGNED, Optional.empty()));
            return;
        }
        Match match = found.get();
        Evidence evidence = new Evidence(
                statement.id(),
                statement.experienced(),
                statement.stored(),
                item.orElse(match.activity()),
                match.alignment().competencies(),
                match.alignment().weight() * part,
                asAsked(match.alignment().kind(), seen));
        outcomes.put(
                statement.id(),
                new Mapped.Counted(
                        statement.id(), evidence, note, match.alignment().suggested()));
    }

    /** Somebody's badge vouches for the lowest tier that its alignment names. */
    void countBadge(StatementFacts statement) {
        search.find(statement)
                .ifPresentOrElse(
                        match -> count(
                                statement,
                                new Observation.ImportedBadge(match.alignment().competencies().stream()
                                        .map(CompetencyTier::tier)
                                        .min(Comparator.naturalOrder())
                                        .orElseThrow()),
                                Optional.empty()),
                        () -> ignore(statement, Why.NOT_ALIGNED));
    }

    void ignore(StatementFacts statement, Why why) {
        ignore(statement, why, Optional.empty());
    }

    /** A reason that lies in the group of the statement; without an alignment that is the reason. */
    void ignore(StatementFacts statement, Why why, Optional<EvidenceId> inFavourOf) {
        outcomes.put(
                statement.id(),
                search.find(statement).isPresent()
                        ? new Mapped.Ignored(statement.id(), why, inFavourOf)
                        : new Mapped.Ignored(statement.id(), Why.NOT_ALIGNED, Optional.empty()));
    }

    /** A reason that lies in the statement itself, aligned or not. */
    void dismiss(StatementFacts statement, Why why) {
        outcomes.put(statement.id(), new Mapped.Ignored(statement.id(), why, Optional.empty()));
    }

    private static Observation asAsked(EvidenceKind kind, Observation seen) {
        if (kind == EvidenceKind.EXPOSURE) {
            return new Observation.Exposure();
        }
        if (kind == EvidenceKind.PRACTICAL && seen instanceof Observation.Score score) {
            return new Observation.PracticalRating(score.share());
        }
        return seen;
    }
}
