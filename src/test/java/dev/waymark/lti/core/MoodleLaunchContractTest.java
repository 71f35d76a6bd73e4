package dev.waymark.lti.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.lti.PlatformKey;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Launches that a real Moodle 4.5 sent: their claims, signed anew, with the clock set to when they were sent. */
@Tag("shared-data")
class MoodleLaunchContractTest {

    private static final Path CAPTURES = Path.of("../shared/captures/moodle-4.5");
    private static final PlatformKey KEY = PlatformKey.named("k-1");
    private static final String CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";

    private final ObjectMapper json = new ObjectMapper();

    @BeforeAll
    static void needsTheCaptures() {
        Assumptions.assumeTrue(Files.isDirectory(CAPTURES), "captured messages are not at " + CAPTURES);
    }

    @Test
    void acceptsEveryMessageButTheForgedOne() throws IOException {
        int accepted = 0;
        for (Path capture : launches()) {
            var outcome = outcome(claims(capture));
            if (capture.getFileName().toString().startsWith("25d")) {
                assertThat(LaunchFixture.reason(outcome)).contains(Reason.FOR_USER_NOT_ONESELF);
            } else {
                assertThat(outcome).as(capture.toString()).isInstanceOf(LaunchOutcome.Accepted.class);
                accepted++;
            }
        }
        assertThat(accepted).isGreaterThanOrEqualTo(12);
    }

    @Test
    void readsADeepLinkingRequestOfMoodle() throws IOException {
        var request = (DeepLinkingRequest) message("20d");
        assertThat(request.settings().returnUrl().toString())
                .startsWith("http://127.0.0.1:8080/mod/lti/contentitem_return.php?course=2&id=1&sesskey=");
        assertThat(request.settings().acceptsLinks()).isTrue();
        assertThat(request.settings().acceptMultiple()).isTrue();
        assertThat(request.settings().acceptLineItem())
                .as("Moodle says nothing and takes columns")
                .isTrue();
        assertThat(request.settings().data()).isEmpty();
        assertThat(request.roles()).containsExactly(Role.INSTRUCTOR);
        assertThat(request.custom()).containsKey("fixed").doesNotContainKey("res_hist");
    }

    @Test
    void readsWhoseWorkATeacherReviews() throws IOException {
        for (String number : List.of("23d", "24d")) {
            var review = (SubmissionReviewRequest) message(number);
            assertThat(review.forUser()).isEqualTo("5");
            assertThat(review.ofOneself()).isFalse();
            assertThat(review.roles()).containsExactly(Role.INSTRUCTOR);
        }
    }

    @Test
    void readsAStudentsLaunchInFull() throws IOException {
        var launch = accepted("10d");
        assertThat(launch.subject()).contains("5");
        assertThat(launch.roles()).containsExactly(Role.LEARNER);
        assertThat(launch.context())
                .get()
                .extracting(ResourceLinkLaunch.Context::id)
                .isEqualTo("2");
        assertThat(launch.productFamily()).contains("moodle");
        assertThat(launch.locale()).contains("en");
        assertThat(launch.documentTarget()).contains("iframe");
        assertThat(launch.custom()).containsEntry("fixed", "hello").doesNotContainKeys("res_hist", "end");
        assertThat(launch.grades().orElseThrow().lineItem()).isPresent();
        assertThat(launch.members()).isPresent();
        assertThat(launch.username()).contains("student1");
    }

    @Test
    void anAdministratorOfMoodleTeachesInTheCourse() throws IOException {
        assertThat(accepted("13d").roles()).containsExactly(Role.INSTRUCTOR);
    }

    @Test
    void aSecondColumnTakesTheLineItemAway() throws IOException {
        var grades = accepted("17d").grades().orElseThrow();
        assertThat(grades.lineItem()).isEmpty();
        assertThat(grades.lineItems()).isPresent();
    }

    @Test
    void aLaunchWithoutNamesIsNotAnonymous() throws IOException {
        var launch = accepted("19d");
        assertThat(launch.subject()).contains("5");
        assertThat(launch.person().name()).isEmpty();
        assertThat(launch.person().email()).isEmpty();
    }

    private ResourceLinkLaunch accepted(String number) throws IOException {
        return (ResourceLinkLaunch) message(number);
    }

    private Message message(String number) throws IOException {
        Path capture = launches().stream()
                .filter(path -> path.getFileName().toString().startsWith(number))
                .findFirst()
                .orElseThrow();
        return ((LaunchOutcome.Accepted) outcome(claims(capture))).message();
    }

    private static List<Path> launches() throws IOException {
        try (var files = Files.list(CAPTURES)) {
            return files.filter(path -> path.getFileName().toString().endsWith("launch-received.json"))
                    .sorted()
                    .toList();
        }
    }

    private JsonNode claims(Path capture) throws IOException {
        for (JsonNode field : json.readTree(capture.toFile()).path("form")) {
            if (field.path(0).asText().equals("id_token")) {
                String payload = field.path(1).asText().split("\\.")[1];
                return json.readTree(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
            }
        }
        throw new IllegalStateException("no id_token in " + capture);
    }

    private LaunchOutcome outcome(JsonNode claims) {
        String issuer = claims.path("iss").asText();
        String target = claims.path(CLAIM + "target_link_uri").asText();
        URI site = URI.create(issuer);
        var registration = new Registration(
                issuer,
                claims.path("aud").asText(),
                Set.of(claims.path(CLAIM + "deployment_id").asText()),
                site.resolve("/mod/lti/auth.php"),
                site.resolve("/mod/lti/token.php"),
                site.resolve("/mod/lti/certs.php"));
        var login = new PendingLogin(claims.path("nonce").asText(), Optional.of(target), Optional.empty());
        PlatformKeys keys = (known, kid) -> new PlatformKeys.Answer.Found(KEY.publicKey());
        Instant received = Instant.ofEpochSecond(claims.path("iat").asLong() + 1);
        return new LaunchChecks(
                        keys,
                        new HashSet<String>()::add,
                        Clock.fixed(received, ZoneOffset.UTC),
                        URI.create(target).resolve("/"))
                .check(KEY.token(claims.toString()), registration, login);
    }
}
