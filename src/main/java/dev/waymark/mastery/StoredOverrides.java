package dev.waymark.mastery;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps overrides, and tells path and grades when one begins and when it ends. */
@Singleton
class StoredOverrides implements Overrides {

    private static final int LONGEST_REASON = 1000;

    private final OverrideRows rows;
    private final MasteryRows learnerRows;
    private final Masteries masteries;
    private final Recount recount;

    StoredOverrides(OverrideRows rows, MasteryRows learnerRows, Masteries masteries, Recount recount) {
        this.rows = rows;
        this.learnerRows = learnerRows;
        this.masteries = masteries;
        this.recount = recount;
    }

    @java.lang.Override
    @Transactional
    public void set(
            TenantId tenant,
            LearnerId learner,
            CourseId course,
            CompetencyId competency,
            Tier tier,
            String reason,
            String by,
            Instant until,
            Instant at) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException(
                    "expected a reason of 1 to %d characters, found %d".formatted(LONGEST_REASON, reason.length()));
        }
        if (!until.isAfter(at) || until.isAfter(at.plus(Duration.ofDays(LONGEST_DAYS)))) {
            throw new IllegalArgumentException(
                    "expected an end within %d days after %s, found %s".formatted(LONGEST_DAYS, at, until));
        }
        learnerRows.lockForNextRevision(tenant, new TreeSet<>(Set.of(learner)));
        Placement now = masteries.at(tenant, learner, course, at).placements().get(competency);
        if (now == null) {
            throw new IllegalArgumentException("the course has no competency " + competency);
        }
        Optional<Tier> before = now.known() ? Optional.of(now.tier()) : Optional.empty();
        rows.add(tenant, learner, course, competency, tier, before, reason, by, until, at);
        recount.anew(tenant, learner, at);
    }

    @java.lang.Override
    @Transactional
    public boolean withdraw(
            TenantId tenant, LearnerId learner, CourseId course, long number, String reason, String by, Instant at) {
        learnerRows.lockForNextRevision(tenant, new TreeSet<>(Set.of(learner)));
        boolean held = rows.end(tenant, learner, course, number, reason, by, at);
        if (held) {
            recount.anew(tenant, learner, at);
        }
        return held;
    }

    @java.lang.Override
    @Transactional
    public List<Override> of(TenantId tenant, LearnerId learner, CourseId course) {
        return rows.all(tenant, learner, course);
    }

    /** Overrides whose day has come: path and grade of their learners are worked out again, each in one transaction. */
    @Singleton
    static class Ending {

        private static final Logger LOG = LoggerFactory.getLogger(Ending.class);
        private static final int AT_ONCE = 200;

        private final OverrideRows rows;
        private final MasteryRows learnerRows;
        private final Recount recount;

        Ending(OverrideRows rows, MasteryRows learnerRows, Recount recount) {
            this.rows = rows;
            this.learnerRows = learnerRows;
            this.recount = recount;
        }

        @Transactional
        List<OverrideRows.Ran> ranOut(TenantId tenant, Instant now) {
            return rows.ranOut(tenant, now, AT_ONCE);
        }

        @Transactional
        void end(TenantId tenant, OverrideRows.Ran ran, Instant now) {
            learnerRows.lockForNextRevision(tenant, new TreeSet<>(Set.of(ran.learner())));
            rows.settle(tenant, ran);
            recount.anew(tenant, ran.learner(), now);
        }

        /** @return how many ended */
        int run(TenantId tenant, Instant now) {
            List<OverrideRows.Ran> all = ranOut(tenant, now);
            for (OverrideRows.Ran ran : all) {
                try {
                    end(tenant, ran, now);
                } catch (RuntimeException e) {
                    // It stays unsettled, and the next round takes it up again; nobody reads it as in force meanwhile.
                    LOG.error("the end of an override could not be settled", e);
                }
            }
            return all.size();
        }
    }

    /** Looks for overrides whose day has come. Settling one twice changes nothing, so nodes need not agree. */
    @Singleton
    static class Schedule {

        private final Ending ending;
        private final Tenants tenants;
        private final Clock clock;

        Schedule(Ending ending, Tenants tenants, Clock clock) {
            this.ending = ending;
            this.tenants = tenants;
            this.clock = clock;
        }

        @Scheduled(fixedDelay = "60s", initialDelay = "20s")
        void everyMinute() {
            tenants.all().forEach(tenant -> ending.run(tenant, clock.instant()));
        }
    }
}
