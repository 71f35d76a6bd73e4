package dev.waymark.engine.map;

import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Mapped.Note;
import dev.waymark.engine.model.Mapped.Why;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.StatementFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Reads what was done on one activity outside any attempt: scores, grades, passes, completions.
 *
 * <p>A later grade of the same work takes the place of an earlier one; after a new submission it is another work. A
 * completion stands until it is taken back. A completion says that there was exposure and nothing more: of a quiz, whose
 * attempts say more, and of practical work, whose rating says more, it is not counted at all. One go is one piece of
 * evidence, under however many verbs its result is reported.
 */
final class SingleReading {

    /** Results of one go reach the LRS within minutes of each other; another go takes longer. */
    private static final Duration ONE_GO = Duration.ofMinutes(5);

    private static final Duration ONE_DAY = Duration.ofHours(24);

    /** Without word from the source, how much of a recording makes it complete. */
    private static final double MOST_OF_IT = 0.9;

    private static final double ROUNDING = 0.005;

    private final Verdicts verdicts;
    private final List<Scored> scored = new ArrayList<>();

    /** A statement with a score that counts. */
    private record Scored(StatementFacts statement, double share) {}

    SingleReading(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    /**
     * @param group statements on one activity, earliest first
     */
    void read(List<StatementFacts> group) {
        List<StatementFacts> grades = new ArrayList<>();
        List<StatementFacts> marks = new ArrayList<>();
        List<StatementFacts> completions = new ArrayList<>();
        List<StatementFacts> watched = new ArrayList<>();
        for (StatementFacts each : group) {
            switch (verdicts.deedOf(each)) {
                case GRADED -> grades.add(each);
                case SUBMITTED -> {
                    settleGrades(grades);
                    verdicts.ignore(each, Why.NO_RESULT_YET);
                }
                case UNCOMPLETED, BADGED -> completions.add(each);
                case PROGRESSED -> settleProgress(each, completions);
                case WATCHED -> settleWatched(each, watched);
                case ANSWERED -> countAnswer(each);
                case EXPOSED -> countExposure(each);
                default -> {
                    if (hasScore(each)) {
                        countScore(each);
                    } else if (verdicts.deedOf(each) == Deed.COMPLETED
                            && verdicts.passedOrFailed(each).isEmpty()) {
                        completions.add(each);
                    } else {
                        marks.add(each);
                    }
                }
            }
        }
        settleGrades(grades);
        marks.forEach(this::settleMark);
        Optional<EvidenceId> result = scored.stream()
                .reduce((earlier, later) -> later)
                .map(each -> each.statement().id());
        settleCompletions(completions, result);
        countWatched(watched);
    }

    private static boolean hasScore(StatementFacts statement) {
        return statement.result().raw().isPresent()
                || statement.result().scaled().isPresent();
    }

    /** Takes part in something; in a part of what is aligned only where the whole of it is exposure. */
    private void countExposure(StatementFacts statement) {
        if (statement.result().completion().equals(Optional.of(false))) {
            verdicts.ignore(statement, Why.NO_RESULT_YET); // an absence is registered so, and a slide that was left
            return;
        }
        boolean itself =
                verdicts.alignedActivity(statement).equals(statement.object().map(StatementFacts.Activity::id));
        if (itself || verdicts.kindOf(statement).equals(Optional.of(EvidenceKind.EXPOSURE))) {
            verdicts.count(statement, new Observation.Exposure(), Optional.empty());
        } else {
            verdicts.ignore(statement, Why.NO_RESULT_YET);
        }
    }

    private void settleProgress(StatementFacts statement, List<StatementFacts> completions) {
        OptionalDouble progress = statement.details().progress();
        boolean done = progress.isPresent()
                ? progress.getAsDouble() >= 1 - ROUNDING
                : statement.result().completion().equals(Optional.of(true));
        if (done) {
            completions.add(statement);
        } else {
            verdicts.ignore(statement, progress.isPresent() ? Why.SEEN_TOO_LITTLE : Why.NO_RESULT_YET);
        }
    }

    /** By what was played, not by where the play head stood: whoever jumps to the end has seen little. */
    private void settleWatched(StatementFacts statement, List<StatementFacts> watched) {
        StatementFacts.Details details = statement.details();
        OptionalDouble share = details.played().isPresent() ? details.played() : details.progress();
        boolean said = statement.result().completion().equals(Optional.of(true));
        boolean enough = share.isPresent()
                ? share.getAsDouble() >= details.threshold().orElse(MOST_OF_IT) - ROUNDING
                : said || Iris.plainEndsWith(statement.verb(), "/completed");
        if (enough) {
            watched.add(statement);
        } else {
            verdicts.ignore(statement, share.isPresent() ? Why.SEEN_TOO_LITTLE : Why.NO_RESULT_YET);
        }
    }

    /** Once a day: the end of a recording is reported by several statements. */
    private void countWatched(List<StatementFacts> watched) {
        Optional<StatementFacts> last = Optional.empty();
        for (StatementFacts each : watched) {
            if (last.isPresent() && within(ONE_DAY, last.get(), each)) {
                verdicts.ignore(each, Why.PART_OF_ATTEMPT, last.map(StatementFacts::id));
            } else {
                verdicts.count(each, new Observation.Exposure(), Optional.empty());
                last = Optional.of(each);
            }
        }
    }

    private static boolean within(Duration time, StatementFacts one, StatementFacts other) {
        return Duration.between(one.experienced(), other.experienced()).abs().compareTo(time) <= 0;
    }

    /**
     * The same result under another verb, or of a part and of what it is a part of: content says {@code passed} and {@code
     * completed} of one go, and of its only part as of the whole.
     */
    private Optional<EvidenceId> twinOf(StatementFacts statement, double share) {
        return scored.stream()
                .filter(each -> Math.abs(each.share() - share) <= ROUNDING)
                .filter(each -> within(ONE_GO, each.statement(), statement))
                .filter(each -> !verdicts.verbOf(each.statement()).equals(verdicts.verbOf(statement))
                        || isWithin(each.statement(), statement)
                        || isWithin(statement, each.statement()))
                .filter(each -> verdicts.alignedActivity(each.statement()).equals(verdicts.alignedActivity(statement)))
                .map(each -> each.statement().id())
                .findFirst();
    }

    private static boolean isWithin(StatementFacts part, StatementFacts whole) {
        return part.parents().stream()
                .anyMatch(parent -> whole.object()
                        .filter(object -> object.id().equals(parent.id()))
                        .isPresent());
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
        ScoreReading reading = verdicts.scoreOf(statement);
        if (reading instanceof ScoreReading.Readable score) {
            Optional<EvidenceId> twin = twinOf(statement, score.share());
            if (twin.isPresent()) {
                verdicts.ignore(statement, Why.PART_OF_ATTEMPT, twin);
                return;
            }
            scored.add(new Scored(statement, score.share()));
            verdicts.count(
                    statement,
                    new Observation.Score(score.share(), OptionalInt.empty()),
                    score.scaledContradicts() ? Optional.of(Note.SCALED_CONTRADICTS_RAW) : Optional.empty());
        } else if (verdicts.passedOrFailed(statement).isPresent()) {
            settleMark(statement);
        } else {
            verdicts.ignore(statement, ((ScoreReading.Unreadable) reading).why());
        }
    }

    /** Passed or failed without a score; beside a score of the same go it adds nothing. */
    private void settleMark(StatementFacts statement) {
        Optional<Boolean> passed = verdicts.passedOrFailed(statement);
        Optional<EvidenceId> scoreOfIt = scored.stream()
                .map(Scored::statement)
                .filter(each -> within(ONE_GO, each, statement))
                .filter(each -> verdicts.alignedActivity(each).equals(verdicts.alignedActivity(statement)))
                .map(StatementFacts::id)
                .findFirst();
        if (scoreOfIt.isPresent()) {
            verdicts.ignore(statement, Why.PART_OF_ATTEMPT, scoreOfIt);
        } else if (passed.isPresent()) {
            verdicts.count(statement, new Observation.PassFail(passed.get()), Optional.empty());
        } else {
            verdicts.ignore(statement, ((ScoreReading.Unreadable) verdicts.scoreOf(statement)).why());
        }
    }

    /** A question on its own: right or wrong, or the part of its points. */
    private void countAnswer(StatementFacts answer) {
        if (verdicts.kindOf(answer).filter(EvidenceKind::isRated).isPresent()) {
            verdicts.ignore(answer, Why.NO_RESULT_YET); // a person rates practical work, not its answer key
            return;
        }
        ScoreReading reading = verdicts.scoreOf(answer);
        boolean partial = reading instanceof ScoreReading.Readable score && score.share() > 0 && score.share() < 1;
        Optional<Boolean> success = answer.result().success();
        Optional<Observation> seen = Optional.empty();
        if (success.isPresent() && !partial) {
            seen = Optional.of(new Observation.Answer(success.get()));
        } else if (reading instanceof ScoreReading.Readable score) {
            seen = Optional.of(new Observation.Score(score.share(), OptionalInt.of(1)));
        }
        if (seen.isEmpty()) {
            verdicts.ignore(answer, Why.NOTHING_TO_READ);
            return;
        }
        if (reading instanceof ScoreReading.Readable score) {
            Optional<EvidenceId> twin = twinOf(answer, score.share());
            if (twin.isPresent()) {
                verdicts.ignore(answer, Why.PART_OF_ATTEMPT, twin);
                return;
            }
            scored.add(new Scored(answer, score.share()));
        }
        verdicts.count(
                answer,
                seen.get(),
                Optional.empty(),
                Optional.of(answer.object().orElseThrow().id()),
                1);
    }

    /** Walks backwards, so that a completion, or a badge, knows whether it was taken back. */
    private void settleCompletions(List<StatementFacts> completions, Optional<EvidenceId> scored) {
        Optional<EvidenceId> later = Optional.empty();
        Optional<EvidenceId> takenBackBy = Optional.empty();
        for (int i = completions.size() - 1; i >= 0; i--) {
            StatementFacts each = completions.get(i);
            if (verdicts.deedOf(each) == Deed.UNCOMPLETED) {
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
        if (verdicts.deedOf(completion) == Deed.BADGED) {
            verdicts.countBadge(completion);
            return;
        }
        Optional<EvidenceKind> kind = verdicts.kindOf(completion);
        if (completion.result().completion().equals(Optional.of(false))
                || kind.filter(EvidenceKind::isRated).isPresent()) {
            verdicts.ignore(completion, Why.NO_RESULT_YET);
        } else if (scored.isPresent()) {
            verdicts.ignore(completion, Why.PART_OF_ATTEMPT, scored);
        } else if (kind.equals(Optional.of(EvidenceKind.ASSESSMENT)) && Part.ASSESSMENT.isObjectOf(completion)) {
            // Finished, and no attempt of it is here: its result is what counts, and may still come.
            verdicts.ignore(completion, Why.NO_RESULT_YET);
        } else {
            verdicts.count(completion, new Observation.Exposure(), Optional.empty());
        }
    }
}
