package dev.waymark.emission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of an xAPI Profile (1.0, "Structure of Profiles") that a file of ours could break. Each complaint is one
 * sentence that names the place.
 */
final class ProfileCheck {

    private static final String NAMESPACE = "https://w3id.org/waymark/";
    private static final Set<String> CONCEPTS =
            Set.of("Verb", "ActivityType", "ContextExtension", "ResultExtension", "ActivityExtension");
    private static final List<String> KINDS = List.of("sequence", "alternates", "optional", "oneOrMore", "zeroOrMore");
    private static final List<String> TYPE_REFERENCES = List.of(
            "objectActivityType",
            "contextParentActivityType",
            "contextGroupingActivityType",
            "contextCategoryActivityType",
            "contextOtherActivityType");

    private final JsonNode profile;
    private final List<String> complaints = new ArrayList<>();
    private final Map<String, String> typesById = new HashMap<>();
    private final Set<String> versions = new HashSet<>();

    private ProfileCheck(JsonNode profile) {
        this.profile = profile;
    }

    static List<String> complaints(JsonNode profile) {
        var check = new ProfileCheck(profile);
        check.noEmptyValues(profile, "$");
        check.head();
        for (String list : List.of("concepts", "templates", "patterns")) {
            profile.path(list).forEach(check::described);
        }
        profile.path("concepts").forEach(check::concept);
        profile.path("templates").forEach(check::template);
        profile.path("patterns").forEach(check::pattern);
        check.everyTemplateIsOnePrimarySequence();
        return check.complaints;
    }

    private void head() {
        expect("@context is that of profiles", "https://w3id.org/xapi/profiles/context", profile.path("@context"));
        expect("type is Profile", "Profile", profile.path("type"));
        expect("conformsTo is 1.0", "https://w3id.org/xapi/profiles#1.0", profile.path("conformsTo"));
        words(profile, "the profile");
        if (!profile.path("author").has("name") || !profile.path("author").has("type")) {
            complaints.add("the profile has no author with type and name");
        }
        profile.path("versions").forEach(version -> {
            versions.add(version.path("id").asText());
            iri(version.path("id").asText(), "a version");
            if (!version.has("generatedAtTime")) {
                complaints.add("version " + version.path("id").asText() + " has no generatedAtTime");
            }
        });
        if (versions.isEmpty()) {
            complaints.add("the profile has no version");
        }
        if (versions.contains(profile.path("id").asText())) {
            complaints.add("the profile's id is also that of a version");
        }
    }

    private void described(JsonNode thing) {
        String id = thing.path("id").asText();
        iri(id, "a " + thing.path("type").asText());
        if (typesById.put(id, thing.path("type").asText()) != null) {
            complaints.add(id + " is defined twice");
        }
        if (!id.startsWith(NAMESPACE)) {
            complaints.add(id + " is not ours to define");
        }
        if (!versions.contains(thing.path("inScheme").asText())) {
            complaints.add(id + " is inScheme " + thing.path("inScheme").asText() + ", which is no version");
        }
        words(thing, id);
    }

    private void concept(JsonNode concept) {
        String id = concept.path("id").asText();
        String type = concept.path("type").asText();
        if (!CONCEPTS.contains(type)) {
            complaints.add(id + " is a " + type + ", which is no concept of ours");
        }
        if (concept.has("schema") && concept.has("inlineSchema")) {
            complaints.add(id + " has both schema and inlineSchema");
        }
        if (concept.has("inlineSchema")) {
            try {
                new ObjectMapper().readTree(concept.path("inlineSchema").asText());
            } catch (JsonProcessingException e) {
                complaints.add(id + " has an inlineSchema that is no JSON");
            }
        }
    }

    private void template(JsonNode template) {
        String id = template.path("id").asText();
        expect(id + " is a StatementTemplate", "StatementTemplate", template.path("type"));
        iri(template.path("verb").asText(), "the verb of " + id);
        for (String reference : TYPE_REFERENCES) {
            JsonNode value = template.path(reference);
            (value.isArray() ? value : List.of(value)).forEach(type -> {
                if (!type.isMissingNode()) {
                    resolves(type.asText(), "ActivityType", reference + " of " + id);
                }
            });
        }
        template.path("rules").forEach(rule -> rule(rule, id));
    }

    private void rule(JsonNode rule, String id) {
        try {
            JsonPath.of(rule.path("location").asText()).steps().stream()
                    .filter(step -> step.startsWith(NAMESPACE))
                    .forEach(step -> resolves(
                            step,
                            rule.path("location").asText().startsWith("$.result")
                                    ? "ResultExtension"
                                    : "ContextExtension",
                            "a rule of " + id));
        } catch (IllegalArgumentException e) {
            complaints.add("a rule of " + id + " has no location: " + e.getMessage());
        }
        boolean values = rule.has("any") || rule.has("all") || rule.has("none");
        if (!rule.has("presence") && !values) {
            complaints.add("a rule of " + id + " demands nothing of "
                    + rule.path("location").asText());
        }
        String presence = rule.path("presence").asText("included");
        if (!Set.of("included", "excluded", "recommended").contains(presence)) {
            complaints.add("a rule of " + id + " has presence " + presence);
        }
        if (presence.equals("excluded") && values) {
            complaints.add("a rule of " + id + " excludes what it has values for");
        }
    }

    private void pattern(JsonNode pattern) {
        String id = pattern.path("id").asText();
        expect(id + " is a Pattern", "Pattern", pattern.path("type"));
        long kinds = KINDS.stream().filter(pattern::has).count();
        if (kinds != 1) {
            complaints.add(id + " must have exactly one of " + KINDS + ", found " + kinds);
        }
        pattern.path("sequence").forEach(member -> resolves(member.asText(), "StatementTemplate", id));
    }

    /** Statements of one registration come in any number and order, so each must be a whole pattern. */
    private void everyTemplateIsOnePrimarySequence() {
        profile.path("templates").forEach(template -> {
            String id = template.path("id").asText();
            long alone = 0;
            for (JsonNode pattern : profile.path("patterns")) {
                JsonNode sequence = pattern.path("sequence");
                if (pattern.path("primary").asBoolean()
                        && sequence.size() == 1
                        && sequence.get(0).asText().equals(id)) {
                    alone++;
                }
            }
            if (alone != 1) {
                complaints.add(id + " must be the whole sequence of one primary pattern, found " + alone);
            }
        });
    }

    private void resolves(String id, String type, String where) {
        iri(id, where);
        if (id.startsWith(NAMESPACE) && !type.equals(typesById.get(id))) {
            complaints.add(where + " refers to " + id + ", which is no " + type + " of this profile");
        }
    }

    private void words(JsonNode thing, String where) {
        for (String property : List.of("prefLabel", "definition")) {
            if (thing.path(property).path("en").asText().isBlank()) {
                complaints.add(where + " has no " + property + " in English");
            }
        }
    }

    private void iri(String id, String where) {
        try {
            if (!URI.create(id).isAbsolute()) {
                complaints.add(where + " is named by \"" + id + "\", which is no absolute IRI");
            }
        } catch (IllegalArgumentException e) {
            complaints.add(where + " is named by \"" + id + "\", which is no IRI");
        }
    }

    private void expect(String what, String expected, JsonNode found) {
        if (!expected.equals(found.asText())) {
            complaints.add("expected: " + what + "; found " + found);
        }
    }

    private void noEmptyValues(JsonNode node, String where) {
        if (node.isNull() || (node.isContainerNode() && node.isEmpty())) {
            complaints.add(where + " is empty; what there is not is left out");
        }
        node.properties().forEach(member -> noEmptyValues(member.getValue(), where + "." + member.getKey()));
        if (node.isArray()) {
            node.forEach(member -> noEmptyValues(member, where + "[]"));
        }
    }
}
