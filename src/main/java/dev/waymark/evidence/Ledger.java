package dev.waymark.evidence;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Mapped;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every statement, counted or ignored, with the reason. */
public interface Ledger {

    /** All counted evidence of a learner, in {@link Evidence#ORDER}. */
    List<Evidence> evidenceOf(TenantId tenant, LearnerId learner);

    /**
     * As {@link #evidenceOf(TenantId, LearnerId)}, of many in a few questions.
     *
     * @return a list for each of them, empty where nothing counts
     */
    default Map<LearnerId, List<Evidence>> evidenceOf(TenantId tenant, Collection<LearnerId> learners) {
        Map<LearnerId, List<Evidence>> found = new HashMap<>();
        learners.forEach(each -> found.put(each, evidenceOf(tenant, each)));
        return found;
    }

    /** All counted evidence of a learner with the work it came from, in {@link Evidence#ORDER}. */
    List<Work> worksOf(TenantId tenant, LearnerId learner);

    /** As {@link #worksOf(TenantId, LearnerId)}, of many learners at once; an entry for each of them. */
    default Map<LearnerId, List<Work>> worksOf(TenantId tenant, Collection<LearnerId> learners) {
        Map<LearnerId, List<Work>> found = new HashMap<>();
        learners.forEach(each -> found.put(each, worksOf(tenant, each)));
        return found;
    }

    /** Everything we hold about a learner, newest experience first. */
    List<Entry> entriesOf(TenantId tenant, LearnerId learner);

    /**
     * A stretch of what we hold about a learner, newest experience first.
     *
     * @param counted true for what counts, false for what does not, empty for both
     * @param after behind which entry it begins; empty for the newest
     */
    default List<Entry> entriesOf(
            TenantId tenant,
            LearnerId learner,
            Optional<Boolean> counted,
            Optional<LedgerSearch.Cursor> after,
            int rows) {
        return entriesOf(tenant, learner).stream()
                .filter(each -> counted.isEmpty() || counted.get() == (each.outcome() instanceof Mapped.Counted))
                .filter(each -> after.isEmpty() || after.get().isBefore(each))
                .sorted(LedgerSearch.Cursor.ORDER)
                .limit(rows)
                .toList();
    }

    /**
     * What counts for nothing for one of these reasons and was experienced after an instant, newest experience first.
     *
     * @param limit at least 1
     */
    default List<Entry> uncounted(TenantId tenant, LearnerId learner, Set<Mapped.Why> why, Instant since, int limit) {
        return entriesOf(tenant, learner).stream()
                .filter(each -> each.outcome() instanceof Mapped.Ignored ignored && why.contains(ignored.why()))
                .filter(each -> each.experienced().isAfter(since))
                .limit(limit)
                .toList();
    }

    /** How many statements about a learner count, and how many do not. */
    default Tally tallyOf(TenantId tenant, LearnerId learner) {
        List<Entry> all = entriesOf(tenant, learner);
        long counted = all.stream()
                .filter(each -> each.outcome() instanceof Mapped.Counted)
                .count();
        return new Tally(counted, all.size() - counted);
    }

    record Tally(long counted, long ignored) {}

    /** Statements of a learner by id. */
    Optional<Entry> entry(TenantId tenant, LearnerId learner, EvidenceId id);

    /** How many statements wait for each agent that nobody has linked yet, most first. */
    List<Unlinked> unlinked(TenantId tenant, int limit);

    /** Activities with results that statements have shown, with how often, most first; those of this course first. */
    List<SeenActivities> activities(TenantId tenant, int limit);

    /** Key of {@link #totals}: statements that count for somebody. */
    String COUNTED = "counted";

    /** Key of {@link #totals}: statements that wait for somebody to be known as their agent, whatever they say. */
    String UNLINKED = "unlinked";

    /** Key of {@link #totals}: what could not be read at all. */
    String UNUSABLE = "unusable";

    /**
     * How many statements came, by what became of them: {@link #COUNTED}, {@link #UNLINKED}, {@link #UNUSABLE}, or the
     * name of {@link Mapped.Why}. The figures are disjoint: a statement of a group is in once for each member.
     */
    Map<String, Long> totals(TenantId tenant);

    /**
     * Counted evidence as part of a piece of work.
     *
     * @param activity what was worked on: of an answer within an attempt the quiz, where the evidence's item is the question
     * @param group equal for what is read together, such as an attempt and its answers
     */
    record Work(ActivityId activity, String group, Evidence evidence) {}

    /**
     * @param verb IRI as in the statement
     * @param activityName for people; empty if the statement gives none
     * @param source which LRS
     */
    record Entry(
            EvidenceId statement,
            Instant experienced,
            Instant stored,
            String verb,
            Optional<String> activity,
            Optional<String> activityName,
            String source,
            Mapped outcome) {}

    /** An agent whose statements wait until somebody is known to be it. */
    record Unlinked(String agentKey, Optional<String> name, long statements, Instant newest) {}

    /** An activity that statements have shown. */
    record SeenActivities(String activity, Optional<String> type, Optional<String> name, long results) {}

    /**
     * What counts for these learners changed. Published in the transaction that changed it.
     *
     * @param changes what exactly, of those learners of whom it was at hand; of the others it is to be asked for
     */
    record EvidenceChanged(TenantId tenant, SortedSet<LearnerId> learners, Map<LearnerId, Change> changes, Instant at) {

        public EvidenceChanged {
            learners = Collections.unmodifiableSortedSet(new TreeSet<>(learners));
            changes = Map.copyOf(changes);
        }

        public EvidenceChanged(TenantId tenant, LearnerId learner, Instant at) {
            this(tenant, new TreeSet<>(Set.of(learner)), Map.of(), at);
        }
    }

    /**
     * How the evidence of a learner changed.
     *
     * @param gone what counted and does so no longer, or otherwise
     * @param come what counts now and did not, or otherwise
     */
    record Change(Set<EvidenceId> gone, List<Evidence> come) {

        public Change {
            gone = Set.copyOf(gone);
            come = List.copyOf(come);
        }
    }
}
