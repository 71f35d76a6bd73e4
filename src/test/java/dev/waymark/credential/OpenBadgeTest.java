package dev.waymark.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import dev.waymark.credential.Certificates.Piece;
import dev.waymark.credential.Certificates.Wording;
import dev.waymark.credential.Issuers.Issuer;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Tier;
import dev.waymark.shared.TenantId;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** A credential by the fields that Open Badges 3.0 requires (B.1) and the claims of its JWT (8.2.3.1). */
class OpenBadgeTest {

    private static final URI ID = URI.create("https://waymark.test/credential/abc");
    private static final Instant AT = Instant.parse("2026-11-26T10:00:00Z");
    private static final Issuer ISSUER = new Issuer(
            TenantId.FIRST,
            URI.create("https://waymark.test/credential/issuers/1"),
            "Test University",
            URI.create("https://university.test"));

    private final Map<String, Object> payload = payload(Optional.of("Ada Learner"));

    private static Map<String, Object> payload(Optional<String> name) {
        return OpenBadge.payload(
                ID,
                "urn:uuid:00000000-0000-4000-8000-000000000001",
                ISSUER,
                new CompetencyTier(new CompetencyId("C03"), Tier.PRACTITIONER),
                "ai-upskilling/1",
                Optional.of(URI.create("https://waymark.test/case/v1p1/CFItems/x")),
                new Wording(
                        Locale.ENGLISH,
                        "Checking outputs – Practitioner",
                        "Checks what comes out.",
                        "Shown by rated work.",
                        "Tier",
                        List.of("Aware", "Literate", "Practitioner", "Expert"),
                        "Checking outputs",
                        List.of(new Piece("Practical work", "Rated on 1 October 2026."))),
                name,
                new OpenBadge.Bit(URI.create("https://waymark.test/credential/status/1/0"), 94_567),
                AT);
    }

    @Test
    void hasWhatACredentialMustHave() {
        assertThat(list(payload, "@context"))
                .startsWith(
                        "https://www.w3.org/ns/credentials/v2",
                        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json");
        assertThat(list(payload, "type")).containsExactly("VerifiableCredential", "OpenBadgeCredential");
        assertThat(payload).containsEntry("id", ID.toString()).containsEntry("validFrom", "2026-11-26T10:00:00Z");
        Map<?, ?> issuer = object(payload, "issuer");
        assertThat(issuer.get("id")).isEqualTo(ISSUER.id().toString());
        assertThat(list(issuer, "type")).containsExactly("Profile");
        assertThat(issuer.get("name")).isEqualTo("Test University");
        assertThat(issuer.get("url")).isEqualTo("https://university.test");
    }

    @Test
    void hasWhatASubjectAndAnAchievementMustHave() {
        Map<?, ?> subject = object(payload, "credentialSubject");
        assertThat(list(subject, "type")).containsExactly("AchievementSubject");
        assertThat(subject.get("id")).asString().startsWith("urn:uuid:");
        Map<?, ?> achievement = object(subject, "achievement");
        assertThat(achievement.get("id")).asString().startsWith("urn:uuid:");
        assertThat(list(achievement, "type")).containsExactly("Achievement");
        assertThat(achievement.get("name")).isEqualTo("Checking outputs – Practitioner");
        assertThat(achievement.get("description")).isEqualTo("Checks what comes out.");
        assertThat(object(achievement, "criteria").get("narrative")).isEqualTo("Shown by rated work.");
        Map<?, ?> alignment = (Map<?, ?>) list(achievement, "alignment").getFirst();
        assertThat(list(alignment, "type")).containsExactly("Alignment");
        assertThat(alignment.get("targetName")).isEqualTo("Checking outputs");
        assertThat(alignment.get("targetUrl")).isEqualTo("https://waymark.test/case/v1p1/CFItems/x");
        assertThat(alignment.get("targetType")).isEqualTo("CFItem");
    }

    @Test
    void theAchievedLevelIsOneOfTheDescribedOnes() {
        Map<?, ?> subject = object(payload, "credentialSubject");
        Map<?, ?> description = (Map<?, ?>)
                list(object(subject, "achievement"), "resultDescription").getFirst();
        Map<?, ?> result = (Map<?, ?>) list(subject, "result").getFirst();
        assertThat(description.get("resultType")).isEqualTo("RubricCriterionLevel");
        assertThat(result.get("resultDescription")).isEqualTo(description.get("id"));
        assertThat(list(description, "rubricCriterionLevel"))
                .hasSize(4)
                .filteredOn(level -> ((Map<?, ?>) level).get("id").equals(result.get("achievedLevel")))
                .singleElement()
                .satisfies(level -> assertThat(((Map<?, ?>) level).get("name")).isEqualTo("Practitioner"));
        assertThat(description.get("requiredLevel")).isEqualTo(result.get("achievedLevel"));
    }

    @Test
    void claimsRepeatWhatTheCredentialSays() {
        assertThat(payload)
                .containsEntry("iss", object(payload, "issuer").get("id"))
                .containsEntry("sub", object(payload, "credentialSubject").get("id"))
                .containsEntry("jti", payload.get("id"))
                .containsEntry("nbf", AT.getEpochSecond())
                .doesNotContainKeys("vc", "exp");
    }

    @Test
    void statusAndSchemaAreNamed() {
        Map<?, ?> status = object(payload, "credentialStatus");
        assertThat(status.get("type")).isEqualTo("BitstringStatusListEntry");
        assertThat(status.get("statusPurpose")).isEqualTo("revocation");
        assertThat(status.get("statusListIndex")).as("a number as text").isEqualTo("94567");
        assertThat(status.get("statusListCredential")).isEqualTo("https://waymark.test/credential/status/1/0");
        assertThat(status.get("id")).as("not the list itself").isNotEqualTo(status.get("statusListCredential"));
        assertThat(((Map<?, ?>) list(payload, "credentialSchema").getFirst()).get("type"))
                .isEqualTo("1EdTechJsonSchemaValidator2019");
    }

    @Test
    void aNameIsOnItOnlyIfItWasGiven() {
        Map<?, ?> identifier = (Map<?, ?>)
                list(object(payload, "credentialSubject"), "identifier").getFirst();
        assertThat(identifier.get("type")).isEqualTo("IdentityObject");
        assertThat(identifier.get("identityType")).isEqualTo("name");
        assertThat(identifier.get("hashed")).isEqualTo(false);
        assertThat(identifier.get("identityHash")).isEqualTo("Ada Learner");
        Map<String, Object> nameless = payload(Optional.empty());
        assertThat(object(nameless, "credentialSubject").containsKey("identifier"))
                .isFalse();
        assertThat(new Payload(nameless).toString()).doesNotContain("Ada");
    }

    @Test
    void whatIsReadForAPageIsWhatWasWritten() {
        var shown = OpenBadge.read(payload);
        assertThat(shown.tier()).isEqualTo("Practitioner");
        assertThat(shown.holder()).contains("Ada Learner");
        assertThat(shown.competency()).isEqualTo("Checking outputs");
        assertThat(shown.evidence()).extracting(Piece::narrative).containsExactly("Rated on 1 October 2026.");
    }

    @Test
    void theListHasTheBitOfWhatWasRevokedAndNoOther() throws Exception {
        var revoked = new BitSet();
        revoked.set(0);
        revoked.set(94_567);
        String encoded = StatusList.encoded(revoked);
        assertThat(encoded)
                .as("Multibase, base64url without padding")
                .startsWith("u")
                .doesNotContain("=");
        byte[] bits = bits(encoded);
        assertThat(bits).hasSize(131_072 / 8);
        assertThat(bits[0]).as("the first bit is the leftmost").isEqualTo((byte) 0x80);
        int set = 0;
        for (byte each : bits) {
            set += Integer.bitCount(each & 0xff);
        }
        assertThat(set).isEqualTo(2);
        assertThat(bits[94_567 / 8] & 0x80 >> 94_567 % 8).isNotZero();
    }

    static byte[] bits(String encoded) throws Exception {
        byte[] packed = Base64.getUrlDecoder().decode(encoded.substring(1));
        return new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
    }

    /** True if the header says what it must and no more (OB 3.0, 8.2.2). */
    static void assertHeader(JWSObject jws) {
        assertThat(jws.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(jws.getHeader().toJSONObject()).containsOnlyKeys("alg", "kid", "typ");
        assertThat(jws.getHeader().getType().getType()).isEqualTo("JWT");
    }

    static Map<?, ?> object(Map<?, ?> from, String name) {
        return OpenBadge.object(from.get(name));
    }

    static List<Object> list(Map<?, ?> from, String name) {
        return from.get(name) instanceof List<?> found ? List.copyOf(found) : List.of();
    }
}
