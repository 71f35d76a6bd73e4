package dev.waymark.lti.ags;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.FakePlatform.Request;
import dev.waymark.lti.FakePlatform.Response;
import dev.waymark.lti.ags.LineItems.Answer;
import dev.waymark.lti.core.LineItem;
import dev.waymark.lti.registration.Platforms;
import dev.waymark.shared.TenantId;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A column gets another label by GET and PUT of the whole item. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RenamedColumnScenarioTest implements TestPropertyProvider {

    private static final AtomicInteger DEPLOYMENTS = new AtomicInteger();

    private final FakePlatform platform = FakePlatform.start();
    private final List<Request> calls = new CopyOnWriteArrayList<>();
    private String deployment = "";

    @Inject
    LineItems lineItems;

    @Inject
    Platforms platforms;

    @Override
    public Map<String, String> getProperties() {
        Path folder = Path.of("target/lti-config-renamed-column");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of("waymark.lti-config", folder.toString());
    }

    @BeforeEach
    void aPlatformThatLetsUsWrite() {
        deployment = "d-" + DEPLOYMENTS.incrementAndGet();
        calls.clear();
        grants(LineItem.SCOPE);
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void putsBackWhatItGotUnderAnotherLabel() {
        answers(Response.json(200, item("Old")), echo());
        assertThat(rename("New"))
                .isInstanceOfSatisfying(
                        Answer.Found.class,
                        found -> assertThat(found.items())
                                .singleElement()
                                .satisfies(item -> assertThat(item.label()).isEqualTo("New")));
        assertThat(calls).extracting(Request::method).containsExactly("GET", "PUT");
        assertThat(calls).allSatisfy(call -> {
            assertThat(call.path()).isEqualTo("/2/lineitems/7/lineitem");
            assertThat(call.query()).isEqualTo("type_id=1");
            assertThat(call.headers()).containsEntry("accept", "application/vnd.ims.lis.v2.lineitem+json");
        });
        assertThat(calls.getLast().headers()).containsEntry("content-type", "application/vnd.ims.lis.v2.lineitem+json");
        assertThat(calls.getLast().body()).isEqualTo(item("New"));
    }

    @Test
    void anAnswerWithoutABodyIsSuccess() {
        answers(Response.json(200, item("Old")), Response.json(200, ""));
        assertThat(rename("New")).isInstanceOf(Answer.Found.class);
    }

    @Test
    void aPlatformThatKeptItsOwnLabelDidNotTakeOurs() {
        answers(Response.json(200, item("Old")), Response.json(200, item("Old")));
        assertThat(rename("New")).isEqualTo(new Answer.Refused(200, "the platform kept the label \"Old\""));
    }

    @Test
    void tellsWhatThePlatformSaid() {
        answers(Response.json(200, item("Old")), Response.json(412, "{\"errors\":\n  \"no\"}"));
        assertThat(rename("New"))
                .isEqualTo(new Answer.Refused(
                        412, "renaming the column: the platform answered 412: {\"errors\": \"no\"}"));
        answers(Response.json(404, "<html>gone</html>"), echo());
        assertThat(rename("New")).isEqualTo(new Answer.Refused(404, "reading the column: the platform answered 404"));
        answers(Response.json(200, "[]"), echo());
        assertThat(rename("New")).isEqualTo(new Answer.Refused(200, "reading the column: the answer is no line item"));
        assertThat(calls).extracting(Request::method).containsExactly("GET", "PUT", "GET", "GET");
    }

    @Test
    void triesLaterWhatIsBusyAndAsksNothingWithoutTheRight() {
        answers(Response.json(200, item("Old")), Response.json(503, ""));
        assertThat(rename("New")).isInstanceOf(Answer.TryLater.class);
        calls.clear();
        deployment = "d-" + DEPLOYMENTS.incrementAndGet();
        grants(LineItem.READ_SCOPE);
        assertThat(rename("New")).isInstanceOf(Answer.Refused.class);
        assertThat(calls).isEmpty();
    }

    private String item(String label) {
        return "{\"id\":\"" + address() + "\",\"label\":\"" + label + "\",\"scoreMaximum\":100,"
                + "\"resourceId\":\"waymark/path\",\"tag\":\"waymark\",\"https://lms.test/own\":{\"a\":[1]}}";
    }

    private URI address() {
        return URI.create(platform.issuer() + "/2/lineitems/7/lineitem?type_id=1");
    }

    private Response echo() {
        return Response.json(200, item("New"));
    }

    private void answers(Response get, Response put) {
        platform.onService(request -> {
            calls.add(request);
            return request.method().equals("GET") ? get : put;
        });
    }

    private void grants(String scope) {
        platform.onToken(request -> Response.json(
                200,
                "{\"access_token\":\"t\",\"token_type\":\"bearer\",\"expires_in\":3600,\"scope\":\"%s\"}"
                        .formatted(scope)));
    }

    private Answer rename(String label) {
        var id = platforms.ofIssuer(platform.issuer()).getFirst().id();
        return lineItems.rename(TenantId.FIRST, id, deployment, address(), label);
    }
}
