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
import dev.waymark.engine.model.ReadingChoice;
import dev.waymark.engine.model.ScaledRange;
import dev.waymark.engine.model.StatementFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects one outcome for each statement. Whatever a reading makes of a statement, it counts only if somebody has said
 * what its activity is for, and it counts as the kind of evidence that they said.
 */
final class Verdicts {

    private final AlignmentSearch search;
    private final Function<ActivityId, ReadingChoice> choices;
    private final Function<EvidenceId, ScaledRange> sources;
    private final Map<EvidenceId, Verdict> verdicts;

    /** What is known of one statement so far. */
    private static final class Verdict {
        private final RuleBook.Reading reading;
        private @Nullable Optional<Match> match;
        private @Nullable ScoreReading score;
        private @Nullable Mapped outcome;

        Verdict(RuleBook.Reading reading) {
            this.reading = reading;
        }
    }

    /**
     * @param count about how many statements there will be
     */
    Verdicts(
            AlignmentSearch search,
            Function<ActivityId, ReadingChoice> choices,
            Function<EvidenceId, ScaledRange> sources,
            int count) {
        this.search = search;
        this.choices = choices;
        this.sources = sources;
        this.verdicts = new HashMap<>(2 * count);
    }

    /** Before anything else is asked of a statement or said of it. */
    void begin(StatementFacts statement, RuleBook.Reading reading) {
        verdicts.put(statement.id(), new Verdict(reading));
    }

    private Verdict verdict(StatementFacts statement) {
        Verdict verdict = verdicts.get(statement.id());
        if (verdict == null) {
            throw new IllegalStateException("statement %s was not read".formatted(statement.id()));
        }
        return verdict;
    }

    private RuleBook.Reading reading(StatementFacts statement) {
        return verdict(statement).reading;
    }

    private Optional<Match> match(StatementFacts statement) {
        Verdict verdict = verdict(statement);
        Optional<Match> match = verdict.match;
        if (match == null) {
            match = search.find(statement);
            verdict.match = match;
        }
        return match;
    }

    private void settle(StatementFacts statement, Mapped outcome) {
        verdict(statement).outcome = outcome;
    }

    /** Of a statement that passed the first look. */
    Deed deedOf(StatementFacts statement) {
        return reading(statement).deed().orElseThrow();
    }

    String verbOf(StatementFacts statement) {
        return reading(statement).verb();
    }

    Work.Piece pieceOf(StatementFacts statement) {
        return reading(statement).piece();
    }

    ReadingChoice choiceFor(StatementFacts statement) {
        return alignedActivity(statement).map(choices).orElse(ReadingChoice.AS_RULED);
    }

    /** Which activity of the statement is aligned. */
    Optional<ActivityId> alignedActivity(StatementFacts statement) {
        return match(statement).map(Match::activity);
    }

    ScoreReading scoreOf(StatementFacts statement) {
        Verdict verdict = verdict(statement);
        ScoreReading score = verdict.score;
        if (score == null) {
            score = ScoreReading.of(statement.result(), scaledOf(statement));
            verdict.score = score;
        }
        return score;
    }

    /** By the choice for its activity, else by its rule, else by what was said of its source. */
    private ScaledRange scaledOf(StatementFacts statement) {
        ScaledRange chosen = choiceFor(statement).scaled();
        if (chosen != ScaledRange.AUTO) {
            return chosen;
        }
        ScaledRange ruled = reading(statement).scaled();
        return ruled != ScaledRange.AUTO ? ruled : sources.apply(statement.id());
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
        Mapped outcome = verdict(statement).outcome;
        if (outcome == null) {
            throw new IllegalStateException("statement %s was read without an outcome".formatted(statement.id()));
        }
        return outcome;
    }

    Optional<EvidenceKind> kindOf(StatementFacts statement) {
        return match(statement).map(match -> match.alignment().kind());
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
        Optional<Match> found = match(statement);
        if (found.isEmpty()) {
            settle(statement, new Mapped.Ignored(statement.id(), Why.NOT_ALIGNED, Optional.empty()));
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
                match.alignment().asAsked(seen));
        settle(
                statement,
                new Mapped.Counted(
                        statement.id(), evidence, note, match.alignment().suggested()));
    }

    /** Somebody's badge vouches for the lowest tier that its alignment names. */
    void countBadge(StatementFacts statement) {
        match(statement)
                .ifPresentOrElse(
                        match -> count(
                                statement,
                                new Observation.ImportedBadge(match.alignment().lowest()),
                                Optional.empty()),
                        () -> ignore(statement, Why.NOT_ALIGNED));
    }

    void ignore(StatementFacts statement, Why why) {
        ignore(statement, why, Optional.empty());
    }

    /** A reason that lies in the group of the statement; without an alignment that is the reason. */
    void ignore(StatementFacts statement, Why why, Optional<EvidenceId> inFavourOf) {
        settle(
                statement,
                match(statement).isPresent()
                        ? new Mapped.Ignored(statement.id(), why, inFavourOf)
                        : new Mapped.Ignored(statement.id(), Why.NOT_ALIGNED, Optional.empty()));
    }

    /** A reason that lies in the statement itself, aligned or not. */
    void dismiss(StatementFacts statement, Why why) {
        settle(statement, new Mapped.Ignored(statement.id(), why, Optional.empty()));
    }
}
