package dev.waymark.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.waymark.credential.Certificates.Piece;
import dev.waymark.credential.Certificates.Wording;
import dev.waymark.credential.Issuers.Issuer;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Tier;
import dev.waymark.shared.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A credential against what Open Badges 3.0 demands of the classes that ours have (B.1): which members there must be, which
 * values are allowed and which of the classes are closed. The demands are written down anew, only for classes that we use; no copy of
 * the schema that 1EdTech publishes is kept here.
 */
class OpenBadgeSchemaTest {

    private static final String DEMANDS = """
            {"type": "object",
             "required": ["@context", "id", "type", "credentialSubject", "issuer", "validFrom"],
             "properties": {
               "@context": {"type": "array", "minItems": 2, "items": {"type": "string"}},
               "id": {"type": "string", "format": "uri"},
               "type": {"allOf": [{"contains": {"const": "VerifiableCredential"}},
                                  {"contains": {"enum": ["AchievementCredential", "OpenBadgeCredential"]}}]},
               "name": {"type": "string"},
               "awardedDate": {"type": "string", "format": "date-time"},
               "validFrom": {"type": "string", "format": "date-time"},
               "issuer": {"$ref": "#/$defs/profile"},
               "credentialSubject": {"$ref": "#/$defs/subject"},
               "evidence": {"type": "array", "items": {"required": ["type"],
                 "properties": {"type": {"type": "array", "contains": {"const": "Evidence"}},
                                "name": {"type": "string"}, "narrative": {"type": "string"}}}},
               "credentialStatus": {"required": ["type"], "properties": {"type": {"type": "string"}}},
               "credentialSchema": {"type": "array", "items": {"required": ["id", "type"]}}},
             "$defs": {
               "profile": {"type": "object", "required": ["id", "type"],
                 "properties": {"id": {"type": "string", "format": "uri"},
                                "type": {"type": "array", "contains": {"const": "Profile"}},
                                "url": {"type": "string", "format": "uri"}, "name": {"type": "string"}}},
               "subject": {"type": "object", "required": ["type", "achievement"],
                 "anyOf": [{"required": ["id"]}, {"required": ["identifier"]}],
                 "properties": {
                   "type": {"type": "array", "contains": {"const": "AchievementSubject"}},
                   "achievement": {"$ref": "#/$defs/achievement"},
                   "identifier": {"type": "array", "items": {"type": "object", "additionalProperties": false,
                     "required": ["type", "hashed", "identityHash", "identityType"],
                     "properties": {"type": {"const": "IdentityObject"}, "hashed": {"type": "boolean"},
                                    "identityHash": {"type": "string"}, "salt": {"type": "string"},
                                    "identityType": {"enum": ["name", "sourcedId", "userName", "emailAddress"]}}}},
                   "result": {"type": "array", "items": {"required": ["type"],
                     "properties": {"type": {"type": "array", "contains": {"const": "Result"}},
                                    "achievedLevel": {"type": "string", "format": "uri"},
                                    "resultDescription": {"type": "string", "format": "uri"}}}}}},
               "achievement": {"type": "object", "required": ["id", "type", "criteria", "description", "name"],
                 "properties": {
                   "id": {"type": "string", "format": "uri"},
                   "type": {"type": "array", "contains": {"const": "Achievement"}},
                   "achievementType": {"const": "Competency"},
                   "criteria": {"type": "object", "properties": {"narrative": {"type": "string"}}},
                   "creator": {"$ref": "#/$defs/profile"},
                   "inLanguage": {"type": "string",
                     "pattern": "^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"},
                   "alignment": {"type": "array", "items": {"required": ["type", "targetName", "targetUrl"],
                     "properties": {"type": {"type": "array", "contains": {"const": "Alignment"}},
                                    "targetType": {"const": "CFItem"},
                                    "targetUrl": {"type": "string", "format": "uri"}}}},
                   "resultDescription": {"type": "array", "items": {"required": ["id", "type", "name", "resultType"],
                     "properties": {"type": {"type": "array", "contains": {"const": "ResultDescription"}},
                                    "resultType": {"const": "RubricCriterionLevel"},
                                    "rubricCriterionLevel": {"type": "array", "items": {"required": ["id", "type", "name"],
                                      "properties": {"type": {"type": "array",
                                                              "contains": {"const": "RubricCriterionLevel"}}}}}}}}}}}}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"en", "es-419", "de-DE", "ar-EG-u-nu-latn", "zh-Hant-TW", "de-DE-1996"})
    void keepsToWhatIsDemandedInWhicheverLanguage(String tag) throws Exception {
        assertThat(complaints(payload(Locale.forLanguageTag(tag), Optional.of("Ada Learner"))))
                .isEmpty();
        assertThat(complaints(payload(Locale.forLanguageTag(tag), Optional.empty())))
                .isEmpty();
    }

    @Test
    void whatIsAgainstTheDemandsIsFound() throws Exception {
        Map<String, Object> planted = new HashMap<>(payload(Locale.ENGLISH, Optional.empty()));
        planted.remove("validFrom");
        assertThat(complaints(planted)).isNotEmpty();
        planted = new HashMap<>(payload(Locale.ENGLISH, Optional.empty()));
        planted.put("type", List.of("VerifiableCredential"));
        assertThat(complaints(planted)).isNotEmpty();
    }

    private static List<?> complaints(Map<String, Object> payload) throws Exception {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                .getSchema(DEMANDS);
        return schema.validate(new ObjectMapper().writeValueAsString(payload), InputFormat.JSON);
    }

    private static Map<String, Object> payload(Locale locale, Optional<String> name) {
        return OpenBadge.payload(
                URI.create("https://waymark.test/credential/abc"),
                "urn:uuid:00000000-0000-4000-8000-000000000001",
                new Issuer(
                        TenantId.FIRST,
                        URI.create("https://waymark.test/credential/issuers/1"),
                        "Test University",
                        URI.create("https://university.test")),
                new CompetencyTier(new CompetencyId("C03"), Tier.PRACTITIONER),
                "ai-upskilling/1",
                Optional.of(URI.create("https://waymark.test/case/v1p1/CFItems/x")),
                new Wording(
                        locale,
                        "Checking outputs – Practitioner",
                        "Checks what comes out.",
                        "Shown by rated work.",
                        "Tier",
                        List.of("Aware", "Literate", "Practitioner", "Expert"),
                        "Checking outputs",
                        List.of(new Piece("Practical work", "Rated on 1 October 2026."))),
                name,
                new OpenBadge.Bit(URI.create("https://waymark.test/credential/status/1/0"), 94_567),
                Instant.parse("2026-11-26T10:00:00Z"));
    }
}
