package dev.waymark.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The answers of each learner on each competency, in order. */
final class Sequences {

    private final List<double[]> answers = new ArrayList<>();
    private final List<Integer> competency = new ArrayList<>();
    private int longest;

    private Sequences() {}

    static Sequences of(Answers all) {
        Sequences found = new Sequences();
        Map<Integer, double[]> open = new HashMap<>();
        Map<Integer, Integer> length = new HashMap<>();
        for (int row = 0; row <= all.size(); row++) {
            if (row == all.size() || row > 0 && all.learner()[row] != all.learner()[row - 1]) {
                open.forEach((k, sequence) -> found.add(k, Arrays.copyOf(sequence, length.getOrDefault(k, 0))));
                open.clear();
                length.clear();
            }
            if (row < all.size()) {
                for (int k : all.competencies()[row]) {
                    double[] sequence = open.computeIfAbsent(k, each -> new double[8]);
                    int at = length.merge(k, 1, Integer::sum) - 1;
                    if (at == sequence.length) {
                        sequence = Arrays.copyOf(sequence, 2 * at);
                        open.put(k, sequence);
                    }
                    sequence[at] = all.right()[row];
                }
            }
        }
        return found;
    }

    private void add(int about, double[] sequence) {
        answers.add(sequence);
        competency.add(about);
        longest = Math.max(longest, sequence.length);
    }

    int size() {
        return answers.size();
    }

    int longest() {
        return longest;
    }

    int competency(int at) {
        return competency.get(at);
    }

    double[] answers(int at) {
        return answers.get(at);
    }
}
