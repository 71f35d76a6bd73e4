package dev.waymark.bench;

import com.sun.management.ThreadMXBean;
import dev.waymark.engine.estimate.AnswerModel;
import dev.waymark.engine.estimate.Constants;
import dev.waymark.engine.estimate.ItemBank;
import dev.waymark.engine.estimate.Prediction;
import dev.waymark.engine.estimate.Track;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * What one answer costs: processor time of its thread and memory, on made-up answers, after warming up; the middle of
 * several rounds, beside the time of three exponentials and one logarithm in the same run, since machines differ.
 */
final class Cost {

    private static final int LEARNERS = 2_000;
    private static final int EACH = 250;
    private static final int ITEMS = 5_000;
    private static final int COMPETENCIES = 120;
    private static final int ROUNDS = 15;
    private static final ThreadMXBean MEMORY_AND_TIME = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final int[] item = new int[LEARNERS * EACH];
    private final double[] right = new double[LEARNERS * EACH];
    private final int[][] about = new int[ITEMS][];

    Cost() {
        Random random = new Random(5);
        for (int i = 0; i < ITEMS; i++) {
            about[i] = random.nextInt(4) == 0
                    ? new int[] {random.nextInt(COMPETENCIES), random.nextInt(COMPETENCIES)}
                    : new int[] {random.nextInt(COMPETENCIES)};
        }
        for (int i = 0; i < item.length; i++) {
            item[i] = random.nextInt(ITEMS);
            right[i] = random.nextInt(10) < 7 ? 1 : 0;
        }
    }

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.out.print(new Cost().table());
    }

    String table() {
        ItemBank bank = new ItemBank(Prediction.PUBLISHED, ITEMS, COMPETENCIES);
        AnswerModel model = new AnswerModel(Constants.PUBLISHED, Prediction.PUBLISHED, bank);
        Track track = new Track(Constants.PUBLISHED);
        double[] teaching = new double[ROUNDS];
        double[] predicting = new double[ROUNDS];
        double[] yardstick = new double[ROUNDS];
        long bytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            teaching[round] = run(model, track, true);
            long before = MEMORY_AND_TIME.getCurrentThreadAllocatedBytes();
            predicting[round] = run(model, track, false);
            bytes = MEMORY_AND_TIME.getCurrentThreadAllocatedBytes() - before;
            yardstick[round] = yardstick();
        }
        return """
                | one answer | µs | as a multiple of three exponentials and a logarithm | bytes allocated |
                |---|---|---|---|
                | predicted and taken in | %.3f | %.1f | %.4f |
                | predicted, taken in and the item taught | %.3f | %.1f | |
                """.formatted(
                        middle(predicting),
                        middle(predicting) / middle(yardstick),
                        (double) bytes / item.length,
                        middle(teaching),
                        middle(teaching) / middle(yardstick));
    }

    private double run(AnswerModel model, Track track, boolean teach) {
        long before = MEMORY_AND_TIME.getCurrentThreadCpuTime();
        double sum = 0;
        for (int i = 0; i < item.length; i++) {
            if (i % EACH == 0) {
                track.begin(0);
            }
            int[] competencies = about[item[i]];
            sum += model.take(track, item[i], competencies, competencies.length, right[i], teach);
        }
        double micros = (MEMORY_AND_TIME.getCurrentThreadCpuTime() - before) / 1e3 / item.length;
        return sum < 0 ? Double.NaN : micros; // the sum is looked at, so that nothing is left out as unused
    }

    private double yardstick() {
        long before = MEMORY_AND_TIME.getCurrentThreadCpuTime();
        double sum = 0;
        for (int i = 0; i < item.length; i++) {
            double x = (item[i] % 100) / 25.0 - 2;
            sum += StrictMath.exp(x) + StrictMath.exp(-x) + StrictMath.exp(x / 2) + StrictMath.log1p(item[i]);
        }
        double micros = (MEMORY_AND_TIME.getCurrentThreadCpuTime() - before) / 1e3 / item.length;
        return sum < 0 ? Double.NaN : micros;
    }

    private static double middle(double[] of) {
        double[] late = Arrays.copyOfRange(of, of.length / 3, of.length);
        Arrays.sort(late);
        return late[late.length / 2];
    }
}
