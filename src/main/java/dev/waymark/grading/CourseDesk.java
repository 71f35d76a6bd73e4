package dev.waymark.grading;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.grading.CourseRows.Course;
import dev.waymark.grading.CourseRows.CourseColumn;
import dev.waymark.grading.CourseRows.State;
import dev.waymark.grading.Regrading.OrderPlaced;
import dev.waymark.learner.LearnerId;
import dev.waymark.lti.core.LineItem;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The desk: one transaction for each thing asked. */
@Singleton
class CourseDesk implements GradeDesk {

    private static final Logger LOG = LoggerFactory.getLogger(CourseDesk.class);
    private static final String TAKEN_BACK = "The evidence behind this score was taken back";

    private final DeskRows desk;
    private final ColumnRows columns;
    private final OrderRows orders;
    private final ShownRows shown;
    private final SentRows history;
    private final ConcludedRows concluded;
    private final ClosedRows closed;
    private final CourseRows courses;
    private final CourseColumns courseColumns;
    private final Regrading regrading;
    private final Configurations configurations;
    private final TransactionOperations<Connection> transactions;
    private final ApplicationEventPublisher<OrderPlaced> news;
    private final java.time.Clock clock;

    CourseDesk(
            DeskRows desk,
            ColumnRows columns,
            OrderRows orders,
            ShownRows shown,
            SentRows history,
            ConcludedRows concluded,
            ClosedRows closed,
            CourseRows courses,
            CourseColumns courseColumns,
            Regrading regrading,
            Configurations configurations,
            TransactionOperations<Connection> transactions,
            ApplicationEventPublisher<OrderPlaced> news,
            java.time.Clock clock) {
        this.desk = desk;
        this.columns = columns;
        this.orders = orders;
        this.shown = shown;
        this.history = history;
        this.concluded = concluded;
        this.closed = closed;
        this.courses = courses;
        this.courseColumns = courseColumns;
        this.regrading = regrading;
        this.configurations = configurations;
        this.transactions = transactions;
        this.news = news;
        this.clock = clock;
    }

    @Override
    public Board board(TenantId tenant, CourseId course, Filter filter, Optional<Place> after, int count) {
        return transactions.executeWrite(status -> {
            Instant now = clock.instant();
            List<Integer> counts = new ArrayList<>();
            for (Filter each : Filter.values()) {
                counts.add(desk.count(tenant, course, each));
            }
            List<DeskRows.Row> found = desk.lines(tenant, course, filter, after, count + 1);
            Optional<Place> next = found.size() > count
                    ? Optional.of(found.get(count - 1))
                            .map(row -> new Place(
                                    row.measure(),
                                    row.key().learner(),
                                    row.key().lineItemHash()))
                    : Optional.empty();
            List<Line> lines = found.stream()
                    .limit(count)
                    .map(row -> line(tenant, course, row, now))
                    .toList();
            Optional<Course> known = courses.course(tenant, course);
            return new Board(
                    lines,
                    next,
                    counts.get(filter.ordinal()),
                    counts,
                    known.flatMap(each -> history.peace(tenant, each.registration(), now))
                            .map(SentRows.Peace::until),
                    concluded.of(tenant, course).map(over -> new Concluded(over.since(), over.askAt())),
                    known.map(Course::readAt).filter(at -> at.isAfter(Instant.EPOCH)),
                    courses.columns(tenant, course).stream()
                            .filter(CourseColumn::make)
                            .map(column -> new CourseColumnState(
                                    column.measure(),
                                    column.label(),
                                    column.state().name().toLowerCase(Locale.ROOT),
                                    column.detail()))
                            .toList(),
                    known.filter(CourseDesk::takesColumns).isPresent());
        });
    }

    private Line line(TenantId tenant, CourseId course, DeskRows.Row row, Instant now) {
        Optional<Grades.Standing> standing = regrading
                .standings(tenant, row.key().learner(), course, now)
                .stream()
                .filter(each -> each.lineItem().equals(row.lineItem()))
                .findFirst();
        Order order = row.order();
        return new Line(
                row.key().learner(),
                row.key().lineItemHash(),
                row.measure(),
                standing.flatMap(Grades.Standing::due),
                standing.flatMap(Grades.Standing::withheld),
                order.score(),
                order.sent(),
                Regrading.fate(order.state()),
                order.detail(),
                order.why().map(why -> why.name().toLowerCase(Locale.ROOT).replace('_', '-')),
                order.attempts(),
                order.open() ? Optional.of(order.notBefore()) : Optional.empty(),
                row.shown());
    }

    @Override
    public boolean tell(
            TenantId tenant, CourseId course, LearnerId learner, String cell, Act act, String by, Instant at) {
        return transactions.executeWrite(status -> {
            var key = new ColumnKey(tenant, learner, cell);
            Optional<Column> column =
                    columns.find(key).filter(found -> found.course().equals(course));
            Optional<Order> locked = column.flatMap(found -> orders.lock(key));
            if (locked.isEmpty()) {
                return false;
            }
            Order before = locked.get();
            Order after = switch (act) {
                case AGAIN -> before.again(at);
                case OVERWRITE ->
                    before.state() == Order.State.HELD || before.state() == Order.State.ALREADY_NEWER
                            ? before.overwriting(at)
                            : before;
                case ZERO -> takenBack(tenant, course, key, column.get(), before, at);
            };
            if (after.equals(before)) {
                return false;
            }
            orders.save(after);
            if (act == Act.AGAIN) {
                concluded.askNow(tenant, course, at);
                closed.askNow(tenant, course, cell, at);
            }
            shown.act(key, course, act.name(), before, after.score(), by, at);
            LOG.info(
                    "staff told us {} about a score of registration {}",
                    act,
                    column.get().registration().value());
            news.publishEvent(new OrderPlaced(tenant, column.get().registration()));
            return true;
        });
    }

    /** Only where the course has a score of ours and nothing stands behind it any more. */
    private Order takenBack(TenantId tenant, CourseId course, ColumnKey key, Column column, Order before, Instant at) {
        boolean nothingBehind = regrading.standings(tenant, key.learner(), course, at).stream()
                .filter(each -> each.lineItem().equals(column.lineItem()))
                .anyMatch(each -> each.withheld()
                        .filter(Grades.Withheld.NO_EVIDENCE::equals)
                        .isPresent());
        boolean hasOne = before.sent().filter(sent -> sent.score() > 0).isPresent();
        return nothingBehind && hasOne ? before.insisting(0, TAKEN_BACK, at) : before;
    }

    @Override
    public void readBack(TenantId tenant, CourseId course, Instant at) {
        transactions.executeWrite(status -> {
            courses.wantReading(tenant, course, at);
            return true;
        });
    }

    @Override
    public boolean chooseColumns(TenantId tenant, CourseId course, Set<String> measures, String by, Instant at) {
        Published published = configurations.of(tenant, course);
        Set<CompetencyId> competencies = published.framework().competencies();
        return transactions.executeWrite(status -> {
            Optional<Course> known = courses.course(tenant, course).filter(CourseDesk::takesColumns);
            if (known.isEmpty()) {
                return false;
            }
            List<CourseColumn> before = courses.columns(tenant, course).stream()
                    .filter(CourseColumn::make)
                    .toList();
            for (CourseColumn column : before) {
                if (!measures.contains(column.measure())) {
                    courses.forget(tenant, course, column.measure());
                } else if (column.state() == State.STOPPED) {
                    courses.save(column.again(false, at), at);
                }
            }
            for (String measure : measures) {
                boolean there =
                        before.stream().anyMatch(column -> column.measure().equals(measure));
                if (!there && Measure.known(measure, competencies)) {
                    courses.save(courseColumns.wish(known.get(), measure, "", label(measure, published), true, by), at);
                }
            }
            return true;
        });
    }

    /** Gradebooks show one language to everybody: plain English, as the comments of scores. */
    private static String label(String measure, Published published) {
        return Measure.competency(measure)
                .map(id -> "Waymark: " + published.words().competency(id, Locale.ENGLISH))
                .orElse("Waymark: path");
    }

    private static boolean takesColumns(Course course) {
        return course.lineItems().isPresent() && course.scopes().contains(LineItem.SCOPE);
    }
}
