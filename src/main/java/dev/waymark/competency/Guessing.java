package dev.waymark.competency;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.Configurations.SeenActivity;
import dev.waymark.competency.CourseSetups.Guess;
import dev.waymark.competency.CourseSetups.Sure;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an activity of a course may count for, by its name and its type, in the words of any framework: those of the
 * suggestion rules, and those of the competencies' own names. How sure that is, is said; a person decides.
 */
final class Guessing {

    private static final Set<String> SMALL_WORDS = Set.of(
            "a", "an", "and", "for", "in", "is", "it", "my", "of", "on", "or", "the", "to", "with", "use", "using",
            "del", "de", "el", "en", "la", "las", "los", "o", "para", "por", "un", "una", "y", "der", "die", "das",
            "und", "im", "mit", "von", "zu", "your", "how");

    private static final int LEAST_LETTERS = 3;

    private final Published published;
    private final Suggestions suggestions;
    private final Map<CompetencyId, List<Set<String>>> names = new TreeMap<>();

    Guessing(Content content) {
        this.published = content.published();
        this.suggestions = content.suggestions();
        for (CompetencyId id : published.framework().competencies()) {
            names.put(
                    id,
                    List.of(Locale.ENGLISH, Locale.of("es")).stream()
                            .map(locale -> telling(published.words().competency(id, locale)))
                            .filter(words -> !words.isEmpty())
                            .distinct()
                            .toList());
        }
    }

    Guess guess(SeenActivity activity) {
        Optional<EvidenceKind> kind = suggestions.kindOf(activity);
        Set<String> said = telling(activity.name().orElse(""));
        Optional<CompetencyId> byRule = activity.name().flatMap(suggestions::competencyIn);
        Optional<CompetencyId> whole = best(said, 1);
        Optional<CompetencyId> half = best(said, .5);
        if (whole.isPresent() && (byRule.isEmpty() || byRule.equals(whole))) {
            return guessed(activity, whole.get(), kind, kind.isPresent() ? Sure.SURE : Sure.FAIRLY, "name");
        }
        if (byRule.isPresent()) {
            boolean both = byRule.equals(half);
            Sure sure = both && kind.isPresent() ? Sure.SURE : Sure.FAIRLY;
            return guessed(activity, byRule.get(), kind, sure, both ? "name" : "words");
        }
        if (half.isPresent()) {
            return guessed(activity, half.get(), kind, kind.isPresent() ? Sure.FAIRLY : Sure.UNSURE, "some-words");
        }
        return kind.filter(EvidenceKind.ASSESSMENT::equals).isPresent()
                ? new Guess(Optional.empty(), Sure.UNSURE, "type")
                : new Guess(Optional.empty(), Sure.UNSURE, "none");
    }

    private Guess guessed(
            SeenActivity activity, CompetencyId competency, Optional<EvidenceKind> kind, Sure sure, String basis) {
        var counts = new TreeSet<>(List.of(new CompetencyTier(competency, suggestions.tier())));
        return new Guess(
                Optional.of(new Alignment(activity.id(), counts, kind.orElse(EvidenceKind.ASSESSMENT), 1, true)),
                sure,
                basis);
    }

    /** The competency so much of whose name stands in what is said; of several the one with the most words. */
    private Optional<CompetencyId> best(Set<String> said, double share) {
        CompetencyId found = null;
        int most = 0;
        for (Map.Entry<CompetencyId, List<Set<String>>> each : names.entrySet()) {
            for (Set<String> name : each.getValue()) {
                int common = (int) name.stream().filter(said::contains).count();
                if (common > most && common >= share * name.size() - 1e-9) {
                    found = each.getKey();
                    most = common;
                }
            }
        }
        return Optional.ofNullable(found);
    }

    /** The words of a text that tell something, without capitals and accents. */
    private static Set<String> telling(String text) {
        Set<String> words =
                new TreeSet<>(Arrays.asList(Suggestions.asWords(text).strip().split(" ")));
        words.removeIf(word -> word.length() < LEAST_LETTERS || SMALL_WORDS.contains(word));
        return words;
    }
}
