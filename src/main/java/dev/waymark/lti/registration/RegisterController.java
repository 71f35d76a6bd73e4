package dev.waymark.lti.registration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.lti.core.CanvasCloud;
import dev.waymark.lti.core.Origins;
import dev.waymark.lti.session.FramedBy;
import dev.waymark.web.Pages;
import dev.waymark.web.RefusalPages;
import dev.waymark.web.RefusalPages.Refusal;
import dev.waymark.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /lti/register}: a platform's administrator asked for Waymark, and the platform sent their browser here. The
 * platform has asked them already, and nothing is switched on by it, so we register at once and say what came of it.
 */
@Controller("/lti/register")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
class RegisterController {

    private static final Logger LOG = LoggerFactory.getLogger(RegisterController.class);

    /** From one address in a minute: each makes us call an address that somebody names. */
    static final int MOST = 20;

    private record Minute(String address, long minute) {}

    private final DynamicRegistration registration;
    private final Pages pages;
    private final RefusalPages refusals;
    private final Clock clock;
    private final Cache<Minute, AtomicInteger> begun =
            Caffeine.newBuilder().maximumSize(100_000).build();

    RegisterController(DynamicRegistration registration, Pages pages, RefusalPages refusals, Clock clock) {
        this.registration = registration;
        this.pages = pages;
        this.refusals = refusals;
        this.clock = clock;
    }

    @Get
    HttpResponse<?> register(
            HttpRequest<?> request,
            @QueryValue("openid_configuration") Optional<String> configuration,
            @QueryValue("registration_token") Optional<String> token,
            @QueryValue("code") Optional<String> code) {
        Words words = pages.words(request.getLocale().orElse(Locale.ENGLISH).toLanguageTag());
        configuration.flatMap(Origins::address).ifPresent(from -> FramedBy.allow(request, Set.of(Origins.of(from))));
        var minute = new Minute(
                request.getRemoteAddress().getHostString(), clock.instant().getEpochSecond() / 60);
        if (begun.get(minute, unseen -> new AtomicInteger()).incrementAndGet() > MOST) {
            return refuse(words, HttpStatus.TOO_MANY_REQUESTS, "too_many", "more than " + MOST + " in a minute");
        }
        if (configuration.isEmpty()) {
            return refuse(words, HttpStatus.BAD_REQUEST, "not_begun", "expected openid_configuration, found none");
        }
        return switch (registration.register(configuration.get(), token.filter(RegisterController::usable), code)) {
            case DynamicRegistration.Outcome.Registered done -> registered(request, words, done);
            case DynamicRegistration.Outcome.Failed failed -> {
                LOG.warn("A registration failed: {}: {}", failed.key(), failed.detail());
                failed.platform().ifPresent(platform -> frame(request, platform));
                yield refuse(words, HttpStatus.BAD_REQUEST, failed.key(), failed.detail());
            }
        };
    }

    private HttpResponse<?> registered(
            HttpRequest<?> request, Words words, DynamicRegistration.Outcome.Registered done) {
        frame(request, done.platform());
        LOG.info(
                "{} {} Waymark; it waits for an administrator.",
                done.platform().issuer(),
                done.existed() ? "renewed its registration of" : "registered");
        String state = done.existed() ? "renewed" : done.claimCode().isPresent() ? "unclaimed" : "waiting";
        return pages.page(
                HttpStatus.OK,
                "lti/registered.jte",
                Map.of(
                        "shell",
                        pages.shell(Optional.of(request), words, words.text("lti.register.title")),
                        "name",
                        done.name(),
                        "state",
                        state,
                        "claimCode",
                        done.claimCode().orElse(""),
                        "told",
                        done.told().stream().map(ScopeName::of).toList(),
                        "missing",
                        done.missing().stream().map(ScopeName::of).toList()));
    }

    private static void frame(HttpRequest<?> request, PlatformConfiguration platform) {
        Set<String> origins = new TreeSet<>();
        origins.add(Origins.of(platform.registrationEndpoint()));
        origins.add(Origins.of(platform.authorizationEndpoint()));
        Origins.address(platform.issuer()).map(Origins::of).ifPresent(origins::add);
        if (CanvasCloud.isIssuer(platform.issuer())) {
            origins.add(CanvasCloud.pages());
        }
        FramedBy.allow(request, origins);
    }

    private HttpResponse<?> refuse(Words words, HttpStatus status, String key, String detail) {
        return refusals.render(new Refusal(
                status,
                words.locale(),
                words.text("lti.register." + key + ".title"),
                words.text("lti.register." + key + ".text"),
                "WM-REGISTER",
                List.of(detail),
                Optional.empty(),
                Optional.empty()));
    }

    /** It goes into a header. */
    private static boolean usable(String token) {
        return token.length() <= 8192 && token.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
