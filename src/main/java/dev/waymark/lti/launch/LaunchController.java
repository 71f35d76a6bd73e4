package dev.waymark.lti.launch;

import dev.waymark.lti.core.LaunchChecks;
import dev.waymark.lti.core.LaunchOutcome;
import dev.waymark.lti.core.LaunchOutcome.Accepted;
import dev.waymark.lti.core.LaunchOutcome.Refused;
import dev.waymark.lti.core.PlatformKeys;
import dev.waymark.lti.core.Reason;
import dev.waymark.lti.deeplink.ToldError;
import dev.waymark.lti.launch.BrowserProof.Finding.MayBeStored;
import dev.waymark.lti.launch.BrowserProof.Finding.NotShown;
import dev.waymark.lti.launch.BrowserProof.Finding.Shown;
import dev.waymark.lti.launch.Logins.Waiting;
import dev.waymark.lti.registration.DeploymentRequests;
import dev.waymark.lti.registration.Platforms;
import dev.waymark.lti.registration.RegisteredPlatform;
import dev.waymark.lti.session.Form;
import dev.waymark.shared.ToolSettings;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /lti/launch}: the platform's answer to our login, an id_token or an error. The one redirect URI we register;
 * where the person wanted to go is in the signed {@code target_link_uri}.
 */
@Controller(LaunchController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
class LaunchController {

    static final String PATH = "/lti/launch";

    /** OIDC Core 3.1.2.6, RFC 6749 4.1.2.1, and one of Canvas; other words are not repeated to anybody. */
    private static final Set<String> ERRORS = Set.of(
            "login_required",
            "interaction_required",
            "consent_required",
            "account_selection_required",
            "invalid_request",
            "invalid_request_uri",
            "invalid_request_object",
            "request_not_supported",
            "unauthorized_client",
            "access_denied",
            "unsupported_response_type",
            "invalid_scope",
            "server_error",
            "temporarily_unavailable",
            "launch_no_longer_valid");

    private final Platforms platforms;
    private final Logins logins;
    private final BrowserProof browserProof;
    private final PlatformKeys keys;
    private final DeploymentRequests deployments;
    private final LaunchRefusals refusals;
    private final Welcome welcome;
    private final StoragePages storage;
    private final LoginAgain again;
    private final ToolSettings settings;
    private final Clock clock;

    LaunchController(
            Platforms platforms,
            Logins logins,
            BrowserProof browserProof,
            PlatformKeys keys,
            DeploymentRequests deployments,
            LaunchRefusals refusals,
            Welcome welcome,
            StoragePages storage,
            LoginAgain again,
            ToolSettings settings,
            Clock clock) {
        this.platforms = platforms;
        this.logins = logins;
        this.browserProof = browserProof;
        this.keys = keys;
        this.deployments = deployments;
        this.refusals = refusals;
        this.welcome = welcome;
        this.storage = storage;
        this.again = again;
        this.settings = settings;
        this.clock = clock;
    }

    /** A person who reloads the frame, or a token in an address, where logs and histories would keep it. */
    @Get
    HttpResponse<?> byAddress(HttpRequest<?> request) {
        Optional<String> told = ToldError.in(request.getParameters()::getFirst);
        if (told.isPresent()) {
            return refuse(request, sentBack(told.get()));
        }
        return refuse(
                request,
                Refused.because(Reason.METHOD_NOT_ALLOWED, "SEC 5.1.1.3", "expected a form by POST, found a GET"));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> byForm(HttpRequest<?> request, @Nullable @Body String body) {
        if (request.getParameters().contains("id_token")
                || request.getParameters().contains("state")) {
            return refuse(
                    request,
                    Refused.because(
                            Reason.TOKEN_IN_ADDRESS, "SEC 5.1.1.3", "expected id_token in the form, found an address"));
        }
        var form = Form.read(body == null ? "" : body);
        var state = form.only("state");
        var login = state.flatMap(logins::find);
        var platform = login.flatMap(found -> platforms.find(found.tenant(), found.registration()));
        if (form.fields().containsKey("error")) {
            return refusals.answer(
                    request,
                    platform,
                    platformError(form),
                    platform.flatMap(
                            known -> login.map(waiting -> again.address(known.registration(), waiting.request()))));
        }
        Optional<String> told = ToldError.in(form::only);
        var token = form.only("id_token");
        if (told.isPresent() && token.isEmpty()) {
            return refusals.answer(request, platform, sentBack(told.get()), Optional.empty());
        }
        if (state.isEmpty() || token.isEmpty()) {
            return refusals.answer(
                    request,
                    platform,
                    Refused.because(
                            Reason.RESPONSE_INCOMPLETE,
                            "SEC 5.1.1.3",
                            "expected one state and one id_token, found no "
                                    + (state.isEmpty() ? "state" : "id_token")),
                    Optional.empty());
        }
        if (login.isEmpty() || platform.isEmpty()) {
            return refuse(
                    request,
                    Refused.because(
                            Reason.STATE_UNKNOWN, "SEC 5.1.1.3", "expected a state of ours, found one nobody knows"));
        }
        return answer(request, form, state.get(), token.get(), login.get(), platform.get());
    }

    private HttpResponse<?> answer(
            HttpRequest<?> request, Form form, String state, String token, Waiting login, RegisteredPlatform platform) {
        if (!login.expiresAt().isAfter(clock.instant())) {
            return refusals.answer(
                    request,
                    Optional.of(platform),
                    Refused.because(
                            Reason.STATE_EXPIRED,
                            "SEC 5.1.1.3",
                            "expected an answer within %d minutes".formatted(Logins.LIFE.toMinutes())),
                    Optional.empty());
        }
        var finding = browserProof.of(request, state, login, platform, stored(form));
        if (login.spent() && !(finding instanceof Shown)) { // a reload: its cookie went with the first arrival
            return refusals.answer(
                    request,
                    Optional.of(platform),
                    Refused.because(
                            Reason.NONCE_SPENT, "SEC 5.1.3 (9)", "this state was used before, and so was its nonce"),
                    Optional.empty());
        }
        var newWindow = Optional.of(again.address(platform.registration(), login.request()));
        return switch (finding) {
            case Shown(BrowserPath path) -> check(request, state, token, login, platform, path);
            case MayBeStored(String frame) ->
                storage.ask(request, platform, frame, Map.of("state", state, "id_token", token), newWindow);
            case NotShown(String detail) ->
                refusals.answer(
                        request,
                        Optional.of(platform),
                        Refused.because(Reason.STATE_MISMATCH, "SEC 5.1.1.3", detail),
                        newWindow);
        };
    }

    private HttpResponse<?> check(
            HttpRequest<?> request,
            String state,
            String token,
            Waiting login,
            RegisteredPlatform platform,
            BrowserPath path) {
        LaunchOutcome outcome = new LaunchChecks(keys, nonce -> logins.spend(login), clock, settings.baseUrl())
                .check(token, platform.registration(), login.pending());
        return switch (outcome) {
            case Accepted accepted -> welcome.in(request, platform, accepted, path, logins.cookieOf(state));
            case Refused refused -> {
                if (refused.reason() == Reason.DEPLOYMENT_UNKNOWN) { // so its signature was good
                    deployments.note(platform, token);
                }
                yield refusals.answer(request, Optional.of(platform), refused, Optional.empty(), Optional.of(path));
            }
        };
    }

    /** What our own page read from the platform's storage, maybe nothing; empty if this form is the platform's. */
    private static Optional<String> stored(Form form) {
        return form.fields().containsKey("stored")
                ? Optional.of(form.only("stored").orElse(""))
                : Optional.empty();
    }

    private static Refused sentBack(String told) {
        return Refused.because(
                Reason.PLATFORM_ERROR, "CORE 5.4.4", "the platform sent somebody back and spoke of " + told);
    }

    private static Refused platformError(Form form) {
        String said = form.only("error").filter(ERRORS::contains).orElse("an error it alone knows");
        return Refused.because(
                Reason.PLATFORM_ERROR, "OIDC Core 3.1.2.6", "the platform answered the login with: " + said);
    }

    private HttpResponse<?> refuse(HttpRequest<?> request, Refused refused) {
        return refusals.answer(request, Optional.empty(), refused, Optional.empty());
    }
}
