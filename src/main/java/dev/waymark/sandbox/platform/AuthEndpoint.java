package dev.waymark.sandbox.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.sandbox.http.Pages;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import dev.waymark.sandbox.platform.BrokenLaunch.Draft;
import dev.waymark.sandbox.platform.Launches.Launch;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /mod/lti/auth.php}: turns an authorization request into an id_token, posted by the browser. Moodle answers some
 * wrong requests with a page of its own and tells the tool of others.
 */
final class AuthEndpoint {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Tools tools;
    private final Launches launches;
    private final LaunchClaims claims;
    private final IdTokens tokens;
    private final Clock clock;

    AuthEndpoint(Tools tools, Launches launches, LaunchClaims claims, IdTokens tokens, Clock clock) {
        this.tools = tools;
        this.launches = launches;
        this.claims = claims;
        this.tokens = tokens;
        this.clock = clock;
    }

    Response answer(Request request) {
        String nonce = request.parameter("nonce").map(AuthEndpoint::withoutTags).orElse("");
        boolean wellFormed = is(request, "scope", "openid")
                && is(request, "response_type", "id_token")
                && is(request, "redirect_uri", tools.current().launch().toString())
                && request.parameter("client_id").isPresent()
                && request.parameter("login_hint").isPresent()
                && !nonce.isEmpty();
        Optional<Launch> begun =
                wellFormed ? request.parameter("lti_message_hint").flatMap(this::begun) : Optional.empty();
        if (begun.isEmpty()) {
            return Pages.html(404, "sandbox/message.jte", Map.of("title", "Invalid request", "text", INVALID));
        }
        Launch launch = begun.get();
        boolean mayNot = launch.purpose() instanceof Launches.Purpose.DeepLinking
                && launch.who().kind() == dev.waymark.sandbox.course.Person.Kind.LEARNER;
        if (mayNot) {
            return Pages.html(404, "sandbox/message.jte", Map.of("title", "Error", "text", NOT_ALLOWED));
        }
        if (!is(request, "client_id", tools.current().clientId())) {
            return error(request, "unauthorized_client", "");
        }
        if (!is(request, "login_hint", launch.who().id())) {
            return error(request, "access_denied", "");
        }
        if (!is(request, "response_mode", "form_post")) {
            return error(request, "invalid_request", "Invalid response_mode");
        }
        if (!request.parameter("prompt").orElse("none").equals("none")) {
            return error(request, "invalid_request", "Invalid prompt");
        }
        return launch(launch, nonce, state(request));
    }

    private Response launch(Launch launch, String nonce, String state) {
        Map<String, String> beside = new LinkedHashMap<>(Map.of("state", state));
        var draft = new Draft(tokens.header(), claims.of(launch, nonce, clock.instant()), beside);
        launch.broken().ifPresent(broken -> broken.spoil(draft));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id_token", tokens.signed(draft));
        fields.putAll(beside);
        boolean twice = launch.broken().filter(BrokenLaunch.SENT_TWICE::equals).isPresent();
        return form(tools.current().launch().toString(), fields, twice);
    }

    private Response error(Request request, String error, String description) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("error", error);
        if (!description.isEmpty()) {
            fields.put("error_description", description);
        }
        fields.put("state", state(request));
        return form(tools.current().launch().toString(), fields, false);
    }

    /** @param twice the form is sent into a hidden frame first, and then once more in sight */
    static Response form(String action, Map<String, String> fields, boolean twice) {
        return Pages.html(200, "sandbox/autopost.jte", Map.of("action", action, "fields", fields, "twice", twice));
    }

    private Optional<Launch> begun(String hint) {
        try {
            var json = JSON.readTree(hint);
            return launches.take(json.path("launchid").asText())
                    .filter(launch -> json.path("cmid").asInt() == launch.cmid());
        } catch (JsonProcessingException e) {
            // A hint that is not ours begins no launch.
            return Optional.empty();
        }
    }

    private static String state(Request request) {
        return request.parameter("state").map(AuthEndpoint::withoutTags).orElse("");
    }

    /** What Moodle's filter leaves of a value. */
    private static String withoutTags(String value) {
        return value.replaceAll("<[^>]*>", "");
    }

    private static boolean is(Request request, String parameter, String expected) {
        return request.parameter(parameter).filter(expected::equals).isPresent();
    }

    private static final String NOT_ALLOWED = "Sorry, but you do not currently have permissions to do that.";

    private static final String INVALID =
            "This launch was used already, is too old, or the tool asked for it in a way that the LMS does not take."
                    + " Open the activity again.";
}
