package dev.waymark.engine.map;

import dev.waymark.engine.model.ScaledRange;
import dev.waymark.engine.model.StatementFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What verbs mean, and how each source is read: data, so that it can be shown, argued about and replaced.
 *
 * <p>A verb is known by its vocabulary and its name, in any case of letters, with {@code http} or {@code https}, with or
 * without {@code www} and a slash at the end, and by nothing else: a verb of a vocabulary that nobody has listed is
 * unknown, however familiar it sounds. The first source that fits says what belongs together and what {@code scaled}
 * means. The first rule that fits says what the statement comes down to; if none does, the verb says it.
 */
public final class RuleBook {

    private static final Source OTHER =
            new Source("other", List.of(), List.of(Work.ATTEMPT, Work.SUBMISSION, Work.PACKAGE), ScaledRange.AUTO);

    private static final String PAGE = ".html";

    private final String version;
    private final Set<String> vocabularies;
    private final Map<String, Deed> verbs;
    private final List<Source> sources;
    private final List<Rule> rules;
    private final Map<String, List<Rule>> rulesOfVerb = new HashMap<>();
    private final List<Rule> rulesOfAnyVerb;

    /**
     * @param version names the book: a change of it is a reason to read everything again
     * @param vocabularies beginnings of verbs up to the last slash
     * @param verbs names of verbs, in lower case, to what each comes down to where no rule knows better
     */
    public RuleBook(
            String version, Set<String> vocabularies, Map<String, Deed> verbs, List<Source> sources, List<Rule> rules) {
        this.version = version;
        this.vocabularies = vocabularies.stream().map(Iris::plain).collect(Collectors.toUnmodifiableSet());
        this.verbs = Map.copyOf(verbs);
        this.sources = List.copyOf(sources);
        this.rules = List.copyOf(rules);
        for (Rule rule : rules) {
            rule.verbs().forEach(verb -> rulesOfVerb.computeIfAbsent(verb, this::rulesFor));
        }
        rulesOfAnyVerb = rulesFor("*");
    }

    private List<Rule> rulesFor(String verb) {
        return rules.stream()
                .filter(rule -> rule.verbs().contains(verb) || rule.verbs().contains("*"))
                .toList();
    }

    public String version() {
        return version;
    }

    public List<Source> sources() {
        return sources;
    }

    public List<Rule> rules() {
        return rules;
    }

    public Map<String, Deed> verbs() {
        return verbs;
    }

    /**
     * A kind of source.
     *
     * @param name shown to people
     * @param works ways in which its statements belong together, best first; {@link Work#OBJECT} comes last by itself
     * @param scaled what {@code score.scaled} means in it
     */
    public record Source(String name, List<Condition> any, List<Work> works, ScaledRange scaled) {
        public Source {
            any = List.copyOf(any);
            works = List.copyOf(works);
        }
    }

    /**
     * @param id stable: the ledger and its readers name it
     * @param sources names of sources it is for; empty means all
     * @param verbs names of verbs it is for; never empty, {@code *} means all
     */
    public record Rule(String id, List<String> sources, List<String> verbs, Condition when, Deed as) {
        public Rule {
            if (verbs.isEmpty()) {
                throw new IllegalArgumentException("rule %s names no verb; * means all".formatted(id));
            }
            sources = List.copyOf(sources);
            verbs = List.copyOf(verbs);
        }
    }

    /**
     * How a statement is read.
     *
     * @param source name of the kind of source
     * @param verb the verb without scheme, {@code www} and slashes at the end, in lower case
     * @param rule id of the rule that decided; empty if the verb alone did
     * @param deed empty if the verb is unknown
     */
    public record Reading(
            String source,
            String verb,
            Optional<String> rule,
            Optional<Deed> deed,
            Work.Piece piece,
            ScaledRange scaled) {}

    public Reading read(StatementFacts statement) {
        Source source = sourceOf(statement);
        Work.Piece piece = pieceOf(statement, source);
        String plain = Iris.plain(statement.verb());
        String verb = nameOf(plain);
        if (verb.isEmpty()) {
            return new Reading(source.name(), plain, Optional.empty(), Optional.empty(), piece, source.scaled());
        }
        Rule rule = ruleOf(statement, verb, source.name());
        return rule == null
                ? new Reading(
                        source.name(),
                        plain,
                        Optional.empty(),
                        Optional.ofNullable(verbs.get(verb)),
                        piece,
                        source.scaled())
                : new Reading(
                        source.name(), plain, Optional.of(rule.id()), Optional.of(rule.as()), piece, source.scaled());
    }

    private Source sourceOf(StatementFacts statement) {
        for (Source each : sources) {
            for (Condition condition : each.any()) {
                if (condition.holds(statement)) {
                    return each;
                }
            }
        }
        return OTHER;
    }

    private static Work.Piece pieceOf(StatementFacts statement, Source source) {
        for (Work work : source.works()) {
            Optional<Work.Piece> piece = work.of(statement);
            if (piece.isPresent()) {
                return piece.get();
            }
        }
        return Work.OBJECT.of(statement).orElseThrow();
    }

    private @Nullable Rule ruleOf(StatementFacts statement, String verb, String source) {
        List<Rule> some = rulesOfVerb.get(verb);
        for (Rule each : some == null ? rulesOfAnyVerb : some) {
            if ((each.sources().isEmpty() || each.sources().contains(source))
                    && each.when().holds(statement)) {
                return each;
            }
        }
        return null;
    }

    /** The name of a verb within its vocabulary; empty if the vocabulary is not one we know. */
    private String nameOf(String plain) {
        int cut = Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('#'));
        if (cut <= 0 || !vocabularies.contains(plain.substring(0, cut))) {
            return "";
        }
        // Some content names ADL's page about the verb.
        int end = plain.endsWith(PAGE) ? plain.length() - PAGE.length() : plain.length();
        return plain.substring(cut + 1, Math.max(end, cut + 1));
    }
}
