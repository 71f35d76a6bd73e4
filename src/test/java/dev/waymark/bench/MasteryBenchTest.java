package dev.waymark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasteryBenchTest {

    private static final String HEADER = "user_id\titem_id\ttimestamp\tcorrect\tskill_id\n";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void write() throws IOException {
        StringBuilder skills = new StringBuilder();
        for (int item = 0; item < 40; item++) {
            skills.append(item % 7 == 0 ? "0,1" : item % 4 + "").append("\n");
        }
        Files.writeString(folder.resolve("item_skills.csv"), skills);
        Files.writeString(folder.resolve("train.tsv"), answers(1, 150));
        Files.writeString(folder.resolve("test.tsv"), answers(2, 60));
    }

    @Test
    void oursIsInTheTableBesideTheOthersAndBetterThanTheMeans() throws IOException {
        assertThat(run("--out", folder.resolve("report").toString())).isZero();
        String table = text(out);
        assertThat(table.lines().filter(line -> line.startsWith("| ")).map(line -> line.split("\\|")[1].strip()))
                .containsExactly(
                        "model",
                        "Waymark",
                        "mean of everything",
                        "mean of each competency",
                        "BKT (EM)",
                        "PFA",
                        "Elo (several competencies)",
                        "best logistic regression");
        assertThat(auc(table, "Waymark")).isGreaterThan(auc(table, "mean of each competency") + 0.05);
        assertThat(auc(table, "mean of everything")).isCloseTo(0.5, within(1e-4));
        assertThat(folder.resolve("report/mastery.md")).hasContent(table);
        assertThat(folder.resolve("report/mastery-reliability.svg"))
                .content()
                .startsWith("<svg")
                .contains("<circle");
    }

    @Test
    void theSameSeedPrintsTheSameFigures() {
        assertThat(run("--only", "waymark", "--seed", "4")).isZero();
        String once = withoutTimes(text(out));
        out.reset();
        assertThat(run("--only", "Waymark", "--seed", "4")).isZero();
        assertThat(withoutTimes(text(out))).isEqualTo(once);
    }

    @Test
    void itemsAndCompetenciesThatTrainingNeverHadArePredictedAsNew() throws IOException {
        Files.writeString(folder.resolve("test.tsv"), HEADER + "u\t999\t0\t1\t55\nu\t999\t0\t0\t55\nu\t3\t0\t1\t3\n");
        assertThat(run()).as(text(err)).isZero();
        assertThat(text(out)).contains("| Waymark | ");
    }

    @Test
    void aRowThatCannotBeReadIsNamedWithWhatWasExpectedAndFound() throws IOException {
        refused("u\t3\t0\t2\t3", "line 3", "correct to be 0 or 1", "\"2\"");
        refused("u\tthree\t0\t1\t3", "line 3", "item_id to be a whole number", "\"three\"");
        refused("u\t-1\t0\t1\t3", "line 3", "item_id to be a whole number", "\"-1\"");
        refused("u\t3\t0\t1", "line 3", "5 tab-separated columns", "\"4\"");
        refused("u\t3\tnoon\t1\t3", "line 3", "timestamp to be a number", "\"noon\"");
        refused("u\t3\t0\tNaN\t3", "line 3", "correct to be a number", "\"NaN\"");
        refused("\t3\t0\t1\t3", "line 3", "a user_id", "nothing");
    }

    private void refused(String row, String... said) throws IOException {
        err.reset();
        Files.writeString(folder.resolve("test.tsv"), HEADER + "u\t3\t0\t1\t3\n" + row + "\n");
        assertThat(run("--only", "waymark")).isEqualTo(2);
        assertThat(text(err)).contains("test.tsv").contains(said);
    }

    @Test
    void aFileThatIsNotThereOrHasNoSuchHeaderIsNamed() throws IOException {
        Files.writeString(folder.resolve("test.tsv"), "learner,item\n1,2\n");
        assertThat(run()).isEqualTo(2);
        assertThat(text(err)).contains("test.tsv, line 1").contains("user_id, item_id, correct");
        err.reset();
        Files.delete(folder.resolve("test.tsv"));
        assertThat(run()).isEqualTo(2);
        assertThat(text(err)).contains("test.tsv: expected a file, found none");
        err.reset();
        assertThat(MasteryBench.run(new String[] {"--fit", "x"}, stream(out), stream(err)))
                .isEqualTo(2);
        assertThat(text(err)).contains("expected --fit, --test and --items");
    }

    @Test
    void answersOutOfOrderAreSortedByLearnerAndTime() throws IOException {
        Path file = folder.resolve("mixed.tsv");
        Files.writeString(file, HEADER + "a\t1\t20\t1\t1\nb\t2\t5\t0\t2\na\t3\t10\t0\t3\n");
        Answers answers = Answers.read(file, Answers.readSkills(folder.resolve("item_skills.csv")));
        assertThat(answers.item()).containsExactly(3, 1, 2);
        assertThat(answers.learner()).containsExactly(0, 0, 1);
    }

    @Test
    void measuresAreWhatTheyAreCalled() {
        double[] expected = {0.9, 0.8, 0.3, 0.3};
        double[] right = {1, 0, 1, 0};
        assertThat(Metrics.auc(expected, right)).isCloseTo((1 + 1 + 0 + 0.5) / 4, within(1e-12));
        assertThat(Metrics.logLoss(new double[] {0.5, 0.5}, new double[] {1, 0}))
                .isCloseTo(Math.log(2), within(1e-12));
        assertThat(Metrics.ece(new double[] {0.75, 0.75}, new double[] {1, 0})).isCloseTo(0.25, within(1e-12));
        assertThat(Metrics.rmse(new double[] {0, 1}, new double[] {1, 1})).isCloseTo(Math.sqrt(0.5), within(1e-12));
    }

    private int run(String... more) {
        String[] first = {
            "--fit", folder.resolve("train.tsv").toString(),
            "--test", folder.resolve("test.tsv").toString(),
            "--items", folder.resolve("item_skills.csv").toString()
        };
        String[] all = new String[first.length + more.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return MasteryBench.run(all, stream(out), stream(err));
    }

    private static String answers(long seed, int learners) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(HEADER);
        for (int learner = 0; learner < learners; learner++) {
            double level = 1.2 * random.nextGaussian();
            for (int answer = 0; answer < 25; answer++) {
                int item = random.nextInt(40);
                double p = 1 / (1 + Math.exp(-(level + answer / 25.0 - (item % 10 - 5) / 4.0)));
                text.append("u%d\t%d\t0\t%d\t%d%n".formatted(learner, item, random.nextDouble() < p ? 1 : 0, item % 4));
            }
        }
        return text.toString();
    }

    private static double auc(String table, String model) {
        return table.lines()
                .filter(line -> line.startsWith("| " + model + " |"))
                .mapToDouble(
                        line -> Double.parseDouble(line.split("\\|")[2].strip().split(" ")[0]))
                .findFirst()
                .orElseThrow();
    }

    private static String withoutTimes(String table) {
        return table.replaceAll("\\| [0-9.]+ \\|\n", "|\n");
    }

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream from) {
        return from.toString(StandardCharsets.UTF_8);
    }
}
