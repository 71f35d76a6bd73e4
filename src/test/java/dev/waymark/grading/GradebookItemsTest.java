package dev.waymark.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.grading.GradebookItems.Answer;
import dev.waymark.grading.GradebookItems.Item;
import dev.waymark.grading.GradebookItems.State;
import dev.waymark.lti.ags.LineItems;
import dev.waymark.lti.core.LineItem;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Columns of the gradebook as activities to align: those of others, where we may read them, asked for once in a while. */
@MicronautTest(transactional = false, startApplication = false)
class GradebookItemsTest {

    private static final CourseId COURSE = new CourseId(1, "2");

    @Inject
    TransactionOperations<Connection> transactions;

    private final Fakes.FakeLineItems platform = new Fakes.FakeLineItems();

    @Test
    void columnsOfOthersAreListedAndOursAreNot() {
        platform.items.add(column("1?type_id=4", "Essay", Optional.empty(), Optional.empty()));
        platform.items.add(column("2", "Waymark: path", Optional.of("waymark"), Optional.empty()));
        platform.items.add(column("3", "My path", Optional.empty(), Optional.of("link-1")));
        assertThat(items(List.of(LineItem.READ_SCOPE)).of(TenantId.FIRST, COURSE))
                .isEqualTo(new Answer(State.READ, List.of(new Item("https://lms.test/lineitems/1", "Essay"))));
    }

    @Test
    void withoutTheRightNobodyIsAsked() {
        platform.items.add(column("1", "Essay", Optional.empty(), Optional.empty()));
        assertThat(items(List.of()).of(TenantId.FIRST, COURSE)).isEqualTo(new Answer(State.NO_RIGHT, List.of()));
    }

    @Test
    void aPlatformThatDoesNotAnswerIsSaidToAndIsNotAskedAgainAtOnce() {
        platform.answers.add(new LineItems.Answer.TryLater(Optional.of(Duration.ofSeconds(1)), "busy"));
        platform.items.add(column("1", "Essay", Optional.empty(), Optional.empty()));
        GradebookItems items = items(List.of(LineItem.SCOPE));
        assertThat(items.of(TenantId.FIRST, COURSE).state()).isEqualTo(State.NO_ANSWER);
        assertThat(items.of(TenantId.FIRST, COURSE).state()).isEqualTo(State.NO_ANSWER);
        assertThat(platform.answers).isEmpty();
    }

    private GradebookItems items(List<String> scopes) {
        return new PlatformGradebookItems(new OneCourse(scopes), platform, transactions);
    }

    private static LineItem column(String id, String label, Optional<String> tag, Optional<String> link) {
        return new LineItem(URI.create("https://lms.test/lineitems/" + id), label, 100, Optional.empty(), tag, link);
    }

    /** The rows of one course with a gradebook. */
    private static final class OneCourse extends CourseRows {
        private final List<String> scopes;

        OneCourse(List<String> scopes) {
            super(null);
            this.scopes = scopes;
        }

        @Override
        Optional<Course> course(TenantId tenant, CourseId course) {
            return Optional.of(new Course(
                    tenant,
                    course,
                    new RegistrationId(1),
                    "d-1",
                    Optional.of(URI.create("https://lms.test/lineitems")),
                    scopes,
                    Optional.empty(),
                    Optional.empty(),
                    Instant.EPOCH));
        }
    }
}
