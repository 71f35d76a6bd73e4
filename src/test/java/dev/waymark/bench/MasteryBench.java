package dev.waymark.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The benchmark of {@code bench/mastery}: teaches item parameters from training learners, predicts every answer of test
 * learners from their own answers before it, and prints what came out, beside the models that are published.
 */
public final class MasteryBench {

    private static final String USAGE = """
            usage: bench/mastery --fit TRAIN.tsv --test TEST.tsv --items item_skills.csv
                                 [--out FOLDER or FILE.md] [--only waymark] [--draws 200] [--seed 1]
              TRAIN, TEST   tab separated with a header: user_id, item_id, timestamp, correct, skill_id
              item_skills   line i has the competencies of item i, from 0, separated by commas
              --out         writes the table as Markdown and the reliability plot as SVG
              --only        just this model and not those it is compared with
              --draws       how often learners are drawn for the intervals, 0 for none
            """;

    /** How often predicting is timed; the shortest time is told. */
    private static final int TIMED = 5;

    private MasteryBench() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(run(arguments, System.out, System.err));
    }

    /** @return 0, or 2 if what was asked for or given could not be read */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        try {
            Options options = Options.of(arguments);
            int[][] skills = Answers.readSkills(options.items());
            Answers train = Answers.read(options.fit(), skills);
            Answers test = Answers.read(options.test(), skills);
            List<Judged> judged = new ArrayList<>();
            for (Supplier<Model> each : models(options)) {
                judged.add(judge(each.get(), train, test, options));
            }
            String table = new Report(train, test, judged, options.draws()).markdown();
            out.print(table);
            if (options.out() != null) {
                write(options.out(), table, judged.get(0), test);
            }
            return 0;
        } catch (BadFile | IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        } catch (IOException e) {
            err.println("cannot read or write: " + e);
            return 2;
        }
    }

    private static List<Supplier<Model>> models(Options options) {
        List<Supplier<Model>> models = new ArrayList<>();
        models.add(Waymark::new);
        if (!options.onlyWaymark()) {
            models.add(() -> new Means(false));
            models.add(() -> new Means(true));
            models.add(Bkt::new);
            models.add(() -> new Logistic(false, options.seed()));
            models.add(Elo::new);
            models.add(() -> new Logistic(true, options.seed()));
        }
        return models;
    }

    private static Judged judge(Model model, Answers train, Answers test, Options options) {
        model.fit(train);
        double[] expected = model.predict(test);
        double micros = Double.POSITIVE_INFINITY;
        ThreadMXBean time = ManagementFactory.getThreadMXBean();
        // Once more a few times, for the time alone: the first run pays for compiling.
        for (int again = 0; again < TIMED; again++) {
            long before = time.getCurrentThreadCpuTime();
            model.predict(test);
            micros = Math.min(micros, (time.getCurrentThreadCpuTime() - before) / 1e3 / test.size());
        }
        return new Judged(model.name(), test, expected, micros, options.draws(), options.seed());
    }

    private static void write(Path out, String table, Judged ours, Answers test) throws IOException {
        Path file = out.getFileName().toString().endsWith(".md") ? out : out.resolve("mastery.md");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, table);
        String name = file.getFileName().toString().replaceAll("\\.md$", "-reliability.svg");
        Files.writeString(
                file.resolveSibling(name),
                Reliability.svg("Waymark: predicted and happened", ours.expected, test.right()));
    }

    /** What was asked for. */
    private record Options(Path fit, Path test, Path items, Path out, boolean onlyWaymark, int draws, long seed) {

        static Options of(String[] arguments) {
            Path fit = null;
            Path test = null;
            Path items = null;
            Path out = null;
            boolean only = false;
            int draws = 200;
            long seed = 1;
            for (int i = 0; i < arguments.length; i += 2) {
                if (i + 1 == arguments.length) {
                    throw new IllegalArgumentException(
                            "expected a value after %s, found none%n%s".formatted(arguments[i], USAGE));
                }
                String value = arguments[i + 1];
                switch (arguments[i]) {
                    case "--fit" -> fit = Path.of(value);
                    case "--test" -> test = Path.of(value);
                    case "--items" -> items = Path.of(value);
                    case "--out" -> out = Path.of(value);
                    case "--draws" -> draws = (int) number(arguments[i], value, 10_000);
                    case "--seed" -> seed = number(arguments[i], value, Integer.MAX_VALUE);
                    case "--only" -> {
                        if (!value.equalsIgnoreCase("waymark")) {
                            throw new IllegalArgumentException(
                                    "expected \"waymark\" after --only, found \"%s\"".formatted(value));
                        }
                        only = true;
                    }
                    default ->
                        throw new IllegalArgumentException(
                                "expected one of --fit, --test, --items, --out, --only, --draws, --seed, found %s%n%s"
                                        .formatted(arguments[i], USAGE));
                }
            }
            if (fit == null || test == null || items == null) {
                throw new IllegalArgumentException("expected --fit, --test and --items, found %d arguments%n%s"
                        .formatted(arguments.length, USAGE));
            }
            return new Options(fit, test, items, out, only, draws, seed);
        }

        private static long number(String option, String text, long most) {
            try {
                long value = Long.parseLong(text);
                if (value >= 0 && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new IllegalArgumentException(
                    "expected a whole number from 0 to %d after %s, found \"%s\"".formatted(most, option, text));
        }
    }
}
