package dev.waymark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes the figures of the model card anew: what stands between {@code <!-- figures: NAME -->} and {@code <!-- end -->}
 * is replaced.
 *
 * <pre>
 *   bench/model-card [FOLDER]   # with folders of train.tsv and item_skills.csv; without, those figures stay as they are
 * </pre>
 */
final class ModelCard {

    private ModelCard() {}

    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.ROOT);
        Path card = Path.of(arguments[0]);
        String text = Files.readString(card);
        text = replaced(text, "cost", new Cost().table());
        text = replaced(text, "simulation", Simulation.table(2_000));
        text = replaced(text, "intervals", Simulation.intervals(2_000, 6));
        text = replaced(text, "placement", PlacementSimulation.table(300));
        if (arguments.length > 1) {
            text = replaced(text, "cross-validation", new CrossValidation(Path.of(arguments[1])).table());
        } else {
            System.err.println("no folder of answers given: the figures of the cross-validation stay as they are");
        }
        Files.writeString(card, text);
    }

    /** @throws IllegalArgumentException if the text has no such place */
    static String replaced(String text, String name, String figures) {
        String begin = "<!-- figures: " + name + " -->\n";
        String end = "<!-- end -->";
        int from = text.indexOf(begin);
        int to = from < 0 ? -1 : text.indexOf(end, from);
        if (to < 0) {
            throw new IllegalArgumentException(
                    "expected \"%s\" and after it \"%s\" in the model card, found neither or one"
                            .formatted(begin.strip(), end));
        }
        return text.substring(0, from + begin.length()) + "\n" + figures.strip() + "\n\n" + text.substring(to);
    }
}
