package dev.waymark.grading;

import static dev.waymark.grading.Fakes.FakeConfigurations;
import static dev.waymark.grading.Fakes.FakeGradebook;
import static dev.waymark.grading.Fakes.FakeLearners;
import static dev.waymark.grading.Fakes.FakeLeases;
import static dev.waymark.grading.Fakes.FakeLineItems;
import static dev.waymark.grading.Fakes.FakeMasteries;
import static dev.waymark.grading.Fakes.FakeResults;
import static dev.waymark.grading.Fakes.FakeScores;
import static dev.waymark.grading.Fakes.HandClock;

import dev.waymark.engine.model.JobRoleId;
import dev.waymark.grading.Grades.ScoreAccepted;
import dev.waymark.learner.LearnerId;
import dev.waymark.lti.core.ResourceLinkLaunch;
import dev.waymark.lti.core.ResourceLinkLaunch.Context;
import dev.waymark.lti.core.ResourceLinkLaunch.GradeService;
import dev.waymark.lti.core.ResourceLinkLaunch.PersonName;
import dev.waymark.lti.core.ResourceLinkLaunch.ResourceLink;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.mastery.Masteries;
import dev.waymark.mastery.Masteries.MasteriesChanged;
import dev.waymark.mastery.Masteries.MasteryChanged;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import java.net.URI;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The room on the real database, between fakes; every fixture has a platform and a course of its own. */
final class GradingFixture {

    final TenantId tenant;
    final RegistrationId registration;
    final CourseId course;
    final HandClock clock = new HandClock();
    final FakeScores scores = new FakeScores();
    final FakeGradebook gradebook = new FakeGradebook();
    final FakeResults results = new FakeResults(gradebook);
    final FakeLineItems lineItems = new FakeLineItems();
    final FakeMasteries masteries = new FakeMasteries();
    final FakeLearners learners = new FakeLearners();
    final List<ScoreAccepted> accepted = new ArrayList<>();
    final Map<String, String> leases = new HashMap<>();

    final JdbcOperations jdbc;
    final TransactionOperations<Connection> transactions;
    final OrderRows orders;
    final GradingNews news;
    final GradeBook grades;
    final CourseRows courses;
    final CourseColumns courseColumns;
    final GradebookNames names;
    final CourseDesk desk;
    final ReadBack reading;
    final ScoreOutbox outbox;

    GradingFixture(JdbcOperations jdbc, TransactionOperations<Connection> transactions) {
        this(jdbc, transactions, TenantId.FIRST, false);
    }

    GradingFixture(
            JdbcOperations jdbc,
            TransactionOperations<Connection> transactions,
            TenantId tenant,
            boolean forgettingLowers) {
        this(
                jdbc,
                transactions,
                tenant,
                forgettingLowers,
                new RegistrationId(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE)),
                "course-2");
    }

    GradingFixture(
            JdbcOperations jdbc,
            TransactionOperations<Connection> transactions,
            TenantId tenant,
            boolean forgettingLowers,
            RegistrationId registration,
            String context) {
        this.registration = registration;
        this.course = new CourseId(registration.value(), context);
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.tenant = tenant;
        var columns = new ColumnRows(jdbc);
        orders = new OrderRows(jdbc);
        var requests = new RoleRequestRows(jdbc);
        var configurations = new FakeConfigurations();
        var regrading = new Regrading(
                columns,
                orders,
                masteries,
                learners,
                configurations,
                new GradingSettings(forgettingLowers),
                ApplicationEventPublisher.noOp());
        courses = new CourseRows(jdbc);
        courseColumns = new CourseColumns(
                courses,
                columns,
                orders,
                regrading,
                learners,
                lineItems,
                new FakeLeases(leases, "first"),
                transactions,
                clock);
        names = new GradebookNames(courses, lineItems, new FakeLeases(leases, "first"), transactions, clock);
        var copies = new CourseCopies(courses, transactions, clock);
        news = new GradingNews(
                columns,
                orders,
                regrading,
                courses,
                courseColumns,
                copies,
                new LinkCourses(jdbc),
                new ConcludedRows(jdbc),
                learners,
                transactions);
        desk = new CourseDesk(
                new DeskRows(jdbc, orders),
                columns,
                orders,
                new ShownRows(jdbc),
                new SentRows(jdbc),
                new ConcludedRows(jdbc),
                new ClosedRows(jdbc),
                courses,
                courseColumns,
                regrading,
                configurations,
                transactions,
                ApplicationEventPublisher.noOp(),
                clock);
        reading = new ReadBack(
                courses,
                new DeskRows(jdbc, orders),
                columns,
                orders,
                new ShownRows(jdbc),
                new SentRows(jdbc),
                results,
                new FakeLeases(leases, "first"),
                transactions,
                clock);
        learners.news = news::roleChanged;
        grades = new GradeBook(
                regrading,
                new RoleChanges(requests, orders, new SentRows(jdbc), learners, configurations),
                requests,
                transactions,
                clock);
        outbox = node("first");
    }

    /** Another node on the same database, clock and platform. */
    ScoreOutbox node(String name) {
        return node(name, accepted::add);
    }

    ScoreOutbox node(String name, java.util.function.Consumer<ScoreAccepted> hears) {
        ApplicationEventPublisher<ScoreAccepted> publisher = new ApplicationEventPublisher<>() {
            @Override
            public void publishEvent(ScoreAccepted event) {
                hears.accept(event);
            }
        };
        return new ScoreOutbox(
                new ColumnRows(jdbc),
                orders,
                new SentRows(jdbc),
                new ShownRows(jdbc),
                new ConcludedRows(jdbc),
                new ClosedRows(jdbc),
                new ScoreDelivery(scores, results, clock),
                new LostColumns(lineItems, new ColumnRows(jdbc), orders, courses, transactions, clock),
                new FakeLeases(leases, name),
                clock,
                transactions,
                publisher);
    }

    static final URI LINE_ITEMS = URI.create("https://moodle.test/mod/lti/services.php/2/lineitems?type_id=1");
    static final List<String> SCOPES = List.of(
            GradingNews.SCORE_SCOPE,
            dev.waymark.lti.core.ResultItem.SCOPE,
            dev.waymark.lti.core.LineItem.SCOPE,
            dev.waymark.lti.core.LineItem.READ_SCOPE);

    LearnerId newLearner() {
        LearnerId id = new LearnerId(UUID.randomUUID());
        learners.add(tenant, id, registration, subject(id));
        return id;
    }

    static String subject(LearnerId learner) {
        return "sub-" + learner;
    }

    static URI lineItem(int number) {
        return URI.create("https://moodle.test/mod/lti/services.php/2/lineitems/" + number + "/lineitem?type_id=1");
    }

    void launch(LearnerId learner) {
        launch(learner, Set.of(Role.LEARNER), false, Optional.of(lineItem(7)), List.of(GradingNews.SCORE_SCOPE));
    }

    void launch(LearnerId learner, Set<Role> roles, boolean testUser, Optional<URI> lineItem, List<String> scopes) {
        news.launched(new LaunchAccepted(
                tenant,
                registration,
                new ResourceLinkLaunch(
                        "https://moodle.test",
                        "client",
                        "1",
                        Optional.of(subject(learner)),
                        roles,
                        testUser,
                        URI.create("http://localhost:8080/"),
                        new ResourceLink("link-16", Optional.empty()),
                        Optional.of(new Context(course.contextId(), Optional.empty(), Optional.empty())),
                        new PersonName(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("moodle"),
                        Map.of(),
                        Optional.of(new GradeService(scopes, Optional.empty(), lineItem)),
                        Optional.empty()),
                clock.instant()));
    }

    /** A launch in full: a course with a gradebook, a platform's make, custom parameters. */
    void launchFully(
            LearnerId learner, Set<Role> roles, Optional<URI> lineItem, String family, Map<String, String> custom) {
        news.launched(new LaunchAccepted(
                tenant,
                registration,
                new ResourceLinkLaunch(
                        "https://moodle.test",
                        "client",
                        "1",
                        Optional.of(subject(learner)),
                        roles,
                        false,
                        URI.create("http://localhost:8080/"),
                        new ResourceLink("link-16", Optional.of("My path")),
                        Optional.of(new Context(course.contextId(), Optional.empty(), Optional.empty())),
                        new PersonName(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(family),
                        custom,
                        Optional.of(new GradeService(SCOPES, Optional.of(LINE_ITEMS), lineItem)),
                        Optional.empty()),
                clock.instant()));
    }

    /** The same by a learner in Moodle, with the link's own column. */
    void launchReadable(LearnerId learner) {
        launchFully(learner, Set.of(Role.LEARNER), Optional.of(lineItem(7)), "moodle", Map.of());
    }

    /** What mastery says when evidence came, or was taken back. */
    void learns(LearnerId learner, Object... levels) {
        Masteries.Standing now = Standings.standing(levels);
        masteries.knows(learner, now);
        masteryChanged(learner);
    }

    void masteryChanged(LearnerId learner) {
        news.masteriesChanged(new MasteriesChanged(
                tenant,
                List.of(new MasteryChanged(
                        tenant,
                        learner,
                        masteries.at(tenant, learner, clock.instant()),
                        new TreeSet<>(),
                        clock.instant()))));
    }

    void drain() {
        outbox.drain(tenant, registration);
    }

    void hasRole(LearnerId learner, JobRoleId role) {
        learners.setRole(tenant, learner, role, clock.instant());
    }

    Grades.Standing standing(LearnerId learner) {
        return grades.of(tenant, learner, course).getFirst();
    }

    List<String> history(LearnerId learner) {
        return transactions.executeWrite(status -> jdbc.prepareStatement(
                "SELECT score, outcome, detail FROM grading_sent WHERE tenant = ? AND learner = ? ORDER BY stamp",
                select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, learner.toString());
                    List<String> found = new ArrayList<>();
                    try (var row = select.executeQuery()) {
                        while (row.next()) {
                            found.add(row.getInt(1) + " " + row.getString(2)
                                    + (row.getString(3) == null ? "" : " " + row.getString(3)));
                        }
                    }
                    return found;
                }));
    }
}
