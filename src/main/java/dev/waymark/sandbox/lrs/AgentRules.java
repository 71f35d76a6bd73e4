package dev.waymark.sandbox.lrs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;

/** Who may be an agent or a group. xAPI 1.0.3 Data 2.4.2. */
final class AgentRules {

    private static final Set<String> AGENT = Set.of("objectType", "name", "mbox", "mbox_sha1sum", "openid", "account");
    private static final Set<String> GROUP =
            Set.of("objectType", "name", "mbox", "mbox_sha1sum", "openid", "account", "member");
    private static final Pattern MAILTO = Pattern.compile("mailto:[^@\\s]+@[^@\\s]+");
    private static final Pattern SHA1 = Pattern.compile("[0-9a-fA-F]{40}");

    private final Findings findings;

    AgentRules(Findings findings) {
        this.findings = findings;
    }

    void agentOrGroup(JsonNode node, String where) {
        switch (node.path("objectType").asText("Agent")) {
            case "Agent" -> agent(node, where);
            case "Group" -> group(node, where);
            default -> findings.add(where, "expected an Agent or a Group, found %s", node.path("objectType"));
        }
    }

    void agent(JsonNode node, String where) {
        if (findings.object(node, where, AGENT)) {
            if (!node.path("objectType").asText("Agent").equals("Agent")) {
                findings.add(where, "expected an Agent, found %s", node.path("objectType"));
            }
            identifiers(node, where, 1);
        }
    }

    void group(JsonNode node, String where) {
        if (!findings.object(node, where, GROUP)) {
            return;
        }
        if (!node.path("objectType").asText().equals("Group")) {
            findings.add(where, "expected objectType \"Group\"");
        }
        JsonNode members = node.path("member");
        identifiers(node, where, members.isMissingNode() ? 1 : 0);
        if (!members.isMissingNode() && !members.isArray()) {
            findings.add(where + ".member", "expected a list");
        }
        for (int i = 0; i < members.size(); i++) {
            agent(members.path(i), where + ".member[" + i + "]");
        }
    }

    private void identifiers(JsonNode node, String where, int least) {
        long count = Vocabulary.IDENTIFIERS.stream().filter(node::has).count();
        if (count < least || count > 1) {
            findings.add(where, "expected exactly one of %s, found %d", Vocabulary.IDENTIFIERS, count);
        }
        findings.optionalText(node.path("name"), where + ".name");
        if (node.has("mbox") && !MAILTO.matcher(node.path("mbox").asText()).matches()) {
            findings.add(where + ".mbox", "expected mailto: and an address");
        }
        if (node.has("mbox_sha1sum")
                && !SHA1.matcher(node.path("mbox_sha1sum").asText()).matches()) {
            findings.add(where + ".mbox_sha1sum", "expected 40 hexadecimal digits");
        }
        findings.optionalIri(node.path("openid"), where + ".openid");
        if (node.has("account")
                && findings.object(node.path("account"), where + ".account", Set.of("homePage", "name"))) {
            findings.iri(node.path("account").path("homePage"), where + ".account.homePage");
            if (!node.path("account").path("name").isTextual()) {
                findings.add(where + ".account.name", "expected a string");
            }
        }
    }
}
