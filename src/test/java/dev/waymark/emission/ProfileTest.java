package dev.waymark.emission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our profile keeps the rules of profiles, and every statement the rules of our profile. */
class ProfileTest {

    @Test
    void theProfileKeepsTheRulesOfProfiles() {
        assertThat(ProfileCheck.complaints(OurProfile.current())).isEmpty();
    }

    @Test
    void theCurrentProfileIsTheNewestOfTheVersionsKept() throws IOException {
        String newest = OurProfile.current().path("versions").get(0).path("id").asText();
        assertThat(newest).isEqualTo(Vocabulary.PROFILE);
        Path kept = OurProfile.FOLDER.resolve("versions/" + newest.substring(newest.lastIndexOf('/') + 1) + ".jsonld");
        assertThat(Files.readString(kept)).isEqualTo(Files.readString(OurProfile.FOLDER.resolve("waymark.jsonld")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void aProfileThatBreaksARuleIsCaught(String expected, Consumer<ObjectNode> violation) {
        ObjectNode broken = OurProfile.current().deepCopy();
        violation.accept(broken);
        assertThat(ProfileCheck.complaints(broken))
                .anySatisfy(complaint -> assertThat(complaint).contains(expected));
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                violation("@context", p -> p.put("@context", "https://example.org")),
                violation("type is Profile", p -> p.put("type", "Thing")),
                violation("conformsTo", p -> p.put("conformsTo", "2.0")),
                violation("no author", p -> p.remove("author")),
                violation("no version", p -> p.remove("versions")),
                violation("no generatedAtTime", p -> first(p, "versions").remove("generatedAtTime")),
                violation("also that of a version", p -> p.put("id", Vocabulary.PROFILE)),
                violation("no prefLabel", p -> p.remove("prefLabel")),
                violation("no definition", p -> first(p, "templates").remove("definition")),
                violation("defined twice", p -> list(p, "concepts").add(first(p, "concepts"))),
                violation("not ours to define", p -> first(p, "concepts").put("id", Vocabulary.SCORED)),
                violation("no absolute IRI", p -> first(p, "concepts").put("id", "learning-item")),
                violation("which is no version", p -> first(p, "patterns").put("inScheme", "https://example.org/v1")),
                violation("no concept of ours", p -> first(p, "concepts").put("type", "AttachmentUsageType")),
                violation(
                        "both schema",
                        p -> list(p, "concepts")
                                .forEach(concept ->
                                        ((ObjectNode) concept).put("schema", "https://example.org/schema.json"))),
                violation(
                        "no JSON",
                        p -> list(p, "concepts").forEach(concept -> ((ObjectNode) concept).put("inlineSchema", "{"))),
                violation("is a StatementTemplate", p -> first(p, "templates").put("type", "Template")),
                violation("the verb of", p -> first(p, "templates").put("verb", "scored")),
                violation("which is no ActivityType", p -> list(p, "concepts").remove(0)),
                violation(
                        "which is no ContextExtension", p -> list(p, "concepts").remove(2)),
                violation("has no location", p -> rule(p).put("location", "$..id")),
                violation("demands nothing", p -> rule(p).remove("presence")),
                violation("has presence", p -> rule(p).put("presence", "required")),
                violation(
                        "excludes what it has values for",
                        p -> rule(p).put("presence", "excluded").putArray("any").add(1)),
                violation("is a Pattern", p -> first(p, "patterns").put("type", "Sequence")),
                violation(
                        "exactly one of",
                        p -> first(p, "patterns").putArray("oneOrMore").add("x")),
                violation(
                        "which is no StatementTemplate",
                        p -> ((ArrayNode) first(p, "patterns").path("sequence")).set(0, Vocabulary.LEARNING_ITEM)),
                violation(
                        "one primary pattern, found 0",
                        p -> first(p, "patterns").put("primary", false)),
                violation(
                        "one primary pattern, found 2", p -> list(p, "patterns").add(first(p, "patterns"))),
                violation("is empty", p -> first(p, "templates").putArray("contextOtherActivityType")),
                violation("is empty", p -> first(p, "templates").putNull("deprecated")));
    }

    @ParameterizedTest
    @MethodSource("dev.waymark.emission.OurProfile#invalid")
    void aStatementThatBreaksARuleIsCaught(Path statement) {
        assertThat(new TemplateCheck(OurProfile.current()).complaints(OurProfile.read(statement)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "recommended",
                "achieved",
                "scored",
                "progressed",
                "assessed",
                "asserted",
                "scheduled",
                "reminded",
                "flagged-at-risk"
            })
    void theGoldenStatementsKeepEveryRule(String name) {
        assertThat(new TemplateCheck(OurProfile.current()).complaints(OurProfile.golden(name)))
                .isEmpty();
    }

    /** Each golden statement, spoilt rule by rule: without what must be there, and with what must not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "recommended",
                "achieved",
                "scored",
                "progressed",
                "assessed",
                "asserted",
                "scheduled",
                "reminded",
                "flagged-at-risk"
            })
    void everyRuleOfATemplateCatchesTheStatementThatBreaksIt(String name) {
        JsonNode profile = OurProfile.current();
        int tried = 0;
        for (JsonNode template : profile.path("templates")) {
            if (!template.path("id").asText().endsWith("/" + name)) {
                continue;
            }
            for (JsonNode rule : template.path("rules")) {
                String presence = rule.path("presence").asText();
                if (!List.of("included", "excluded").contains(presence)) {
                    continue;
                }
                ObjectNode statement = OurProfile.golden(name).deepCopy();
                String location = rule.path("location").asText();
                spoil(statement, JsonPath.of(location).steps(), presence.equals("included"));
                assertThat(new TemplateCheck(profile).complaints(statement))
                        .as(location)
                        .anySatisfy(complaint -> assertThat(complaint).containsAnyOf(location, "matches no template"));
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(9);
    }

    private static void spoil(ObjectNode statement, List<String> steps, boolean remove) {
        String last = steps.getLast();
        for (JsonNode parent : new JsonPath(steps.subList(0, steps.size() - 1)).in(statement)) {
            if (remove) {
                ((ObjectNode) parent).remove(last);
            } else {
                ((ObjectNode) parent).put(last, "spoilt");
            }
        }
    }

    private static Arguments violation(String expected, Consumer<ObjectNode> violation) {
        return Arguments.of(expected, violation);
    }

    private static ArrayNode list(JsonNode profile, String name) {
        return (ArrayNode) profile.path(name);
    }

    private static ObjectNode first(JsonNode profile, String name) {
        return (ObjectNode) list(profile, name).get(0);
    }

    private static ObjectNode rule(JsonNode profile) {
        return (ObjectNode) first(profile, "templates").path("rules").get(0);
    }
}
