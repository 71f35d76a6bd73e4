package dev.waymark.credential;

import dev.waymark.credential.Certificates.Piece;
import dev.waymark.credential.Certificates.Shown;
import dev.waymark.credential.Certificates.Wording;
import dev.waymark.credential.Issuers.Issuer;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Tier;
import dev.waymark.shared.NameBasedUuid;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An {@code OpenBadgeCredential}, and the JWT claims that go with it.
 *
 * <p>The subject is a random name made for this one certificate, so that two certificates of one person do not tell that they
 * belong together; the person's name is an unhashed identifier, and only if they agreed.
 *
 * @see <a href="https://www.imsglobal.org/spec/ob/v3p0/">Open Badges 3.0</a>: B.1 data model, 8.2 JWT proof
 */
final class OpenBadge {

    static final String VC = "https://www.w3.org/ns/credentials/v2";
    static final String OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

    /** Says what the type of the schema means. */
    static final String EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";

    static final String SCHEMA =
            "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";

    private OpenBadge() {}

    /**
     * Its bit in the public list.
     *
     * @param list address of the list
     */
    record Bit(URI list, int index) {}

    /**
     * The payload of the JWT: the credential with {@code iss}, {@code jti}, {@code sub} and {@code nbf} (OB 3.0, 8.2.3.1).
     *
     * @param id address of the credential
     * @param subject a random URN
     * @param competency address of what the achievement is aligned with, if there is one
     * @param at whole seconds: {@code nbf} has no smaller ones, and must equal {@code validFrom}
     */
    static Map<String, Object> payload(
            URI id,
            String subject,
            Issuer issuer,
            CompetencyTier what,
            String framework,
            Optional<URI> competency,
            Wording words,
            Optional<String> shownName,
            Bit bit,
            Instant at) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("@context", List.of(VC, OB, EXTENSIONS));
        all.put("id", id.toString());
        all.put("type", List.of("VerifiableCredential", "OpenBadgeCredential"));
        all.put("name", words.name());
        all.put("issuer", profile(issuer));
        all.put("validFrom", at.toString());
        all.put("awardedDate", at.toString());
        all.put("credentialSubject", subject(subject, issuer, what, framework, competency, words, shownName));
        all.put(
                "evidence",
                words.evidence().stream()
                        .map(piece -> ordered(
                                "type", List.of("Evidence"), "name", piece.name(), "narrative", piece.narrative()))
                        .toList());
        all.put("credentialStatus", status(bit));
        all.put("credentialSchema", List.of(ordered("id", SCHEMA, "type", "1EdTechJsonSchemaValidator2019")));
        all.put("iss", issuer.id().toString());
        all.put("jti", id.toString());
        all.put("sub", subject);
        all.put("nbf", at.getEpochSecond());
        return all;
    }

    static Map<String, Object> profile(Issuer issuer) {
        return ordered(
                "id",
                issuer.id().toString(),
                "type",
                List.of("Profile"),
                "name",
                issuer.name(),
                "url",
                issuer.url().toString());
    }

    private static Map<String, Object> subject(
            String subject,
            Issuer issuer,
            CompetencyTier what,
            String framework,
            Optional<URI> competency,
            Wording words,
            Optional<String> shownName) {
        String achievement =
                urn("achievement", issuer, framework, what.competency().value(), level(what.tier()));
        String description = urn("tiers", issuer, framework, what.competency().value());
        Map<String, Object> all = ordered("id", subject, "type", List.of("AchievementSubject"));
        shownName.ifPresent(name -> all.put(
                "identifier",
                List.of(ordered(
                        "type", "IdentityObject", "identityType", "name", "hashed", false, "identityHash", name))));
        Map<String, Object> made = ordered(
                "id",
                achievement,
                "type",
                List.of("Achievement"),
                "achievementType",
                "Competency",
                "name",
                words.name(),
                "description",
                words.description(),
                "inLanguage",
                language(words.locale()),
                "criteria",
                ordered("narrative", words.criteria()),
                "creator",
                profile(issuer));
        competency.ifPresent(address -> made.put(
                "alignment",
                List.of(ordered(
                        "type",
                        List.of("Alignment"),
                        "targetType",
                        "CFItem",
                        "targetName",
                        words.competency(),
                        "targetCode",
                        what.competency().value(),
                        "targetFramework",
                        framework,
                        "targetUrl",
                        address.toString()))));
        made.put("resultDescription", List.of(tiers(description, what.tier(), words)));
        all.put("achievement", made);
        all.put(
                "result",
                List.of(ordered(
                        "type",
                        List.of("Result"),
                        "resultDescription",
                        description,
                        "achievedLevel",
                        of(description, what.tier()))));
        return all;
    }

    private static Map<String, Object> tiers(String description, Tier required, Wording words) {
        List<Map<String, Object>> levels = new ArrayList<>();
        for (Tier each : Tier.values()) {
            levels.add(ordered(
                    "id",
                    of(description, each),
                    "type",
                    List.of("RubricCriterionLevel"),
                    "level",
                    level(each),
                    "name",
                    words.tiers().get(each.ordinal())));
        }
        return ordered(
                "id",
                description,
                "type",
                List.of("ResultDescription"),
                "name",
                words.result(),
                "resultType",
                "RubricCriterionLevel",
                "requiredLevel",
                of(description, required),
                "rubricCriterionLevel",
                levels);
    }

    private static Map<String, Object> status(Bit bit) {
        return ordered(
                "id",
                bit.list() + "#" + bit.index(),
                "type",
                "BitstringStatusListEntry",
                "statusPurpose",
                "revocation",
                "statusListIndex",
                Integer.toString(bit.index()),
                "statusListCredential",
                bit.list().toString());
    }

    /** Language, script and region: a reader's further wishes, such as which digits, are no part of a language code here. */
    private static String language(Locale locale) {
        return new Locale.Builder()
                .setLanguage(locale.getLanguage())
                .setScript(locale.getScript())
                .setRegion(locale.getCountry())
                .build()
                .toLanguageTag();
    }

    private static String level(Tier tier) {
        return Integer.toString(tier.level());
    }

    private static String of(String description, Tier tier) {
        return "urn:uuid:" + NameBasedUuid.of(NameBasedUuid.WAYMARK, "level", description, level(tier));
    }

    private static String urn(String kind, Issuer issuer, String... names) {
        List<String> all = new ArrayList<>(List.of(kind, issuer.id().toString()));
        all.addAll(List.of(names));
        return "urn:uuid:" + NameBasedUuid.of(NameBasedUuid.WAYMARK, all.toArray(String[]::new));
    }

    /** Members of a JSON object, in the order in which they are named. */
    static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return all;
    }

    /** What a payload of ours says, for people. */
    static Shown read(Map<String, Object> payload) {
        Map<?, ?> subject = object(payload.get("credentialSubject"));
        Map<?, ?> achievement = object(subject.get("achievement"));
        Map<?, ?> issuer = object(payload.get("issuer"));
        Map<?, ?> tiers = list(achievement.get("resultDescription")).stream()
                .findFirst()
                .map(OpenBadge::object)
                .orElse(Map.of());
        String required = text(tiers.get("requiredLevel"));
        return new Shown(
                text(achievement.get("name")),
                list(achievement.get("alignment")).stream()
                        .map(OpenBadge::object)
                        .map(each -> text(each.get("targetName")))
                        .findFirst()
                        .orElse(text(achievement.get("name"))),
                text(achievement.get("description")),
                text(object(achievement.get("criteria")).get("narrative")),
                list(tiers.get("rubricCriterionLevel")).stream()
                        .map(OpenBadge::object)
                        .filter(level -> text(level.get("id")).equals(required))
                        .map(level -> text(level.get("name")))
                        .findFirst()
                        .orElse(""),
                list(subject.get("identifier")).stream()
                        .map(OpenBadge::object)
                        .filter(each -> text(each.get("identityType")).equals("name"))
                        .map(each -> text(each.get("identityHash")))
                        .findFirst(),
                text(issuer.get("name")),
                text(issuer.get("url")),
                list(payload.get("evidence")).stream()
                        .map(OpenBadge::object)
                        .map(each -> new Piece(text(each.get("name")), text(each.get("narrative"))))
                        .toList(),
                text(achievement.get("inLanguage")));
    }

    static Map<?, ?> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }
}
