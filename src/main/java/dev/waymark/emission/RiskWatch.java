package dev.waymark.emission;

import dev.waymark.evidence.LastWork;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.mastery.ClassMoves;
import dev.waymark.mastery.Masteries.TierMove;
import dev.waymark.path.ClassPaths;
import dev.waymark.path.ClassPaths.Line;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every night for learners who may fall behind, where an administrator has switched that on. Each is spoken of once
 * a week at most in each course. Who has reached all their targets falls behind nothing, and a course that nobody has
 * opened for two months is over.
 */
@Singleton
@Requires(property = "waymark.emission.at-risk", value = "true")
class RiskWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RiskWatch.class);

    static final String NO_VISIT = "no-visit-for-a-week";
    static final String NO_WORK = "no-work-for-two-weeks";
    static final String FELL = "tier-fell";

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration OVER = Duration.ofDays(60);

    private final Tenants tenants;
    private final Learners learners;
    private final LastWork lastWork;
    private final ClassMoves moves;
    private final ClassPaths paths;
    private final Announcements announcements;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    RiskWatch(
            Tenants tenants,
            Learners learners,
            LastWork lastWork,
            ClassMoves moves,
            ClassPaths paths,
            Announcements announcements,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.tenants = tenants;
        this.learners = learners;
        this.lastWork = lastWork;
        this.moves = moves;
        this.paths = paths;
        this.announcements = announcements;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Two nodes that look at once say the same, and the outbox takes it once. */
    @Scheduled(cron = "0 40 3 * * *")
    void everyNight() {
        Instant now = clock.instant();
        for (TenantId tenant : tenants.all()) {
            for (CourseId course : learners.coursesSince(tenant, now.minus(OVER))) {
                try {
                    transactions.executeWrite(status -> look(tenant, course, now));
                } catch (RuntimeException e) {
                    LOG.error("Looking for learners at risk in a course of tenant {} broke off", tenant, e);
                }
            }
        }
    }

    /**
     * @return how many were spoken of
     */
    private int look(TenantId tenant, CourseId course, Instant now) {
        List<Learner> people = learners.inCourse(tenant, course);
        List<LearnerId> ids = people.stream().map(Learner::id).toList();
        Map<LearnerId, Instant> worked = lastWork.of(tenant, ids);
        Map<LearnerId, TierMove> falls = moves.fallsSince(tenant, ids, now.minus(MONTH));
        Map<LearnerId, Line> lines = paths.of(tenant, course);
        int spoken = 0;
        for (Learner each : people) {
            List<String> reasons = reasons(
                    each,
                    Optional.ofNullable(worked.get(each.id())),
                    falls.containsKey(each.id()),
                    Optional.ofNullable(lines.get(each.id())),
                    now);
            if (!reasons.isEmpty()) {
                announcements.flaggedAtRisk(tenant, each.id(), course, reasons, week(now));
                spoken++;
            }
        }
        return spoken;
    }

    private static List<String> reasons(
            Learner learner, Optional<Instant> worked, boolean fell, Optional<Line> line, Instant now) {
        if (line.filter(each ->
                        !each.gaps().isEmpty() && each.reached() == each.gaps().size())
                .isPresent()) {
            return List.of();
        }
        List<String> reasons = new ArrayList<>();
        if (!learner.lastSeen().isAfter(now.minus(WEEK))) {
            reasons.add(NO_VISIT);
        }
        if (!worked.orElse(learner.firstSeen()).isAfter(now.minus(TWO_WEEKS))) {
            reasons.add(NO_WORK);
        }
        if (fell) {
            reasons.add(FELL);
        }
        return reasons;
    }

    /** The begin of the week: what is said twice in it is the same statement. */
    private static Instant week(Instant now) {
        return now.atZone(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .toInstant();
    }
}
