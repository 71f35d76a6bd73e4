package dev.waymark.path;

import static dev.waymark.mastery.Histories.practical;
import static dev.waymark.mastery.SmallContent.BASICS;
import static dev.waymark.mastery.SmallContent.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.evidence.Ledger.EvidenceChanged;
import dev.waymark.learner.LearnerId;
import dev.waymark.mastery.FakeRooms;
import dev.waymark.path.Paths.Current;
import dev.waymark.path.Paths.PathChanged;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A learner opens two tabs while statements come in. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = FakeRooms.PROPERTY, value = "true")
class AtOnceScenarioTest {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final CourseId COURSE = new CourseId(1, "2");
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

    @Inject
    Paths paths;

    @Inject
    FakeRooms.FakeLedger ledger;

    @Inject
    PathNews news;

    @Inject
    TransactionOperations<Connection> transactions;

    @Inject
    ApplicationEventPublisher<EvidenceChanged> evidenceNews;

    private final LearnerId mina = new LearnerId(UUID.randomUUID());

    @Test
    void firstVisitsAtOnceMakeOnePath() throws Exception {
        List<Callable<Current>> visits = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            visits.add(() -> paths.current(TENANT, mina, COURSE, NINE));
        }
        List<Current> seen = atOnce(visits);
        assertThat(seen).hasSize(6).containsOnly(seen.getFirst());
        assertThat(news.of(mina)).hasSize(1);
    }

    @Test
    void visitsAndNewsAtOnceEndWithThePathOfAllEvidence() throws Exception {
        paths.current(TENANT, mina, COURSE, NINE);
        List<Callable<Current>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            var id = "work" + i;
            Instant at = NINE.plusSeconds(i);
            all.add(() -> {
                ledger.add(mina, practical(id, step(BASICS, 2), 0.8, NINE));
                transactions.executeWrite(status -> {
                    evidenceNews.publishEvent(new EvidenceChanged(TENANT, mina, at));
                    return status;
                });
                return paths.current(TENANT, mina, COURSE, at);
            });
        }
        atOnce(all);

        Current last = paths.current(TENANT, mina, COURSE, NINE.plusSeconds(10));
        assertThat(last.path().steps()).noneMatch(each -> each.towards().equals(step(BASICS, 2)));
        // News comes when the first three steps are others; the figures in their reasons may have moved on since.
        assertThat(firstThree(news.of(mina).getLast().path())).isEqualTo(firstThree(last.path()));
        List<Long> versions = news.of(mina).stream().map(PathChanged::version).toList();
        assertThat(versions)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, last.version()).boxed().toList());
    }

    private static List<LearningItemId> firstThree(LearningPath path) {
        return Kept.itemsOf(path).stream().limit(3).toList();
    }

    private static <T> List<T> atOnce(List<Callable<T>> all) throws Exception {
        var start = new CyclicBarrier(all.size());
        List<Future<T>> running = new ArrayList<>();
        List<T> results = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(all.size())) {
            for (Callable<T> each : all) {
                running.add(threads.submit(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    return each.call();
                }));
            }
            for (Future<T> each : running) {
                results.add(each.get(30, TimeUnit.SECONDS));
            }
        }
        return results;
    }
}
