package dev.waymark.engine.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.waymark.engine.estimate.Features.Feature;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswerModelTest {

    private static final int[] FIRST = {0};
    private static final int[] SECOND = {1};

    private final ItemBank bank = new ItemBank(Prediction.PUBLISHED, 20, 3);
    private final AnswerModel model = new AnswerModel(Constants.PUBLISHED, Prediction.PUBLISHED, bank);

    @Test
    void aRightAnswerRaisesWhatIsExpectedNextAndAWrongOneLowersIt() {
        assertThat(after(1)).isGreaterThan(after(0));
    }

    private double after(double share) {
        Track track = track();
        model.take(track, 0, FIRST, 1, share, false);
        return model.expect(track, 1, FIRST, 1);
    }

    @Test
    void anItemNobodyHasAnsweredStartsAtItsCompetencysLevel() {
        double before = model.expect(track(), 9, FIRST, 1);
        for (int learner = 0; learner < 40; learner++) {
            Track track = track();
            for (int item = 0; item < 8; item++) {
                model.take(track, item, FIRST, 1, 0, true);
            }
        }
        assertThat(bank.answersOf(9)).isZero();
        assertThat(model.expect(track(), 9, FIRST, 1)).isLessThan(before - 0.2);
        assertThat(model.expect(track(), 9, FIRST, 1)).isLessThan(model.expect(track(), 19, SECOND, 1));
        assertThat(bank.varianceOf(9)).isGreaterThan(bank.varianceOf(0));
    }

    @Test
    void itemsAndCompetenciesThatTheBankDoesNotHaveAreTakenAsNew() {
        int[] unheardOf = {77, 4_000};
        double expected = model.take(track(), 1_000_000, unheardOf, 2, 1, true);
        assertThat(expected).isBetween(0.0, 1.0);
        assertThat(model.take(track(), 3, new int[0], 0, 1, true)).isBetween(0.0, 1.0);
    }

    @Test
    void aPredictionIsTheSumOfItsParts() {
        Track track = track();
        for (int i = 0; i < 6; i++) {
            model.take(track, i, i % 2 == 0 ? FIRST : SECOND, 1, i % 3 == 0 ? 0 : 1, false);
        }
        double expected = model.expect(track, 7, FIRST, 1);
        ReadOut readOut = Prediction.PUBLISHED.readOut();
        double sum = readOut.constant();
        for (Feature each : Feature.values()) {
            sum += readOut.of(each) * model.features().value(each);
        }
        assertThat(expected).isCloseTo(1 / (1 + StrictMath.exp(-sum)), within(1e-12));
    }

    @Test
    void predictingDoesNotChangeWhatIsPredicted() {
        Track track = track();
        model.take(track, 0, FIRST, 1, 1, false);
        double once = model.expect(track, 1, SECOND, 1);
        assertThat(model.expect(track, 1, SECOND, 1)).isEqualTo(once);
        assertThat(model.take(track, 1, SECOND, 1, 1, false)).isEqualTo(once);
    }

    @Test
    void aTrackBegunAnewIsAsGoodAsNew() {
        Track used = track();
        for (int i = 0; i < 50; i++) {
            model.take(used, i % 20, new int[] {i % 40}, 1, i % 2, false);
        }
        used.begin(0);
        assertThat(model.take(used, 1, SECOND, 1, 1, false)).isEqualTo(model.take(track(), 1, SECOND, 1, 1, false));
    }

    @Test
    void nothingIsAllocatedOnceThereIsRoom() {
        Random random = new Random(3);
        Track track = track();
        int[][] about = {{0}, {1}, {2, 0}, {2}};
        play(random, track, about);
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        play(random, track, about);
        long allocated = memory.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as("bytes in 20,000 answers").isLessThan(20_000);
    }

    private void play(Random random, Track track, int[][] about) {
        for (int i = 0; i < 20_000; i++) {
            if (i % 50 == 0) {
                track.begin(0);
            }
            int[] competencies = about[random.nextInt(4)];
            model.take(track, random.nextInt(20), competencies, competencies.length, random.nextInt(2), true);
        }
    }

    private static Track track() {
        Track track = new Track(Constants.PUBLISHED);
        track.begin(0);
        return track;
    }
}
