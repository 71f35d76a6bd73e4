package dev.waymark.sandbox.lrs;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with a statement, collected while it is read; each finding says where. */
final class Findings {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");

    private final List<String> found = new ArrayList<>();

    List<String> list() {
        return List.copyOf(found);
    }

    void add(String where, String what, Object... values) {
        found.add(where + ": " + what.formatted(values));
    }

    /** Tells whether it is an object; an unknown property or a null is a finding (Data 2.2, 2.4). */
    boolean object(JsonNode node, String where, Set<String> known) {
        if (!node.isObject()) {
            add(where, "expected an object, found %s", kind(node));
            return false;
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                add(where, "has no property \"%s\"", name);
            } else if (node.path(name).isNull()) {
                add(where + "." + name, "null is not a value");
            }
        }
        return true;
    }

    void iri(JsonNode node, String where) {
        if (!node.isTextual() || !isIri(node.asText())) {
            add(where, "expected an absolute IRI, found %s", shown(node));
        }
    }

    void optionalIri(JsonNode node, String where) {
        if (!node.isMissingNode()) {
            iri(node, where);
        }
    }

    void uuid(JsonNode node, String where) {
        if (!node.isTextual() || !isUuid(node.asText())) {
            add(where, "expected a UUID, found %s", shown(node));
        }
    }

    void optionalText(JsonNode node, String where) {
        if (!node.isMissingNode() && !node.isTextual()) {
            add(where, "expected a string, found %s", kind(node));
        }
    }

    void optionalBoolean(JsonNode node, String where) {
        if (!node.isMissingNode() && !node.isBoolean()) {
            add(where, "expected true or false, found %s", shown(node));
        }
    }

    void optionalLanguageMap(JsonNode node, String where) {
        if (node.isMissingNode()) {
            return;
        }
        if (!node.isObject()) {
            add(where, "expected a language map, found %s", kind(node));
            return;
        }
        node.properties().forEach(entry -> {
            if (!LANGUAGE.matcher(entry.getKey()).matches() || !entry.getValue().isTextual()) {
                add(where, "expected a language tag with a string, found \"%s\"", entry.getKey());
            }
        });
    }

    void optionalLanguage(JsonNode node, String where) {
        if (!node.isMissingNode()
                && !(node.isTextual() && LANGUAGE.matcher(node.asText()).matches())) {
            add(where, "expected a language tag, found %s", shown(node));
        }
    }

    /** Extensions may hold anything, nulls too, under IRIs (Data 4.1.2). */
    void optionalExtensions(JsonNode node, String where) {
        if (node.isMissingNode()) {
            return;
        }
        if (!node.isObject()) {
            add(where, "expected an object, found %s", kind(node));
            return;
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!isIri(name)) {
                add(where, "expected IRIs as keys, found \"%s\"", name);
            }
        });
    }

    static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }

    static boolean isIri(String text) {
        if (text.isBlank() || text.chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>' || c == '"')) {
            return false;
        }
        try {
            return new URI(text.replaceAll("[^\\x21-\\x7e]|[{}|\\\\^`\\[\\]]", "_")).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    static String kind(JsonNode node) {
        return node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.isEmpty() ? "nothing" : text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
