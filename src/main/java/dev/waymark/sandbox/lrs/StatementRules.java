package dev.waymark.sandbox.lrs;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What an LRS must find in a statement before it keeps it. xAPI 1.0.3 Data 2 and 4. */
final class StatementRules {

    private static final Set<String> STATEMENT = Set.of(
            "id",
            "actor",
            "verb",
            "object",
            "result",
            "context",
            "timestamp",
            "stored",
            "authority",
            "version",
            "attachments");
    private static final Set<String> SUB_STATEMENT =
            Set.of("objectType", "actor", "verb", "object", "result", "context", "timestamp", "attachments");
    private static final Set<String> RESULT =
            Set.of("score", "success", "completion", "response", "duration", "extensions");
    private static final Set<String> ATTACHMENT =
            Set.of("usageType", "display", "description", "contentType", "length", "sha2", "fileUrl");
    private static final Pattern DURATION = Pattern.compile(
            "P(?!$)(\\d+W|(\\d+Y)?(\\d+M)?(\\d+D)?(T(?!$)(\\d+(\\.\\d+)?H)?(\\d+(\\.\\d+)?M)?(\\d+(\\.\\d+)?S)?)?)");
    private static final Pattern VERSION = Pattern.compile("1\\.0(\\.\\d+)?");

    private final Findings findings = new Findings();
    private final AgentRules agents = new AgentRules(findings);
    private final ObjectRules objects = new ObjectRules(findings, agents);

    private StatementRules() {}

    /** What is wrong with it; empty if nothing is. */
    static List<String> findings(JsonNode statement) {
        var rules = new StatementRules();
        rules.statement(statement);
        return rules.findings.list();
    }

    private void statement(JsonNode statement) {
        if (!findings.object(statement, "statement", STATEMENT)) {
            return;
        }
        if (statement.has("id")) {
            findings.uuid(statement.path("id"), "id");
        }
        if (statement.has("authority")) {
            agents.agentOrGroup(statement.path("authority"), "authority");
        }
        JsonNode version = statement.path("version");
        if (!version.isMissingNode() && !VERSION.matcher(version.asText()).matches()) {
            findings.add("version", "expected 1.0.x, found %s", version);
        }
        optionalTime(statement.path("stored"), "stored");
        parts(statement, "", true);
        if (Vocabulary.isVoiding(statement)
                && !statement.path("object").path("objectType").asText().equals("StatementRef")) {
            findings.add("object", "a voiding statement needs a StatementRef");
        }
    }

    private void parts(JsonNode statement, String at, boolean whole) {
        agents.agentOrGroup(statement.path("actor"), at + "actor");
        JsonNode verb = statement.path("verb");
        if (findings.object(verb, at + "verb", Set.of("id", "display"))) {
            findings.iri(verb.path("id"), at + "verb.id");
            findings.optionalLanguageMap(verb.path("display"), at + "verb.display");
        }
        JsonNode object = statement.path("object");
        String kind = object.path("objectType").asText("Activity");
        switch (kind) {
            case "Activity" -> objects.activity(object, at + "object");
            case "Agent", "Group" -> agents.agentOrGroup(object, at + "object");
            case "StatementRef" -> objects.reference(object, at + "object");
            case "SubStatement" -> subStatement(object, at + "object", whole);
            default -> findings.add(at + "object.objectType", "is unknown: %s", kind);
        }
        result(statement.path("result"), at + "result");
        objects.context(statement.path("context"), at + "context", kind.equals("Activity"));
        optionalTime(statement.path("timestamp"), at + "timestamp");
        JsonNode attachments = statement.path("attachments");
        if (!attachments.isMissingNode() && !attachments.isArray()) {
            findings.add(at + "attachments", "expected a list");
        }
        attachments.forEach(each -> attachment(each, at + "attachments"));
    }

    private void subStatement(JsonNode object, String where, boolean allowed) {
        if (!allowed) {
            findings.add(where, "a SubStatement holds no SubStatement");
        } else if (findings.object(object, where, SUB_STATEMENT)) {
            parts(object, where + ".", false);
        }
    }

    private void result(JsonNode result, String where) {
        if (result.isMissingNode() || !findings.object(result, where, RESULT)) {
            return;
        }
        findings.optionalBoolean(result.path("success"), where + ".success");
        findings.optionalBoolean(result.path("completion"), where + ".completion");
        findings.optionalText(result.path("response"), where + ".response");
        findings.optionalExtensions(result.path("extensions"), where + ".extensions");
        JsonNode duration = result.path("duration");
        if (!duration.isMissingNode() && !DURATION.matcher(duration.asText()).matches()) {
            findings.add(where + ".duration", "expected an ISO 8601 duration, found %s", duration);
        }
        if (result.has("score")) {
            score(result.path("score"), where + ".score");
        }
    }

    private void score(JsonNode score, String where) {
        if (!findings.object(score, where, Set.of("scaled", "raw", "min", "max"))) {
            return;
        }
        score.properties().forEach(entry -> {
            if (!entry.getValue().isNumber()) {
                findings.add(where + "." + entry.getKey(), "expected a number, found %s", entry.getValue());
            }
        });
        if (score.has("scaled") && score.path("scaled").decimalValue().abs().compareTo(BigDecimal.ONE) > 0) {
            findings.add(where + ".scaled", "expected -1 to 1, found %s", score.path("scaled"));
        }
        inOrder(score, "min", "max", true, where);
        inOrder(score, "min", "raw", false, where);
        inOrder(score, "raw", "max", false, where);
    }

    private void inOrder(JsonNode score, String low, String high, boolean strictly, String where) {
        if (score.has(low) && score.has(high)) {
            int order =
                    score.path(low).decimalValue().compareTo(score.path(high).decimalValue());
            if (order > 0 || (strictly && order == 0)) {
                findings.add(
                        where, "%s %s and %s %s are the wrong way round", low, score.path(low), high, score.path(high));
            }
        }
    }

    private void attachment(JsonNode attachment, String where) {
        if (!findings.object(attachment, where, ATTACHMENT)) {
            return;
        }
        findings.iri(attachment.path("usageType"), where + ".usageType");
        findings.iri(attachment.path("fileUrl"), where + ".fileUrl (bodies are not taken here)");
        if (!attachment.path("display").isObject()) {
            findings.add(where + ".display", "expected a language map");
        }
        if (!attachment.path("contentType").isTextual()
                || !attachment.path("length").isIntegralNumber()
                || !attachment.path("sha2").isTextual()) {
            findings.add(where, "expected contentType, length and sha2");
        }
    }

    private void optionalTime(JsonNode node, String where) {
        if (node.isMissingNode()) {
            return;
        }
        try {
            OffsetDateTime.parse(node.asText());
            if (node.asText().matches(".*-00(:?00)?")) {
                findings.add(where, "-00:00 is no offset");
            }
        } catch (DateTimeException e) {
            findings.add(where, "expected an ISO 8601 instant with an offset, found %s", node);
        }
    }
}
