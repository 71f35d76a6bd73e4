package dev.waymark.grading;

import dev.waymark.grading.Sending.End;
import dev.waymark.grading.Sending.Ended;
import dev.waymark.lti.ags.Results;
import dev.waymark.lti.ags.Scores;
import dev.waymark.lti.ags.Scores.Answer;
import dev.waymark.lti.ags.Scores.Why;
import dev.waymark.lti.core.ResultItem;
import dev.waymark.lti.core.ScoreMessage.Submission;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one score to its platform: looks at what the course shows, sends, and where the platform says that it has a newer
 * one, looks again. Nothing here is in a transaction.
 *
 * <p>A grade that somebody gave by hand is never overwritten unless a person told us to. Where the platform does not let
 * us look, Canvas is asked to keep it, and Moodle keeps an overridden grade by itself.
 */
@Singleton
class ScoreDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(ScoreDelivery.class);
    static final double MAXIMUM = 100;

    /** Tries at passing by a later timestamp before we believe that the platform wants none. */
    private static final int MOST_RESTAMPED = 4;

    /** A clock ahead of the platform's would make it a submission of the future, which Canvas refuses. */
    private static final Duration WELL_BEFORE = Duration.ofMinutes(2);

    private final Scores scores;
    private final Results results;
    private final Clock clock;

    ScoreDelivery(Scores scores, Results results, Clock clock) {
        this.scores = scores;
        this.results = results;
        this.clock = clock;
    }

    LookBefore look() {
        return new LookBefore(results, clock);
    }

    Ended deliver(Sending sending, LookBefore look) {
        try {
            return attempt(sending, look);
        } catch (RuntimeException e) {
            LOG.error(
                    "posting a score to registration {} failed unexpectedly",
                    sending.order().registration().value(),
                    e);
            return Ended.unread(
                    new End.Later(Optional.empty(), "unexpected " + e.getClass().getName()));
        }
    }

    private Ended attempt(Sending sending, LookBefore look) {
        boolean mayLook = sending.column().readable();
        if (mayLook && !sending.order().told()) {
            switch (look.at(sending.column(), sending.many())) {
                case Results.Answer.TryLater later -> {
                    return Ended.unread(new End.Later(later.after(), later.detail()));
                }
                case Results.Answer.NotTold untold -> {
                    // The score itself will tell whether the column is gone.
                }
                case Results.Answer.Shown shown -> {
                    Optional<ResultItem> result = shown.of(sending.column().subject());
                    CourseShows whose = whose(sending, result);
                    switch (whose) {
                        case ANOTHERS, CLEARED -> {
                            return new Ended(new End.Held(whose), result, true);
                        }
                        case WANTED -> {
                            return new Ended(
                                    sending.order().attempts() > 1 ? new End.Taken() : new End.Newer(), result, true);
                        }
                        case NOTHING, OURS -> {
                            // ours to change
                        }
                    }
                }
            }
        }
        return switch (post(sending)) {
            case Answer.Accepted accepted -> Ended.unread(new End.Taken());
            case Answer.Refused refused ->
                Ended.unread(new End.NotTaken(refused.status(), refused.why(), refused.detail()));
            case Answer.TryLater later -> Ended.unread(new End.Later(later.after(), later.detail()));
            case Answer.AlreadyNewer newer -> mayLook ? afterConflict(sending, look) : Ended.unread(new End.Newer());
        };
    }

    /** The platform says that it has a newer one: is it this very one, an older one of ours, or somebody else's? */
    private Ended afterConflict(Sending sending, LookBefore look) {
        return switch (look.now(sending.column())) {
            case Results.Answer.TryLater later -> Ended.unread(new End.Later(later.after(), later.detail()));
            case Results.Answer.NotTold untold -> Ended.unread(new End.Newer());
            case Results.Answer.Shown shown -> {
                Optional<ResultItem> result = shown.of(sending.column().subject());
                CourseShows whose = whose(sending, result);
                boolean told = sending.order().told();
                if (whose == CourseShows.WANTED) {
                    yield new Ended(new End.Taken(), result, true);
                }
                if (!told && (whose == CourseShows.ANOTHERS || whose == CourseShows.CLEARED)) {
                    yield new Ended(new End.Held(whose), result, true);
                }
                if (sending.order().attempts() > MOST_RESTAMPED) {
                    yield new Ended(new End.Newer(), result, true);
                }
                Instant stamp = sending.order().stamp().orElseThrow();
                Instant after = result.flatMap(ResultItem::at)
                        .filter(at -> at.isAfter(stamp))
                        .orElse(stamp);
                yield new Ended(new End.Restamp(after), result, true);
            }
        };
    }

    private static CourseShows whose(Sending sending, Optional<ResultItem> result) {
        return CourseShows.of(
                result,
                sending.order().score().orElseThrow(),
                sending.ours(),
                sending.order().sent().isPresent());
    }

    private Answer post(Sending sending) {
        Column column = sending.column();
        Order order = sending.order();
        if (column.subject().isBlank()) {
            return new Answer.Refused(0, Why.NOT_GRADABLE, "the platform never named this person");
        }
        Optional<Submission> submission = column.canvas()
                ? Optional.of(new Submission(sending.firstAt().minus(WELL_BEFORE), !order.told()))
                : Optional.empty();
        return scores.post(
                column.key().tenant(),
                column.registration(),
                column.deploymentId(),
                column.lineItem(),
                new Scores.Score(
                        column.subject(),
                        order.score().orElseThrow(),
                        MAXIMUM,
                        order.note(),
                        order.stamp().orElseThrow(),
                        submission));
    }
}
