package dev.waymark.grading;

import dev.waymark.grading.CourseRows.Course;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.RoleChanged;
import dev.waymark.lti.core.LineItem;
import dev.waymark.lti.core.ResourceLinkLaunch;
import dev.waymark.lti.core.ResourceLinkLaunch.GradeService;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.deeplink.Linkable;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.lti.notice.LaunchHistory;
import dev.waymark.mastery.Masteries.MasteriesChanged;
import dev.waymark.mastery.Masteries.MasteryChanged;
import dev.waymark.shared.CourseId;
import io.micronaut.core.annotation.Order;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What grading hears: where scores go (launches), and that another score may be due (launches, mastery, roles).
 *
 * <p>A person with staff roles only has no grade here; with the learner's role besides, they have one. A platform's
 * test user is never graded.
 */
@Singleton
class GradingNews {

    /** The scope without which no score is taken (AGS 3.4.3). */
    static final String SCORE_SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/score";

    /** After the learner room, which must know the person first, and mastery, which must know the role. */
    private static final int LATE = 1000;

    private static final int LONGEST_ADDRESS = 2000;

    private final ColumnRows columns;
    private final OrderRows orders;
    private final Regrading regrading;
    private final CourseRows courses;
    private final CourseColumns courseColumns;
    private final CourseCopies copies;
    private final LinkCourses links;
    private final ConcludedRows concluded;
    private final Learners learners;
    private final TransactionOperations<Connection> transactions;

    GradingNews(
            ColumnRows columns,
            OrderRows orders,
            Regrading regrading,
            CourseRows courses,
            CourseColumns courseColumns,
            CourseCopies copies,
            LinkCourses links,
            ConcludedRows concluded,
            Learners learners,
            TransactionOperations<Connection> transactions) {
        this.columns = columns;
        this.orders = orders;
        this.regrading = regrading;
        this.courses = courses;
        this.courseColumns = courseColumns;
        this.copies = copies;
        this.links = links;
        this.concluded = concluded;
        this.learners = learners;
        this.transactions = transactions;
    }

    @EventListener
    @Order(LATE)
    void launched(LaunchAccepted event) {
        ResourceLinkLaunch launch = event.launch();
        if (launch.testUser() || launch.subject().isEmpty()) {
            return;
        }
        String subject = launch.subject().get();
        Optional<Learners.Learner> person = learners.bySubject(event.tenant(), event.registration(), subject);
        if (person.isPresent()) {
            LearnerId learner = person.get().id();
            transactions.executeWrite(status -> {
                columns.gradable(event.tenant(), learner, courseOf(event), isLearner(launch));
                columnOf(event, learner, subject).ifPresent(this::learn);
                if (isLearner(launch)) {
                    concluded.launched(event.tenant(), courseOf(event), event.at());
                }
                courseOfLaunch(event).ifPresent(course -> know(event, course, person.get(), subject));
                regrading.regradeOnLaunch(event.tenant(), learner, event.at());
                return true;
            });
        }
    }

    @EventListener
    @Order(LATE)
    void masteriesChanged(MasteriesChanged event) {
        transactions.executeWrite(status -> {
            Set<LearnerId> graded = columns.ownersAmong(event.tenant(), event.learners());
            for (MasteryChanged each : event.each()) {
                if (graded.contains(each.learner())) {
                    regrading.regrade(each.tenant(), each.learner(), each.now(), each.at());
                }
            }
            return true;
        });
    }

    @EventListener
    @Order(LATE)
    void roleChanged(RoleChanged event) {
        transactions.executeWrite(status -> {
            regrading.regrade(event.tenant(), event.learner(), event.at());
            return true;
        });
    }

    /** Remembers the course's gradebook, and gives a learner their cells in it. */
    private void know(LaunchAccepted event, Course course, Learners.Learner person, String subject) {
        boolean first = courses.course(course.tenant(), course.id()).isEmpty();
        courses.save(course, event.at());
        ResourceLinkLaunch launch = event.launch();
        List<String> before = comesFrom(event);
        // The first launch may come from a link that does not tell; a later one still may, as long as nobody has
        // chosen.
        if (!before.isEmpty()
                && (first || courses.columns(course.tenant(), course.id()).isEmpty())) {
            copies.keep(course.tenant(), course.registration(), course.id(), before);
        }
        if (!isLearner(launch)) {
            return;
        }
        courseColumns.arrived(course, person, subject, launch.resourceLink().id());
        boolean coupled = launch.grades().flatMap(GradeService::lineItem).isPresent();
        boolean mayLook =
                course.scopes().contains(LineItem.READ_SCOPE) || course.scopes().contains(LineItem.SCOPE);
        if (!coupled && mayLook) {
            courseColumns.lookFor(
                    course,
                    measureOf(launch),
                    launch.resourceLink().id(),
                    launch.resourceLink().title().orElse("Waymark"));
        }
    }

    /** Context ids of the courses before, newest first; by the links before where the platform tells nothing else. */
    private List<String> comesFrom(LaunchAccepted event) {
        List<String> contexts = LaunchHistory.contexts(event.launch().custom());
        return contexts.isEmpty()
                ? links
                        .of(
                                event.tenant(),
                                event.registration(),
                                LaunchHistory.links(event.launch().custom()))
                        .stream()
                        .map(CourseId::contextId)
                        .toList()
                : contexts;
    }

    private static Optional<Course> courseOfLaunch(LaunchAccepted event) {
        return event.launch()
                .grades()
                .filter(service -> service.scopes().contains(SCORE_SCOPE))
                .filter(service -> service.lineItems()
                        .filter(address -> address.toString().length() <= LONGEST_ADDRESS)
                        .isPresent())
                .map(service -> new Course(
                        event.tenant(),
                        courseOf(event),
                        event.registration(),
                        event.launch().deploymentId(),
                        service.lineItems(),
                        service.scopes(),
                        event.launch().productFamily(),
                        Optional.empty(),
                        Instant.EPOCH));
    }

    private static String measureOf(ResourceLinkLaunch launch) {
        return Measure.ofLink(
                Optional.ofNullable(launch.custom().get(Linkable.PAGE)),
                Optional.ofNullable(launch.custom().get(Linkable.PART)));
    }

    private void learn(Column column) {
        columns.dropOthersOfLink(column);
        columns.save(column);
        orders.make(column.key(), column.registration());
    }

    private static Optional<Column> columnOf(LaunchAccepted event, LearnerId learner, String subject) {
        ResourceLinkLaunch launch = event.launch();
        Optional<URI> lineItem = launch.grades()
                .filter(service -> service.scopes().contains(SCORE_SCOPE))
                .flatMap(GradeService::lineItem)
                .filter(address -> address.toString().length() <= LONGEST_ADDRESS);
        if (!isLearner(launch)) {
            return Optional.empty();
        }
        return lineItem.map(address -> new Column(
                ColumnKey.of(event.tenant(), learner, address),
                address,
                courseOf(event),
                event.registration(),
                launch.deploymentId(),
                launch.resourceLink().id(),
                subject,
                launch.grades().map(GradeService::scopes).orElseThrow(),
                true,
                event.at(),
                measureOf(launch),
                launch.grades().flatMap(GradeService::lineItems),
                launch.productFamily()));
    }

    /** No known role means least privilege, and that is a learner's. */
    private static boolean isLearner(ResourceLinkLaunch launch) {
        return launch.roles().isEmpty() || launch.roles().contains(Role.LEARNER);
    }

    private static CourseId courseOf(LaunchAccepted event) {
        ResourceLinkLaunch launch = event.launch();
        return CourseId.of(
                event.registration().value(),
                launch.context().map(ResourceLinkLaunch.Context::id),
                launch.resourceLink().id());
    }
}
