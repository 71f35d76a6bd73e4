package dev.waymark.engine.estimate;

import java.util.Arrays;

/**
 * One learner's past as the prediction of their next answer needs it: their levels, and of each competency how many
 * questions there were, how it went lately and how long ago that was, counted in questions.
 *
 * <p>Begin it anew and use it for the next learner: nothing is allocated once it has room for as many competencies as
 * anybody has met.
 */
public final class Track {

    private final Slots slots = new Slots();
    final Levels levels;
    int[] who = new int[8];
    double[] questions = new double[16];
    double[] run = new double[16];
    double[] lastAt = new double[16];
    double answers;
    double runOverall;

    public Track(Constants constants) {
        levels = new Levels(0, constants.generalVariance(), constants.competencyVariance(), 16);
    }

    /**
     * Forgets everything: somebody new.
     *
     * @param start their starting level, logits
     */
    public void begin(double start) {
        int used = slots.size();
        slots.clear();
        levels.begin(start);
        Arrays.fill(questions, 0, used, 0);
        Arrays.fill(run, 0, used, 0);
        Arrays.fill(lastAt, 0, used, 0);
        answers = 0;
        runOverall = 0;
    }

    /** Where these competencies are in the arrays; fills {@code who}. */
    void find(int[] competencies, int m) {
        if (m > who.length) {
            who = new int[2 * m];
        }
        for (int i = 0; i < m; i++) {
            int place = slots.of(competencies[i]);
            if (place >= questions.length) {
                grow(2 * place);
            }
            who[i] = place;
        }
    }

    /** Notes an answer on the competencies that were found last. */
    void note(int m, double share) {
        for (int i = 0; i < m; i++) {
            int at = who[i];
            questions[at]++;
            run[at] = Features.longer(run[at], share);
            lastAt[at] = answers;
        }
        runOverall = Features.longer(runOverall, share);
        answers++;
    }

    private void grow(int room) {
        levels.grow(room);
        questions = Arrays.copyOf(questions, room);
        run = Arrays.copyOf(run, room);
        lastAt = Arrays.copyOf(lastAt, room);
    }
}
