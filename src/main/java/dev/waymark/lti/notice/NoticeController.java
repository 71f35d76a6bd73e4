package dev.waymark.lti.notice;

import dev.waymark.lti.core.Notice;
import dev.waymark.lti.core.PlatformKeys;
import dev.waymark.lti.registration.Platforms;
import dev.waymark.lti.registration.RegisteredPlatform;
import dev.waymark.shared.CourseId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /lti/notices}: what a platform tells besides launches. Each notice is a token of its own, checked like a
 * launch's; what it brings about may happen twice without harm, so a notice that comes again is taken again.
 */
@Controller(NoticeController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.APPLICATION_JSON)
class NoticeController {

    static final String PATH = "/lti/notices";

    private static final Logger LOG = LoggerFactory.getLogger(NoticeController.class);
    private static final int MOST = 50;

    private final Platforms platforms;
    private final PlatformKeys keys;
    private final NoticeRows rows;
    private final ApplicationEventPublisher<CourseCopied> news;
    private final Clock clock;

    NoticeController(
            Platforms platforms,
            PlatformKeys keys,
            NoticeRows rows,
            ApplicationEventPublisher<CourseCopied> news,
            Clock clock) {
        this.platforms = platforms;
        this.keys = keys;
        this.rows = rows;
        this.news = news;
        this.clock = clock;
    }

    @Post
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<Map<String, Object>> notices(@Body Map<String, Object> body) {
        List<String> tokens = tokens(body);
        if (tokens.isEmpty()) {
            return answer(HttpStatus.BAD_REQUEST, "expected {\"notices\": [{\"jwt\": …}]} with 1 to " + MOST);
        }
        long taken = tokens.stream().filter(this::take).count();
        return taken == 0
                ? answer(HttpStatus.UNAUTHORIZED, "none of the notices could be believed")
                : HttpResponse.ok(Map.of("taken", taken));
    }

    private static HttpResponse<Map<String, Object>> answer(HttpStatus status, String detail) {
        return HttpResponse.<Map<String, Object>>status(status).body(Map.of("detail", detail));
    }

    private static List<String> tokens(Map<String, Object> body) {
        if (!(body.get("notices") instanceof List<?> notices) || notices.size() > MOST) {
            return List.of();
        }
        return notices.stream()
                .map(each -> each instanceof Map<?, ?> notice ? notice.get("jwt") : null)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    private boolean take(String token) {
        Optional<RegisteredPlatform> platform = Notice.claimed(token)
                .flatMap(claimed -> platforms.ofIssuer(claimed.issuer()).stream()
                        .filter(each ->
                                claimed.audience().contains(each.registration().clientId()))
                        .findFirst());
        if (platform.isEmpty()) {
            LOG.warn("a notice came from nobody who is registered");
            return false;
        }
        return switch (Notice.read(token, platform.get().registration(), keys, clock.instant())) {
            case Notice.Outcome.NotBelieved refused -> {
                LOG.warn(
                        "a notice of registration {} was not believed: {} {}",
                        platform.get().id().value(),
                        refused.refused().reason().code(),
                        refused.refused().detail());
                yield false;
            }
            case Notice.Outcome.Read read -> {
                act(platform.get(), read.notice());
                yield true;
            }
        };
    }

    private void act(RegisteredPlatform platform, Notice notice) {
        rows.heard(platform.tenant(), platform.id(), notice.deploymentId(), notice.type(), clock.instant());
        if (notice.type().equals(Notice.CONTEXT_COPY) && notice.context().isPresent()) {
            news.publishEvent(new CourseCopied(
                    platform.tenant(),
                    platform.id(),
                    notice.deploymentId(),
                    new CourseId(platform.id().value(), notice.context().get()),
                    notice.originContexts()));
        }
    }
}
