package dev.waymark.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.grading.ColumnNames.Renaming;
import dev.waymark.grading.GradeDesk.Filter;
import dev.waymark.lti.ags.LineItems;
import dev.waymark.lti.ags.Scores;
import dev.waymark.lti.core.LineItem;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import io.micronaut.context.annotation.Property;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Columns have names that staff may change, and some take no scores, which administrators see. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = "waymark.grading.send", value = "false")
class ColumnNamesScenarioTest {

    private static final String C03 = "competency/C03";

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    private GradingFixture room;

    @BeforeEach
    void aCourseWithALearner() {
        room = new GradingFixture(jdbc, transactions);
        var ana = room.newLearner();
        room.learners.launched.add(ana);
        room.launchReadable(ana);
        room.learns(ana, "C01", 2, "C03", 1);
    }

    @Test
    void aNameReachesTheGradebookAndIsKeptWithWhoGaveIt() {
        chooseAndSetUp();
        assertThat(room.lineItems.items).extracting(LineItem::label).containsExactly("Waymark: C03");
        assertThat(rename(C03, "  Working with data ")).isEqualTo(new Renaming.Renamed());
        assertThat(room.lineItems.items).extracting(LineItem::label).containsExactly("Working with data");
        assertThat(label()).isEqualTo("Working with data");
        assertThat(given()).containsExactly(C03 + " Working with data by tess");
        room.courseColumns.setUp(room.tenant);
        assertThat(label()).isEqualTo("Working with data");
    }

    @Test
    void aColumnThatIsNotThereYetIsMadeUnderItsNewName() {
        choose();
        assertThat(rename(C03, "Data")).isEqualTo(new Renaming.Kept());
        room.courseColumns.setUp(room.tenant);
        assertThat(room.lineItems.items).extracting(LineItem::label).containsExactly("Data");
    }

    @Test
    void whatThePlatformDoesNotTakeLeavesTheNameAsItWas() {
        chooseAndSetUp();
        room.lineItems.answers.add(new LineItems.Answer.Refused(403, "renaming the column: the platform answered 403"));
        assertThat(rename(C03, "Data"))
                .isEqualTo(new Renaming.Refused("renaming the column: the platform answered 403"));
        room.lineItems.answers.add(new LineItems.Answer.TryLater(Optional.empty(), "the platform answered 503"));
        assertThat(rename(C03, "Data")).isEqualTo(new Renaming.Later("the platform answered 503"));
        assertThat(label()).isEqualTo("Waymark: C03");
        assertThat(given()).isEmpty();
    }

    @Test
    void whatIsNoNameOrNoColumnOfOursIsNotSent() {
        chooseAndSetUp();
        for (String name : List.of("", " \t ", "two\nlines", "x".repeat(256))) {
            assertThat(rename(C03, name)).as(name).isEqualTo(new Renaming.Unfit());
        }
        assertThat(rename("path", "Path")).as("not chosen").isEqualTo(new Renaming.NoColumn());
        assertThat(room.names.rename(
                        room.tenant, new CourseId(room.registration.value(), "course-3"), C03, "Data", "tess"))
                .as("another course")
                .isEqualTo(new Renaming.NoColumn());
        assertThat(rename(C03, "x".repeat(255))).isEqualTo(new Renaming.Renamed());
    }

    @Test
    void whileAnotherNodeSetsUpColumnsNothingIsRenamed() {
        chooseAndSetUp();
        room.leases.put(CourseColumns.work(room.tenant), "second");
        assertThat(rename(C03, "Data")).isEqualTo(new Renaming.Busy());
        room.leases.clear();
        assertThat(rename(C03, "Data")).isEqualTo(new Renaming.Renamed());
        assertThat(room.leases).as("the lease was given back").isEmpty();
    }

    @Test
    void anAdministratorSeesColumnsThatTakeNoScoresAndAsksAtOnce() {
        room.scores.answers.add(new Scores.Answer.Refused(422, Scores.Why.COLUMN_CLOSED, "the column is locked"));
        room.drain();
        var late = room.newLearner();
        room.launchReadable(late);
        room.learns(late, "C01", 2, "C03", 1);
        room.drain();
        var desk = new ClosedDesk(new ClosedRows(jdbc), transactions);
        assertThat(desk.of(room.tenant, room.registration)).singleElement().satisfies(closed -> {
            assertThat(closed.course()).isEqualTo(room.course);
            assertThat(closed.address()).contains(GradingFixture.lineItem(7));
            assertThat(closed.measure()).contains("path");
            assertThat(closed.said()).contains("locked");
            assertThat(closed.waiting()).isEqualTo(2);
            assertThat(closed.askAt()).isEqualTo(closed.since().plus(Duration.ofDays(1)));
        });
        assertThat(desk.of(room.tenant, new RegistrationId(room.registration.value() - 1)))
                .isEmpty();
        var now = room.clock.instant();
        assertThat(desk.askNow(room.tenant, room.course, "00".repeat(32), now)).isFalse();
        assertThat(room.outbox.waiting(room.tenant)).doesNotContain(room.registration);
        String column = desk.of(room.tenant, room.registration).getFirst().column();
        assertThat(desk.askNow(room.tenant, room.course, column, now)).isTrue();
        assertThat(room.outbox.waiting(room.tenant)).contains(room.registration);
        room.drain();
        room.clock.forward(Duration.ofSeconds(2)); // timestamps rise by whole seconds
        room.drain();
        assertThat(desk.of(room.tenant, room.registration)).isEmpty();
        assertThat(board(Filter.ATTENTION).total()).isZero();
    }

    @Test
    void allScoresArePagedThroughOnceAndInOneOrder() {
        for (int i = 0; i < 6; i++) {
            var each = room.newLearner();
            room.learners.launched.add(each);
            room.launchReadable(each);
            room.learns(each, "C01", 2, "C03", 1);
        }
        chooseAndSetUp();
        room.drain();
        List<GradeDesk.Line> whole = board(Filter.ALL).lines();
        assertThat(whole).hasSize(14);
        assertThat(whole.subList(0, 7)).allMatch(line -> line.measure().equals("path"));
        List<GradeDesk.Line> paged = new ArrayList<>();
        Optional<GradeDesk.Place> after = Optional.empty();
        do {
            var page = room.desk.board(room.tenant, room.course, Filter.ALL, after, 3);
            assertThat(page.total()).isEqualTo(14);
            paged.addAll(page.lines());
            after = page.next().map(GradeDesk.Place::text).flatMap(GradeDesk.Place::read);
            assertThat(after.isPresent()).isEqualTo(paged.size() < 14);
        } while (after.isPresent());
        assertThat(paged).isEqualTo(whole);
    }

    private void choose() {
        assertThat(room.desk.chooseColumns(room.tenant, room.course, Set.of(C03), "tess", room.clock.instant()))
                .isTrue();
    }

    private void chooseAndSetUp() {
        choose();
        room.courseColumns.setUp(room.tenant);
    }

    private Renaming rename(String measure, String name) {
        return room.names.rename(room.tenant, room.course, measure, name, "tess");
    }

    private String label() {
        return board(Filter.ALL).columns().getFirst().label();
    }

    private GradeDesk.Board board(Filter filter) {
        return room.desk.board(room.tenant, room.course, filter, Optional.empty(), 50);
    }

    private List<String> given() {
        return transactions.executeWrite(status -> jdbc.prepareStatement(
                "SELECT measure, label, named_by FROM grading_column_name WHERE tenant = ? AND course = ? ORDER BY id",
                select -> {
                    select.setLong(1, room.tenant.value());
                    select.setString(2, room.course.key());
                    List<String> found = new ArrayList<>();
                    try (var row = select.executeQuery()) {
                        while (row.next()) {
                            found.add(row.getString(1) + " " + row.getString(2) + " by " + row.getString(3));
                        }
                    }
                    return found;
                }));
    }
}
