package dev.waymark.mastery;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.estimate.Constants;
import dev.waymark.engine.estimate.ParameterLearning;
import dev.waymark.engine.estimate.ParameterLearning.History;
import dev.waymark.engine.estimate.Prediction;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.engine.model.ParameterSnapshot.Bias;
import dev.waymark.engine.model.ParameterSnapshot.Difficulty;
import dev.waymark.engine.model.ParameterSnapshot.Spread;
import dev.waymark.evidence.Ledger;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.shared.Contention;
import dev.waymark.shared.Leases;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from everybody at intervals, publishes what is new as a version, and counts everybody anew whose estimate was
 * made with another. One node at a time does it for a tenant; a node that dies leaves people to count, and whoever is next
 * goes on with them, since the estimates say themselves which version they are of.
 *
 * <p>What has hardly moved is not published: a version is news, and news that move tiers are kept few.
 */
@Singleton
class Publication {

    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
    private static final Duration LEASE = Duration.ofMinutes(30);
    private static final int AT_ONCE = 200;

    /** A change below this is none: logits, or squared ones, or of a factor. */
    private static final double HARDLY = 0.05;

    private final Ledger ledger;
    private final Configurations configurations;
    private final Learners learners;
    private final Parameters parameters;
    private final PublicationRows publications;
    private final Recount recount;
    private final Leases leases;
    private final Tenants tenants;
    private final Clock clock;

    Publication(
            Ledger ledger,
            Configurations configurations,
            Learners learners,
            Parameters parameters,
            PublicationRows publications,
            Recount recount,
            Leases leases,
            Tenants tenants,
            Clock clock) {
        this.ledger = ledger;
        this.configurations = configurations;
        this.learners = learners;
        this.parameters = parameters;
        this.publications = publications;
        this.recount = recount;
        this.leases = leases;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "${waymark.mastery.publish:6h}", initialDelay = "${waymark.mastery.publish-first:10m}")
    void publish() {
        for (TenantId tenant : tenants.all()) {
            try {
                publish(tenant);
            } catch (RuntimeException e) {
                LOG.error("Publishing what was learnt from everybody broke off; it is tried again later", e);
            }
        }
    }

    /** Does nothing if another node is at it. */
    void publish(TenantId tenant) {
        var lease = leases.claim("mastery/publish/" + tenant.value(), LEASE);
        if (lease.isEmpty()) {
            return;
        }
        Instant at = clock.instant();
        Published content = configurations.across(tenant);
        List<LearnerId> people = publications.people(tenant);
        ParameterSnapshot before = parameters.inForce(tenant);
        ParameterSnapshot learnt = new ParameterLearning(Constants.PUBLISHED, Prediction.PUBLISHED, content.framework())
                .learn(
                        "next",
                        () -> people.stream()
                                .map(person -> historyOf(tenant, person, content, at))
                                .iterator());
        if (isNews(before, learnt)) {
            Contention.retry(() -> publications.add(tenant, before, learnt, content.version(), people.size(), at));
        }
        // The lease is renewed as people are counted, so that nobody else begins meanwhile.
        String version = parameters.inForce(tenant).version();
        List<LearnerId> behind = publications.behind(tenant, version, AT_ONCE);
        while (!behind.isEmpty()
                && leases.claim("mastery/publish/" + tenant.value(), LEASE).isPresent()) {
            behind.forEach(person -> Contention.retry(() -> {
                recount.anew(tenant, person, clock.instant());
                return person;
            }));
            behind = publications.behind(tenant, version, AT_ONCE);
        }
        leases.release(lease.get());
    }

    private History historyOf(TenantId tenant, LearnerId person, Published content, Instant at) {
        Optional<JobRoleId> role = learners.find(tenant, person).flatMap(Learner::role);
        return new History(
                role,
                content.role(role).start(),
                ledger.evidenceOf(tenant, person).stream()
                        .filter(each -> !each.experienced().isAfter(at))
                        .toList());
    }

    static boolean isNews(ParameterSnapshot before, ParameterSnapshot learnt) {
        if (!before.difficulties().keySet().equals(learnt.difficulties().keySet())
                || !before.cohorts().keySet().equals(learnt.cohorts().keySet())
                || moved(before.selfRatingBias(), learnt.selfRatingBias())
                || moved(before.spread(), learnt.spread())) {
            return true;
        }
        for (Map.Entry<ActivityId, Difficulty> each : learnt.difficulties().entrySet()) {
            if (before.difficultyOf(each.getKey())
                    .filter(old -> !moved(old.mean(), each.getValue().mean()))
                    .isEmpty()) {
                return true;
            }
        }
        for (Map.Entry<JobRoleId, Bias> each : learnt.cohorts().entrySet()) {
            if (moved(
                    before.biasOf(Optional.of(each.getKey())).mean(),
                    each.getValue().mean())) {
                return true;
            }
        }
        return false;
    }

    private static boolean moved(Optional<Spread> before, Optional<Spread> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return before.isPresent() != after.isPresent();
        }
        Spread one = before.get();
        Spread other = after.get();
        return moved(one.general(), other.general())
                || moved(one.competency(), other.competency())
                || moved(one.few(), other.few())
                || moved(one.some(), other.some())
                || moved(one.many(), other.many());
    }

    private static boolean moved(double before, double after) {
        return Math.abs(before - after) > HARDLY;
    }
}
