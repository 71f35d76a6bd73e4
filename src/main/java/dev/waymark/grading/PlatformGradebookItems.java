package dev.waymark.grading;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.grading.CourseRows.Course;
import dev.waymark.lti.ags.LineItems;
import dev.waymark.lti.core.LineItem;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Columns by AGS, remembered for a little while on each node. */
@Singleton
class PlatformGradebookItems implements GradebookItems {

    private record Key(TenantId tenant, CourseId course) {}

    private final CourseRows courses;
    private final LineItems lineItems;
    private final TransactionOperations<Connection> transactions;
    private final Cache<Key, Answer> lately = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(3))
            .build();

    PlatformGradebookItems(CourseRows courses, LineItems lineItems, TransactionOperations<Connection> transactions) {
        this.courses = courses;
        this.lineItems = lineItems;
        this.transactions = transactions;
    }

    @Override
    public Answer of(TenantId tenant, CourseId id) {
        var key = new Key(tenant, id);
        Answer known = lately.getIfPresent(key);
        if (known != null) {
            return known;
        }
        Answer answer = transactions
                .executeRead(status -> courses.course(tenant, id))
                .filter(PlatformGradebookItems::readable)
                .map(this::ask)
                .orElseGet(() -> new Answer(State.NO_RIGHT, List.of()));
        // Without the right nobody was asked, and the next launch may bring it.
        if (answer.state() != State.NO_RIGHT) {
            lately.put(key, answer);
        }
        return answer;
    }

    private static boolean readable(Course course) {
        return course.lineItems().isPresent()
                && (course.scopes().contains(LineItem.SCOPE) || course.scopes().contains(LineItem.READ_SCOPE));
    }

    private Answer ask(Course course) {
        var all = new LineItems.Wanted(Optional.empty(), Optional.empty(), Optional.empty());
        return switch (lineItems.find(
                course.tenant(),
                course.registration(),
                course.deployment(),
                course.lineItems().orElseThrow(),
                all)) {
            case LineItems.Answer.Found found ->
                new Answer(
                        State.READ,
                        found.items().stream()
                                .filter(item ->
                                        item.tag().filter(Measure.TAG::equals).isEmpty())
                                .filter(item -> item.resourceId()
                                        .filter(mark -> mark.startsWith(Measure.TAG + "/"))
                                        .isEmpty())
                                .filter(item -> item.resourceLinkId().isEmpty())
                                .map(item -> new Item(
                                        item.id().toString().replaceAll("\\?.*$", ""),
                                        item.label().isBlank() ? item.id().getPath() : item.label()))
                                .distinct()
                                .toList());
            case LineItems.Answer.TryLater later -> new Answer(State.NO_ANSWER, List.of());
            case LineItems.Answer.Refused refused -> new Answer(State.NO_ANSWER, List.of());
        };
    }
}
