package dev.waymark.bench;

import dev.waymark.engine.estimate.Constants;
import dev.waymark.engine.estimate.Features.Feature;
import dev.waymark.engine.estimate.Prediction;
import dev.waymark.engine.estimate.ReadOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Judges the model on training learners alone: five folds of learners, each predicted with items that the other four
 * taught. Says how the shipped constants do on each set, how weights do on a set that had no part in them, and what each
 * part of the model is worth.
 *
 * <pre>
 *   bench/run CrossValidation FOLDER   # folders in it hold train.tsv and item_skills.csv
 * </pre>
 */
final class CrossValidation {

    private static final int FOLDS = 5;

    private final List<String> names = new ArrayList<>();
    private final List<Answers> sets = new ArrayList<>();
    private final List<int[]> folds = new ArrayList<>();

    CrossValidation(Path folder) throws IOException {
        List<Path> found;
        try (Stream<Path> files = Files.list(folder)) {
            found = files.filter(each -> Files.exists(each.resolve("train.tsv")))
                    .sorted()
                    .toList();
        }
        for (Path each : found) {
            int[][] skills = Answers.readSkills(each.resolve("item_skills.csv"));
            Answers answers = Answers.read(each.resolve("train.tsv"), skills);
            names.add(each.getFileName().toString());
            sets.add(answers);
            int[] fold = new int[answers.learners()];
            Arrays.setAll(fold, learner -> learner % FOLDS);
            Random random = new Random(7);
            for (int i = fold.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = fold[i];
                fold[i] = fold[j];
                fold[j] = swapped;
            }
            folds.add(fold);
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected folders with train.tsv and item_skills.csv in %s, found none".formatted(folder));
        }
    }

    String table() {
        StringBuilder text = new StringBuilder("| AUC / log-loss / ECE(10) |");
        names.forEach(name -> text.append(' ').append(name).append(" |"));
        text.append("\n|---|").append("---|".repeat(names.size())).append("\n");
        row(text, "**Waymark as shipped**", expected(Waymark::new));
        Crossed full = crossed(Prediction.PUBLISHED, Waymark.ROUNDS);
        row(text, "weights fitted on the other sets only", full.leftOut(List.of()));
        for (Feature each : Feature.values()) {
            if (each != Feature.LEVEL) {
                row(text, "… without " + words(each), full.leftOut(List.of(each)));
            }
        }
        row(
                text,
                "… the level alone",
                full.leftOut(Arrays.stream(Feature.values())
                        .filter(each -> each != Feature.LEVEL)
                        .toList()));
        Prediction p = Prediction.PUBLISHED;
        row(
                text,
                "… one practice gain for all competencies",
                crossed(
                                new Prediction(
                                        p.itemVariance(),
                                        p.levelVariance(),
                                        p.allVariance(),
                                        p.practiceGain(),
                                        0,
                                        ReadOut.PUBLISHED),
                                Waymark.ROUNDS)
                        .leftOut(List.of()));
        row(
                text,
                "… items that do not start at their competency's level",
                crossed(
                                new Prediction(
                                        1.5 * p.itemVariance(),
                                        0,
                                        p.allVariance(),
                                        p.practiceGain(),
                                        p.practiceVariance(),
                                        ReadOut.PUBLISHED),
                                Waymark.ROUNDS)
                        .leftOut(List.of()));
        row(text, "… one round over the training answers", crossed(p, 1).leftOut(List.of()));
        row(text, "best logistic regression", expected(() -> new Logistic(true, 1)));
        row(text, "Elo (several competencies)", expected(Elo::new));
        row(text, "BKT (EM)", expected(Bkt::new));
        row(text, "PFA", expected(() -> new Logistic(false, 1)));
        row(text, "mean of each competency", expected(() -> new Means(true)));
        return text.append("\nWeights fitted on all sets together: ")
                .append(words(full.together()))
                .append(".\n")
                .toString();
    }

    private static String words(ReadOut weights) {
        StringBuilder text = new StringBuilder("constant %+.3f".formatted(weights.constant()));
        for (Feature each : Feature.values()) {
            text.append(
                    ", %s %+.3f".formatted(each.name().toLowerCase(Locale.ROOT).replace('_', ' '), weights.of(each)));
        }
        return text.toString();
    }

    private static String words(Feature feature) {
        return switch (feature) {
            case LEVEL -> "the level";
            case RUN -> "the run on the competency";
            case RUN_OVERALL -> "the run on everything";
            case FIRST -> "whether it is the first time";
            case GAP -> "how many other answers lie between";
        };
    }

    private void row(StringBuilder text, String name, List<double[]> expected) {
        text.append("| ").append(name).append(" |");
        for (int set = 0; set < sets.size(); set++) {
            double[] right = rightInFolds(set);
            text.append(" %.4f / %.4f / %.3f |"
                    .formatted(
                            Metrics.auc(expected.get(set), right),
                            Metrics.logLoss(expected.get(set), right),
                            Metrics.ece(expected.get(set), right)));
        }
        text.append("\n");
    }

    private double[] rightInFolds(int set) {
        double[] all = new double[sets.get(set).size()];
        int at = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            double[] part = in(set, fold, true).right();
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private Answers in(int set, int fold, boolean inside) {
        Answers all = sets.get(set);
        int[] of = folds.get(set);
        return all.where(row -> (of[all.learner()[row]] == fold) == inside);
    }

    /** Predictions of a model by set, fold after fold. */
    private List<double[]> expected(Supplier<Model> fresh) {
        List<double[]> found = new ArrayList<>();
        for (int set = 0; set < sets.size(); set++) {
            double[] all = new double[sets.get(set).size()];
            int at = 0;
            for (int fold = 0; fold < FOLDS; fold++) {
                Model model = fresh.get();
                model.fit(in(set, fold, false));
                double[] part = model.predict(in(set, fold, true));
                System.arraycopy(part, 0, all, at, part.length);
                at += part.length;
            }
            found.add(all);
        }
        return found;
    }

    private Crossed crossed(Prediction prediction, int rounds) {
        List<double[][]> features = new ArrayList<>();
        List<double[]> right = new ArrayList<>();
        for (int set = 0; set < sets.size(); set++) {
            List<double[]> rows = new ArrayList<>();
            for (int fold = 0; fold < FOLDS; fold++) {
                Waymark model = new Waymark("crossed", Constants.PUBLISHED, prediction, rounds);
                model.fit(in(set, fold, false));
                rows.addAll(Arrays.asList(model.features(in(set, fold, true))));
            }
            features.add(rows.toArray(double[][]::new));
            right.add(rightInFolds(set));
        }
        return new Crossed(features, right);
    }

    /** What the read-out sees of each set, from items that the learner had no part in teaching. */
    private record Crossed(List<double[][]> features, List<double[]> right) {

        ReadOut together() {
            return ReadOutFit.fit(features, right, List.of());
        }

        /** Each set predicted with weights that only the others gave. */
        List<double[]> leftOut(List<Feature> without) {
            List<double[]> expected = new ArrayList<>();
            for (int set = 0; set < features.size(); set++) {
                List<double[][]> others = new ArrayList<>(features);
                List<double[]> othersRight = new ArrayList<>(right);
                if (features.size() > 1) {
                    others.remove(set);
                    othersRight.remove(set);
                }
                expected.add(ReadOutFit.predict(ReadOutFit.fit(others, othersRight, without), features.get(set)));
            }
            return expected;
        }
    }

    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.ROOT);
        if (arguments.length != 1) {
            System.err.println(
                    "usage: bench/run CrossValidation FOLDER, whose folders hold train.tsv and item_skills.csv");
            System.exit(2);
        }
        System.out.print(new CrossValidation(Path.of(arguments[0])).table());
    }
}
