package dev.waymark.lti.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What we build for platforms, and how we read what they answer. */
class MessagesOutTest {

    @Test
    void theHintGoesBackUnalteredHoweverOddItIs() {
        String hint = "{\"cmid\":3,\"a b\":\"+&=#é\"}";
        var login = new LoginRequest(
                "https://learn.test",
                "0",
                Optional.empty(),
                Optional.empty(),
                Optional.of(hint),
                Optional.empty(),
                Optional.empty());
        URI address = AuthorizationRequest.to(
                LaunchFixture.PLATFORM, login, URI.create("https://tool.test/lti/launch"), "1.state", "nonce");
        String query = address.getRawQuery();
        assertThat(query).doesNotContain(" ", "+", "\"", "#");
        assertThat(java.net.URLDecoder.decode(query, java.nio.charset.StandardCharsets.UTF_8))
                .contains("lti_message_hint=" + hint + "&state=1.state");
        assertThat(query).contains("login_hint=0").contains("redirect_uri=https%3A%2F%2Ftool.test%2Flti%2Flaunch");
    }

    @Test
    void aLoginWithoutHintSendsNone() {
        var login = new LoginRequest(
                "https://learn.test",
                "0",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(AuthorizationRequest.to(LaunchFixture.PLATFORM, login, URI.create("https://t.test"), "s", "n")
                        .getRawQuery())
                .doesNotContain("lti_message_hint");
    }

    @Test
    void readsTheDeploymentUnderBothOfItsNames() {
        assertThat(read("lti_deployment_id", "7").deploymentId()).contains("7");
        assertThat(read("deployment_id", "189:7f").deploymentId()).contains("189:7f");
    }

    @Test
    void scoresAndResultsJoinThePathBeforeTheQuery() {
        URI moodle = URI.create("https://m.test/2/lineitems/7/lineitem?type_id=1&x=a%2Fb");
        assertThat(ServiceAddresses.scores(moodle))
                .hasToString("https://m.test/2/lineitems/7/lineitem/scores?type_id=1&x=a%2Fb");
        assertThat(ServiceAddresses.results(URI.create("https://c.test:8443/line_items/9/")))
                .hasToString("https://c.test:8443/line_items/9/results");
    }

    @Test
    void callsBackOnlyHostsOfTheRegistrationAndNoLessSafelyThanIt() {
        assertThat(ServiceAddresses.belongs(URI.create("https://learn.test/x"), LaunchFixture.PLATFORM))
                .isTrue();
        assertThat(ServiceAddresses.belongs(URI.create("http://learn.test/x"), LaunchFixture.PLATFORM))
                .isFalse();
        assertThat(ServiceAddresses.belongs(URI.create("https://learn.test.evil.test/x"), LaunchFixture.PLATFORM))
                .isFalse();
    }

    @Test
    void takesTheGrantedScopesAndNotTheAskedOnes() {
        var answer = TokenResponse.read(
                200,
                "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":60,\"scope\":\"a  a b\"}",
                Set.of("c"));
        assertThat(answer).isInstanceOfSatisfying(TokenResponse.Granted.class, granted -> {
            assertThat(granted.scopes()).containsExactlyInAnyOrder("a", "b");
            assertThat(granted.lifetime()).isEqualTo(Duration.ofMinutes(1));
            assertThat(granted.freshUntil(Instant.EPOCH)).isEqualTo(Instant.EPOCH);
            assertThat(granted.toString()).doesNotContain("t,");
        });
    }

    @Test
    void scopesThatAreNotListedWereGrantedAsAsked() {
        assertThat(TokenResponse.read(200, "{\"access_token\":\"t\"}", Set.of("c")))
                .isEqualTo(new TokenResponse.Granted("t", Set.of("c"), Duration.ofHours(1)));
    }

    @Test
    void readsAnErrorThatIsNotEvenJson() {
        assertThat(TokenResponse.read(400, "\"error\" : \"\"kid\" invalid\"", Set.of()))
                .isInstanceOf(TokenResponse.Denied.class);
        assertThat(TokenResponse.read(400, "{\"error\":\"invalid_scope\"}", Set.of()))
                .isEqualTo(new TokenResponse.Denied(400, "\"invalid_scope\""));
        assertThat(TokenResponse.read(500, "{\"access_token\":\"t\"}", Set.of()))
                .isInstanceOf(TokenResponse.Denied.class);
        assertThat(TokenResponse.read(200, "{\"access_token\":\"t\",\"token_type\":\"MAC\"}", Set.of()))
                .isInstanceOf(TokenResponse.Denied.class);
    }

    @Test
    void aScoreIsWrittenWithoutExponentsAndWithoutLineBreaks() {
        var score = new ScoreMessage("5", 1e2, 1e7, Optional.of("a\nb"), Instant.parse("2026-11-23T10:00:00.5Z"));
        assertThat(score.json())
                .contains("\"scoreGiven\":100,", "\"scoreMaximum\":10000000,", "2026-11-23T10:00:00.500Z")
                .doesNotContain("\n");
    }

    @Test
    void thereIsNoScoreBelowZeroOrOutOfNothing() {
        assertThatThrownBy(() -> new ScoreMessage("5", -1, 1, Optional.empty(), Instant.EPOCH))
                .hasMessageContaining("found -1.0 out of 1.0");
        assertThatThrownBy(() -> new ScoreMessage("5", 1, 0, Optional.empty(), Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static LoginRequest read(String name, String value) {
        var reading = LoginRequest.read(
                Map.of("iss", List.of("i"), "login_hint", List.of("h"), name, List.of(value)),
                URI.create("https://tool.test"));
        return ((LoginRequest.Reading.Read) reading).request();
    }
}
