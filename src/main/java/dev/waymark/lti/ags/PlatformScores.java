package dev.waymark.lti.ags;

import dev.waymark.lti.core.ScoreMessage;
import dev.waymark.lti.core.ServiceAddresses;
import dev.waymark.lti.registration.PlatformHttp;
import dev.waymark.lti.registration.Platforms;
import dev.waymark.lti.registration.RegisteredPlatform;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.lti.token.AccessTokens;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Posts scores as platforms take them, Moodle and Canvas above all: one line of JSON, the one content type, {@code /scores}
 * before the query, and a second try with a new token when the first was not believed.
 */
@Singleton
final class PlatformScores implements Scores {

    private static final Set<String> SCOPES = Set.of(ScoreMessage.SCOPE);

    /** How long to leave alone what only an administrator can mend. */
    private static final Duration A_WHILE = Duration.ofMinutes(15);

    private static final int UNAUTHORIZED = 401;

    private final Platforms platforms;
    private final AccessTokens tokens;
    private final PlatformHttp http;
    private final ScoreAnswers answers;

    PlatformScores(Platforms platforms, AccessTokens tokens, PlatformHttp http, Clock clock) {
        this.platforms = platforms;
        this.tokens = tokens;
        this.http = http;
        this.answers = new ScoreAnswers(clock);
    }

    @Override
    public Answer post(TenantId tenant, RegistrationId registration, String deploymentId, URI lineItem, Score score) {
        var platform = platforms.find(tenant, registration);
        if (platform.isEmpty()) {
            return later("registration " + registration.value() + " is switched off");
        }
        if (!ServiceAddresses.belongs(lineItem, platform.get().registration())) {
            return new Answer.Refused(
                    0,
                    "the line item is not on a host of "
                            + platform.get().registration().issuer());
        }
        String json;
        try {
            json = new ScoreMessage(score.userId(), score.given(), score.maximum(), score.comment(), score.timestamp())
                    .json();
        } catch (IllegalArgumentException e) {
            return new Answer.Refused(0, String.valueOf(e.getMessage()));
        }
        return attempt(platform.get(), deploymentId, ServiceAddresses.scores(lineItem), json, true);
    }

    private Answer attempt(
            RegisteredPlatform platform, String deploymentId, URI scores, String json, boolean mayTryAgain) {
        return switch (tokens.get(platform, deploymentId, SCOPES)) {
            case AccessTokens.Answer.NotGranted denied -> new Answer.Refused(denied.status(), denied.detail());
            case AccessTokens.Answer.Unavailable unavailable ->
                unavailable.status() >= 400 && unavailable.status() < 500
                        ? later(unavailable.detail())
                        : new Answer.TryLater(Optional.empty(), unavailable.detail());
            case AccessTokens.Answer.Got got -> {
                var answer = http.send(HttpRequest.newBuilder(scores)
                        .header("Authorization", "Bearer " + got.token().value())
                        .header("Content-Type", ScoreMessage.MEDIA_TYPE)
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
                if (answer instanceof PlatformHttp.Answer.Answered answered && answered.status() == UNAUTHORIZED) {
                    tokens.drop(platform, deploymentId, SCOPES, got.token());
                    yield mayTryAgain
                            ? attempt(platform, deploymentId, scores, json, false)
                            : later("401 with a new token as well");
                }
                yield answers.read(answer);
            }
        };
    }

    private static Answer later(String detail) {
        return new Answer.TryLater(Optional.of(A_WHILE), detail);
    }
}
