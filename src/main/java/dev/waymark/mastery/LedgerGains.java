package dev.waymark.mastery;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearnerMastery.Cause;
import dev.waymark.engine.model.LearnerMastery.Contribution;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.evidence.Ledger;
import dev.waymark.evidence.Ledger.Work;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** Gains from the ledger, learner by learner: one fold each, whose contributions say what the estimate was when. */
@Singleton
class LedgerGains implements Gains {

    private static final double MINUTES_PER_HOUR = 60;

    /** As many people at once as are held in memory with all they did. */
    private static final int PORTION = 200;

    private final Ledger ledger;
    private final Learners learners;
    private final Parameters parameters;

    LedgerGains(Ledger ledger, Learners learners, Parameters parameters) {
        this.ledger = ledger;
        this.learners = learners;
        this.parameters = parameters;
    }

    @Override
    @Transactional
    public Map<LearningItemId, Gain> of(
            TenantId tenant, Collection<LearnerId> people, Published content, Instant asOf) {
        Map<ActivityId, LearningItem> items = new HashMap<>();
        content.items().forEach(item -> item.activity().ifPresent(activity -> items.putIfAbsent(activity, item)));
        ParameterSnapshot snapshot = parameters.inForce(tenant);
        Map<LearningItemId, Integer> used = new HashMap<>();
        Map<LearningItemId, List<Double>> gains = new HashMap<>();
        List<LearnerId> everybody = List.copyOf(people);
        for (int from = 0; from < everybody.size(); from += PORTION) {
            List<LearnerId> some = everybody.subList(from, Math.min(everybody.size(), from + PORTION));
            Map<LearnerId, List<Work>> did = ledger.worksOf(tenant, some);
            Map<LearnerId, JobRoleId> roles = learners.rolesOf(tenant, some);
            some.parallelStream()
                    .flatMap(each -> used(
                            items,
                            did.getOrDefault(each, List.of()),
                            Optional.ofNullable(roles.get(each)),
                            content,
                            snapshot,
                            asOf)
                            .stream())
                    .sequential()
                    .forEach(each -> {
                        used.merge(each.item(), 1, Integer::sum);
                        each.gain()
                                .ifPresent(gain -> gains.computeIfAbsent(each.item(), any -> new ArrayList<>())
                                        .add(gain));
                    });
        }
        Map<LearningItemId, Gain> all = new TreeMap<>();
        items.values().forEach(item -> {
            List<Double> measured = gains.getOrDefault(item.id(), List.of());
            all.put(item.id(), new Gain(used.getOrDefault(item.id(), 0), measured.size(), perHour(measured)));
        });
        return all;
    }

    /** An item that somebody used, and what it gave them. */
    private record Used(LearningItemId item, OptionalDouble gain) {}

    /** Of one person; from what was read before, so it is no matter on which processor. */
    private static List<Used> used(
            Map<ActivityId, LearningItem> items,
            List<Work> did,
            Optional<JobRoleId> role,
            Published content,
            ParameterSnapshot snapshot,
            Instant asOf) {
        Map<LearningItem, List<Work>> works = new HashMap<>();
        for (Work work : did) {
            LearningItem item = items.get(work.activity());
            if (item != null) {
                works.computeIfAbsent(item, any -> new ArrayList<>()).add(work);
            }
        }
        if (works.isEmpty()) {
            return List.of();
        }
        // What contributions say does not depend on criteria, which only hold back tiers.
        List<Contribution> story = Fold.WITH_FORGETTING
                .of(
                        did.stream().map(Work::evidence).toList(),
                        List.of(),
                        content,
                        snapshot.seenBy(role),
                        content.role(role).start(),
                        asOf)
                .mastery()
                .contributions();
        return works.entrySet().stream()
                .map(each -> new Used(each.getKey().id(), gain(each.getKey(), each.getValue(), story, content)))
                .toList();
    }

    /** Tiers per hour for one learner; empty if nothing else has told of the competency since. */
    static OptionalDouble gain(LearningItem item, List<Work> works, List<Contribution> story, Published content) {
        Set<EvidenceId> own = new HashSet<>();
        works.forEach(each -> own.add(each.evidence().id()));
        Instant last = works.stream()
                .map(each -> each.evidence().experienced())
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        CompetencyId competency = main(item).competency();
        double before = Double.NaN;
        for (Contribution each : story) {
            if (!each.competency().equals(competency)) {
                continue;
            }
            boolean its = own.contains(each.evidence());
            if (its && Double.isNaN(before)) {
                before = each.meanBefore();
            }
            boolean later = each.at().isAfter(last)
                    && !each.at().isAfter(last.plus(Duration.ofDays(DAYS)))
                    && each.cause() == Cause.DIRECT
                    && !its;
            if (later && !Double.isNaN(before)) {
                double tiers = (each.meanAfter() - before) / tier(content, competency);
                return OptionalDouble.of(tiers / (item.minutes() / MINUTES_PER_HOUR));
            }
        }
        return OptionalDouble.empty();
    }

    /** The step of which it covers most. */
    private static CompetencyTier main(LearningItem item) {
        return item.teaches().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseThrow();
    }

    /** The width of a tier of this competency, logits. */
    private static double tier(Published content, CompetencyId competency) {
        CutScores cuts = content.framework().cutScoresOf(competency);
        return (cuts.practitioner() - cuts.literate() + cuts.expert() - cuts.practitioner()) / 2;
    }

    /** Student's t at 5 % on either side. */
    static Optional<PerHour> perHour(List<Double> gains) {
        int n = gains.size();
        if (n < LEAST_PEOPLE) {
            return Optional.empty();
        }
        double mean = gains.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double squares = gains.stream()
                .mapToDouble(each -> (each - mean) * (each - mean))
                .sum();
        double error = StrictMath.sqrt(squares / (n - 1) / n) * student(n - 1);
        return Optional.of(new PerHour(mean, mean - error, mean + error));
    }

    /** 95th percentile of Student's t (Abramowitz and Stegun 26.7.5); within .01 from 4 degrees of freedom. */
    private static double student(int degrees) {
        double z = 1.6448536269514722;
        double z3 = z * z * z;
        double z5 = z3 * z * z;
        double z7 = z5 * z * z;
        double n = degrees;
        return z
                + (z3 + z) / (4 * n)
                + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n)
                + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n);
    }
}
