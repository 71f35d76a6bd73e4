package dev.waymark.lti.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeepLinkingResponseTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String LTI = "https://purl.imsglobal.org/spec/lti/claim/";
    private static final String DL = "https://purl.imsglobal.org/spec/lti-dl/claim/";
    private static final URI HERE = URI.create("https://waymark.test/lti/launch");

    private final RSAKey key = key();

    @Test
    void turnsIssuerAndAudienceRound() throws Exception {
        var jwt = sign(Optional.empty(), List.of());
        assertThat(jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()))).isTrue();
        assertThat(jwt.getHeader().getKeyID()).isEqualTo("tool-1");
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        JsonNode claims = claims(jwt);
        assertThat(claims.path("iss").asText()).isEqualTo("waymark-test");
        assertThat(claims.path("aud").asText()).isEqualTo(LaunchFixture.ISSUER);
        assertThat(claims.path("nonce").asText()).hasSizeGreaterThan(20);
        assertThat(claims.path(LTI + "message_type").asText()).isEqualTo("LtiDeepLinkingResponse");
        assertThat(claims.path(LTI + "version").asText()).isEqualTo("1.3.0");
        assertThat(claims.path(LTI + "deployment_id").asText()).isEqualTo("d-1");
        assertThat(claims.path(DL + "content_items").isArray()).isTrue();
    }

    @Test
    void isGoodForFiveMinutesAndNotFromTheFuture() throws Exception {
        JsonNode claims = claims(sign(Optional.empty(), List.of()));
        assertThat(claims.path("exp").asLong() - NOW.getEpochSecond()).isEqualTo(300);
        assertThat(NOW.getEpochSecond() - claims.path("iat").asLong())
                .as("a clock 90 s ahead of the platform's is no token of the future")
                .isBetween(90L, 240L);
        assertThat(claims.has("nbf")).isFalse();
    }

    @Test
    void sendsDataBackIfAndOnlyIfItWasGiven() throws Exception {
        assertThat(claims(sign(Optional.empty(), List.of())).has(DL + "data")).isFalse();
        assertThat(claims(sign(Optional.of("a \"b\" &c"), List.of()))
                        .path(DL + "data")
                        .asText())
                .isEqualTo("a \"b\" &c");
        assertThat(claims(sign(Optional.of(""), List.of())).has(DL + "data"))
                .as("empty is given, too")
                .isTrue();
    }

    @Test
    void writesALinkAsMoodleAndCanvasReadIt() throws Exception {
        var item = new ContentItem(
                "My path",
                Optional.of("Where you stand"),
                HERE,
                Map.of("waymark_page", "path"),
                Optional.of(new ContentItem.Column("My path", 100, "waymark/path", "waymark", Optional.of(HERE))));
        JsonNode json = claims(sign(Optional.empty(), List.of(item)))
                .path(DL + "content_items")
                .path(0);
        assertThat(json.path("type").asText()).isEqualTo("ltiResourceLink");
        assertThat(json.path("url").asText()).isEqualTo(HERE.toString());
        assertThat(json.path("custom").path("waymark_page").isTextual()).isTrue();
        assertThat(json.path("lineItem").path("scoreMaximum").decimalValue()).isEqualByComparingTo("100");
        assertThat(json.path("lineItem").path("resourceId").asText()).isEqualTo("waymark/path");
        assertThat(json.path("lineItem").path("tag").asText()).isEqualTo("waymark");
        assertThat(json.path("lineItem").path("submissionReview").path("url").asText())
                .isEqualTo(HERE.toString());
    }

    @Test
    void refusesAColumnWithoutPoints() {
        assertThatThrownBy(() -> new ContentItem.Column("x", 0, "r", "t", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 0 points");
    }

    private SignedJWT sign(Optional<String> data, List<ContentItem> items) throws Exception {
        return SignedJWT.parse(DeepLinkingResponse.sign(LaunchFixture.PLATFORM, "d-1", data, items, key, NOW));
    }

    private static JsonNode claims(SignedJWT jwt) throws Exception {
        return new ObjectMapper().readTree(jwt.getPayload().toString());
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("tool-1").generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
