package dev.waymark.engine.map;

import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Mapped.Why;
import dev.waymark.engine.model.StatementFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says of each statement of a learner what it counts for, or why it does not count.
 *
 * <p>A statement is looked at three times. Alone, by an ordered table of reasons ({@link FirstLook}). Beside its like,
 * because a batch that was sent again comes back under new ids. And within its group, because an attempt and its answers
 * are one piece of work ({@link AttemptReading}) and a completion can be taken back ({@link SingleReading}). What an
 * outcome rests on never reaches beyond the group, so a group can be read again by itself.
 *
 * <p>Nothing that is absent is read as zero or as false.
 */
public final class EvidenceMapper {

    public static final EvidenceMapper DEFAULT = new EvidenceMapper();

    private static final Comparator<StatementFacts> IN_TIME = Comparator.comparing(StatementFacts::experienced)
            .thenComparing(StatementFacts::stored)
            .thenComparing(StatementFacts::id);

    private EvidenceMapper() {}

    /**
     * @param statements all of one learner, or all of the groups touched (see {@link #groupOf}); in any order
     * @param alignments what an activity is for, if anybody said so
     * @return one outcome for each statement id, by time of experience, then of storage, then by id
     */
    public List<Mapped> map(
            Collection<StatementFacts> statements, Function<StatementFacts.Activity, Optional<Alignment>> alignments) {
        List<StatementFacts> inTime = onceEach(statements);
        AlignmentSearch search = new AlignmentSearch(alignments);
        Verdicts verdicts = new Verdicts(search);
        List<StatementFacts> left = new ArrayList<>();
        for (StatementFacts each : inTime) {
            Optional<Why> why = FirstLook.reasonNotToCount(each);
            why.ifPresentOrElse(reason -> verdicts.dismiss(each, reason), () -> left.add(each));
        }
        Map<String, List<StatementFacts>> groups = withoutDuplicates(left, verdicts).stream()
                .collect(Collectors.groupingBy(EvidenceMapper::groupOf, TreeMap::new, Collectors.toList()));
        for (List<StatementFacts> group : groups.values()) {
            if (Part.ATTEMPT.in(group.get(0)).isPresent()) {
                new AttemptReading(verdicts).read(group);
            } else {
                new SingleReading(verdicts).read(group);
            }
        }
        return inTime.stream().map(verdicts::of).toList();
    }

    /**
     * Statements with the same key are read together: an attempt with its answers and reviews, submissions and grades
     * of an assignment, completions of one activity.
     */
    public static String groupOf(StatementFacts statement) {
        Optional<StatementFacts.Activity> attempt = Part.ATTEMPT.in(statement);
        if (attempt.isPresent()) {
            return attempt.get().id().iri();
        }
        if (Part.SUBMISSION.isObjectOf(statement)) {
            Optional<StatementFacts.Activity> assignment = statement.parents().stream()
                    .filter(parent -> !Part.isFrame(parent))
                    .findFirst();
            if (assignment.isPresent()) {
                return assignment.get().id().iri();
            }
        }
        return statement
                .object()
                .map(object -> object.id().iri())
                .orElseGet(() -> statement.id().value());
    }

    /** Of two readings of one id, the one that knows that it was voided. */
    private static List<StatementFacts> onceEach(Collection<StatementFacts> statements) {
        Map<EvidenceId, StatementFacts> byId = new HashMap<>();
        Comparator<StatementFacts> preferred = Comparator.comparing((StatementFacts each) -> !each.voided())
                .thenComparing(IN_TIME)
                .thenComparing(StatementFacts::toString);
        for (StatementFacts each : statements) {
            byId.merge(each.id(), each, (one, other) -> preferred.compare(one, other) <= 0 ? one : other);
        }
        return byId.values().stream().sorted(IN_TIME).toList();
    }

    private static List<StatementFacts> withoutDuplicates(List<StatementFacts> statements, Verdicts verdicts) {
        Map<Content, StatementFacts> first = new HashMap<>();
        for (StatementFacts each : statements) {
            first.merge(Content.of(each), each, (one, other) -> one.id().compareTo(other.id()) <= 0 ? one : other);
        }
        List<StatementFacts> kept = new ArrayList<>();
        for (StatementFacts each : statements) {
            StatementFacts original = first.getOrDefault(Content.of(each), each);
            if (original == each) {
                kept.add(each);
            } else {
                verdicts.ignore(each, Why.DUPLICATE, Optional.of(original.id()));
            }
        }
        return kept;
    }

    /** What makes two statements the same event, whatever their ids. */
    private record Content(
            String verb,
            String group,
            StatementFacts.Activity object,
            Instant experienced,
            StatementFacts.Result result,
            Optional<String> registration) {

        static Content of(StatementFacts statement) {
            return new Content(
                    Iris.withoutScheme(statement.verb()),
                    groupOf(statement),
                    statement.object().orElseThrow(),
                    statement.experienced(),
                    statement.result(),
                    statement.registration());
        }
    }
}
