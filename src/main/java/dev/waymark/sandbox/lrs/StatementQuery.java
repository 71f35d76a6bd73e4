package dev.waymark.sandbox.lrs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.sandbox.http.Refusal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The question of a {@code GET /statements} for many. xAPI 1.0.3 Communication 2.1.3.
 *
 * @param since exclusive
 * @param until inclusive
 * @param limit 0 for as many as the LRS likes
 * @param cursor the {@code stored} of the last statement of the page before
 * @param asSent the parameters, so that {@code more} can repeat them
 */
record StatementQuery(
        Optional<JsonNode> agent,
        Optional<String> verb,
        Optional<String> activity,
        Optional<String> registration,
        boolean relatedActivities,
        boolean relatedAgents,
        Optional<Instant> since,
        Optional<Instant> until,
        int limit,
        boolean ascending,
        String format,
        Optional<Instant> cursor,
        Map<String, String> asSent) {

    private static final String CURSOR = "cursor";
    private static final Set<String> KNOWN = Set.of(
            "agent",
            "verb",
            "activity",
            "registration",
            "related_activities",
            "related_agents",
            "since",
            "until",
            "limit",
            "format",
            "attachments",
            "ascending",
            CURSOR);

    /** @throws Refusal 400 if a parameter is unknown or says nothing (Communication 3.2) */
    static StatementQuery of(Map<String, String> parameters) {
        parameters.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new Refusal(400, "there is no parameter \"" + name + "\"");
                });
        if (flag(parameters, "attachments")) {
            throw new Refusal(400, "attachments=true: the practice LRS keeps no attachments");
        }
        return new StatementQuery(
                text(parameters, "agent").map(StatementQuery::agent),
                text(parameters, "verb").map(iri -> iri("verb", iri)),
                text(parameters, "activity").map(iri -> iri("activity", iri)),
                text(parameters, "registration").map(uuid -> uuid("registration", uuid)),
                flag(parameters, "related_activities"),
                flag(parameters, "related_agents"),
                text(parameters, "since").map(time -> time("since", time)),
                text(parameters, "until").map(time -> time("until", time)),
                text(parameters, "limit").map(StatementQuery::limit).orElse(0),
                flag(parameters, "ascending"),
                format(parameters),
                text(parameters, CURSOR).map(time -> time(CURSOR, time)),
                Map.copyOf(parameters));
    }

    /** The same question, from the next statement on, as a query string. */
    String next(Instant lastStored) {
        var next = new LinkedHashMap<>(asSent);
        next.put(CURSOR, lastStored.toString());
        return next.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Whether a statement of this time is asked for. */
    boolean asksFor(Instant stored) {
        return since.map(stored::isAfter).orElse(true)
                && until.map(last -> !stored.isAfter(last)).orElse(true)
                && cursor.map(at -> ascending ? stored.isAfter(at) : stored.isBefore(at))
                        .orElse(true);
    }

    static String uuid(String name, String text) {
        if (!Findings.isUuid(text)) {
            throw new Refusal(400, "%s: expected a UUID, found \"%s\"".formatted(name, text));
        }
        return text.toLowerCase(java.util.Locale.ROOT);
    }

    static String format(Map<String, String> parameters) {
        String format = parameters.getOrDefault("format", "exact");
        if (!Set.of("exact", "canonical", "ids").contains(format)) {
            throw new Refusal(400, "format: expected exact, canonical or ids, found \"" + format + "\"");
        }
        return format;
    }

    private static Optional<String> text(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private static boolean flag(Map<String, String> parameters, String name) {
        String value = parameters.getOrDefault(name, "false");
        if (!Set.of("true", "false").contains(value)) {
            throw new Refusal(400, "%s: expected true or false, found \"%s\"".formatted(name, value));
        }
        return value.equals("true");
    }

    private static String iri(String name, String text) {
        if (!Findings.isIri(text)) {
            throw new Refusal(400, "%s: expected an absolute IRI, found \"%s\"".formatted(name, text));
        }
        return text;
    }

    private static int limit(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new Refusal(400, "limit: expected a whole number, 0 or more, found \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }

    private static Instant time(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Refusal(400, "%s: expected an ISO 8601 instant, found \"%s\"".formatted(name, text));
        }
    }

    private static JsonNode agent(String text) {
        try {
            JsonNode agent = Vocabulary.JSON.readTree(text);
            var findings = new Findings();
            new AgentRules(findings).agentOrGroup(agent, "agent");
            findings.list().stream().findFirst().ifPresent(finding -> {
                throw new Refusal(400, finding);
            });
            return agent;
        } catch (JsonProcessingException e) {
            throw new Refusal(400, "agent: expected JSON, found \"" + text + "\"");
        }
    }
}
