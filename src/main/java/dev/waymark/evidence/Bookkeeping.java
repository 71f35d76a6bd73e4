package dev.waymark.evidence;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.ReadingChoice;
import dev.waymark.engine.model.ScaledRange;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lrs.LrsSources;
import dev.waymark.lrs.xapi.Statement;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Enters statements into the ledger, and reads again whatever a new one, a voided one, a new person or a new alignment
 * touches. The groups that are touched are always read whole, from the facts in the ledger, so what comes out does not
 * depend on the order in which statements came.
 *
 * <p>Runs in its caller's transaction. Two that touch the same people wait for each other: first for the agents, because
 * whose an agent is must not change between the question and the answer, then for the learners; each in their own order.
 */
@Singleton
class Bookkeeping {

    private final Rows rows;
    private final MentionRows mentions;
    private final CountedRows counted;
    private final Learners learners;
    private final Configurations configurations;
    private final ReadingChoices choices;
    private final SourceScales scales;
    private final LeftOutRows leftOut;
    private final LrsSources sources;
    private final ApplicationEventPublisher<Ledger.EvidenceChanged> news;
    private final Clock clock;

    Bookkeeping(
            Rows rows,
            MentionRows mentions,
            CountedRows counted,
            Learners learners,
            Configurations configurations,
            ReadingChoices choices,
            SourceScales scales,
            LeftOutRows leftOut,
            LrsSources sources,
            ApplicationEventPublisher<Ledger.EvidenceChanged> news,
            Clock clock) {
        this.rows = rows;
        this.mentions = mentions;
        this.counted = counted;
        this.learners = learners;
        this.configurations = configurations;
        this.choices = choices;
        this.scales = scales;
        this.leftOut = leftOut;
        this.sources = sources;
        this.news = news;
        this.clock = clock;
    }

    /**
     * Enters statements of a source.
     *
     * @param takenBack statements of the source that it takes back. They are voided in the ledger if they came to it from
     *     that source, or if the source is an LRS that we read, which speaks for all that it carries; a sender that only
     *     pushes has no say over another's, even if it sends a statement of the same id
     */
    void enter(TenantId tenant, String source, List<Statement> statements, List<String> takenBack) {
        List<String> voidedIds = mayVoid(tenant, source, takenBack);
        List<Row> arrived = statements.parallelStream()
                .flatMap(each -> StatementReading.rows(each, source).stream())
                .toList();
        SortedSet<Row.Owner> agents = new TreeSet<>();
        arrived.forEach(each -> agents.add(Row.Owner.unlinked(each.agentHash())));
        rows.byStatements(tenant, voidedIds).forEach(each -> agents.add(Row.Owner.unlinked(each.agentHash())));
        rows.lock(tenant, agents);

        List<Row> fresh = owned(tenant, withoutKnown(tenant, arrived), Set.copyOf(voidedIds));
        List<Row> voided = rows.byStatements(tenant, voidedIds);
        Touched touched = new Touched();
        for (Row each : fresh) {
            if (ReadingRules.mapper().isSettledAlone(each.facts())) {
                touched.addOwner(each.owner());
            } else {
                touched.add(each);
            }
        }
        voided.forEach(touched::add);
        lockLearners(tenant, touched.owners());
        rows.markVoided(tenant, voidedIds);
        mentions.add(tenant, fresh);
        readAgain(tenant, touched, fresh);
    }

    private List<String> mayVoid(TenantId tenant, String source, List<String> takenBack) {
        if (takenBack.isEmpty() || sources.isRead(tenant, source)) {
            return takenBack;
        }
        Set<String> others = rows.byStatements(tenant, takenBack).stream()
                .filter(row -> !row.source().equals(source))
                .map(Row::statementId)
                .collect(Collectors.toSet());
        return takenBack.stream().filter(id -> !others.contains(id)).toList();
    }

    /** These agents are this learner's: what waited for them is theirs now. */
    void link(TenantId tenant, LearnerId learner, Set<String> agentKeys) {
        SortedSet<Row.Owner> agents = agentKeys.stream()
                .map(key -> Row.Owner.unlinked(Row.hash(key)))
                .collect(Collectors.toCollection(TreeSet::new));
        rows.lock(tenant, agents);
        Row.Owner owner = Row.Owner.of(learner);
        lockLearners(tenant, List.of(owner));
        Touched touched = new Touched();
        for (String key : new TreeSet<>(agentKeys)) {
            rows.link(tenant, Row.hash(key), owner).forEach(group -> touched.add(owner, group));
        }
        readAgain(tenant, touched, List.of());
    }

    /** These agents are this learner's no longer: what they said waits again for somebody to be known as them. */
    void unlink(TenantId tenant, LearnerId learner, Set<String> agentKeys) {
        SortedSet<Row.Owner> agents = agentKeys.stream()
                .map(key -> Row.Owner.unlinked(Row.hash(key)))
                .collect(Collectors.toCollection(TreeSet::new));
        rows.lock(tenant, agents);
        Row.Owner owner = Row.Owner.of(learner);
        lockLearners(tenant, List.of(owner));
        Touched touched = new Touched();
        for (Row.Owner agent : agents) {
            rows.unlink(tenant, agent, owner).forEach(group -> {
                touched.add(owner, group);
                touched.add(agent, group);
            });
        }
        readAgain(tenant, touched, List.of());
        if (!touched.groups.isEmpty()) {
            // Nothing of it need be left here that would show a change.
            news.publishEvent(new Ledger.EvidenceChanged(tenant, learner, clock.instant()));
        }
    }

    /** Reads all entries of an owner again, and groups them again, as other rules may group otherwise. */
    void readAgain(TenantId tenant, Row.Owner owner) {
        rows.lock(tenant, new TreeSet<>(Set.of(owner)));
        Touched touched = new Touched();
        rows.regroup(tenant, owner);
        rows.groupsOf(tenant, owner).forEach(group -> touched.add(owner, group));
        touched.moved.clear();
        readAgain(tenant, touched, List.of());
        counted.anew(tenant, owner);
    }

    private void lockLearners(TenantId tenant, Collection<Row.Owner> owners) {
        rows.lock(
                tenant,
                owners.stream()
                        .filter(owner -> owner.learner().isPresent())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private List<Row> withoutKnown(TenantId tenant, List<Row> arrived) {
        Set<String> ids = arrived.stream().map(Row::statementId).collect(Collectors.toSet());
        Set<String> known = rows.entered(tenant, ids);
        return arrived.stream()
                .filter(each -> !known.contains(each.statementId() + each.agentHash()))
                .toList();
    }

    private List<Row> owned(TenantId tenant, List<Row> fresh, Set<String> voidedIds) {
        Set<String> keys = fresh.stream().map(Row::agentKey).collect(Collectors.toSet());
        Map<String, LearnerId> known = learners.byAgents(tenant, keys);
        return fresh.stream()
                .map(row -> {
                    LearnerId learner = known.get(row.agentKey());
                    Row.Owner owner = learner == null ? row.owner() : Row.Owner.of(learner);
                    boolean voided = voidedIds.contains(row.statementId());
                    return row.with(owner, voided ? FactsJson.read(FactsJson.write(row.facts()), true) : row.facts());
                })
                .toList();
    }

    private void readAgain(TenantId tenant, Touched touched, List<Row> fresh) {
        Function<StatementFacts.Activity, Optional<Alignment>> alignments = alignments(tenant);
        Map<String, ReadingChoice> chosen = choices.all(tenant);
        Function<ActivityId, ReadingChoice> choice =
                activity -> chosen.isEmpty() ? ReadingChoice.AS_RULED : chosenFor(chosen, activity);
        Map<String, ScaledRange> meant = scales.all(tenant);
        Map<Row.Owner, List<Row>> freshByOwner = fresh.stream().collect(Collectors.groupingBy(Row::owner));
        List<Row> inserts = new ArrayList<>();
        List<Row> updates = new ArrayList<>();
        SortedSet<LearnerId> changed = new TreeSet<>();
        Map<LearnerId, Ledger.Change> changes = new HashMap<>();
        Map<Row.Owner, List<Row>> kept = rows.ofGroups(tenant, touched.groups);
        Map<Row.Owner, Set<String>> without = leftOut.of(tenant, touched.owners());
        // Each owner by themselves, from what was read above: so it is no matter on how many processors.
        List<Reread> reread = touched.owners().parallelStream()
                .map(owner -> {
                    List<Row> all = new ArrayList<>(kept.getOrDefault(owner, List.of()));
                    all.addAll(freshByOwner.getOrDefault(owner, List.of()));
                    return Reread.of(
                            owner,
                            all,
                            outcomes(all, alignments, choice, meant, without.getOrDefault(owner, Set.of())));
                })
                .toList();
        for (Reread each : reread) {
            Row.Owner owner = each.owner();
            inserts.addAll(each.inserts());
            updates.addAll(each.updates());
            boolean moved = touched.moved.contains(owner);
            if (each.moves().any() || moved && each.counted()) {
                owner.learner().ifPresent(changed::add);
            }
            if (each.moves().any() && !moved) {
                owner.learner()
                        .ifPresent(learner -> changes.put(learner, each.moves().change()));
            }
        }
        rows.insert(tenant, inserts);
        rows.updateOutcomes(tenant, updates);
        if (!changed.isEmpty()) {
            news.publishEvent(new Ledger.EvidenceChanged(tenant, changed, changes, clock.instant()));
        }
    }

    static ReadingChoice chosenFor(Map<String, ReadingChoice> chosen, ActivityId activity) {
        return chosen.getOrDefault(Row.hash(activity.iri()), ReadingChoice.AS_RULED);
    }

    /**
     * A statement about a group of which somebody is twice a member is theirs once.
     *
     * @param meant what sources mean by {@code score.scaled}, where somebody said so
     * @param without statements that are read as if they were not there
     */
    static Map<Row, Row> outcomes(
            List<Row> all,
            Function<StatementFacts.Activity, Optional<Alignment>> alignments,
            Function<ActivityId, ReadingChoice> choices,
            Map<String, ScaledRange> meant,
            Set<String> without) {
        SortedMap<String, Row> first = new TreeMap<>();
        for (Row row : all) {
            first.merge(
                    row.statementId(),
                    row,
                    (one, other) -> one.agentHash().compareTo(other.agentHash()) <= 0 ? one : other);
        }
        List<StatementFacts> facts = first.values().stream()
                .filter(row -> !without.contains(row.statementId()))
                .map(Row::facts)
                .toList();
        Map<EvidenceId, Mapped> mapped = new HashMap<>();
        Function<EvidenceId, ScaledRange> scale = id -> {
            Row row = first.get(id.value());
            return row == null ? ScaledRange.AUTO : meant.getOrDefault(row.source(), ScaledRange.AUTO);
        };
        ReadingRules.mapper()
                .map(facts, alignments, choices, scale)
                .forEach(each -> mapped.put(each.statement(), each));
        // Rows are told apart by what they are, not by what is in them, which is long.
        Map<Row, Row> outcomes = new IdentityHashMap<>();
        for (Row row : all) {
            EvidenceId id = row.facts().id();
            if (without.contains(row.statementId())) {
                outcomes.put(row, row.as(new Mapped.Ignored(id, Mapped.Why.LEFT_OUT, Optional.empty())));
                continue;
            }
            Mapped outcome = mapped.get(id);
            if (outcome == null) {
                throw new IllegalStateException("the mapper said nothing about statement " + id);
            }
            boolean once = row == first.get(row.statementId());
            outcomes.put(row, row.as(once ? outcome : new Mapped.Ignored(id, Mapped.Why.DUPLICATE, Optional.of(id))));
        }
        return outcomes;
    }

    private Function<StatementFacts.Activity, Optional<Alignment>> alignments(TenantId tenant) {
        Map<StatementFacts.Activity, Optional<Alignment>> asked = new ConcurrentHashMap<>();
        var settledNow = configurations.alignments(tenant);
        return activity -> asked.computeIfAbsent(
                activity,
                unknown -> settledNow.apply(
                        new Configurations.SeenActivity(unknown.id(), unknown.type(), unknown.name())));
    }

    /** Groups to read again, by owner. */
    private static final class Touched {
        private final SortedMap<Row.Owner, Set<String>> groups = new TreeMap<>();
        private final Set<Row.Owner> moved = new HashSet<>();

        void add(Row row) {
            groups.computeIfAbsent(row.owner(), owner -> new TreeSet<>()).add(row.groupHash());
        }

        /** A group that came to this owner from another. */
        void add(Row.Owner owner, String group) {
            groups.computeIfAbsent(owner, any -> new TreeSet<>()).add(group);
            moved.add(owner);
        }

        /** Somebody of whom something came that has no part in any group. */
        void addOwner(Row.Owner owner) {
            groups.computeIfAbsent(owner, any -> new TreeSet<>());
        }

        Collection<Row.Owner> owners() {
            return groups.keySet();
        }
    }

    /**
     * What became of an owner's rows.
     *
     * @param counted whether any of them counted before
     */
    private record Reread(Row.Owner owner, List<Row> inserts, List<Row> updates, boolean counted, Moves moves) {

        static Reread of(Row.Owner owner, List<Row> all, Map<Row, Row> outcomes) {
            List<Row> inserts = new ArrayList<>();
            List<Row> updates = new ArrayList<>();
            Moves moves = new Moves();
            for (Row row : all) {
                Row now = outcomes.getOrDefault(row, row);
                if (row.outcome().isEmpty()) {
                    inserts.add(now);
                } else if (!row.mapped().equals(now.mapped())) {
                    updates.add(now);
                }
                moves.note(row, now);
            }
            return new Reread(owner, inserts, updates, all.stream().anyMatch(Row::counts), moves);
        }
    }

    /** What of an owner's evidence came and went. */
    private static final class Moves {
        private final Set<EvidenceId> gone = new HashSet<>();
        private final List<Evidence> come = new ArrayList<>();

        void note(Row before, Row now) {
            if (before.mapped().equals(now.mapped())) {
                return;
            }
            if (before.counts()) {
                gone.add(before.facts().id());
            }
            if (now.counts() && MappedJson.read(now.mapped()) instanceof Mapped.Counted counted) {
                come.add(counted.evidence());
            }
        }

        boolean any() {
            return !gone.isEmpty() || !come.isEmpty();
        }

        Ledger.Change change() {
            return new Ledger.Change(gone, come);
        }
    }
}
