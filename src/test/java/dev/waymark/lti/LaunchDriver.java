package dev.waymark.lti;

import dev.waymark.lti.Browser.Answer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Plays the platform's part of a launch: begins it, and answers it with a signed form. */
public final class LaunchDriver {

    public static final String TARGET = "http://localhost:8080/lti/launch";

    private final FakePlatform platform;

    public LaunchDriver(FakePlatform platform) {
        this.platform = platform;
    }

    public Answer login(Browser browser, String method, Map<String, String> changed) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("iss", platform.issuer());
        form.put("target_link_uri", TARGET);
        form.put("login_hint", "user 5&6");
        form.put("lti_message_hint", "{\"cmid\":3,\"launchid\":\"l_1\"}");
        form.put("client_id", FakePlatform.CLIENT_ID);
        form.put("lti_deployment_id", "d-1");
        form.putAll(changed);
        return method.equals("GET")
                ? browser.get("/lti/login?" + Browser.encoded(form))
                : browser.post("/lti/login", form);
    }

    public Map<String, String> answeredForm(Browser browser, LaunchFixtures.Case each) {
        Map<String, String> asked = login(browser, "POST", Map.of()).locationQuery();
        String payload = each.payload(platform.issuer(), asked.getOrDefault("nonce", ""), Instant.now());
        var key = platform.key();
        return Map.of(
                "state",
                asked.getOrDefault("state", ""),
                "id_token",
                key.token(each.header().orElse(key.header()), payload));
    }

    public Answer launch(Browser browser, LaunchFixtures.Case each) {
        return browser.post("/lti/launch", answeredForm(browser, each));
    }
}
