package dev.waymark.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.grading.Regrading.OrderPlaced;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners.RoleChanged;
import dev.waymark.lti.ags.Scores;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.mastery.Masteries.MasteriesChanged;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.core.order.OrderUtil;
import io.micronaut.core.type.Argument;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The room in its application: who is called by what. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = "spec.name", value = "GradingWiringTest")
class GradingWiringTest {

    /** Not in the table of tenants, so the regular round does not see it: only the nudge sends for it. */
    private static final TenantId TENANT = new TenantId(77);

    @Inject
    BeanContext beans;

    @Inject
    TransactionOperations<Connection> transactions;

    @Inject
    ColumnRows columns;

    @Inject
    OrderRows orders;

    @Inject
    ApplicationEventPublisher<OrderPlaced> placed;

    @Inject
    QueueOfScores scores;

    @ParameterizedTest
    @ValueSource(classes = {LaunchAccepted.class, MasteriesChanged.class, RoleChanged.class})
    void hearsTheNewsThatItNeedsAndAfterOthers(Class<?> event) {
        var ours = beans.getBeanDefinitions(Argument.of(ApplicationEventListener.class, event)).stream()
                .filter(definition -> definition.getName().contains("GradingNews"))
                .toList();
        assertThat(ours).hasSize(1);
        assertThat(OrderUtil.getOrder(ours.getFirst().getAnnotationMetadata())).isEqualTo(1000);
    }

    @Test
    void sendsRightAfterTheCommitOfAnOrder() throws InterruptedException {
        var key = ColumnKey.of(TENANT, new LearnerId(UUID.randomUUID()), URI.create("https://moodle.test/lineitem"));
        var registration = new RegistrationId(7);
        transactions.executeWrite(status -> {
            columns.save(new Column(
                    key,
                    URI.create("https://moodle.test/lineitem"),
                    new CourseId(7, "2"),
                    registration,
                    "1",
                    "16",
                    "sub",
                    List.of(GradingNews.SCORE_SCOPE),
                    true,
                    Instant.EPOCH));
            orders.make(key, registration);
            orders.save(Order.none(key, registration).due(50, "1 of 2", Instant.EPOCH, false));
            placed.publishEvent(new OrderPlaced(TENANT, registration));
            assertThat(scores.given).as("nothing is sent before the commit").isEmpty();
            return true;
        });
        assertThat(scores.given.poll(30, TimeUnit.SECONDS)).isEqualTo(50.0);
    }

    @Singleton
    @Primary
    @Requires(property = "spec.name", value = "GradingWiringTest")
    static class QueueOfScores implements Scores {
        final BlockingQueue<Double> given = new LinkedBlockingQueue<>();

        @Override
        public Answer post(
                TenantId tenant, RegistrationId registration, String deploymentId, URI lineItem, Score score) {
            given.add(score.given());
            return new Answer.AlreadyNewer();
        }
    }
}
