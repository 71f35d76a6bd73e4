package dev.waymark.competency;

import dev.waymark.engine.model.Tier;
import java.util.Map;
import java.util.TreeMap;

/** What a tier means where a framework describes none: in general words around the competency's own. */
final class GeneralWords {

    private static final Map<String, String[]> AROUND = Map.of(
            "en",
            new String[] {
                "You have heard of this and can say what it is about: %s",
                "You can do this in simple cases or with help: %s",
                "You can do this by yourself in your everyday work: %s",
                "You can do this in hard cases, and teach others: %s"
            },
            "es",
            new String[] {
                "Has oído hablar de esto y puedes decir de qué trata: %s",
                "Puedes hacerlo en casos sencillos o con ayuda: %s",
                "Puedes hacerlo por tu cuenta en tu trabajo diario: %s",
                "Puedes hacerlo en casos difíciles y enseñarlo: %s"
            });

    private GeneralWords() {}

    static Map<String, String> descriptor(Tier tier, Map<String, String> name) {
        Map<String, String> words = new TreeMap<>();
        String any = name.getOrDefault("en", name.values().stream().findFirst().orElse(""));
        AROUND.forEach((language, sentences) ->
                words.put(language, sentences[tier.ordinal()].formatted(name.getOrDefault(language, any))));
        return words;
    }
}
