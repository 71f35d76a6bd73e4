package dev.waymark.lti.ags;

import dev.waymark.lti.core.ScoreMessage;
import dev.waymark.lti.core.ServiceAddresses;
import dev.waymark.lti.registration.Platforms;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.lti.token.ServiceCalls;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Posts scores as platforms take them, Moodle and Canvas above all: one line of JSON, the one content type, {@code
 * /scores} before the query.
 */
@Singleton
final class PlatformScores implements Scores {

    private static final Set<String> SCOPES = Set.of(ScoreMessage.SCOPE);

    /** How long to leave alone what only an administrator can mend. */
    private static final Duration A_WHILE = Duration.ofMinutes(15);

    private final Platforms platforms;
    private final ServiceCalls calls;

    PlatformScores(Platforms platforms, ServiceCalls calls) {
        this.platforms = platforms;
        this.calls = calls;
    }

    @Override
    public Answer post(TenantId tenant, RegistrationId registration, String deploymentId, URI lineItem, Score score) {
        var platform = platforms.find(tenant, registration);
        if (platform.isEmpty()) {
            return new Answer.TryLater(
                    Optional.of(A_WHILE), "registration " + registration.value() + " is switched off");
        }
        String json;
        try {
            json = new ScoreMessage(
                            score.userId(),
                            score.given(),
                            score.maximum(),
                            score.comment(),
                            score.timestamp(),
                            score.submission())
                    .json();
        } catch (IllegalArgumentException e) {
            return new Answer.Refused(0, Why.OTHER, String.valueOf(e.getMessage()));
        }
        return ScoreAnswers.read(calls.call(
                platform.get(),
                deploymentId,
                SCOPES,
                HttpRequest.newBuilder(ServiceAddresses.scores(lineItem))
                        .header("Content-Type", ScoreMessage.MEDIA_TYPE)
                        .POST(HttpRequest.BodyPublishers.ofString(json))));
    }
}
