package dev.waymark.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.grading.Grades.Sent;
import dev.waymark.grading.Order.State;
import dev.waymark.learner.LearnerId;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.400Z");
    private static final Instant UNTIL = NOON.plusSeconds(120);
    private static final Order NONE = Order.none(
            ColumnKey.of(
                    TenantId.FIRST,
                    LearnerId.of("6f1f0a4e-0000-4000-8000-000000000001"),
                    URI.create("https://moodle.test/lineitem?type_id=1")),
            new RegistrationId(1));

    @Test
    void aScoreThatIsDueWaits() {
        Order order = due(NONE, 50);
        assertThat(order.state()).isEqualTo(State.WAITING);
        assertThat(order.ready(NOON)).isTrue();
    }

    @Test
    void theNewestScoreReplacesAWaitingOne() {
        Order order = due(due(NONE, 50), 75);
        assertThat(order.score()).contains(75.0);
        assertThat(order.revision()).isEqualTo(2);
    }

    @Test
    void theSameScoreIsNotOrderedAgain() {
        Order sent = accepted(due(NONE, 50));
        assertThat(due(sent, 50)).isEqualTo(sent);
        Order waiting = due(NONE, 50);
        assertThat(due(waiting, 50)).isEqualTo(waiting);
    }

    @Test
    void aWaitingScoreIsCalledOffWhenThePlatformHasTheRightOneAfterAll() {
        Order sent = accepted(due(NONE, 50));
        Order back = due(due(sent, 75), 50);
        assertThat(back.state()).isEqualTo(State.ACCEPTED);
        assertThat(back.score()).contains(50.0);
        assertThat(back.ready(NOON)).isFalse();
    }

    @Test
    void aScoreThatMayHaveArrivedIsPutRightByAnother() {
        Order sent = accepted(due(NONE, 50));
        Order unsure = claim(due(sent, 75), NOON.plusSeconds(5)).postponed(NOON.plusSeconds(9), "503");
        Order back = unsure.due(50, "…", NOON, false);
        assertThat(back.open()).isTrue();
        assertThat(back.score()).contains(50.0);
        assertThat(back.notBefore()).isEqualTo(NOON.plusSeconds(9));
    }

    @Test
    void nothingThatIsWithheldLeaves() {
        assertThat(due(NONE, 50).withheld().state()).isEqualTo(State.NONE);
        assertThat(due(accepted(due(NONE, 50)), 75).withheld().state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void aSecondSenderFindsItTakenUntilTheClaimRunsOut() {
        Order claimed = claim(due(NONE, 50), NOON);
        assertThat(claimed.ready(NOON.plusSeconds(1))).isFalse();
        assertThat(claimed.ready(UNTIL)).isTrue();
    }

    @Test
    void aRetryRepeatsTheTimestampOfTheFirstTry() {
        Order first = claim(due(NONE, 50), NOON);
        Order second = claim(first.postponed(NOON.plusSeconds(5), "503"), NOON.plusSeconds(60));
        assertThat(second.stamp()).isEqualTo(first.stamp()).contains(NOON);
    }

    @Test
    void theNextScoreHasATimestampAtLeastASecondLater() {
        Order next = due(accepted(due(NONE, 50)), 75);
        Order tooSoon = claim(next, NOON.plusMillis(600));
        assertThat(tooSoon.claim()).isEmpty();
        assertThat(tooSoon.notBefore()).isEqualTo(NOON.plusSeconds(1));
        assertThat(claim(tooSoon, NOON.plusSeconds(1)).stamp()).contains(NOON.plusSeconds(1));
    }

    @Test
    void aClockThatWasSetBackIsNotWaitedFor() {
        Order next = due(accepted(due(NONE, 50)), 75);
        Order claimed = claim(next, NOON.minus(Duration.ofHours(1)));
        assertThat(claimed.stamp()).contains(NOON.plusSeconds(1));
    }

    @Test
    void aNewerScoreThatComesWhileOneIsOnItsWayIsSentNext() {
        Order onItsWay = claim(due(NONE, 50), NOON);
        Order ended = due(onItsWay, 75).accepted(onItsWay, NOON.plusSeconds(1));
        assertThat(ended.state()).isEqualTo(State.WAITING);
        assertThat(ended.score()).contains(75.0);
        assertThat(ended.sent()).contains(new Sent(50, NOON.plusSeconds(1)));
        assertThat(ended.ready(NOON.plusSeconds(1))).isTrue();
        assertThat(claim(ended, NOON.plusSeconds(3)).stamp()).contains(NOON.plusSeconds(3));
    }

    @Test
    void aScoreThatWentAndCameBackWhileOneWasOnItsWayIsNotSentTwice() {
        Order onItsWay = claim(due(NONE, 50), NOON);
        Order ended = due(due(onItsWay, 75), 50).accepted(onItsWay, NOON);
        assertThat(ended.state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void whatWasRefusedIsTriedAgainOnlyWhenTheLearnerComesBack() {
        Order posted = claim(due(NONE, 50), NOON);
        Order refused = posted.refused(posted, dev.waymark.lti.ags.Scores.Why.CONCLUDED, "422 concluded");
        assertThat(refused.due(50, "…", NOON, false)).isEqualTo(refused);
        assertThat(refused.due(50, "…", NOON, true).open()).isTrue();
        assertThat(refused.due(75, "…", NOON, false).open()).isTrue();
    }

    @Test
    void whatThePlatformHasNewerIsNotSentAgain() {
        Order posted = claim(due(NONE, 50), NOON);
        Order newer = posted.alreadyNewer(posted);
        assertThat(newer.state()).isEqualTo(State.ALREADY_NEWER);
        assertThat(newer.sent()).isEmpty();
        assertThat(due(newer, 50)).isEqualTo(newer);
    }

    @Test
    void waitsLongerWithEachTryAndNeverBeyondAnHour() {
        assertThat(Backoff.after(1, 0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(Backoff.after(3, 0)).isEqualTo(Duration.ofSeconds(20));
        assertThat(Backoff.after(1000, 0)).isEqualTo(Duration.ofHours(1));
        assertThat(Backoff.after(3, 0.5)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Backoff.after(3, 0.999)).isEqualTo(Duration.ofSeconds(1));
    }

    private static Order due(Order order, double score) {
        return order.due(score, "…", NOON, false);
    }

    private static Order claim(Order order, Instant now) {
        return order.claimed("me", now, UNTIL);
    }

    private static Order accepted(Order order) {
        Order posted = claim(order, NOON);
        assertThat(posted.claim()).isNotEqualTo(Optional.empty());
        return posted.accepted(posted, NOON);
    }
}
