package dev.waymark.bench;

import java.util.Arrays;
import java.util.List;

/** The table that the benchmark prints. The first model is ours. */
final class Report {

    private final Answers train;
    private final Answers test;
    private final List<Judged> judged;
    private final int draws;

    Report(Answers train, Answers test, List<Judged> judged, int draws) {
        this.train = train;
        this.test = test;
        this.judged = judged;
        this.draws = draws;
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append(
                "Items taught from %,d answers of %,d learners; %,d answers of %,d other learners predicted, each from that"
                        .formatted(train.size(), distinctLearners(train), test.size(), distinctLearners(test)));
        text.append(" learner's earlier answers. Constants as shipped.");
        if (draws >= 40) {
            text.append(" In brackets: 95 % intervals over ").append(draws).append(" draws of learners.");
        }
        text.append("\n\n| model | AUC | log-loss | RMSE | ECE(10) | AUC 1st | AUC 2nd–5th | AUC 6th+ | µs/answer |\n");
        text.append("|---|---|---|---|---|---|---|---|---|\n");
        int[] met = timesMet(test);
        for (Judged each : judged) {
            text.append("| %s | %.4f %s | %.4f %s | %.4f | %.4f | %s | %s | %s | %.2f |\n"
                    .formatted(
                            each.name,
                            each.auc(),
                            each.aucInterval(),
                            each.logLoss(),
                            each.lossInterval(),
                            each.rmse(),
                            each.ece(),
                            threeDigits(each.aucWhere(met, 0, 0)),
                            threeDigits(each.aucWhere(met, 1, 4)),
                            threeDigits(each.aucWhere(met, 5, Integer.MAX_VALUE)),
                            each.microsPerAnswer));
        }
        if (judged.size() > 1) {
            text.append("\n").append(judged.get(0).name).append("'s AUC over that of");
            String between = " ";
            for (Judged each : judged.subList(1, judged.size())) {
                text.append(between)
                        .append(each.name)
                        .append(": ")
                        .append(judged.get(0).aucOver(each));
                between = "; ";
            }
            text.append(".\n");
        }
        return text.toString();
    }

    private static String threeDigits(double auc) {
        return Double.isNaN(auc) ? "–" : "%.3f".formatted(auc);
    }

    private static long distinctLearners(Answers answers) {
        return Arrays.stream(answers.learner()).distinct().count();
    }

    /** How often the least met competency of the item had been met before. */
    static int[] timesMet(Answers answers) {
        int[] times = new int[answers.size()];
        int[] met = new int[Math.max(1, answers.competencyCount())];
        int learner = -1;
        for (int row = 0; row < times.length; row++) {
            if (answers.learner()[row] != learner) {
                learner = answers.learner()[row];
                Arrays.fill(met, 0);
            }
            int least = Integer.MAX_VALUE;
            for (int k : answers.competencies()[row]) {
                least = Math.min(least, met[k]++);
            }
            times[row] = least == Integer.MAX_VALUE ? 0 : least;
        }
        return times;
    }
}
