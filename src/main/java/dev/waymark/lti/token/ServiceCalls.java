package dev.waymark.lti.token;

import dev.waymark.lti.core.ServiceAddresses;
import dev.waymark.lti.registration.PlatformHttp;
import dev.waymark.lti.registration.RegisteredPlatform;
import dev.waymark.lti.registration.ServiceTrouble;
import jakarta.inject.Singleton;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Calls a service of a platform with an access token: where the platform lives and nowhere else, and a second time with a
 * new token if the first was not believed. Tells what may be tried later from what may not. Bodies of errors are handed
 * on for reading, never for keeping: Moodle puts the whole of our message into them.
 */
@Singleton
public final class ServiceCalls {

    /** How long to leave alone what only an administrator can mend. */
    private static final Duration A_WHILE = Duration.ofMinutes(15);

    /** However long a platform asks us to wait, we look again the same day. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(12);

    private static final int UNAUTHORIZED = 401;

    private final AccessTokens tokens;
    private final PlatformHttp http;
    private final TroubleNotes notes;
    private final Clock clock;

    ServiceCalls(AccessTokens tokens, PlatformHttp http, TroubleNotes notes, Clock clock) {
        this.notes = notes;
        this.tokens = tokens;
        this.http = http;
        this.clock = clock;
    }

    /** What came of a call. */
    public sealed interface Answer {
        /** The service answered, with success or an error that repeating will not mend. */
        record Answered(int status, HttpHeaders headers, String body) implements Answer {
            public boolean success() {
                return status >= 200 && status < 300;
            }
        }

        /** Not now. */
        record TryLater(Optional<Duration> after, String detail) implements Answer {}

        /** We may not: a foreign address, or no token for these scopes. */
        record NotAllowed(int status, String detail) implements Answer {}
    }

    /** Never throws for what a platform or a network can do. Never inside a transaction. */
    public Answer call(
            RegisteredPlatform platform, String deploymentId, Set<String> scopes, HttpRequest.Builder request) {
        if (!ServiceAddresses.belongs(request.copy().build().uri(), platform.registration())) {
            String detail = "the address is on %s, which is no host of %s"
                    .formatted(
                            request.copy().build().uri().getHost(),
                            platform.registration().issuer());
            note(platform, scopes, detail);
            return new Answer.NotAllowed(0, detail);
        }
        Answer answer = attempt(platform, deploymentId, scopes, request, true);
        switch (answer) {
            case Answer.TryLater later -> note(platform, scopes, later.detail());
            case Answer.NotAllowed not -> note(platform, scopes, not.detail());
            case Answer.Answered answered -> {
                if (!answered.success()) {
                    note(platform, scopes, "the platform answered " + answered.status());
                }
            }
        }
        return answer;
    }

    /** What the token endpoint did has been noted by who asked it. */
    private void note(RegisteredPlatform platform, Set<String> scopes, String detail) {
        if (!detail.startsWith(CachedAccessTokens.WHERE)) {
            notes.note(platform, ServiceTrouble.Service.of(scopes), detail);
        }
    }

    private Answer attempt(
            RegisteredPlatform platform,
            String deploymentId,
            Set<String> scopes,
            HttpRequest.Builder request,
            boolean mayTryAgain) {
        return switch (tokens.get(platform, deploymentId, scopes)) {
            case AccessTokens.Answer.NotGranted denied -> new Answer.NotAllowed(denied.status(), denied.detail());
            case AccessTokens.Answer.Unavailable unavailable ->
                unavailable.status() >= 400 && unavailable.status() < 500
                        ? new Answer.TryLater(Optional.of(A_WHILE), unavailable.detail())
                        : new Answer.TryLater(Optional.empty(), unavailable.detail());
            case AccessTokens.Answer.Got got -> {
                var answer = http.send(request.copy()
                        .setHeader("Authorization", "Bearer " + got.token().value()));
                if (answer instanceof PlatformHttp.Answer.Answered answered && answered.status() == UNAUTHORIZED) {
                    tokens.drop(platform, deploymentId, scopes, got.token());
                    yield mayTryAgain
                            ? attempt(platform, deploymentId, scopes, request, false)
                            : new Answer.TryLater(Optional.of(A_WHILE), "401 with a new token as well");
                }
                yield read(answer);
            }
        };
    }

    private Answer read(PlatformHttp.Answer answer) {
        return switch (answer) {
            case PlatformHttp.Answer.Failed failed -> new Answer.TryLater(Optional.empty(), failed.detail());
            case PlatformHttp.Answer.Forbidden forbidden -> new Answer.NotAllowed(0, forbidden.detail());
            case PlatformHttp.Answer.Answered answered -> read(answered);
        };
    }

    /** Canvas throttles with a 403. A redirect leads to a login or a page of maintenance, never to the service. */
    private Answer read(PlatformHttp.Answer.Answered answered) {
        int status = answered.status();
        boolean limited =
                status == 403 && answered.body().toLowerCase(Locale.ROOT).contains("rate limit");
        if (limited || status == 408 || status == 425 || status == 429 || status >= 500) {
            return new Answer.TryLater(retryAfter(answered.headers()), "the platform answered " + status);
        }
        if (status >= 300 && status < 400) {
            return new Answer.TryLater(Optional.of(A_WHILE), "the platform answered " + status + ", a redirect");
        }
        return new Answer.Answered(status, answered.headers(), answered.body());
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
