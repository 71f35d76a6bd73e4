package dev.waymark.grading;

import dev.waymark.grading.CourseRows.Course;
import dev.waymark.grading.CourseRows.CourseColumn;
import dev.waymark.grading.CourseRows.State;
import dev.waymark.lti.notice.CourseCopied;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * A copied course keeps the choice of its columns. They are looked for before any is made, so a platform that copied the
 * columns as well has each once. Grades are not copied: they belong to the people of the other course.
 */
@Singleton
class CourseCopies {

    private final CourseRows courses;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    CourseCopies(CourseRows courses, TransactionOperations<Connection> transactions, Clock clock) {
        this.courses = courses;
        this.transactions = transactions;
        this.clock = clock;
    }

    @EventListener
    void copied(CourseCopied event) {
        transactions.executeWrite(status -> {
            if (courses.course(event.tenant(), event.course()).isEmpty()) {
                courses.save(
                        new Course(
                                event.tenant(),
                                event.course(),
                                event.registration(),
                                event.deploymentId(),
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                clock.instant()),
                        clock.instant());
            }
            keep(event.tenant(), event.registration(), event.course(), event.from());
            return true;
        });
    }

    /**
     * Takes the columns over from the newest course before that has any; does nothing for a course that has its own
     * choice. Runs in the caller's transaction.
     *
     * @param before ids of the courses that this one comes from, newest first
     */
    void keep(TenantId tenant, RegistrationId registration, CourseId course, List<String> before) {
        boolean settled =
                courses.course(tenant, course).flatMap(Course::copiedFrom).isPresent();
        if (settled || courses.columns(tenant, course).stream().anyMatch(CourseColumn::make)) {
            return;
        }
        for (String id : before) {
            CourseId from = new CourseId(registration.value(), id);
            List<CourseColumn> chosen = from.equals(course)
                    ? List.of()
                    : courses.columns(tenant, from).stream()
                            .filter(CourseColumn::make)
                            .toList();
            if (!chosen.isEmpty()) {
                chosen.forEach(column -> courses.save(
                        new CourseColumn(
                                tenant,
                                course,
                                column.measure(),
                                "",
                                registration,
                                State.WANTED,
                                true,
                                0,
                                Optional.empty(),
                                column.label(),
                                Optional.empty(),
                                0,
                                clock.instant(),
                                "copied from course " + id),
                        clock.instant()));
                courses.copied(tenant, course, id);
                return;
            }
        }
    }
}
