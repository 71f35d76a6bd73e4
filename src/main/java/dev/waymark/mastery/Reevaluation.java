package dev.waymark.mastery;

import dev.waymark.competency.Configurations.ContentInForce;
import dev.waymark.competency.CourseSetups.CourseInForce;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.shared.Contention;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts everyone anew when other content comes into force. Who is concerned is noted in the transaction that put it in force,
 * and then worked off learner by learner, so that a node that dies in the middle leaves the rest for the others.
 */
@Singleton
class Reevaluation {

    private static final Logger LOG = LoggerFactory.getLogger(Reevaluation.class);
    private static final int IN_A_ROW = 2_000;

    private final StaleLearners stale;
    private final Learners learners;
    private final Tenants tenants;
    private final Clock clock;

    Reevaluation(StaleLearners stale, Learners learners, Tenants tenants, Clock clock) {
        this.stale = stale;
        this.learners = learners;
        this.tenants = tenants;
        this.clock = clock;
    }

    @EventListener
    void contentInForce(ContentInForce event) {
        stale.noteAll(event.tenant());
    }

    /** The course's own people; where it brings competencies that nobody was counted for, everyone. */
    @EventListener
    void courseInForce(CourseInForce event) {
        if (event.newCompetencies()) {
            stale.noteAll(event.tenant());
        }
        stale.note(
                event.tenant(),
                learners.inCourse(event.tenant(), event.course()).stream()
                        .map(Learners.Learner::id)
                        .toList());
    }

    @Scheduled(fixedDelay = "${waymark.mastery.recount:5s}", initialDelay = "${waymark.mastery.recount:5s}")
    void workOff() {
        for (TenantId tenant : tenants.all()) {
            try {
                for (LearnerId learner : stale.some(tenant, IN_A_ROW)) {
                    Contention.retry(() -> stale.settle(tenant, learner, clock.instant()));
                }
            } catch (RuntimeException e) {
                LOG.error("Counting anew after a change of content broke off; it goes on later", e);
            }
        }
    }
}
