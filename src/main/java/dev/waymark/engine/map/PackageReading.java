package dev.waymark.engine.map;

import dev.waymark.engine.model.StatementFacts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads content that reports each answer and then a result for the whole, without an attempt that would have a name:
 * H5P, cmi5, SCORM, authoring tools, blocks of Open edX. Answers belong to the next result of the whole; an answer after
 * a result begins another go. A go is then read as an attempt is, so answers and result count once.
 *
 * <p>Answers that somebody aligned by themselves, and results of a whole that nobody aligned, are read alone.
 */
final class PackageReading {

    private static final Set<Deed> RESULTS = EnumSet.of(Deed.COMPLETED, Deed.PASSED, Deed.FAILED, Deed.SCORED);

    private final Verdicts verdicts;

    /** One go: its answers and what was said of the whole. */
    private static final class Go {
        private final List<StatementFacts> answers = new ArrayList<>();
        private final List<StatementFacts> results = new ArrayList<>();
    }

    PackageReading(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    /**
     * @param group statements of one package, earliest first
     */
    void read(List<StatementFacts> group) {
        List<Go> goes = new ArrayList<>();
        List<StatementFacts> alone = new ArrayList<>();
        Go now = new Go();
        for (StatementFacts each : group) {
            boolean root = verdicts.pieceOf(each).isRoot(each)
                    || verdicts.pieceOf(each).kind() == Work.SESSION;
            if (verdicts.deedOf(each) == Deed.ANSWERED
                    && !verdicts.pieceOf(each).isRoot(each)) {
                if (endedBefore(now, each)) {
                    goes.add(now);
                    now = new Go();
                }
                now.answers.add(each);
            } else if (root && RESULTS.contains(verdicts.deedOf(each)) && saysMore(each)) {
                now.results.add(each);
            } else {
                alone.add(each);
            }
        }
        goes.add(now);
        goes.forEach(go -> {
            if (go.answers.isEmpty() || go.results.isEmpty() || !together(go)) {
                alone.addAll(go.answers);
                alone.addAll(go.results);
            } else {
                List<StatementFacts> all = new ArrayList<>(go.answers);
                all.addAll(go.results);
                new AttemptReading(verdicts).read(all);
            }
        });
        readAlone(alone);
    }

    /** A completion without score or mark is exposure beside the results, and not the result of a go. */
    private boolean saysMore(StatementFacts result) {
        return verdicts.scoreOf(result) instanceof ScoreReading.Readable
                || verdicts.passedOrFailed(result).isPresent();
    }

    private static boolean endedBefore(Go go, StatementFacts answer) {
        return !go.results.isEmpty()
                && go.results.get(go.results.size() - 1).experienced().isBefore(answer.experienced());
    }

    private boolean together(Go go) {
        var aligned = verdicts.alignedActivity(go.results.get(0));
        return aligned.isPresent()
                && go.answers.stream()
                        .allMatch(each -> verdicts.alignedActivity(each).equals(aligned));
    }

    private void readAlone(List<StatementFacts> statements) {
        Map<String, List<StatementFacts>> byActivity = new TreeMap<>();
        for (StatementFacts each : statements) {
            byActivity.computeIfAbsent(aligned(each), any -> new ArrayList<>()).add(each);
        }
        byActivity.values().forEach(some -> {
            some.sort(EvidenceMapper.IN_TIME);
            new SingleReading(verdicts).read(some);
        });
    }

    /** What results on one activity are read together by: the activity that is aligned, if there is one. */
    private String aligned(StatementFacts statement) {
        return verdicts.alignedActivity(statement)
                .or(() -> Optional.of(statement.object().orElseThrow().id()))
                .map(Object::toString)
                .orElseThrow();
    }
}
