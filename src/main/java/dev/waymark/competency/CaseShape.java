package dev.waymark.competency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Brings a package into the shapes of the CASE 1.1 JSON binding where it is not: identifiers in lower case, addresses,
 * instants with a zone, links as objects, lists as lists, numbers as numbers, no nulls. What is right already stays to the
 * letter, and so does every field that the binding does not know.
 *
 * @see <a href="https://www.imsglobal.org/spec/case/v1p1">1EdTech CASE 1.1, chapter 7</a>
 */
final class CaseShape {

    private enum Kind {
        ID,
        URI,
        TEXT,
        TEXTS,
        NUMBER,
        INSTANT,
        DATE,
        LINK,
        LINKS
    }

    private static final Map<String, Kind> FIELDS = fields();

    private static final Set<String> OTHERS =
            Set.of("adoptionStatus", "associationType", "caseVersion", "extensions", "targetType");

    /** What must be there, by class. */
    private static final Map<String, Set<String>> REQUIRED = Map.ofEntries(
            Map.entry("CFDocuments", Set.of("identifier", "uri", "creator", "title", "lastChangeDateTime")),
            Map.entry("CFItems", Set.of("identifier", "uri", "fullStatement", "lastChangeDateTime")),
            Map.entry(
                    "CFAssociations",
                    Set.of("identifier", "uri", "originNodeURI", "destinationNodeURI", "lastChangeDateTime")),
            Map.entry("CFConcepts", Set.of("identifier", "uri", "title", "hierarchyCode", "lastChangeDateTime")),
            Map.entry("CFSubjects", Set.of("identifier", "uri", "title", "hierarchyCode", "lastChangeDateTime")),
            Map.entry("CFLicenses", Set.of("identifier", "uri", "title", "licenseText", "lastChangeDateTime")),
            Map.entry(
                    "CFItemTypes",
                    Set.of("identifier", "uri", "title", "description", "hierarchyCode", "lastChangeDateTime")),
            Map.entry("CFAssociationGroupings", Set.of("identifier", "uri", "title", "lastChangeDateTime")),
            Map.entry("CFRubrics", Set.of("identifier", "uri", "lastChangeDateTime")),
            Map.entry("CFRubricCriteria", Set.of("identifier", "uri", "lastChangeDateTime")),
            Map.entry("CFRubricCriterionLevels", Set.of("identifier", "uri", "lastChangeDateTime")));

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("ischildof", "isChildOf"),
            Map.entry("ispeerof", "isPeerOf"),
            Map.entry("ispartof", "isPartOf"),
            Map.entry("exactmatchof", "exactMatchOf"),
            Map.entry("precedes", "precedes"),
            Map.entry("isrelatedto", "isRelatedTo"),
            Map.entry("replacedby", "replacedBy"),
            Map.entry("exemplar", "exemplar"),
            Map.entry("hasskilllevel", "hasSkillLevel"),
            Map.entry("istranslationof", "isTranslationOf"));

    private final String base;
    private final Function<String, Optional<String>> titles;
    private final String changed;

    /**
     * @param base address below which objects without one of their own get one
     * @param titles of objects by identifier, for links that give none
     * @param published stands for the time of change of a package that says none
     */
    private CaseShape(String base, Function<String, Optional<String>> titles, String changed) {
        this.base = base;
        this.titles = titles;
        this.changed = changed;
    }

    static ObjectNode of(CasePackage source, String base, Instant published) {
        Map<String, String> titles = new HashMap<>();
        source.items()
                .forEach((id, item) -> CaseNode.first(item, "fullStatement", "abbreviatedStatement")
                        .ifPresent(title -> titles.put(id, title)));
        CaseNode.text(source.document(), "title").ifPresent(title -> titles.put(source.documentId(), title));
        String changed = CaseNode.text(source.document(), "lastChangeDateTime")
                .map(CaseShape::instant)
                .orElseGet(published::toString);
        ObjectNode copy = source.root().deepCopy();
        new CaseShape(base, id -> Optional.ofNullable(titles.get(id)), changed).whole(copy);
        return copy;
    }

    private void whole(ObjectNode root) {
        if (root.path("CFDocument") instanceof ObjectNode document) {
            object("CFDocuments", document);
        }
        for (String list : List.of("CFItems", "CFAssociations", "CFRubrics")) {
            list(root, list);
        }
        if (root.path("CFDefinitions") instanceof ObjectNode definitions) {
            withoutNulls(definitions);
            for (String list :
                    List.of("CFConcepts", "CFSubjects", "CFLicenses", "CFItemTypes", "CFAssociationGroupings")) {
                list(definitions, list);
            }
        }
        withoutNulls(root);
    }

    private void list(ObjectNode parent, String name) {
        if (parent.path(name) instanceof ArrayNode list) {
            for (JsonNode each : list) {
                if (each instanceof ObjectNode object) {
                    object(name, object);
                }
            }
        }
    }

    private void object(String type, ObjectNode object) {
        withoutNulls(object);
        if (type.equals("CFAssociations")) {
            associationType(object);
        }
        for (String name : names(object)) {
            Kind kind = FIELDS.get(name);
            if (kind != null) {
                object.set(name, value(kind, object.path(name)));
            }
        }
        for (String required :
                REQUIRED.getOrDefault(type, Set.of()).stream().sorted().toList()) {
            if (!object.has(required)) {
                object.set(required, missing(type, object, required));
            }
        }
        list(object, "CFRubricCriteria");
        list(object, "CFRubricCriterionLevels");
    }

    private JsonNode missing(String type, ObjectNode object, String field) {
        return switch (field) {
            case "identifier" ->
                TextNode.valueOf(CaseNode.identifier(object).orElseGet(() -> CaseExport.id(type, object.toString())));
            case "uri" ->
                TextNode.valueOf(base + "/" + type + "/"
                        + CaseNode.identifier(object).orElseGet(() -> CaseExport.id(type, object.toString())));
            case "lastChangeDateTime" -> TextNode.valueOf(changed);
            case "fullStatement" ->
                TextNode.valueOf(CaseNode.first(object, "abbreviatedStatement", "humanCodingScheme")
                        .orElse(""));
            default -> TextNode.valueOf("");
        };
    }

    /** A type that the binding does not know is an extension of it, and the extension says how it was written. */
    private static void associationType(ObjectNode object) {
        String written = object.path("associationType").asText("");
        String known = TYPES.get(CaseNode.kind(object));
        if (known != null) {
            object.put("associationType", known);
        } else if (!written.matches("ext:[a-zA-Z0-9._-]+")) {
            object.put("associationType", "ext:" + written.replaceAll("[^a-zA-Z0-9._-]+", "-"));
            object.withObject("/extensions/" + CaseImport.EXTENSION).put("associationType", written);
        }
    }

    private JsonNode value(Kind kind, JsonNode found) {
        return switch (kind) {
            case ID -> found.isTextual() ? TextNode.valueOf(found.asText().toLowerCase(Locale.ROOT)) : found;
            case URI, TEXT -> text(found);
            case TEXTS -> found.isValueNode() ? array(List.of(found)) : found;
            case NUMBER -> number(found);
            case INSTANT -> found.isTextual() ? TextNode.valueOf(instant(found.asText())) : found;
            case DATE -> found.isTextual() ? TextNode.valueOf(date(found.asText())) : found;
            case LINK -> link(found.isArray() && found.size() == 1 ? found.get(0) : found);
            case LINKS -> {
                List<JsonNode> links = new ArrayList<>();
                (found.isArray() ? found : array(List.of(found))).forEach(each -> links.add(link(each)));
                yield array(links);
            }
        };
    }

    private static JsonNode text(JsonNode found) {
        if (found.isArray()) {
            List<String> parts = new ArrayList<>();
            found.forEach(each -> parts.add(each.asText()));
            return TextNode.valueOf(String.join(", ", parts));
        }
        return found.isValueNode() && !found.isTextual() ? TextNode.valueOf(found.asText()) : found;
    }

    private static JsonNode number(JsonNode found) {
        if (!found.isTextual()) {
            return found;
        }
        try {
            return CasePackage.MAPPER
                    .getNodeFactory()
                    .numberNode(new BigDecimal(found.asText().strip()));
        } catch (NumberFormatException e) {
            return found;
        }
    }

    private JsonNode link(JsonNode found) {
        if (found instanceof ObjectNode link) {
            withoutNulls(link);
            CaseNode.identifier(link).ifPresent(id -> {
                if (!link.has("identifier") || CaseNode.uuidIn(id).isPresent()) {
                    link.put("identifier", id);
                }
                if (!link.has("title")) {
                    link.put("title", titles.apply(id).orElse(""));
                }
                if (!link.has("uri")) {
                    link.put("uri", base + "/uri/" + id);
                }
            });
            return link;
        }
        if (!found.isTextual()) {
            return found;
        }
        String written = found.asText();
        String id = CaseNode.uuidIn(written).orElse(written);
        ObjectNode link = CasePackage.MAPPER.createObjectNode();
        link.put("title", titles.apply(id).orElse(""));
        link.put("identifier", id);
        link.put("uri", written.contains(":") ? written : base + "/uri/" + id);
        return link;
    }

    /** With a zone: a time that says none is taken as UTC, a date as its beginning. What is no time stays as it is. */
    static String instant(String written) {
        String text = written.strip();
        try {
            OffsetDateTime.parse(text);
            return text;
        } catch (DateTimeParseException e) {
            // not yet as it must be
        }
        String iso = text.replace(' ', 'T').replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2");
        try {
            return OffsetDateTime.parse(iso).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        } catch (DateTimeParseException e) {
            // no zone
        }
        try {
            return LocalDateTime.parse(iso).atOffset(ZoneOffset.UTC).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        } catch (DateTimeParseException e) {
            // no time
        }
        try {
            return LocalDate.parse(iso)
                    .atStartOfDay()
                    .atOffset(ZoneOffset.UTC)
                    .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        } catch (DateTimeParseException e) {
            return written;
        }
    }

    private static String date(String written) {
        return written.matches("\\d{4}-\\d{2}-\\d{2}[T ].*") ? written.substring(0, 10) : written;
    }

    private static ArrayNode array(List<JsonNode> values) {
        return CasePackage.MAPPER.createArrayNode().addAll(values);
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A field that the binding knows, which may be absent but not null; what others put there stays. */
    private static boolean isOfTheBinding(String name) {
        return name.startsWith("CF") || FIELDS.containsKey(name) || OTHERS.contains(name);
    }

    private static void withoutNulls(ObjectNode object) {
        names(object).stream()
                .filter(name -> object.path(name).isNull() && isOfTheBinding(name))
                .forEach(object::remove);
    }

    private static Map<String, Kind> fields() {
        Map<String, Kind> fields = new HashMap<>();
        Map.of(
                        Kind.ID, "identifier rubricId rubricCriterionId",
                        Kind.URI, "uri officialSourceURL",
                        Kind.TEXT,
                                "title creator publisher description language version adoptionStatus notes"
                                        + " frameworkType fullStatement alternativeLabel CFItemType humanCodingScheme"
                                        + " listEnumeration abbreviatedStatement keywords hierarchyCode licenseText"
                                        + " typeCode category quality feedback",
                        Kind.TEXTS, "subject conceptKeywords educationLevel",
                        Kind.NUMBER, "sequenceNumber weight score position",
                        Kind.INSTANT, "lastChangeDateTime",
                        Kind.DATE, "statusStartDate statusEndDate",
                        Kind.LINK,
                                "licenseURI CFItemTypeURI conceptKeywordsURI CFDocumentURI CFPackageURI originNodeURI"
                                        + " destinationNodeURI CFAssociationGroupingURI CFItemURI",
                        Kind.LINKS, "subjectURI")
                .forEach((kind, names) -> List.of(names.split(" ")).forEach(name -> fields.put(name, kind)));
        return Map.copyOf(fields);
    }
}
