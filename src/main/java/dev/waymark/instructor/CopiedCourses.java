package dev.waymark.instructor;

import dev.waymark.competency.CourseOrigins;
import dev.waymark.grading.LinkCourses;
import dev.waymark.lti.core.ResourceLinkLaunch;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.lti.notice.CourseCopied;
import dev.waymark.lti.notice.LaunchHistory;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Hears from platforms which courses are copies of which, and tells the room that offers the earlier set-up. Where a
 * platform tells the history of a link and none of the course, the course is the one that the earlier link stood in.
 */
@Singleton
final class CopiedCourses {

    private final CourseOrigins origins;
    private final LinkCourses links;
    private final Clock clock;

    CopiedCourses(CourseOrigins origins, LinkCourses links, Clock clock) {
        this.origins = origins;
        this.links = links;
        this.clock = clock;
    }

    @EventListener
    void copied(CourseCopied news) {
        remember(news.tenant(), news.registration(), news.course(), news.from(), clock.instant());
    }

    @EventListener
    void launched(LaunchAccepted news) {
        ResourceLinkLaunch launch = news.launch();
        var course = CourseId.of(
                news.registration().value(),
                launch.context().map(ResourceLinkLaunch.Context::id),
                launch.resourceLink().id());
        List<String> before = LaunchHistory.contexts(launch.custom());
        if (!before.isEmpty()) {
            remember(news.tenant(), news.registration(), course, before, news.at());
            return;
        }
        List<String> earlier = LaunchHistory.links(launch.custom());
        if (!earlier.isEmpty() && !origins.known(news.tenant(), course)) {
            origins.remember(news.tenant(), course, links.of(news.tenant(), news.registration(), earlier), news.at());
        }
    }

    private void remember(
            TenantId tenant, RegistrationId registration, CourseId course, List<String> before, Instant at) {
        origins.remember(
                tenant,
                course,
                before.stream()
                        .map(id -> new CourseId(registration.value(), id))
                        .toList(),
                at);
    }
}
