package dev.waymark.sandbox.lms;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** Goes through a launch as browser and tool together would. */
final class LaunchFixture {

    private final Browser browser;
    private final URI tool;

    LaunchFixture(Browser browser, URI tool) {
        this.browser = browser;
        this.tool = tool;
    }

    /** The fields of the login initiation. */
    Map<String, String> login(String person, String more) {
        return Browser.fields(browser.get("/mod/lti/launch.php?id=16&as=" + person + more));
    }

    /** What a tool asks of auth.php after such a login. */
    Map<String, String> authorization(Map<String, String> login) {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("scope", "openid");
        request.put("response_type", "id_token");
        request.put("response_mode", "form_post");
        request.put("prompt", "none");
        request.put("client_id", login.getOrDefault("client_id", ""));
        request.put("redirect_uri", tool + "/lti/launch");
        request.put("login_hint", login.getOrDefault("login_hint", ""));
        request.put("lti_message_hint", login.getOrDefault("lti_message_hint", ""));
        request.put("state", "state-1");
        request.put("nonce", "nonce-1");
        return request;
    }

    HttpResponse<String> authorize(Map<String, String> request) {
        return browser.get("/mod/lti/auth.php?" + Browser.encoded(request));
    }

    /** The fields that the browser posts to the tool in the end. */
    Map<String, String> launch(String person, String more) {
        return Browser.fields(authorize(authorization(login(person, more))));
    }
}
