package dev.waymark.grading;

import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When columns are set up and courses are read: soon after somebody asked, and regularly. */
@Singleton
@Requires(property = "waymark.grading.send", notEquals = "false")
class CourseSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(CourseSchedule.class);

    private final CourseColumns columns;
    private final ReadBack reading;
    private final Tenants tenants;

    CourseSchedule(CourseColumns columns, ReadBack reading, Tenants tenants) {
        this.columns = columns;
        this.reading = reading;
        this.tenants = tenants;
    }

    @Scheduled(fixedDelay = "3s", initialDelay = "3s")
    void setUpColumns() {
        for (TenantId tenant : tenants.all()) {
            guarded("setting up grade columns", () -> columns.setUp(tenant));
        }
    }

    @Scheduled(fixedDelay = "10s", initialDelay = "10s")
    void readCourses() {
        for (TenantId tenant : tenants.all()) {
            guarded("reading what courses show", () -> reading.readDue(tenant));
        }
    }

    private static void guarded(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            // What was wanted is where it was; the next round takes it up again.
            LOG.error("{} stopped", what, e);
        }
    }
}
