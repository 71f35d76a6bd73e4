package dev.waymark.lti.launch;

import dev.waymark.lti.core.LoginRequest;
import dev.waymark.lti.core.Registration;
import dev.waymark.shared.ToolSettings;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a person begins the same launch once more at the top of a window, where cookies are first-party.
 *
 * <p>Usually at our own login, with what the platform sent us (SEC 5.1.1.1 permits GET). Not on Moodle: there the hint of
 * a login is good for one launch, which was this one; so its own launch page begins a new one.
 */
@Singleton
final class LoginAgain {

    private static final Pattern MOODLE = Pattern.compile("(.*/mod/lti/)auth\\.php");
    private static final Pattern ACTIVITY = Pattern.compile("\"cmid\"\\s*:\\s*\"?(\\d{1,18})\"?\\s*[,}]");

    private final ToolSettings settings;

    LoginAgain(ToolSettings settings) {
        this.settings = settings;
    }

    URI address(Registration registration, LoginRequest request) {
        Matcher moodle = MOODLE.matcher(registration.authorizationEndpoint().toString());
        Matcher activity = ACTIVITY.matcher(request.messageHint().orElse(""));
        return moodle.matches() && activity.find()
                ? URI.create(moodle.group(1) + "launch.php?id=" + activity.group(1))
                : ownLogin(request);
    }

    private URI ownLogin(LoginRequest request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("iss", request.issuer());
        parameters.put("login_hint", request.loginHint());
        request.clientId().ifPresent(value -> parameters.put("client_id", value));
        request.targetLinkUri().ifPresent(value -> parameters.put("target_link_uri", value));
        request.messageHint().ifPresent(value -> parameters.put("lti_message_hint", value));
        request.deploymentId().ifPresent(value -> parameters.put("lti_deployment_id", value));
        return URI.create(settings.at(LoginController.PATH)
                + "?"
                + parameters.entrySet().stream()
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }
}
