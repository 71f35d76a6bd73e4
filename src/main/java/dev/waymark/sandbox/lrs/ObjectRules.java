package dev.waymark.sandbox.lrs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What a statement may be about, and in which context. xAPI 1.0.3 Data 2.4.4 and 2.4.6. */
final class ObjectRules {

    private static final Set<String> DEFINITION = Set.of(
            "name",
            "description",
            "type",
            "moreInfo",
            "extensions",
            "interactionType",
            "correctResponsesPattern",
            "choices",
            "scale",
            "source",
            "target",
            "steps");
    private static final Set<String> INTERACTIONS = Set.of(
            "true-false",
            "choice",
            "fill-in",
            "long-fill-in",
            "matching",
            "performance",
            "sequencing",
            "likert",
            "numeric",
            "other");
    private static final Set<String> CONTEXT = Set.of(
            "registration",
            "instructor",
            "team",
            "contextActivities",
            "revision",
            "platform",
            "language",
            "statement",
            "extensions");

    private final Findings findings;
    private final AgentRules agents;

    ObjectRules(Findings findings, AgentRules agents) {
        this.findings = findings;
        this.agents = agents;
    }

    void activity(JsonNode node, String where) {
        if (!findings.object(node, where, Set.of("objectType", "id", "definition"))) {
            return;
        }
        if (!node.path("objectType").asText("Activity").equals("Activity")) {
            findings.add(where, "expected an Activity, found %s", node.path("objectType"));
        }
        findings.iri(node.path("id"), where + ".id");
        JsonNode definition = node.path("definition");
        String here = where + ".definition";
        if (definition.isMissingNode() || !findings.object(definition, here, DEFINITION)) {
            return;
        }
        findings.optionalLanguageMap(definition.path("name"), here + ".name");
        findings.optionalLanguageMap(definition.path("description"), here + ".description");
        findings.optionalIri(definition.path("type"), here + ".type");
        findings.optionalIri(definition.path("moreInfo"), here + ".moreInfo");
        findings.optionalExtensions(definition.path("extensions"), here + ".extensions");
        JsonNode interaction = definition.path("interactionType");
        if (!interaction.isMissingNode() && !INTERACTIONS.contains(interaction.asText())) {
            findings.add(here + ".interactionType", "expected one of %s, found %s", INTERACTIONS, interaction);
        }
    }

    void reference(JsonNode node, String where) {
        if (findings.object(node, where, Set.of("objectType", "id"))) {
            if (!node.path("objectType").asText().equals("StatementRef")) {
                findings.add(where, "expected objectType \"StatementRef\"");
            }
            findings.uuid(node.path("id"), where + ".id");
        }
    }

    void context(JsonNode node, String where, boolean aboutAnActivity) {
        if (node.isMissingNode() || !findings.object(node, where, CONTEXT)) {
            return;
        }
        if (node.has("registration")) {
            findings.uuid(node.path("registration"), where + ".registration");
        }
        if (node.has("instructor")) {
            agents.agentOrGroup(node.path("instructor"), where + ".instructor");
        }
        if (node.has("team")) {
            agents.group(node.path("team"), where + ".team");
        }
        if (node.has("statement")) {
            reference(node.path("statement"), where + ".statement");
        }
        for (String onlyForActivities : new String[] {"revision", "platform"}) {
            findings.optionalText(node.path(onlyForActivities), where + "." + onlyForActivities);
            if (node.has(onlyForActivities) && !aboutAnActivity) {
                findings.add(where + "." + onlyForActivities, "is for statements about an Activity");
            }
        }
        findings.optionalLanguage(node.path("language"), where + ".language");
        findings.optionalExtensions(node.path("extensions"), where + ".extensions");
        contextActivities(node.path("contextActivities"), where + ".contextActivities");
    }

    private void contextActivities(JsonNode node, String where) {
        if (node.isMissingNode() || !findings.object(node, where, Vocabulary.CONTEXT_ACTIVITIES)) {
            return;
        }
        node.properties().forEach(entry -> {
            if (!entry.getValue().isContainerNode()) {
                findings.add(where + "." + entry.getKey(), "expected a list of Activities");
            }
            Vocabulary.listed(entry.getValue()).forEach(each -> activity(each, where + "." + entry.getKey()));
        });
    }
}
