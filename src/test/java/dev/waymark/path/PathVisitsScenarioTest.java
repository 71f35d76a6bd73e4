package dev.waymark.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.path.PathVisits.Before;
import dev.waymark.path.PathVisits.Shown;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a learner was shown is remembered from visit to visit, and stays while a visit lasts. */
@Tag("storage")
@MicronautTest(transactional = false)
class PathVisitsScenarioTest {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final CourseId COURSE = new CourseId(1, "visits");
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

    @Inject
    PathVisits visits;

    private final LearnerId mina = LearnerId.of(UUID.randomUUID().toString());

    @Test
    void theFirstVisitHasNothingBeforeIt() {
        assertThat(shown("a b", NINE)).isEmpty();
        assertThat(shown("a b c", NINE.plus(Duration.ofMinutes(20))))
                .as("the same visit")
                .isEmpty();
    }

    @Test
    void theNextVisitIsComparedWithTheEndOfTheOneBeforeForAsLongAsItLasts() {
        shown("a b", NINE);
        Instant end = NINE.plus(Duration.ofMinutes(40));
        shown("b c", end);
        Before before = new Before(of("b c"), end);
        Instant next = NINE.plus(Duration.ofDays(1));

        assertThat(shown("c d", next)).contains(before);
        assertThat(shown("d", next.plus(Duration.ofHours(3)))).contains(before);
        assertThat(shown("d", next.plus(Duration.ofHours(6)))).contains(before);
        assertThat(shown("e", next.plus(Duration.ofHours(10))))
                .contains(new Before(of("d"), next.plus(Duration.ofHours(6))));
    }

    @Test
    void whoLooksAgainAndAgainIsNotedOnceInAWhile() {
        shown("a", NINE);
        shown("a", NINE.plus(Duration.ofMinutes(14)));
        assertThat(shown("b", NINE.plus(Duration.ofMinutes(14 + 4 * 60))))
                .as("four hours after what was noted, not after what was not")
                .contains(new Before(of("a"), NINE));
    }

    @Test
    void whoHasReadWhatChangedIsToldOnlyWhatChangesAfterIt() {
        shown("a b", NINE);
        Instant next = NINE.plus(Duration.ofDays(1));
        assertThat(shown("b c", next)).contains(new Before(of("a b"), NINE));

        visits.seen(TENANT, mina, COURSE, next, next.plusSeconds(60));

        assertThat(shown("c", next.plusSeconds(120)))
                .as("on the same visit, what was shown when it was read")
                .contains(new Before(of("b c"), next));
        assertThat(shown("c", next.plus(Duration.ofDays(1))))
                .as("on the next visit, as ever")
                .contains(new Before(of("c"), next.plusSeconds(120)));
    }

    @Test
    void aPageOfLongAgoOrOfTheFutureReadsNothingAway() {
        shown("a", NINE);
        Instant next = NINE.plus(Duration.ofDays(1));
        shown("b", next);
        visits.seen(TENANT, mina, COURSE, NINE, next);
        visits.seen(TENANT, mina, COURSE, next.plusSeconds(1), next);
        visits.seen(TENANT, mina, new CourseId(1, "never"), next, next);

        assertThat(shown("b", next.plusSeconds(2))).contains(new Before(of("a"), NINE));
        assertThat(visits.note(TENANT, mina, new CourseId(1, "never"), of("b"), next))
                .isEmpty();
    }

    @Test
    void eachCourseHasItsOwn() {
        shown("a", NINE);
        assertThat(visits.note(TENANT, mina, new CourseId(1, "other"), of("b"), NINE.plus(Duration.ofDays(1))))
                .isEmpty();
    }

    private Optional<Before> shown(String items, Instant at) {
        return visits.note(TENANT, mina, COURSE, of(items), at);
    }

    private static Shown of(String items) {
        return new Shown(
                new JobRoleId("tester"),
                Stream.of(items.split(" ")).map(LearningItemId::new).toList(),
                Map.of(new CompetencyId("C01"), Tier.EXPERT, new CompetencyId("c-2.x"), Tier.AWARE));
    }
}
