package dev.waymark.competency;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.competency.Configurations.SeenActivity;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.Tier;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an activity that nobody has settled might count for, by its type and its name. Cautious on purpose: only types that
 * are surely an activity of a course (never an attempt, a question, a section, a course, a forum or a login), half weight
 * or less, never practical, and always marked as suggested. See decision record 0007.
 *
 * <p>The rules are data, {@code suggestions.json}. A name suggests the competency one of whose words or phrases stands in
 * it as whole words, capitals and accents aside; of several the one that comes first in the rules, where the narrower
 * subjects stand before the wider. The same activity always gets the same suggestion.
 */
final class Suggestions {

    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    /** As in the file; see its schema for the meaning of each field. */
    record Rules(
            int tier,
            double weightWhenNamed,
            double weightOtherwise,
            List<Kind> assessing,
            List<Kind> showing,
            List<Words> words) {}

    record Kind(String type, @Nullable String addressHas) {

        boolean covers(SeenActivity activity, String seenType) {
            return anyScheme(type).equals(anyScheme(seenType))
                    && (addressHas == null || activity.id().iri().contains(addressHas));
        }
    }

    /** The words of one competency; the languages are the fields that have no name of their own. */
    static final class Words {
        final String competency;
        final Map<String, List<String>> byLanguage = new TreeMap<>();

        Words(@JsonProperty("competency") String competency) {
            this.competency = competency;
        }

        @JsonAnySetter
        void language(String tag, List<String> words) {
            byLanguage.put(tag, words);
        }
    }

    /** A phrase as it is looked for: {@code " use case "}. */
    private record Phrase(CompetencyId competency, String text) {}

    private final Rules rules;
    private final CompetencyId entry;
    private final List<Phrase> phrases = new ArrayList<>();

    /** @param entry the competency that an assessing activity tells of if its name says nothing */
    Suggestions(Rules rules, CompetencyId entry) {
        this.rules = rules;
        this.entry = entry;
        for (Words words : rules.words()) {
            CompetencyId competency = new CompetencyId(words.competency);
            words.byLanguage
                    .values()
                    .forEach(all -> all.forEach(phrase -> phrases.add(new Phrase(competency, asWords(phrase)))));
        }
    }

    /** Rules that name a competency that is not there. */
    static List<String> complaints(Rules rules, Framework framework) {
        return rules.words().stream()
                .filter(words -> !framework.competencies().contains(new CompetencyId(words.competency)))
                .map(words -> "%s: there are words for %s, and the framework has no such competency"
                        .formatted(Part.SUGGESTIONS.file(), words.competency))
                .toList();
    }

    /** The suggestion for an activity; empty for what is no activity of a course, or only shows something unnamed. */
    Optional<Alignment> suggest(SeenActivity activity) {
        String type = activity.type().orElse("");
        Optional<CompetencyId> named = activity.name().flatMap(this::competencyIn);
        if (rules.assessing().stream().anyMatch(kind -> kind.covers(activity, type))) {
            return Optional.of(alignment(
                    activity,
                    named.orElse(entry),
                    EvidenceKind.ASSESSMENT,
                    named.isPresent() ? rules.weightWhenNamed() : rules.weightOtherwise()));
        }
        if (rules.showing().stream().anyMatch(kind -> kind.covers(activity, type))) {
            return named.map(
                    competency -> alignment(activity, competency, EvidenceKind.EXPOSURE, rules.weightWhenNamed()));
        }
        return Optional.empty();
    }

    /** Whether an activity of this type asks something of people, only shows something, or we cannot tell. */
    Optional<EvidenceKind> kindOf(SeenActivity activity) {
        String type = activity.type().orElse("");
        if (rules.assessing().stream().anyMatch(kind -> kind.covers(activity, type))) {
            return Optional.of(EvidenceKind.ASSESSMENT);
        }
        return rules.showing().stream().anyMatch(kind -> kind.covers(activity, type))
                ? Optional.of(EvidenceKind.EXPOSURE)
                : Optional.empty();
    }

    Tier tier() {
        return Tier.ofLevel(rules.tier());
    }

    /** The competency one of whose words stands in a name. */
    Optional<CompetencyId> competencyIn(String name) {
        String words = asWords(name);
        return phrases.stream()
                .filter(phrase -> words.contains(phrase.text()))
                .map(Phrase::competency)
                .findFirst();
    }

    private Alignment alignment(SeenActivity activity, CompetencyId competency, EvidenceKind kind, double weight) {
        var competencies = new TreeSet<>(List.of(new CompetencyTier(competency, Tier.ofLevel(rules.tier()))));
        return new Alignment(activity.id(), competencies, kind, weight, true);
    }

    /** Words between single blanks, with a blank at both ends, so that only whole words match. */
    static String asWords(String text) {
        String bare = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return " " + NOT_A_WORD.matcher(bare).replaceAll(" ").strip() + " ";
    }

    private static String anyScheme(String iri) {
        return iri.startsWith("https://") ? "http://" + iri.substring("https://".length()) : iri;
    }
}
