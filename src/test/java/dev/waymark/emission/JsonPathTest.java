package dev.waymark.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonPathTest {

    @Test
    void findsMembersElementsAndNamesInQuotes() throws Exception {
        JsonNode root = new ObjectMapper().readTree("{\"a\":{\"https://b.c/d\":[{\"e\":1},{\"e\":2},{}]}}");
        assertThat(JsonPath.of("$.a['https://b.c/d'][*].e").in(root).stream().map(JsonNode::asInt))
                .containsExactly(1, 2);
        assertThat(JsonPath.of("$.a.nothing.here").in(root)).isEmpty();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        for (String beyond : List.of("a.b", "$..a", "$.a[0]", "$.a[?(@.b)]", "$.a | $.b")) {
            assertThatThrownBy(() -> JsonPath.of(beyond))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("JSONPath");
        }
    }
}
