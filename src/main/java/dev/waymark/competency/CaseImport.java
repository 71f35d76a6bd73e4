package dev.waymark.competency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waymark.competency.ContentFiles.Competency;
import dev.waymark.competency.ContentFiles.Needs;
import dev.waymark.competency.ContentFiles.Origin;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Tier;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a framework of a CASE package. An item becomes a competency under its human coding scheme, or its identifier where
 * that is no usable name; rubric levels become tiers; {@code precedes} becomes a prerequisite. What has no place in a
 * framework stays in the package, which is kept beside it.
 *
 * <p>Of packages that Waymark wrote itself, what CASE has no field for (tiers of a prerequisite, cut scores, further
 * languages) is read from where {@link CaseExport} put it.
 */
final class CaseImport {

    static final String EXTENSION = "waymark";

    private static final int LONGEST_NAME = 300;
    private static final Pattern AT_TIER = Pattern.compile("^([A-Za-z0-9._-]{1,64})@([1-4])(\\s.*)?$", Pattern.DOTALL);

    /**
     * @param notes what the reader of a dry run should know, each a sentence in English with its place
     * @param rows where the package says what must come first
     */
    record Result(ContentFiles.Framework framework, List<String> notes, RowsOfFile rows) {}

    private final CasePackage source;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, String> idsByItem = new LinkedHashMap<>();
    private final RowsOfFile rows = new RowsOfFile();

    CaseImport(CasePackage source) {
        this.source = source;
    }

    /**
     * @param granularity empty: as the package itself says, else its leaves
     * @param knownIds competency ids by item that an earlier version of this framework gave; they stay
     * @param digest of the package as it is kept
     */
    Result run(Optional<Granularity> granularity, Map<String, String> knownIds, String digest) {
        return run(granularity, knownIds, Set.of(), digest);
    }

    /**
     * @param taken ids that stand for other competencies, but where {@code knownIds} has them
     */
    Result run(Optional<Granularity> granularity, Map<String, String> knownIds, Set<String> taken, String digest) {
        notes.addAll(source.oddities());
        JsonNode own = ours(source.document());
        Granularity chosen = granularity
                .or(() -> CaseNode.text(own, "granularity").flatMap(Granularity::of))
                .orElse(Granularity.LEAVES);
        List<String> items = chosen.chosen(source);
        nameAll(items, knownIds, taken);
        List<Competency> competencies = items.stream().map(this::competency).toList();
        long withLevels = items.stream().filter(item -> !levels(item).isEmpty()).count();
        if (withLevels < items.size()) {
            notes.add(("%d of %d competencies have no rubric levels: their tiers are described in general words")
                    .formatted(items.size() - withLevels, items.size()));
        }
        List<Needs> prerequisites = prerequisites();
        JsonNode kept = own.path("framework");
        String title = CaseNode.first(source.document(), "title").orElse("Framework");
        var framework = new ContentFiles.Framework(
                CaseNode.text(kept, "version").orElse(slug(title) + "/1"),
                words(kept.path("name"), source.language(source.document()), title),
                kept.path("tiers").isArray() ? wordsList(kept.path("tiers")) : tierNames(),
                cuts(kept.path("cutScores")).orElse(List.of(-1.2, 0.3, 1.8)),
                competencies,
                prerequisites,
                kept.path("criteria").isArray()
                        ? List.of(JsonText.read(kept.path("criteria").toString(), ContentFiles.Demand[].class))
                        : null,
                new Origin(source.documentId(), digest, chosen.text()));
        return new Result(framework, List.copyOf(notes), rows);
    }

    /** Names every competency: as before, else by its code if that is free, else by its identifier. */
    private void nameAll(List<String> items, Map<String, String> knownIds, Set<String> elsewhere) {
        Set<String> given = new HashSet<>();
        for (String item : items) {
            String known = knownIds.get(item);
            if (known != null && given.add(known)) {
                idsByItem.put(item, known);
            }
        }
        Set<String> taken = new HashSet<>(elsewhere);
        taken.addAll(given);
        for (String item : items) {
            idsByItem.computeIfAbsent(item, unnamed -> {
                String code = CaseNode.text(source.items().getOrDefault(item, source.root()), "humanCodingScheme")
                        .map(CaseImport::asId)
                        .orElse("");
                if (code.isEmpty() || !taken.add(code)) {
                    String fallback = item.matches("[A-Za-z0-9._-]{1,64}") ? item : asId(item);
                    taken.add(fallback);
                    return fallback;
                }
                return code;
            });
        }
    }

    private Competency competency(String item) {
        JsonNode node = source.items().getOrDefault(item, source.root());
        String id = idsByItem.getOrDefault(item, item);
        JsonNode own = ours(node).path("competency");
        String language = source.language(node);
        String name = CaseNode.first(
                        node, "abbreviatedStatement", "fullStatement", "humanCodingScheme", "alternativeLabel")
                .orElse(id);
        if (CaseNode.first(node, "fullStatement").isEmpty()) {
            notes.add("item %s has no fullStatement; it is called \"%s\"".formatted(item, shortened(name)));
        }
        List<Map<String, String>> descriptors = descriptors(item, language);
        if (own.path("descriptors").isArray() && own.path("descriptors").size() == 4) {
            List<Map<String, String>> kept = wordsList(own.path("descriptors"));
            List<Map<String, String>> merged = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Map<String, String> both = new TreeMap<>(kept.get(i));
                if (descriptors != null) {
                    both.put(language, descriptors.get(i).getOrDefault(language, ""));
                }
                merged.add(both);
            }
            descriptors = merged;
        }
        return new Competency(
                id,
                words(own.path("name"), language, shortened(name)),
                descriptors,
                own.path("alignsWith").isArray() ? texts(own.path("alignsWith")) : null,
                cuts(own.path("cutScores")).orElse(null),
                item);
    }

    /** Four descriptions from rubric levels, lowest first; null where there are none. */
    private @Nullable List<Map<String, String>> descriptors(String item, String language) {
        List<String> levels = levels(item);
        if (levels.isEmpty()) {
            return null;
        }
        List<String> four = new ArrayList<>();
        int n = levels.size();
        if (n == 4) {
            four.addAll(levels);
        } else if (n < 4) {
            notes.add(("item %s has %d rubric levels, expected 4: they are taken as tiers %d to 4")
                    .formatted(item, n, 5 - n));
            for (int tier = 1; tier <= 4; tier++) {
                four.add(tier <= 4 - n ? "–" : levels.get(tier - 5 + n));
            }
        } else {
            notes.add(("item %s has %d rubric levels, expected 4: neighbouring levels are joined").formatted(item, n));
            for (int tier = 0; tier < 4; tier++) {
                four.add(String.join(" / ", levels.subList(tier * n / 4, (tier + 1) * n / 4)));
            }
        }
        return four.stream()
                .map(text ->
                        words(MissingNode.getInstance(), language, text.substring(0, Math.min(2000, text.length()))))
                .toList();
    }

    /** Texts of the rubric levels of an item, lowest first: by score if each has one of its own, else by position. */
    private List<String> levels(String item) {
        List<JsonNode> levels = new ArrayList<>();
        JsonNode criterion = source.criteria().get(item);
        if (criterion == null) {
            return List.of();
        }
        criterion.path("CFRubricCriterionLevels").forEach(levels::add);
        long scores = levels.stream()
                .flatMap(level -> CaseNode.number(level, "score").stream())
                .distinct()
                .count();
        String by = scores == levels.size() ? "score" : "position";
        levels.sort(
                Comparator.comparingDouble(level -> CaseNode.number(level, by).orElse(0.0)));
        return levels.stream()
                .flatMap(level -> CaseNode.first(level, "description", "quality", "feedback").stream())
                .toList();
    }

    private List<Needs> prerequisites() {
        Map<String, Set<String>> needs = new TreeMap<>();
        int unused = 0;
        int at = -1;
        for (JsonNode each : source.root().path("CFAssociations")) {
            at++;
            if (!CaseNode.kind(each).equals("precedes")) {
                continue;
            }
            Optional<CompetencyTier> before = end(each, "originNodeURI", "originTier");
            Optional<CompetencyTier> after = end(each, "destinationNodeURI", "destinationTier");
            if (before.isEmpty() || after.isEmpty() || before.equals(after)) {
                unused++;
                continue;
            }
            needs.computeIfAbsent(after.get().toString(), key -> new TreeSet<>())
                    .add(before.get().toString());
            rows.pair(
                    after.get().toString(), before.get().toString(), new RowsOfFile.Place(0, "/CFAssociations/" + at));
        }
        if (unused > 0) {
            notes.add("%d associations \"precedes\" join items that are no competencies here: kept, and not used"
                    .formatted(unused));
        }
        return needs.entrySet().stream()
                .map(each -> new Needs(each.getKey(), List.copyOf(each.getValue())))
                .toList();
    }

    /** One end of "precedes": at the tier that we wrote ourselves, else at tier 2, the first that anybody works towards. */
    private Optional<CompetencyTier> end(JsonNode association, String field, String tierField) {
        JsonNode link = association.path(field);
        Optional<String> id = CaseNode.target(link).map(idsByItem::get);
        return id.map(name -> {
            int tier = ours(association).path(tierField).asInt(0);
            Matcher titled = AT_TIER.matcher(link.path("title").asText(""));
            if (tier == 0 && titled.matches() && titled.group(1).equals(name)) {
                tier = Integer.parseInt(titled.group(2));
            }
            return ContentReader.competencyTier(name + "@" + (tier >= 1 && tier <= 4 ? tier : 2));
        });
    }

    /** Names of the tiers where every rubric calls its four levels the same; else ours. */
    private List<Map<String, String>> tierNames() {
        Set<List<String>> named = new HashSet<>();
        for (JsonNode criterion : source.criteria().values()) {
            List<JsonNode> levels = new ArrayList<>();
            criterion.path("CFRubricCriterionLevels").forEach(levels::add);
            levels.sort(Comparator.comparingDouble(level -> CaseNode.number(level, "score")
                    .or(() -> CaseNode.number(level, "position"))
                    .orElse(0.0)));
            named.add(levels.stream()
                    .map(level -> CaseNode.text(level, "quality").orElse(""))
                    .toList());
        }
        if (named.size() == 1) {
            List<String> four = named.iterator().next();
            if (four.size() == Tier.values().length
                    && four.stream().allMatch(name -> !name.isEmpty() && name.length() <= 40)) {
                String language = source.language(source.document());
                return four.stream()
                        .map(name -> words(MissingNode.getInstance(), language, name))
                        .toList();
            }
        }
        return List.of(
                Map.of("en", "Aware", "es", "Consciente"),
                Map.of("en", "Literate", "es", "Competente"),
                Map.of("en", "Practitioner", "es", "Profesional"),
                Map.of("en", "Expert", "es", "Referente"));
    }

    /** What we wrote into an object: its extension, or with CASE 1.0 a note that begins with our name. */
    static JsonNode ours(JsonNode object) {
        JsonNode extension = object.path("extensions").path(EXTENSION);
        if (extension.isObject()) {
            return extension;
        }
        String note = object.path("notes").asText("");
        if (note.startsWith(EXTENSION + ":")) {
            try {
                return CasePackage.MAPPER.readTree(note.substring(EXTENSION.length() + 1));
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                return MissingNode.getInstance();
            }
        }
        return MissingNode.getInstance();
    }

    private static Map<String, String> words(JsonNode kept, String language, String said) {
        Map<String, String> words = new TreeMap<>();
        kept.properties()
                .forEach(each -> words.put(each.getKey(), each.getValue().asText()));
        words.put(language, said);
        // A package in another language alone speaks it to everybody.
        words.putIfAbsent("en", said);
        return words;
    }

    private static List<Map<String, String>> wordsList(JsonNode list) {
        List<Map<String, String>> all = new ArrayList<>();
        list.forEach(each -> {
            Map<String, String> words = new TreeMap<>();
            each.properties()
                    .forEach(word -> words.put(word.getKey(), word.getValue().asText()));
            all.add(words);
        });
        return all;
    }

    private static List<String> texts(JsonNode list) {
        List<String> all = new ArrayList<>();
        list.forEach(each -> all.add(each.asText()));
        return all;
    }

    private static Optional<List<Double>> cuts(JsonNode list) {
        List<Double> all = new ArrayList<>();
        list.forEach(each -> all.add(each.asDouble()));
        return all.size() == 3 ? Optional.of(all) : Optional.empty();
    }

    private static String shortened(String text) {
        String plain =
                text.replaceAll("<[^>]{1,200}>", " ").replaceAll("\\s+", " ").strip();
        String some = plain.isEmpty() ? text.strip() : plain;
        return some.length() <= LONGEST_NAME ? some : some.substring(0, LONGEST_NAME - 1) + "…";
    }

    /** A code as an id: what may not stand in one becomes a hyphen. */
    static String asId(String code) {
        String id = Normalizer.normalize(code, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceAll("^-+|-+$", "");
        return id.length() <= 64 ? id : "";
    }

    static String slug(String title) {
        String slug = asId(title.length() > 60 ? title.substring(0, 60) : title)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return slug.isEmpty() ? "framework" : slug;
    }
}
