package dev.waymark.competency;

import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Tier;
import java.util.Locale;
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

    private static final Map<String, String> TASK = Map.of(
            "en", "Take this activity of your course. What you do there shows here.",
            "es", "Haz esta actividad de tu curso. Lo que hagas allí se verá aquí.");

    private static final Map<String, Map<EvidenceKind, String>> DONE_WHEN = Map.of(
            "en",
            Map.of(
                    EvidenceKind.ASSESSMENT, "It is done when your course reports a score of 70% or more.",
                    EvidenceKind.PRACTICAL, "It is done when somebody has rated your work with 70% or more.",
                    EvidenceKind.EXPOSURE, "It is done when you have been through it.",
                    EvidenceKind.PEER, "It is done when other learners have rated your work.",
                    EvidenceKind.ON_THE_JOB, "It is done when you have reported that you used it at work."),
            "es",
            Map.of(
                    EvidenceKind.ASSESSMENT, "Está hecho cuando tu curso comunica una puntuación del 70 % o más.",
                    EvidenceKind.PRACTICAL, "Está hecho cuando alguien ha valorado tu trabajo con un 70 % o más.",
                    EvidenceKind.EXPOSURE, "Está hecho cuando lo has recorrido entero.",
                    EvidenceKind.PEER, "Está hecho cuando otras personas del curso han valorado tu trabajo.",
                    EvidenceKind.ON_THE_JOB, "Está hecho cuando has dicho que lo usaste en el trabajo."));

    private GeneralWords() {}

    /** What to do with an activity of a course that says no more of itself. */
    static String task(Locale locale) {
        return TASK.getOrDefault(locale.getLanguage(), TASK.getOrDefault("en", ""));
    }

    static String doneWhen(EvidenceKind kind, Locale locale) {
        Map<EvidenceKind, String> english = DONE_WHEN.getOrDefault("en", Map.of());
        return DONE_WHEN.getOrDefault(locale.getLanguage(), english).getOrDefault(kind, "");
    }

    static Map<String, String> descriptor(Tier tier, Map<String, String> name) {
        Map<String, String> words = new TreeMap<>();
        String any = name.getOrDefault("en", name.values().stream().findFirst().orElse(""));
        AROUND.forEach((language, sentences) ->
                words.put(language, sentences[tier.ordinal()].formatted(name.getOrDefault(language, any))));
        return words;
    }
}
