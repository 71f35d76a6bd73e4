package dev.waymark.lti.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = "waymark.lti.logins-per-minute", value = "3")
class LoginFloodScenarioTest {

    @Inject
    EmbeddedServer tool;

    @Test
    void anAddressThatBeginsLoginAfterLoginIsAskedToWait() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            // Twice as many and two more, so that a new minute in between changes nothing.
            for (int n = 0; n < 8; n++) {
                statuses.add(client.send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        tool.getURI()
                                                                + "/lti/login?iss=https://nobody.test&login_hint=1&target_link_uri=http://localhost:8080/lti/launch"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode());
            }
        }
        assertThat(statuses).startsWith(404).contains(429);
    }
}
