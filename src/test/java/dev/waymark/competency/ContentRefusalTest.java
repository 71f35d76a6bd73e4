package dev.waymark.competency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.competency.Content.Reading;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each violation is planted in content that is otherwise whole, and is named when it is refused. */
class ContentRefusalTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void acceptsTheContentAsItIs() {
        assertThat(BundledContent.READER.read(Documents.bundled())).isInstanceOf(Reading.Accepted.class);
    }

    @Test
    void refusesTextThatIsNoJson() {
        assertThat(refusal(Part.ROLES, "{\n \"baseline\": }"))
                .singleElement()
                .asString()
                .startsWith("roles.json, line 2, column ")
                .contains("no JSON that can be read");
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        assertThat(refusal(Part.ROLES, "{\"roles\": [], \"roles\": []}"))
                .singleElement()
                .asString()
                .contains("Duplicate field 'roles'");
    }

    @Test
    void refusesAnItemWithoutItsSpanishTask() {
        assertThat(refused(
                        Part.CATALOGUE,
                        catalogue -> object(catalogue, "/items/3/task").remove("es")))
                .anySatisfy(reason -> assertThat(reason)
                        .startsWith("catalogue.json, field /items/3/task: ")
                        .contains("'es'"));
    }

    @Test
    void refusesACompetencyWithoutItsEnglishDescriptor() {
        assertThat(refused(
                        Part.FRAMEWORK,
                        framework -> object(framework, "/competencies/4/descriptors/2")
                                .remove("en")))
                .anySatisfy(reason -> assertThat(reason)
                        .startsWith("framework.json, field /competencies/4/descriptors/2: ")
                        .contains("'en'"));
    }

    @Test
    void refusesABlankWord() {
        assertThat(refused(Part.ROLES, roles -> object(roles, "/roles/0/name").put("es", "  ")))
                .anySatisfy(reason -> assertThat(reason).startsWith("roles.json, field /roles/0/name/es: "));
    }

    @Test
    void refusesAFieldNobodyKnows() {
        assertThat(refused(
                        Part.CATALOGUE,
                        catalogue -> object(catalogue, "/items/0").put("minute", 15)))
                .anySatisfy(reason -> assertThat(reason)
                        .startsWith("catalogue.json, field /items/0: ")
                        .contains("'minute'"));
    }

    @Test
    void refusesAnItemOfFourMinutesAShareAboveOneAndAMethodNobodyKnows() {
        assertThat(refused(Part.CATALOGUE, catalogue -> {
                    object(catalogue, "/items/0").put("minutes", 4).put("method", "seance");
                    object(catalogue, "/items/0/teaches").put("C01@2", 1.5);
                }))
                .anySatisfy(reason -> assertThat(reason).contains("field /items/0/minutes: "))
                .anySatisfy(reason -> assertThat(reason).contains("field /items/0/method: "))
                .anySatisfy(reason -> assertThat(reason).contains("field /items/0/teaches/C01@2: "));
    }

    @Test
    void refusesAnAddressThatNoBrowserWouldFollow() {
        assertThat(refused(
                        Part.CATALOGUE,
                        catalogue -> object(catalogue, "/items/0").put("address", "javascript:alert(1)")))
                .singleElement()
                .asString()
                .startsWith("catalogue.json, field /items/0/address: ");
    }

    @Test
    void refusesAnItemIdThatStandsTwice() {
        assertThat(refused(
                        Part.CATALOGUE,
                        catalogue -> object(catalogue, "/items/1")
                                .put(
                                        "id",
                                        object(catalogue, "/items/0").path("id").asText())))
                .singleElement()
                .asString()
                .startsWith("catalogue.json: the id of each item stands once, found c01-t2-");
    }

    @Test
    void refusesARoleNamedLikeTheBaseline() {
        assertThat(refused(Part.ROLES, roles -> object(roles, "/roles/2").put("id", "all-staff")))
                .containsExactly("roles.json: the id of each role stands once, found all-staff twice");
    }

    @Test
    void refusesACompetencyThatStandsTwice() {
        assertThat(refused(
                        Part.FRAMEWORK,
                        framework -> object(framework, "/competencies/1").put("id", "C01")))
                .containsExactly("framework.json: the id of each competency stands once, found C01 twice");
    }

    @Test
    void refusesPrerequisitesThatRunInACircle() {
        assertThat(refused(Part.FRAMEWORK, framework -> prerequisite(framework, "C04@2", "C03@3")))
                .singleElement()
                .asString()
                .contains("run in a circle")
                .contains("C03@3", "C04@2");
    }

    @Test
    void refusesAPrerequisiteOnACompetencyThatIsNotThere() {
        assertThat(refused(Part.FRAMEWORK, framework -> prerequisite(framework, "C04@2", "C77@2")))
                .containsExactly("prerequisite C77@2 of C04@2 names a competency that framework ai-upskilling/1 does"
                        + " not have");
    }

    @Test
    void refusesCutScoresThatDoNotRise() {
        assertThat(refused(
                        Part.FRAMEWORK,
                        framework -> ((ArrayNode) framework.path("cutScores")).set(1, MAPPER.valueToTree(2.5))))
                .singleElement()
                .asString()
                .startsWith("cut scores must rise");
    }

    @Test
    void refusesARoleThatAsksForACompetencyThatIsNotThere() {
        assertThat(refused(
                        Part.ROLES, roles -> object(roles, "/roles/0/targets").put("C99", 2)))
                .containsExactly("roles.json: role sales asks for C99, and the framework has no such competency");
    }

    @Test
    void refusesAnItemThatTeachesACompetencyThatIsNotThere() {
        assertThat(refused(
                        Part.CATALOGUE,
                        catalogue -> object(catalogue, "/items/0/teaches").put("C99@2", .5)))
                .singleElement()
                .asString()
                .startsWith("catalogue.json: item c01-t2-")
                .endsWith("teaches C99@2, and the framework has no such competency");
    }

    @Test
    void refusesATargetThatTheCatalogueDoesNotReach() {
        assertThat(refused(
                        Part.ROLES, roles -> object(roles, "/roles/0/targets").put("C09", 4)))
                .containsExactly("roles.json: role sales asks for C09@4, which is out of reach:"
                        + " the catalogue covers 0.00 of C09@4, expected 1");
    }

    @Test
    void refusesATargetWhosePrerequisiteIsOutOfReach() {
        assertThat(refused(Part.FRAMEWORK, framework -> prerequisite(framework, "C12@2", "C11@4")))
                .contains("roles.json: role sales asks for C12@2, which is out of reach:"
                        + " the catalogue covers 0.00 of C11@4, expected 1 (C12@2 needs C11@4)");
    }

    @Test
    void refusesTierThreeWithoutPracticalWork() {
        assertThat(refused(
                        Part.CATALOGUE,
                        catalogue -> catalogue.path("items").forEach(item -> {
                            if (item.path("teaches").has("C07@3")) ((ObjectNode) item).put("practical", false);
                        })))
                .contains("roles.json: role marketer asks for C07@3, which is out of reach:"
                        + " C07@3 needs practical evidence, and no practical item teaches it");
    }

    @Test
    void refusesWordsForACompetencyThatIsNotThere() {
        assertThat(refused(Part.SUGGESTIONS, rules -> object(rules, "/words/0").put("competency", "C99")))
                .containsExactly("suggestions.json: there are words for C99, and the framework has no such competency");
    }

    @Test
    void refusesASuggestionThatWouldCountMoreThanHalf() {
        assertThat(refused(Part.SUGGESTIONS, rules -> ((ObjectNode) rules).put("weightWhenNamed", .9)))
                .singleElement()
                .asString()
                .startsWith("suggestions.json, field /weightWhenNamed: ");
    }

    private static List<String> refused(Part part, Consumer<JsonNode> violation) {
        try {
            JsonNode json = MAPPER.readTree(Documents.bundled().text(part));
            violation.accept(json);
            return refusal(part, MAPPER.writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> refusal(Part part, String text) {
        Reading reading = BundledContent.READER.read(Documents.bundled().with(part, text));
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        return ((Reading.Refused) reading).reasons();
    }

    private static ObjectNode object(JsonNode root, String pointer) {
        return (ObjectNode) root.at(pointer);
    }

    private static void prerequisite(JsonNode framework, String target, String requires) {
        ((ArrayNode) framework.path("prerequisites"))
                .addObject()
                .put("target", target)
                .putArray("requires")
                .add(requires);
    }
}
