package dev.waymark.lti.launch;

import dev.waymark.lti.core.LoginRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a login initiation as an address (SEC 5.1.1.1 permits GET), to begin it again somewhere else. */
final class LoginAgain {

    private LoginAgain() {}

    static URI address(URI login, LoginRequest request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("iss", request.issuer());
        parameters.put("login_hint", request.loginHint());
        request.clientId().ifPresent(value -> parameters.put("client_id", value));
        request.targetLinkUri().ifPresent(value -> parameters.put("target_link_uri", value));
        request.messageHint().ifPresent(value -> parameters.put("lti_message_hint", value));
        request.deploymentId().ifPresent(value -> parameters.put("lti_deployment_id", value));
        return URI.create(login
                + "?"
                + parameters.entrySet().stream()
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }
}
