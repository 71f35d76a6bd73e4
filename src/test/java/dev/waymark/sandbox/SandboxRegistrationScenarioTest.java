package dev.waymark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.Browser;
import dev.waymark.lti.registration.Invites;
import dev.waymark.lti.registration.KeptRegistration;
import dev.waymark.lti.registration.Registrations;
import dev.waymark.shared.TenantId;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole tool registers itself with the practice Moodle, is let in on both sides, and opens; and adds to a practice Canvas. */
class SandboxRegistrationScenarioTest {

    private static final Pattern FIELD = Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");
    private static final Pattern CODE = Pattern.compile("WR(-[0-9A-Z]{4}){3}");

    @TempDir
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private final HttpClient direct = HttpClient.newHttpClient();

    @Test
    void registersIsConfirmedAndOpensWithItsNewClient() throws Exception {
        try (http;
                direct;
                var sandbox = Sandbox.start(Ports.free(), folder)) {
            URI lms = sandbox.lms();
            String base = sandbox.tool().getEnvironment().getRequiredProperty("waymark.base-url", String.class);
            Browser tool = Browser.on(URI.create(base));

            assertThat(post(
                                    lms + "/mod/lti/startltiadvregistration.php?as=5",
                                    Map.of("address", base + "/lti/register"))
                            .statusCode())
                    .as("a learner registers nothing")
                    .isEqualTo(403);
            String begun = post(
                            lms + "/mod/lti/startltiadvregistration.php?as=2",
                            Map.of("address", base + "/lti/register"))
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            var page = tool.get(begun.substring(base.length()));
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            var code = CODE.matcher(page.body());
            assertThat(code.find()).isTrue();
            assertThat(sandbox.tool().getBean(Invites.class).claim(TenantId.FIRST, code.group()))
                    .isEqualTo(Invites.Claim.CLAIMED);
            var registrations = sandbox.tool().getBean(Registrations.class);
            KeptRegistration kept = registrations.of(TenantId.FIRST).stream()
                    .filter(each -> each.state() == KeptRegistration.State.WAITING)
                    .findFirst()
                    .orElseThrow();
            registrations.switchTo(TenantId.FIRST, kept.platform().id(), true);
            String client = kept.platform().registration().clientId();

            String pending = get(lms + "/mod/lti/toolconfigure.php?as=2");
            assertThat(pending).contains(client, "pending");
            post(lms + "/mod/lti/toolchosen.php?as=2", Map.of("client", client));

            Map<String, String> login = fields(get(lms + "/mod/lti/launch.php?id=16&as=5"));
            assertThat(login).containsEntry("client_id", client).containsEntry("lti_deployment_id", "2");
            var auth = tool.post("/lti/login", login);
            assertThat(auth.status()).as(auth.body()).isEqualTo(302);
            var launched = tool.post("/lti/launch", fields(get(auth.location())));
            assertThat(launched.status()).as(launched.body()).isEqualTo(303);
            assertThat(tool.get(launched.location()).body()).contains("Your path");

            addsToTheCourseAsInACanvas(lms, Browser.on(URI.create(base)));

            post(lms + "/mod/lti/toolchosen.php?as=2", Map.of("client", "waymark-practice"));
            assertThat(fields(get(lms + "/mod/lti/launch.php?id=16&as=5")))
                    .containsEntry("client_id", "waymark-practice");
        }
    }

    private void addsToTheCourseAsInACanvas(URI lms, Browser tool) throws Exception {
        var auth = tool.post("/lti/login", fields(get(lms + "/courses/2/external_tools/1/choose?as=3")));
        var launched = tool.post("/lti/launch", fields(get(auth.location())));
        assertThat(launched.status()).as(launched.body()).isEqualTo(303);
        String page = tool.get(launched.location()).body();
        Map<String, String> chosen = fields(page);
        chosen.put("link", "path");
        chosen.put("column", "path");
        chosen.put("act", "add");
        var action =
                Pattern.compile("<form[^>]*action=\"(/course/links[^\"]*)\"").matcher(page);
        assertThat(action.find()).as(page).isTrue();
        String answer = tool.post(action.group(1).replace("&amp;", "&"), chosen).body();
        assertThat(answer).contains(lms + "/courses/2/deep_linking_response");
        var added = post(
                lms + "/courses/2/deep_linking_response",
                Map.of("JWT", fields(answer).getOrDefault("JWT", "")));
        assertThat(added.body()).contains("Added to the course");
        assertThat(get(lms + "/courses/2/external_tools/1?as=3")).contains("link=101");
    }

    private String get(String address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body();
    }

    private HttpResponse<String> post(String address, Map<String, String> fields)
            throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder();
        fields.forEach((name, value) -> body.append(body.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return direct.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build(),
                BodyHandlers.ofString());
    }

    private static Map<String, String> fields(String page) {
        Map<String, String> found = new LinkedHashMap<>();
        var each = FIELD.matcher(page);
        while (each.find()) {
            found.put(
                    each.group(1),
                    each.group(2).replace("&#34;", "\"").replace("&quot;", "\"").replace("&amp;", "&"));
        }
        return found;
    }
}
