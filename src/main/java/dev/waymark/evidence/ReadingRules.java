package dev.waymark.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.engine.map.Condition;
import dev.waymark.engine.map.Condition.Trait;
import dev.waymark.engine.map.Deed;
import dev.waymark.engine.map.EvidenceMapper;
import dev.waymark.engine.map.RuleBook;
import dev.waymark.engine.map.Work;
import dev.waymark.engine.model.ScaledRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules by which statements are read, from {@code evidence/reading-rules.json}, the form of which {@code
 * reading-rules.schema.json} beside it lays down. They are part of the program: which rules read a statement is a matter
 * of record, and a new version of them reads everything again.
 */
public final class ReadingRules {

    private static final String FILE = "/evidence/reading-rules.json";
    private static final EvidenceMapper MAPPER = new EvidenceMapper(read(load()));
    private static final Map<String, String> SAYINGS = sayings(load());

    private ReadingRules() {}

    /** The mapper with the rules of this program. */
    public static EvidenceMapper mapper() {
        return MAPPER;
    }

    /** What a rule says, one English sentence; empty for a rule that there is not. */
    public static Optional<String> saying(String rule) {
        return Optional.ofNullable(SAYINGS.get(rule));
    }

    private static JsonNode load() {
        try (InputStream file = ReadingRules.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the program has no " + FILE);
            }
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    private static Map<String, String> sayings(JsonNode file) {
        Map<String, String> found = new LinkedHashMap<>();
        file.path("rules")
                .forEach(rule ->
                        found.put(rule.path("id").asText(), rule.path("says").asText()));
        return found;
    }

    /**
     * Makes rules of a file that is as the schema says.
     *
     * @throws IllegalArgumentException if it names a verb twice, or something that there is not
     */
    static RuleBook read(JsonNode file) {
        Map<String, Deed> verbs = new HashMap<>();
        file.path("verbs")
                .properties()
                .forEach(deed -> deed.getValue().forEach(name -> {
                    Deed before = verbs.put(name.asText(), named(Deed.class, deed.getKey()));
                    if (before != null) {
                        throw new IllegalArgumentException("the verb \"%s\" is named under %s and under %s"
                                .formatted(name.asText(), before, deed.getKey()));
                    }
                }));
        List<RuleBook.Source> sources = new ArrayList<>();
        for (JsonNode source : file.path("sources")) {
            List<Condition> any = new ArrayList<>();
            source.path("any").forEach(each -> any.add(condition(each)));
            sources.add(new RuleBook.Source(
                    source.path("name").asText(),
                    any,
                    texts(source.path("works")).stream()
                            .map(each -> named(Work.class, each))
                            .toList(),
                    named(ScaledRange.class, source.path("scaled").asText())));
        }
        List<RuleBook.Rule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode rule : file.path("rules")) {
            String id = rule.path("id").asText();
            if (!ids.add(id)) {
                throw new IllegalArgumentException("two rules are called \"%s\"".formatted(id));
            }
            rules.add(new RuleBook.Rule(
                    id,
                    texts(rule.path("sources")),
                    texts(rule.path("verbs")),
                    condition(rule.path("when")),
                    named(Deed.class, rule.path("as").asText())));
        }
        return new RuleBook(
                file.path("version").asText(), Set.copyOf(texts(file.path("vocabularies"))), verbs, sources, rules);
    }

    private static Condition condition(JsonNode when) {
        return new Condition(
                texts(when.path("vocabulary")),
                texts(when.path("object")),
                texts(when.path("objectId")),
                texts(when.path("around")),
                texts(when.path("category")),
                texts(when.path("extension")),
                texts(when.path("event")),
                texts(when.path("interaction")),
                traits(when.path("has")),
                traits(when.path("lacks")));
    }

    private static List<Trait> traits(JsonNode array) {
        return texts(array).stream().map(each -> named(Trait.class, each)).toList();
    }

    private static <E extends Enum<E>> E named(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static List<String> texts(JsonNode array) {
        List<String> found = new ArrayList<>();
        array.forEach(each -> found.add(each.asText()));
        return found;
    }
}
