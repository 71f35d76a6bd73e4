package dev.waymark.lti.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.Browser;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.FakePlatform.Request;
import dev.waymark.lti.FakePlatform.Response;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.PlatformKey;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a platform tells besides launches. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = "spec.name", value = "NoticeScenarioTest")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticeScenarioTest implements TestPropertyProvider {

    private static final String LTI = "https://purl.imsglobal.org/spec/lti/claim/";

    private final FakePlatform platform = FakePlatform.start();
    private final List<Request> asked = new CopyOnWriteArrayList<>();

    @Inject
    EmbeddedServer server;

    @Inject
    Heard heard;

    @Inject
    NoticeHandlers handlers;

    @Override
    public Map<String, String> getProperties() {
        Path folder = Path.of("target/lti-config-notice-scenario");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of("waymark.lti-config", folder.toString(), "waymark.notices.ask", "false");
    }

    @BeforeEach
    void nothingHeard() {
        heard.copies.clear();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void tellsTheHouseThatACourseWasCopied() throws Exception {
        assertThat(post(body(token(copy())))).isEqualTo(200);
        assertThat(heard.copies).singleElement().satisfies(copy -> {
            assertThat(copy.course().contextId()).isEqualTo("course-9");
            assertThat(copy.from()).containsExactly("course-2", "course-1");
            assertThat(copy.deploymentId()).isEqualTo("d-1");
        });
    }

    @Test
    void takesAHelloAndKindsItDoesNotKnowWithoutDoingAnything() throws Exception {
        assertThat(post(body(token(copy().replace("LtiContextCopyNotice", "LtiHelloWorldNotice")))))
                .isEqualTo(200);
        assertThat(post(body(token(copy().replace("LtiContextCopyNotice", "LtiOfTomorrowNotice")))))
                .isEqualTo(200);
        assertThat(heard.copies).isEmpty();
    }

    @Test
    void believesNoNoticeThatALaunchWouldNotBeBelievedFor() throws Exception {
        String good = copy();
        String stranger = PlatformKey.named("k-1").token(good);
        for (String token : List.of(
                stranger,
                platform.key().unsigned(good),
                platform.key().hmacWithPublicKey(good),
                token(good.replace("\"aud\":\"waymark-test\"", "\"aud\":\"somebody-else\"")),
                token(good.replace("\"d-1\"", "\"d-77\"")),
                token(good.replace("\"1.3.0\"", "\"1.1\"")),
                token(good.replaceAll("\"exp\":\\d+", "\"exp\":1000")),
                token(good.replaceAll("\"iat\":\\d+", "\"iat\":1000")),
                token(good.replace(platform.issuer(), "https://evil.test")),
                token(good.replace("\"type\":", "\"kind\":")),
                "x.y.z",
                "eyJ")) {
            assertThat(post(body(token))).as(token).isEqualTo(401);
        }
        assertThat(heard.copies).isEmpty();
    }

    @Test
    void oneBadNoticeDoesNotSpoilTheOthers() throws Exception {
        assertThat(post("{\"notices\":[{\"jwt\":\"x.y.z\"},{\"jwt\":\"%s\"}]}".formatted(token(copy()))))
                .isEqualTo(200);
        assertThat(heard.copies).hasSize(1);
    }

    @Test
    void refusesWhatIsNoListOfNotices() throws Exception {
        assertThat(post("{}")).isEqualTo(400);
        assertThat(post("{\"notices\":\"x\"}")).isEqualTo(400);
        assertThat(post("{\"notices\":[{\"jwt\":7}]}")).isEqualTo(400);
        assertThat(post("[")).isEqualTo(400);
    }

    @Test
    void asksForTheNoticesItUnderstandsWhereALaunchOffersThem() {
        platform.onToken(request -> Response.json(
                200,
                "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"scope\":"
                        + "\"https://purl.imsglobal.org/spec/lti/scope/noticehandlers\"}"));
        platform.onService(request -> {
            asked.add(request);
            return Response.json(200, "{}");
        });
        var each = LaunchFixtures.one("valid", "teacher-normal");
        String claim = "\"" + LTI + "platformnotificationservice\": {\"service_versions\": [\"1.0\"],"
                + " \"platform_notification_service_url\": \"@issuer/api/lti/notice-handlers/1\","
                + " \"scope\": [\"https://purl.imsglobal.org/spec/lti/scope/noticehandlers\"],"
                + " \"notice_types_supported\": [\"LtiHelloWorldNotice\", \"LtiContextCopyNotice\","
                + " \"LtiAssetProcessorSubmissionNotice\"]}, \"iss\"";
        var offering = new LaunchFixtures.Case(
                "offering", each.payload().replaceFirst("\"iss\"", claim), each.header(), each.reason());
        new LaunchDriver(platform).launch(Browser.on(server.getURI()), offering);
        assertThat(asked).as("not in the launch's request").isEmpty();
        handlers.askDue(TenantId.FIRST);
        assertThat(asked).hasSize(2).allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("PUT");
            assertThat(request.path()).isEqualTo("/api/lti/notice-handlers/1");
            assertThat(request.body()).contains("\"handler\":\"http://localhost:8080/lti/notices\"");
        });
        assertThat(asked.stream().map(Request::body)).noneMatch(body -> body.contains("Asset"));
        handlers.askDue(TenantId.FIRST);
        assertThat(asked).as("asked once").hasSize(2);
    }

    private String copy() {
        long now = Instant.now().getEpochSecond();
        return """
                {"iss":"%1$s","aud":"waymark-test","azp":"waymark-test","iat":%2$d,"exp":%3$d,"nonce":"n",
                 "%4$sversion":"1.3.0","%4$sdeployment_id":"d-1",
                 "%4$snotice":{"id":"n-1","timestamp":"2026-11-25T10:00:00Z","type":"LtiContextCopyNotice"},
                 "%4$scontext":{"id":"course-9","title":"Copy"},"%4$sorigin_contexts":["course-2","course-1"]}""".formatted(platform.issuer(), now, now + 300, LTI);
    }

    private String token(String payload) {
        return platform.key().token(payload);
    }

    private static String body(String token) {
        return "{\"notices\":[{\"jwt\":\"" + token + "\"}]}";
    }

    private int post(String body) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(server.getURI().resolve("/lti/notices"))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        }
    }

    @Singleton
    @Requires(property = "spec.name", value = "NoticeScenarioTest")
    static class Heard {
        final List<CourseCopied> copies = new CopyOnWriteArrayList<>();

        @EventListener
        void copied(CourseCopied event) {
            copies.add(event);
        }
    }
}
