package dev.waymark.emission;

import static org.assertj.core.api.Assertions.assertThat;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.document.JsonDocument;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The profile is Linked Data: expanded by a JSON-LD processor, every property of it is an absolute IRI and none is
 * dropped. The context of xAPI Profiles is not fetched; the terms that the specification lists stand in a file here.
 */
class ProfileLinkedDataTest {

    private static final Path CONTEXT = Path.of("src/test/resources/emission/context/xapi-profile-context.jsonld");
    private static final String PROFILE = "https://w3id.org/xapi/profiles/ontology#Profile";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyPropertyIsExpandedAndNoneIsDropped() throws Exception {
        JsonNode profile = OurProfile.current();
        JsonNode expanded = expand(profile);
        assertThat(expanded).hasSize(1);
        assertThat(expanded.get(0).path("@type").get(0).asText()).isEqualTo(PROFILE);
        assertThat(count(expanded)).isEqualTo(countOf(profile));
        List<String> relative = new ArrayList<>();
        names(expanded, relative);
        assertThat(relative).isEmpty();
    }

    @Test
    void aPropertyThatTheContextDoesNotKnowIsSeenMissing() throws Exception {
        ObjectNode planted = OurProfile.current().deepCopy();
        ((ObjectNode) planted.path("templates").get(0)).put("prefLable", "x");
        assertThat(count(expand(planted))).isLessThan(countOf(planted));
    }

    private static JsonNode expand(JsonNode profile) throws Exception {
        String context = Files.readString(CONTEXT);
        var options = new JsonLdOptions();
        options.setDocumentLoader((URI url, com.apicatalog.jsonld.loader.DocumentLoaderOptions how) -> {
            if (!url.toString().equals("https://w3id.org/xapi/profiles/context")) {
                throw new JsonLdError(com.apicatalog.jsonld.JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED);
            }
            return JsonDocument.of(new StringReader(context));
        });
        var document = JsonDocument.of(new StringReader(profile.toString()));
        return JSON.readTree(JsonLd.expand(document).options(options).get().toString());
    }

    /** Things that have an id: in either form there are as many. */
    private static int count(JsonNode expanded) {
        int found = 0;
        if (expanded.isObject()) {
            for (var each : expanded.properties()) {
                if (!each.getKey().startsWith("@")) {
                    found++;
                }
                found += count(each.getValue());
            }
        }
        for (JsonNode each : expanded) {
            found += expanded.isArray() ? count(each) : 0;
        }
        return found;
    }

    /** Properties that are no keywords and no words of a language map. */
    private static int countOf(JsonNode plain) {
        int found = 0;
        if (plain.isObject()) {
            for (var each : plain.properties()) {
                boolean words = List.of("prefLabel", "definition", "scopeNote").contains(each.getKey());
                if (!List.of("@context", "id", "type").contains(each.getKey())) {
                    found++;
                }
                found += words ? 0 : countOf(each.getValue());
            }
        }
        for (JsonNode each : plain) {
            found += plain.isArray() ? countOf(each) : 0;
        }
        return found;
    }

    private static void names(JsonNode node, List<String> relative) {
        for (var each : node.properties()) {
            if (!each.getKey().startsWith("@") && !each.getKey().contains(":")) {
                relative.add(each.getKey());
            }
            names(each.getValue(), relative);
        }
        if (node.isArray()) {
            node.forEach(each -> names(each, relative));
        }
    }
}
