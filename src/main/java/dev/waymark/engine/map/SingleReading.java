package dev.waymark.engine.map;

import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Mapped.Note;
import dev.waymark.engine.model.Mapped.Why;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.StatementFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads what was done on one activity outside any attempt: scores, grades, passes, completions.
 *
 * <p>A later grade of the same work takes the place of an earlier one; after a new submission it is another work. A
 * completion stands until it is taken back. A completion says that there was exposure and nothing more: of a quiz, whose
 * attempts say more, and of practical work, whose rating says more, it is not counted at all.
 */
final class SingleReading {

    private final Verdicts verdicts;

    SingleReading(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    /**
     * @param group statements on one activity, earliest first
     */
    void read(List<StatementFacts> group) {
        List<StatementFacts> grades = new ArrayList<>();
        List<StatementFacts> completions = new ArrayList<>();
        Optional<EvidenceId> scored = Optional.empty();
        for (StatementFacts each : group) {
            switch (Deed.of(each.verb()).orElseThrow()) {
                case GRADED -> grades.add(each);
                case SUBMITTED -> {
                    settleGrades(grades);
                    verdicts.ignore(each, Why.NO_RESULT_YET);
                }
                case COMPLETED -> {
                    if (hasScore(each)) {
                        countScore(each);
                        scored = Optional.of(each.id());
                    } else {
                        completions.add(each);
                    }
                }
                case UNCOMPLETED -> completions.add(each);
                case ANSWERED -> countAnswer(each);
                case EXPOSED -> verdicts.count(each, new Observation.Exposure(), Optional.empty());
                default -> countScore(each);
            }
        }
        settleGrades(grades);
        settleCompletions(completions, scored);
    }

    static Optional<Boolean> passedOrFailed(StatementFacts statement) {
        Deed deed = Deed.of(statement.verb()).orElseThrow();
        if (deed != Deed.PASSED && deed != Deed.FAILED) {
            return Optional.empty();
        }
        return Optional.of(deed == Deed.PASSED);
    }

    private static boolean hasScore(StatementFacts statement) {
        return statement.result().raw().isPresent()
                || statement.result().scaled().isPresent();
    }

    /** Of the grades that one piece of work got, the last counts. */
    private void settleGrades(List<StatementFacts> grades) {
        for (StatementFacts each : grades) {
            StatementFacts last = grades.get(grades.size() - 1);
            if (each == last) {
                countScore(each);
            } else {
                verdicts.ignore(each, Why.SUPERSEDED, Optional.of(last.id()));
            }
        }
        grades.clear();
    }

    private void countScore(StatementFacts statement) {
        ScoreReading reading = ScoreReading.of(statement.result());
        Optional<Boolean> passed = passedOrFailed(statement);
        if (reading instanceof ScoreReading.Readable score) {
            verdicts.count(
                    statement,
                    new Observation.Score(score.share(), OptionalInt.empty()),
                    score.scaledContradicts() ? Optional.of(Note.SCALED_CONTRADICTS_RAW) : Optional.empty());
        } else if (passed.isPresent()) {
            verdicts.count(statement, new Observation.PassFail(passed.get()), Optional.empty());
        } else {
            verdicts.ignore(statement, ((ScoreReading.Unreadable) reading).why());
        }
    }

    /** A question on its own: right or wrong, or the part of its points. */
    private void countAnswer(StatementFacts answer) {
        ScoreReading reading = ScoreReading.of(answer.result());
        boolean partial = reading instanceof ScoreReading.Readable score && score.share() > 0 && score.share() < 1;
        Optional<Boolean> success = answer.result().success();
        Optional<Observation> seen = Optional.empty();
        if (success.isPresent() && !partial) {
            seen = Optional.of(new Observation.Answer(success.get()));
        } else if (reading instanceof ScoreReading.Readable score) {
            seen = Optional.of(new Observation.Score(score.share(), OptionalInt.of(1)));
        }
        if (seen.isPresent()) {
            verdicts.count(
                    answer,
                    seen.get(),
                    Optional.empty(),
                    Optional.of(answer.object().orElseThrow().id()),
                    1);
        } else {
            verdicts.ignore(answer, Why.NOTHING_TO_READ);
        }
    }

    /** Walks backwards, so that a completion knows whether it was taken back. */
    private void settleCompletions(List<StatementFacts> completions, Optional<EvidenceId> scored) {
        Optional<EvidenceId> later = Optional.empty();
        Optional<EvidenceId> takenBackBy = Optional.empty();
        for (int i = completions.size() - 1; i >= 0; i--) {
            StatementFacts each = completions.get(i);
            if (Deed.of(each.verb()).orElseThrow() == Deed.UNCOMPLETED) {
                verdicts.ignore(each, Why.COMPLETION_TAKEN_BACK, later);
                takenBackBy = Optional.of(each.id());
            } else if (takenBackBy.isPresent()) {
                verdicts.ignore(each, Why.COMPLETION_TAKEN_BACK, takenBackBy);
            } else {
                settleStanding(each, scored);
                later = Optional.of(each.id());
            }
        }
    }

    private void settleStanding(StatementFacts completion, Optional<EvidenceId> scored) {
        Optional<EvidenceKind> kind = verdicts.kindOf(completion);
        if (completion.result().completion().equals(Optional.of(false))
                || kind.equals(Optional.of(EvidenceKind.PRACTICAL))) {
            verdicts.ignore(completion, Why.NO_RESULT_YET);
        } else if (scored.isPresent()) {
            verdicts.ignore(completion, Why.PART_OF_ATTEMPT, scored);
        } else if (kind.equals(Optional.of(EvidenceKind.ASSESSMENT)) && Part.ASSESSMENT.isObjectOf(completion)) {
            verdicts.ignore(completion, Why.PART_OF_ATTEMPT);
        } else {
            verdicts.count(completion, new Observation.Exposure(), Optional.empty());
        }
    }
}
