package dev.waymark.lti.core;

import static dev.waymark.lti.core.LaunchFixture.ISSUER;
import static dev.waymark.lti.core.LaunchFixture.KEY;
import static dev.waymark.lti.core.LaunchFixture.KEYS;
import static dev.waymark.lti.core.LaunchFixture.LOGIN;
import static dev.waymark.lti.core.LaunchFixture.NONCE;
import static dev.waymark.lti.core.LaunchFixture.NOW;
import static dev.waymark.lti.core.LaunchFixture.PLATFORM;
import static dev.waymark.lti.core.LaunchFixture.checks;
import static dev.waymark.lti.core.LaunchFixture.outcome;
import static dev.waymark.lti.core.LaunchFixture.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.PlatformKey;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaunchRefusalTest {

    private static final String PAYLOAD =
            LaunchFixtures.one("valid", "student-normal").payload(ISSUER, NONCE, NOW);

    @Test
    void refusesATokenThatNobodySigned() {
        assertThat(reason(outcome(KEY.unsigned(PAYLOAD)))).contains(Reason.ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void refusesAnHmacKeyedWithThePublicKey() {
        assertThat(reason(outcome(KEY.hmacWithPublicKey(PAYLOAD)))).contains(Reason.ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void refusesRs512AlthoughItsSignatureHolds() {
        String token = KEY.signed("SHA512withRSA", "{\"typ\":\"JWT\",\"alg\":\"RS512\",\"kid\":\"k-1\"}", PAYLOAD);
        assertThat(reason(outcome(token))).contains(Reason.ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void doesNotUseTheKeyThatATokenBringsAlong() {
        var forger = PlatformKey.named("k-1");
        String header =
                "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"k-1\",\"jwk\":%s,\"jku\":\"https://evil.test/keys\"}"
                        .formatted(forger.jwk());
        assertThat(reason(outcome(forger.token(header, PAYLOAD)))).contains(Reason.SIGNATURE_INVALID);
    }

    @Test
    void refusesACriticalHeaderItDoesNotUnderstand() {
        String header = "{\"alg\":\"RS256\",\"kid\":\"k-1\",\"crit\":[\"b64\"],\"b64\":false}";
        assertThat(reason(outcome(KEY.token(header, PAYLOAD)))).contains(Reason.TOKEN_MALFORMED);
    }

    @Test
    void refusesAHeaderWithTwoAlgorithms() {
        String header = "{\"alg\":\"RS256\",\"kid\":\"k-1\",\"alg\":\"none\"}";
        assertThat(reason(outcome(KEY.token(header, PAYLOAD)))).contains(Reason.TOKEN_MALFORMED);
    }

    @Test
    void refusesAnotherType() {
        String header = "{\"typ\":\"at+jwt\",\"alg\":\"RS256\",\"kid\":\"k-1\"}";
        assertThat(reason(outcome(KEY.token(header, PAYLOAD)))).contains(Reason.TOKEN_MALFORMED);
    }

    @Test
    void refusesAPayloadThatWasChangedAfterSigning() {
        String[] one = KEY.token(PAYLOAD).split("\\.");
        String[] other = KEY.token(PAYLOAD.replace("#Learner", "#Instructor")).split("\\.");
        assertThat(reason(outcome(one[0] + "." + other[1] + "." + one[2]))).contains(Reason.SIGNATURE_INVALID);
    }

    @Test
    void refusesWhatIsNoToken() {
        assertThat(reason(outcome(""))).contains(Reason.TOKEN_MALFORMED);
        assertThat(reason(outcome("a.b"))).contains(Reason.TOKEN_MALFORMED);
        assertThat(reason(outcome("a.b.c.d.e"))).contains(Reason.TOKEN_MALFORMED);
        assertThat(reason(outcome("!.!.!"))).contains(Reason.TOKEN_MALFORMED);
    }

    @Test
    void refusesAMegabyteBeforeReadingIt() {
        assertThat(reason(outcome("x".repeat(1_000_000)))).contains(Reason.TOKEN_TOO_LARGE);
    }

    @Test
    void saysSoWhenThePlatformsKeysCannotBeHad() {
        PlatformKeys down = (registration, kid) -> new PlatformKeys.Answer.Unreachable("no answer within 15 s");
        assertThat(checks(down).check(KEY.token(PAYLOAD), PLATFORM, LOGIN))
                .isInstanceOfSatisfying(LaunchOutcome.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.KEYS_UNREACHABLE);
                    assertThat(refused.detail()).contains("/keys", "no answer within 15 s");
                });
    }

    @Test
    void refusesTokenWhoseNonceWasAlreadySpent() {
        var checks = checks(KEYS);
        assertThat(reason(checks.check(KEY.token(PAYLOAD), PLATFORM, LOGIN))).isEmpty();
        assertThat(reason(checks.check(KEY.token(PAYLOAD), PLATFORM, LOGIN))).contains(Reason.NONCE_SPENT);
    }

    @Test
    void aLaunchRefusedForAnotherReasonDoesNotSpendTheNonce() {
        var checks = checks(KEYS);
        LaunchFixtures.all("invalid").forEach(each -> {
            String token = KEY.token(each.header().orElse(KEY.header()), each.payload(ISSUER, NONCE, NOW));
            assertThat(reason(checks.check(token, PLATFORM, LOGIN)))
                    .as(each.name())
                    .isPresent();
        });
        assertThat(reason(checks.check(KEY.token(PAYLOAD), PLATFORM, LOGIN))).isEmpty();
    }

    @Test
    void refusesATargetThatIsNotOursEvenIfLoginAndTokenAgree() {
        var foreign = new PendingLogin(NONCE, Optional.of("https://evil.test/x"), Optional.empty());
        String token = KEY.token(PAYLOAD.replace("http://localhost:8080/lti/launch", "https://evil.test/x"));
        assertThat(reason(checks(KEYS).check(token, PLATFORM, foreign))).contains(Reason.TARGET_FOREIGN);
    }

    @Test
    void aLoginWithoutTargetAndDeploymentBindsNeither() {
        var bare = new PendingLogin(NONCE, Optional.empty(), Optional.empty());
        assertThat(reason(checks(KEYS).check(KEY.token(PAYLOAD), PLATFORM, bare)))
                .isEmpty();
    }

    @Test
    void namesTheDeploymentItDoesNotKnow() {
        String token = KEY.token(
                LaunchFixtures.one("invalid", "deployment-of-another-tenant").payload(ISSUER, NONCE, NOW));
        assertThat(outcome(token))
                .isInstanceOfSatisfying(
                        LaunchOutcome.Refused.class,
                        refused -> assertThat(refused.detail())
                                .isEqualTo(
                                        "deployment_id \"d-of-somebody-else\" is not registered for issuer " + ISSUER));
    }

    @Test
    void offersTheWayBackOnlyIfTheSignatureHeld() {
        String expired =
                LaunchFixtures.one("invalid", "expired-200-seconds-ago").payload(ISSUER, NONCE, NOW);
        assertThat(returnUrl(outcome(KEY.token(expired)))).contains(URI.create(ISSUER + "/course/2"));
        assertThat(returnUrl(outcome(PlatformKey.named("k-1").token(expired)))).isEmpty();
    }

    @Test
    void believesNothingBeforeTheSignature() {
        List<String> asked = new ArrayList<>();
        PlatformKeys watched = (registration, kid) -> {
            asked.add(registration.issuer());
            return new PlatformKeys.Answer.Found(KEY.publicKey());
        };
        var checks = new LaunchChecks(
                watched,
                nonce -> asked.add(nonce),
                Clock.fixed(NOW, ZoneOffset.UTC),
                URI.create("http://localhost:8080"));
        String forged =
                PlatformKey.named("k-1").token(PAYLOAD.replace("\"iss\": \"" + ISSUER, "\"iss\": \"https://evil.test"));
        assertThat(reason(checks.check(forged, PLATFORM, LOGIN))).contains(Reason.SIGNATURE_INVALID);
        assertThat(asked).containsExactly(ISSUER);
    }

    private static Optional<URI> returnUrl(LaunchOutcome outcome) {
        return ((LaunchOutcome.Refused) outcome).returnUrl();
    }
}
