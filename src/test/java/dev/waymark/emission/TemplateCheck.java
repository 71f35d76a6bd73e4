package dev.waymark.emission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds statements to the templates of a profile (xAPI Profiles 1.0, "Statement Templates"): a statement that carries
 * the profile's version must match the determining properties of a template, and follow its rules.
 */
final class TemplateCheck {

    private final JsonNode profile;

    TemplateCheck(JsonNode profile) {
        this.profile = profile;
    }

    /** Empty if the statement follows the template that it matches. */
    List<String> complaints(JsonNode statement) {
        for (JsonNode template : profile.path("templates")) {
            if (matches(template, statement)) {
                List<String> complaints = new ArrayList<>();
                template.path("rules").forEach(rule -> complaints.addAll(broken(rule, statement)));
                return complaints;
            }
        }
        return List.of("the statement matches no template");
    }

    private static boolean matches(JsonNode template, JsonNode statement) {
        return template.path("verb").equals(statement.path("verb").path("id"))
                && template.path("objectActivityType")
                        .equals(statement.path("object").path("definition").path("type"))
                && hasAll(template.path("contextParentActivityType"), "parent", statement)
                && hasAll(template.path("contextGroupingActivityType"), "grouping", statement);
    }

    private static boolean hasAll(JsonNode types, String relation, JsonNode statement) {
        List<JsonNode> found = JsonPath.of("$.context.contextActivities." + relation + "[*].definition.type")
                .in(statement);
        for (JsonNode type : types) {
            if (!found.contains(type)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> broken(JsonNode rule, JsonNode statement) {
        String location = rule.path("location").asText();
        List<JsonNode> found = JsonPath.of(location).in(statement);
        List<String> complaints = new ArrayList<>();
        switch (rule.path("presence").asText()) {
            case "included" -> {
                if (found.isEmpty()) {
                    complaints.add(location + " is missing");
                }
            }
            case "excluded" -> {
                if (!found.isEmpty()) {
                    complaints.add(location + " must not be there");
                }
            }
            default -> {
                // Recommended, or nothing said: values count only if there are any.
            }
        }
        if (!found.isEmpty()) {
            if (rule.has("any") && found.stream().noneMatch(value -> isIn(rule.path("any"), value))) {
                complaints.add(location + " has none of " + rule.path("any") + ", found " + found);
            }
            if (rule.has("all") && !found.stream().allMatch(value -> isIn(rule.path("all"), value))) {
                complaints.add(location + " has something else than " + rule.path("all") + ", found " + found);
            }
            if (rule.has("none") && found.stream().anyMatch(value -> isIn(rule.path("none"), value))) {
                complaints.add(location + " has one of " + rule.path("none") + ", found " + found);
            }
        }
        return complaints;
    }

    /** Numbers are equal by value: 1 is 1.0. */
    private static boolean isIn(JsonNode values, JsonNode found) {
        for (JsonNode value : values) {
            if (value.isNumber() && found.isNumber()
                    ? value.decimalValue().compareTo(found.decimalValue()) == 0
                    : value.equals(found)) {
                return true;
            }
        }
        return false;
    }
}
