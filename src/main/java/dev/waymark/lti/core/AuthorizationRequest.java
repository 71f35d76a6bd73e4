package dev.waymark.lti.core;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Our answer to a {@link LoginRequest}: the browser goes to the platform's authorization endpoint (SEC 5.1.1.2). */
public final class AuthorizationRequest {

    private AuthorizationRequest() {}

    /**
     * @param redirectUri the one registered with the platform, never the target of the login, which nobody signed
     * @param state see {@link Unguessable}
     * @param nonce see {@link Unguessable}
     */
    public static URI to(Registration registration, LoginRequest login, URI redirectUri, String state, String nonce) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("scope", "openid");
        parameters.put("response_type", "id_token");
        parameters.put("response_mode", "form_post");
        parameters.put("prompt", "none");
        parameters.put("client_id", registration.clientId());
        parameters.put("redirect_uri", redirectUri.toString());
        parameters.put("login_hint", login.loginHint());
        login.messageHint().ifPresent(hint -> parameters.put("lti_message_hint", hint));
        parameters.put("state", state);
        parameters.put("nonce", nonce);
        String query = parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        String endpoint = registration.authorizationEndpoint().toString();
        return URI.create(endpoint + (endpoint.contains("?") ? "&" : "?") + query);
    }

    /** {@code %20} for a blank: every reader of a query understands it, not every one understands {@code +}. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
