package dev.waymark.engine.map;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Mapped.Why;
import dev.waymark.engine.model.ReadingChoice;
import dev.waymark.engine.model.ScaledRange;
import dev.waymark.engine.model.StatementFacts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says of each statement of a learner what it counts for, or why it does not count.
 *
 * <p>A statement is looked at three times. Alone, by the rules ({@link RuleBook}) and a few reasons ({@link FirstLook}). Beside its like,
 * because a batch that was sent again comes back under new ids. And within its group, because an attempt and its answers
 * are one piece of work ({@link AttemptReading}, {@link PackageReading}) and a completion can be taken back
 * ({@link SingleReading}). What an
 * outcome rests on never reaches beyond the group, so a group can be read again by itself.
 *
 * <p>Nothing that is absent is read as zero or as false.
 */
public final class EvidenceMapper {

    static final Comparator<StatementFacts> IN_TIME = (one, other) -> {
        int order = one.experienced().compareTo(other.experienced());
        order = order != 0 ? order : one.stored().compareTo(other.stored());
        return order != 0 ? order : one.id().compareTo(other.id());
    };

    /** Of two readings of one id, the one that knows that it was voided. */
    private static final Comparator<StatementFacts> PREFERRED = Comparator.comparing(
                    (StatementFacts each) -> !each.voided())
            .thenComparing(IN_TIME)
            .thenComparing(StatementFacts::toString);

    private final RuleBook rules;

    public EvidenceMapper(RuleBook rules) {
        this.rules = rules;
    }

    public RuleBook rules() {
        return rules;
    }

    /** As {@link #map(Collection, Function, Function)}, with every activity read as the rules read it. */
    public List<Mapped> map(
            Collection<StatementFacts> statements, Function<StatementFacts.Activity, Optional<Alignment>> alignments) {
        return map(statements, alignments, activity -> ReadingChoice.AS_RULED);
    }

    /**
     * @param statements all of one learner, or all of the groups touched (see {@link #groupOf}); in any order
     * @param alignments what an activity is for, if anybody said so
     * @param choices how results of an aligned activity are read
     * @return one outcome for each statement id, by time of experience, then of storage, then by id
     */
    public List<Mapped> map(
            Collection<StatementFacts> statements,
            Function<StatementFacts.Activity, Optional<Alignment>> alignments,
            Function<ActivityId, ReadingChoice> choices) {
        return map(statements, alignments, choices, statement -> ScaledRange.AUTO);
    }

    /**
     * As {@link #map(Collection, Function, Function)}, where somebody said what the sources of statements mean.
     *
     * @param sources what {@code score.scaled} of a statement means where neither the choice for its activity nor the
     *     rule says so
     */
    public List<Mapped> map(
            Collection<StatementFacts> statements,
            Function<StatementFacts.Activity, Optional<Alignment>> alignments,
            Function<ActivityId, ReadingChoice> choices,
            Function<EvidenceId, ScaledRange> sources) {
        List<StatementFacts> inTime = onceEach(statements);
        Verdicts verdicts = new Verdicts(new AlignmentSearch(alignments), choices, sources, inTime.size());
        List<StatementFacts> left = new ArrayList<>();
        for (StatementFacts each : inTime) {
            RuleBook.Reading reading = rules.read(each);
            verdicts.begin(each, reading);
            Optional<Why> why = FirstLook.reasonNotToCount(each, reading.deed());
            if (why.isPresent()) {
                verdicts.dismiss(each, why.get());
            } else {
                left.add(each);
            }
        }
        Map<String, List<StatementFacts>> groups = new LinkedHashMap<>();
        for (StatementFacts each : withoutDuplicates(left, verdicts)) {
            groups.computeIfAbsent(verdicts.pieceOf(each).key(), key -> new ArrayList<>())
                    .add(each);
        }
        for (List<StatementFacts> group : groups.values()) {
            switch (verdicts.pieceOf(group.get(0)).kind()) {
                case ATTEMPT -> new AttemptReading(verdicts).read(group);
                case SESSION, BLOCK, PACKAGE -> new PackageReading(verdicts).read(group);
                case SUBMISSION, OBJECT -> new SingleReading(verdicts).read(group);
            }
        }
        List<Mapped> outcomes = new ArrayList<>(inTime.size());
        for (StatementFacts each : inTime) {
            outcomes.add(verdicts.of(each));
        }
        return outcomes;
    }

    /**
     * Statements with the same key are read together: an attempt with its answers and reviews, submissions and grades
     * of an assignment, completions of one activity.
     */
    public String groupOf(StatementFacts statement) {
        return rules.read(statement).piece().key();
    }

    /**
     * Whether the statement never counts, whatever else its group holds. It says nothing to the others of its group
     * either, so nobody need read them for its sake.
     */
    public boolean isSettledAlone(StatementFacts statement) {
        return FirstLook.reasonNotToCount(statement, rules.read(statement).deed())
                .isPresent();
    }

    /** How a statement is read by itself: its source, the rule, what it comes down to, what it belongs to. */
    public RuleBook.Reading read(StatementFacts statement) {
        return rules.read(statement);
    }

    private static List<StatementFacts> onceEach(Collection<StatementFacts> statements) {
        // They come nearly in time, and what is nearly in order is soon sorted.
        Map<EvidenceId, StatementFacts> byId = new LinkedHashMap<>(2 * statements.size());
        for (StatementFacts each : statements) {
            StatementFacts other = byId.putIfAbsent(each.id(), each);
            if (other != null && PREFERRED.compare(each, other) < 0) {
                byId.put(each.id(), each);
            }
        }
        List<StatementFacts> once = new ArrayList<>(byId.values());
        once.sort(IN_TIME);
        return once;
    }

    private static List<StatementFacts> withoutDuplicates(List<StatementFacts> statements, Verdicts verdicts) {
        Map<Content, StatementFacts> first = new HashMap<>(2 * statements.size());
        List<Content> contents = new ArrayList<>(statements.size());
        for (StatementFacts each : statements) {
            Content content = Content.of(each, verdicts);
            contents.add(content);
            StatementFacts other = first.putIfAbsent(content, each);
            if (other != null && each.id().compareTo(other.id()) < 0) {
                first.put(content, each);
            }
        }
        if (first.size() == statements.size()) {
            return statements;
        }
        List<StatementFacts> kept = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            StatementFacts each = statements.get(i);
            StatementFacts original = first.getOrDefault(contents.get(i), each);
            if (original == each) {
                kept.add(each);
            } else {
                verdicts.ignore(each, Why.DUPLICATE, Optional.of(original.id()));
            }
        }
        return kept;
    }

    /**
     * What makes two statements the same event, whatever their ids: a plugin that sends none makes the LRS give a batch
     * that is sent again new ones. LRSs keep times to the millisecond at least.
     */
    private record Content(
            String verb,
            String group,
            ActivityId object,
            Instant experienced,
            StatementFacts.Result result,
            Optional<String> registration) {

        /** Of what tells nearly all apart. */
        @Override
        public int hashCode() {
            return 31 * experienced.hashCode() + object.hashCode();
        }

        static Content of(StatementFacts statement, Verdicts verdicts) {
            return new Content(
                    verdicts.verbOf(statement),
                    verdicts.pieceOf(statement).key(),
                    statement.object().orElseThrow().id(),
                    statement.experienced().truncatedTo(ChronoUnit.MILLIS),
                    statement.result(),
                    statement.registration());
        }
    }
}
