package dev.waymark.learner;

import dev.waymark.lti.core.ResourceLinkLaunch;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When lists are read: soon after staff opened the course, if the last reading is older than some minutes, and once a day.
 * A launch only remembers where the list is; the reading is done by nobody's request.
 */
@Singleton
class RosterNews {

    private static final Logger LOG = LoggerFactory.getLogger(RosterNews.class);
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final int LATE = 900;
    private static final int LONGEST_ADDRESS = 2000;

    private final RosterRows rows;
    private final TransactionOperations<Connection> transactions;

    RosterNews(RosterRows rows, TransactionOperations<Connection> transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    @EventListener
    @Order(LATE)
    void launched(LaunchAccepted event) {
        ResourceLinkLaunch launch = event.launch();
        var service = launch.members()
                .filter(members -> members.memberships().toString().length() <= LONGEST_ADDRESS);
        if (service.isEmpty() || launch.context().isEmpty()) {
            return;
        }
        CourseId course = new CourseId(
                event.registration().value(), launch.context().get().id());
        transactions.executeWrite(status -> {
            Optional<RosterRows.Sync> known = rows.sync(event.tenant(), course);
            boolean fresh = known.filter(sync -> sync.completeAt().plus(FRESH).isAfter(event.at()))
                    .isPresent();
            boolean sameAddress = known.filter(
                            sync -> sync.memberships().equals(service.get().memberships()))
                    .isPresent();
            boolean wanted = staff(launch) && !fresh;
            // A learner's launch tells nothing new of a list that is known: a class that comes at once writes nothing.
            if (wanted || !sameAddress) {
                rows.know(
                        event.tenant(),
                        course,
                        launch.deploymentId(),
                        service.get().memberships(),
                        launch.productFamily()
                                .filter(text -> text.length() <= 100)
                                .orElse(""),
                        wanted);
            }
            return true;
        });
    }

    private static boolean staff(ResourceLinkLaunch launch) {
        return launch.roles().contains(Role.INSTRUCTOR)
                || launch.roles().contains(Role.ADMINISTRATOR)
                || launch.roles().contains(Role.TEACHING_ASSISTANT);
    }

    /** A node with {@code waymark.rosters.read=false} reads nothing. */
    @Singleton
    @Requires(property = "waymark.rosters.read", notEquals = "false")
    static class Schedule {

        private final RosterReading reading;
        private final Tenants tenants;

        Schedule(RosterReading reading, Tenants tenants) {
            this.reading = reading;
            this.tenants = tenants;
        }

        @Scheduled(fixedDelay = "5s", initialDelay = "5s")
        void everyFewSeconds() {
            for (TenantId tenant : tenants.all()) {
                try {
                    reading.readDue(tenant);
                } catch (RuntimeException e) {
                    // What was to be read is where it was; the next round takes it up again.
                    LOG.error("reading the lists of courses stopped", e);
                }
            }
        }
    }
}
