package dev.waymark.engine.map;

import dev.waymark.engine.map.AlignmentSearch.Match;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Mapped.Note;
import dev.waymark.engine.model.Mapped.Why;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.StatementFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Collects one outcome for each statement. Whatever a reading makes of a statement, it counts only if somebody has said
 * what its activity is for, and it counts as the kind of evidence that they said.
 */
final class Verdicts {

    private final AlignmentSearch search;
    private final Map<EvidenceId, Mapped> outcomes = new HashMap<>();

    Verdicts(AlignmentSearch search) {
        this.search = search;
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
