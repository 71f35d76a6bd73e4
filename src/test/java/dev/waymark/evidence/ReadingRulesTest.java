package dev.waymark.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.waymark.engine.map.RuleBook;
import java.io.InputStream;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rules are data: they keep to their schema, and nothing in them is dead. */
class ReadingRulesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theRulesKeepToTheirSchema() throws Exception {
        assertThat(schema().validate(file("reading-rules.json").toString(), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void aRuleThatTheSchemaDoesNotAllowIsFound() throws Exception {
        ObjectNode planted = (ObjectNode) file("reading-rules.json");
        ((ObjectNode) planted.path("rules").get(0)).put("as", "guessed");
        assertThat(schema().validate(planted.toString(), InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void aVerbCannotMeanTwoThings() throws Exception {
        ObjectNode planted = (ObjectNode) file("reading-rules.json");
        ((ArrayNode) planted.path("verbs").path("passed")).add("completed");
        assertThatThrownBy(() -> ReadingRules.read(planted)).hasMessageContaining("\"completed\"");
    }

    @Test
    void everySourceThatARuleNamesIsThere() {
        RuleBook rules = ReadingRules.mapper().rules();
        Set<String> known = rules.sources().stream().map(RuleBook.Source::name).collect(Collectors.toSet());
        assertThat(rules.rules()).allSatisfy(rule -> assertThat(known).containsAll(rule.sources()));
        assertThat(rules.rules())
                .allSatisfy(rule -> assertThat(ReadingRules.saying(rule.id())).isPresent());
    }

    private static Schema schema() throws Exception {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(file("reading-rules.schema.json").toString());
    }

    private static JsonNode file(String name) throws Exception {
        try (InputStream file = ReadingRulesTest.class.getResourceAsStream("/evidence/" + name)) {
            return JSON.readTree(file);
        }
    }
}
