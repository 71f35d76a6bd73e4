package dev.waymark.engine.map;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Mapped.Note;
import dev.waymark.engine.model.Mapped.Why;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.StatementFacts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads one attempt: the statement of the attempt with its score, one statement for each answer, and what a person
 * graded afterwards. Together they are one piece of work and count once.
 *
 * <ul>
 *   <li>Every answer says right or wrong, and their share agrees with the score: the answers count, each with its
 *       question's difficulty, and the attempt does not.
 *   <li>An answer says neither, or their share contradicts the score (real Moodle does so in one attempt of ten): the
 *       attempt's score counts, and the answers do not.
 *   <li>A person graded questions that had said neither: those grades count beside the answers that were clear, and the
 *       attempt's score, which is older than the grades, does not.
 *   <li>The attempt never arrived or cannot be read: the clear answers count.
 * </ul>
 *
 * However many questions there are, they weigh no more than {@value #MOST_QUESTIONS} together.
 */
final class AttemptReading {

    static final int MOST_QUESTIONS = 8;

    /** Beyond half a question, scores are rounded to whole percents. */
    private static final double ROUNDING = 0.01;

    private static final Set<Deed> NO_RESULT =
            EnumSet.of(Deed.SUBMITTED, Deed.EXPOSED, Deed.UNCOMPLETED, Deed.PROGRESSED, Deed.WATCHED, Deed.BADGED);

    private final Verdicts verdicts;
    private final List<StatementFacts> answers = new ArrayList<>();
    private final List<StatementFacts> clear = new ArrayList<>();
    private final List<StatementFacts> unclear = new ArrayList<>();

    AttemptReading(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    /**
     * @param group statements of one attempt, earliest first
     */
    void read(List<StatementFacts> group) {
        List<StatementFacts> results = new ArrayList<>();
        Map<String, StatementFacts> gradeOfSlot = new LinkedHashMap<>();
        for (StatementFacts each : group) {
            Deed deed = verdicts.deedOf(each);
            if (deed == Deed.ANSWERED) {
                answers.add(each);
                (rightOrWrong(each).isPresent() ? clear : unclear).add(each);
            } else if (deed == Deed.GRADED && !Part.ATTEMPT.isObjectOf(each)) {
                StatementFacts before =
                        gradeOfSlot.put(each.object().orElseThrow().id().iri(), each);
                if (before != null) {
                    verdicts.ignore(before, Why.SUPERSEDED, Optional.of(each.id()));
                }
            } else if (NO_RESULT.contains(deed)) {
                verdicts.ignore(each, Why.NO_RESULT_YET);
            } else {
                results.add(each);
            }
        }
        List<StatementFacts> grades = List.copyOf(gradeOfSlot.values());
        grades.forEach(this::countGrade);
        Optional<StatementFacts> latest = lastOf(
                        results, each -> verdicts.scoreOf(each) instanceof ScoreReading.Readable)
                .or(() -> lastOf(results, each -> verdicts.passedOrFailed(each).isPresent()))
                .or(() -> lastOf(results, each -> true));
        latest.ifPresent(last -> results.stream()
                .filter(each -> each != last)
                .forEach(each -> verdicts.ignore(each, Why.SUPERSEDED, Optional.of(last.id()))));

        boolean gradesFillTheGaps = !grades.isEmpty() && (answers.isEmpty() || grades.size() <= unclear.size());
        if (gradesFillTheGaps) {
            EvidenceId grade = grades.get(grades.size() - 1).id();
            latest.ifPresent(each -> verdicts.ignore(each, Why.SUPERSEDED, Optional.of(grade)));
            countClearAnswers(Optional.empty());
            unclear.forEach(each -> verdicts.ignore(each, Why.PART_OF_ATTEMPT, Optional.of(grade)));
        } else if (latest.isPresent() && verdicts.kindOf(latest.get()).isPresent()) {
            readWithAttempt(latest.get());
        } else {
            latest.ifPresent(each -> verdicts.ignore(each, Why.NOT_ALIGNED));
            answersAlone(latest.isPresent() ? Optional.empty() : Optional.of(Note.ATTEMPT_MISSING));
        }
    }

    /** The latest of those, earliest first, that are as asked. */
    private static Optional<StatementFacts> lastOf(List<StatementFacts> results, Predicate<StatementFacts> asked) {
        for (int i = results.size() - 1; i >= 0; i--) {
            if (asked.test(results.get(i))) {
                return Optional.of(results.get(i));
            }
        }
        return Optional.empty();
    }

    /** What an answer says: {@code success}, or all or none of its points. */
    private Optional<Boolean> rightOrWrong(StatementFacts answer) {
        if (answer.result().success().isPresent()) {
            return answer.result().success();
        }
        return verdicts.scoreOf(answer) instanceof ScoreReading.Readable score
                        && (score.share() == 0 || score.share() == 1)
                ? Optional.of(score.share() == 1)
                : Optional.empty();
    }

    private void readWithAttempt(StatementFacts attempt) {
        boolean onlyAsAWhole = verdicts.choiceFor(attempt).asAWhole()
                || verdicts.kindOf(attempt)
                        .filter(kind -> kind != EvidenceKind.ASSESSMENT)
                        .isPresent();
        ScoreReading reading = verdicts.scoreOf(attempt);
        if (reading instanceof ScoreReading.Readable score) {
            Optional<Note> doubt = doubtAboutAnswers(score.share());
            if (!answers.isEmpty() && doubt.isEmpty() && !onlyAsAWhole) {
                countClearAnswers(Optional.empty());
                verdicts.ignore(
                        attempt, Why.PART_OF_ATTEMPT, Optional.of(answers.get(0).id()));
            } else {
                OptionalInt questions = answers.isEmpty() ? OptionalInt.empty() : OptionalInt.of(answers.size());
                Optional<Note> note = doubt.or(
                        () -> score.scaledContradicts() ? Optional.of(Note.SCALED_CONTRADICTS_RAW) : Optional.empty());
                asPartOf(attempt, new Observation.Score(score.share(), questions), note);
            }
            return;
        }
        Optional<Boolean> passed = verdicts.passedOrFailed(attempt);
        if (onlyAsAWhole && isDoneByGoingThrough(verdicts.kindOf(attempt))) {
            asPartOf(attempt, new Observation.Exposure(), Optional.empty());
        } else if (passed.isPresent() && clear.isEmpty()) {
            asPartOf(attempt, new Observation.PassFail(passed.get()), Optional.empty());
        } else {
            verdicts.ignore(attempt, ((ScoreReading.Unreadable) reading).why());
            answersAlone(Optional.empty());
        }
    }

    /** The attempt counts as a whole and its answers are part of it. */
    private void asPartOf(StatementFacts attempt, Observation seen, Optional<Note> note) {
        verdicts.count(attempt, seen, note);
        answers.forEach(each -> verdicts.ignore(each, Why.PART_OF_ATTEMPT, Optional.of(attempt.id())));
    }

    private void answersAlone(Optional<Note> note) {
        countClearAnswers(note);
        unclear.forEach(each -> verdicts.ignore(each, Why.NOTHING_TO_READ));
    }

    /** What the answers leave open may go either way; only a score out of their reach contradicts them. */
    private Optional<Note> doubtAboutAnswers(double share) {
        if (answers.isEmpty()) {
            return Optional.empty();
        }
        double n = answers.size();
        long right =
                clear.stream().filter(each -> rightOrWrong(each).orElseThrow()).count();
        double tolerance = 0.5 / n + ROUNDING;
        if (share < right / n - tolerance || share > (right + unclear.size()) / n + tolerance) {
            return Optional.of(Note.ANSWERS_CONTRADICT_SCORE);
        }
        return unclear.isEmpty() ? Optional.empty() : Optional.of(Note.ANSWERS_INCOMPLETE);
    }

    private static boolean isDoneByGoingThrough(Optional<EvidenceKind> kind) {
        return kind.equals(Optional.of(EvidenceKind.EXPOSURE)) || kind.equals(Optional.of(EvidenceKind.ON_THE_JOB));
    }

    private void countClearAnswers(Optional<Note> note) {
        for (StatementFacts each : clear) {
            if (verdicts.kindOf(each).filter(EvidenceKind::isRated).isPresent()) {
                verdicts.ignore(each, Why.NO_RESULT_YET); // a person rates practical work, not its answer key
                continue;
            }
            ActivityId question = each.object().orElseThrow().id();
            double part = Math.min(1, (double) MOST_QUESTIONS / answers.size());
            verdicts.count(
                    each, new Observation.Answer(rightOrWrong(each).orElseThrow()), note, Optional.of(question), part);
        }
    }

    /** A person graded one question: a score of one question, known by its place in the quiz. */
    private void countGrade(StatementFacts grade) {
        ScoreReading reading = verdicts.scoreOf(grade);
        if (reading instanceof ScoreReading.Readable score) {
            Optional<ActivityId> place = Part.ASSESSMENT
                    .in(grade)
                    .flatMap(quiz -> slotOf(grade).map(slot -> new ActivityId(quiz.id() + "#slot-" + slot)));
            verdicts.count(
                    grade,
                    new Observation.Score(score.share(), OptionalInt.of(1)),
                    score.scaledContradicts() ? Optional.of(Note.SCALED_CONTRADICTS_RAW) : Optional.empty(),
                    place,
                    1);
        } else {
            verdicts.ignore(grade, ((ScoreReading.Unreadable) reading).why());
        }
    }

    private static Optional<String> slotOf(StatementFacts grade) {
        String iri = grade.object().orElseThrow().id().iri();
        int at = iri.indexOf("slot=");
        if (at < 0) {
            return Optional.empty();
        }
        String rest = iri.substring(at + "slot=".length());
        int end = rest.indexOf('&');
        return Optional.of(end < 0 ? rest : rest.substring(0, end));
    }
}
