package dev.waymark.lti.ags;

import dev.waymark.lti.ags.Scores.Answer;
import dev.waymark.lti.registration.PlatformHttp;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads what a platform answered to a score. Bodies and reason phrases of errors are not repeated: Moodle puts the whole
 * score into them.
 */
final class ScoreAnswers {

    /** However long a platform asks us to wait, we look again the same day. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(12);

    private final Clock clock;

    ScoreAnswers(Clock clock) {
        this.clock = clock;
    }

    Answer read(PlatformHttp.Answer answer) {
        return switch (answer) {
            case PlatformHttp.Answer.Failed failed -> new Answer.TryLater(Optional.empty(), failed.detail());
            case PlatformHttp.Answer.Forbidden forbidden -> new Answer.Refused(0, forbidden.detail());
            case PlatformHttp.Answer.Answered answered -> read(answered);
        };
    }

    private Answer read(PlatformHttp.Answer.Answered answered) {
        int status = answered.status();
        if (status >= 200 && status < 300) {
            // Moodle's way of refusing a score that has a line break in it; we send none, but a proxy might.
            return answered.body().strip().equals("[]")
                    ? new Answer.Refused(status, "the platform answered success, with the empty list of a refusal")
                    : new Answer.Accepted();
        }
        boolean limited =
                status == 403 && answered.body().toLowerCase(Locale.ROOT).contains("rate limit");
        if (limited || status == 408 || status == 425 || status == 429 || status >= 500) {
            return new Answer.TryLater(retryAfter(answered.headers()), "the platform answered " + status);
        }
        return status == 409
                ? new Answer.AlreadyNewer()
                : new Answer.Refused(status, "the platform answered " + status);
    }

    /** Seconds or a date (RFC 9110, 10.2.3). */
    private Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After").flatMap(text -> {
            try {
                Duration wait = text.matches("\\d{1,9}")
                        ? Duration.ofSeconds(Long.parseLong(text))
                        : Duration.between(
                                clock.instant(),
                                ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                        .toInstant());
                return Optional.of(wait)
                        .filter(found -> !found.isNegative())
                        .map(found -> found.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : found);
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }
}
