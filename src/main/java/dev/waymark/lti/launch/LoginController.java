package dev.waymark.lti.launch;

import dev.waymark.lti.core.AuthorizationRequest;
import dev.waymark.lti.core.LaunchOutcome.Refused;
import dev.waymark.lti.core.LoginRequest;
import dev.waymark.lti.core.Reason;
import dev.waymark.lti.registration.Platforms;
import dev.waymark.lti.registration.RegisteredPlatform;
import dev.waymark.lti.session.BrowserCookies;
import dev.waymark.lti.session.Form;
import dev.waymark.shared.ToolSettings;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET|POST /lti/login}: a platform asks us to begin, we send the browser to the platform's own authorization
 * endpoint. Only registered addresses are ever redirected to.
 */
@Controller(LoginController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
class LoginController {

    static final String PATH = "/lti/login";

    private final Platforms platforms;
    private final Logins logins;
    private final BrowserCookies cookies;
    private final LaunchRefusals refusals;
    private final ToolSettings settings;
    private final LoginRate rate;
    private final StoragePages storage;

    LoginController(
            Platforms platforms,
            Logins logins,
            BrowserCookies cookies,
            LaunchRefusals refusals,
            ToolSettings settings,
            LoginRate rate,
            StoragePages storage) {
        this.platforms = platforms;
        this.logins = logins;
        this.cookies = cookies;
        this.refusals = refusals;
        this.settings = settings;
        this.rate = rate;
        this.storage = storage;
    }

    @Get
    HttpResponse<?> byAddress(HttpRequest<?> request) {
        Map<String, List<String>> parameters = new TreeMap<>();
        request.getParameters()
                .names()
                .forEach(name -> parameters.put(name, request.getParameters().getAll(name)));
        return begin(request, parameters);
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> byForm(HttpRequest<?> request, @Nullable @Body String body) {
        return begin(request, Form.read(body == null ? "" : body).fields());
    }

    /**
     * The platform's page keeps the browser's secret now. Nobody gains by saying so of a state that is not theirs: it only
     * asks for more.
     */
    @Post("/kept")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> kept(@Nullable @Body String body) {
        var form = Form.read(body == null ? "" : body);
        var frame = form.only("frame").filter(LoginRequest::namesAFrame);
        boolean noted = frame.isPresent()
                && form.only("state")
                        .filter(state -> logins.keptIn(state, frame.get()))
                        .isPresent();
        return HttpResponse.status(noted ? HttpStatus.NO_CONTENT : HttpStatus.CONFLICT);
    }

    private HttpResponse<?> begin(HttpRequest<?> request, Map<String, List<String>> parameters) {
        if (!rate.allows(request.getRemoteAddress())) {
            return refuse(
                    request,
                    Refused.because(
                            Reason.TOO_MANY_LOGINS,
                            "SEC 5.1.1.1",
                            "this address has begun too many logins in a minute"));
        }
        return switch (LoginRequest.read(parameters, settings.baseUrl())) {
            case LoginRequest.Reading.Incomplete(Refused refused) -> refuse(request, refused);
            case LoginRequest.Reading.Read(LoginRequest login) -> begin(request, login);
        };
    }

    private HttpResponse<?> begin(HttpRequest<?> request, LoginRequest login) {
        List<RegisteredPlatform> candidates = platforms.ofIssuer(login.issuer()).stream()
                .filter(each -> login.clientId()
                        .map(each.registration().clientId()::equals)
                        .orElse(true))
                .toList();
        if (candidates.isEmpty() && platforms.switchedOff(login.issuer(), login.clientId())) {
            return refuse(
                    request,
                    Refused.because(
                            Reason.REGISTRATION_INACTIVE,
                            "CORE 3.1.3",
                            "the registration of this iss and client_id is switched off, or waits for an administrator"));
        }
        if (candidates.isEmpty()) {
            return refuse(
                    request,
                    Refused.because(
                            Reason.REGISTRATION_UNKNOWN,
                            "CORE 4.1.3",
                            "no platform is registered with this iss and client_id"));
        }
        if (candidates.size() > 1) {
            return refuse(
                    request,
                    Refused.because(
                            Reason.REGISTRATION_AMBIGUOUS,
                            "CORE 4.1.3",
                            "expected a client_id, because %d registrations have this iss"
                                    .formatted(candidates.size())));
        }
        return onward(request, candidates.getFirst(), login);
    }

    private HttpResponse<?> onward(HttpRequest<?> request, RegisteredPlatform platform, LoginRequest login) {
        var begun = logins.begin(platform, login);
        URI platformLogin = AuthorizationRequest.to(
                platform.registration(), login, settings.at(LaunchController.PATH), begun.state(), begun.nonce());
        MutableHttpResponse<?> response = storage.shouldKeep(request, platform, login)
                ? storage.keep(request, platform, login, begun, platformLogin)
                : redirect(platformLogin);
        cookies.set(response, logins.cookieOf(begun.state()), begun.browser(), Logins.LIFE);
        return response;
    }

    private static MutableHttpResponse<?> redirect(URI address) {
        MutableHttpResponse<?> response = HttpResponse.status(HttpStatus.FOUND);
        response.getHeaders().location(address);
        return response;
    }

    private HttpResponse<?> refuse(HttpRequest<?> request, Refused refused) {
        return refusals.answer(request, Optional.empty(), refused, Optional.empty());
    }
}
