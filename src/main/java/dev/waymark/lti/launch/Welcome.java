package dev.waymark.lti.launch;

import dev.waymark.lti.core.DeepLinkingRequest;
import dev.waymark.lti.core.LaunchOutcome.Accepted;
import dev.waymark.lti.core.ResourceLinkLaunch;
import dev.waymark.lti.core.SubmissionReviewRequest;
import dev.waymark.lti.deeplink.DeepLinks;
import dev.waymark.lti.registration.RegisteredPlatform;
import dev.waymark.lti.session.BrowserCookies;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.lti.session.Sessions;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a person in whose launch was accepted: a session, the news, and the way to their page. */
@Singleton
final class Welcome {

    private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

    private final Sessions sessions;
    private final SessionLinks links;
    private final BrowserCookies cookies;
    private final LaunchAudit audit;
    private final DeepLinks deepLinks;
    private final Landing landing;
    private final ApplicationEventPublisher<LaunchAccepted> news;
    private final Clock clock;

    Welcome(
            Sessions sessions,
            SessionLinks links,
            BrowserCookies cookies,
            LaunchAudit audit,
            DeepLinks deepLinks,
            Landing landing,
            ApplicationEventPublisher<LaunchAccepted> news,
            Clock clock) {
        this.sessions = sessions;
        this.links = links;
        this.cookies = cookies;
        this.audit = audit;
        this.deepLinks = deepLinks;
        this.landing = landing;
        this.news = news;
        this.clock = clock;
    }

    /** Whether the browser keeps our cookie shows with its next request; until then the address carries the session. */
    HttpResponse<?> in(
            HttpRequest<?> request,
            RegisteredPlatform platform,
            Accepted accepted,
            BrowserPath path,
            String stateCookie) {
        var session =
                sessions.open(platform, accepted.message(), request.getLocale().orElse(Locale.ENGLISH));
        String code = audit.accepted(platform, accepted, path);
        switch (accepted.message()) {
            case ResourceLinkLaunch launch -> tell(platform, launch, code);
            case SubmissionReviewRequest review -> tell(platform, review.launch(), code);
            case DeepLinkingRequest asked -> deepLinks.keep(session, asked.settings());
        }
        MutableHttpResponse<?> response = HttpResponse.status(HttpStatus.SEE_OTHER);
        response.getHeaders().location(URI.create(links.to(session, landing.of(accepted.message()))));
        sessions.give(session, response);
        cookies.clear(response, stateCookie);
        return response;
    }

    /** What listeners do for this person they do again later; the person should see their page in any case. */
    private void tell(RegisteredPlatform platform, ResourceLinkLaunch launch, String code) {
        try {
            news.publishEvent(new LaunchAccepted(platform.tenant(), platform.id(), launch, clock.instant()));
        } catch (RuntimeException e) {
            LOG.error("A listener failed at launch {}: {}", code, e.getClass().getName());
        }
    }
}
