package dev.waymark.instructor;

import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.LearnerMastery.Cause;
import dev.waymark.engine.model.LearnerMastery.Contribution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an estimate came about, drawn: time from left to right in per cent, the four tiers as zones of equal height, 60 px
 * each. Marks carry the numbers of the evidence table.
 *
 * @param line the estimate as a path in a box of 100 by 240
 * @param goal height of the target's line, px; empty if there is none above the first tier
 * @param from when the first evidence happened
 */
record HistoryChart(String line, Optional<Double> goal, List<Mark> marks, Instant from, Instant until) {

    static final double HEIGHT = 240;

    /** The newest of them; what came before is in the line's beginning. */
    static final int MOST = 12;

    /** Per cent of the width, about two digits on a phone. */
    private static final double CROWDED = 4;

    HistoryChart {
        marks = List.copyOf(marks);
    }

    /**
     * One piece of evidence.
     *
     * @param number as in the table, 1 for the oldest shown
     * @param x per cent
     * @param y px
     * @param change of the estimate, logits, all that the piece did directly
     */
    record Mark(int number, double x, double y, EvidenceId evidence, Instant at, double change) {}

    /** The numbers of one mark, or of marks so close together that theirs would lie upon each other. */
    record Label(int first, int last, double x, double y) {

        /** Such as "3" or "1–7". */
        String text() {
            return first == last ? Integer.toString(first) : first + "–" + last;
        }
    }

    /** From left to right; each above the highest mark that it numbers. */
    List<Label> labels() {
        List<Label> all = new ArrayList<>();
        for (Mark mark : marks) {
            Label before = all.isEmpty() ? null : all.getLast();
            if (before != null && mark.x() - before.x() < CROWDED) {
                all.set(
                        all.size() - 1,
                        new Label(before.first(), mark.number(), before.x(), Math.min(before.y(), mark.y())));
            } else {
                all.add(new Label(mark.number(), mark.number(), mark.x(), mark.y()));
            }
        }
        return List.copyOf(all);
    }

    /**
     * @param contributions of one competency, in the order of evidence
     * @param mean the estimate now
     * @return empty if nothing has told us about it
     */
    static Optional<HistoryChart> of(
            List<Contribution> contributions, double mean, CutScores cuts, OptionalInt target, Instant now) {
        List<Contribution> direct = contributions.stream()
                .filter(each -> each.cause() == Cause.DIRECT)
                .toList();
        if (direct.isEmpty()) {
            return Optional.empty();
        }
        List<Contribution> shown = direct.subList(Math.max(0, direct.size() - MOST), direct.size());
        Instant from = shown.getFirst().at();
        Duration span = Duration.between(from, now);
        double seconds = Math.max(span.toSeconds(), 86_400);
        List<Mark> marks = new ArrayList<>();
        var line = new StringBuilder();
        double first = y(shown.getFirst().meanBefore(), cuts);
        line.append("M0 ").append(text(first));
        double last = first;
        for (int i = 0; i < shown.size(); i++) {
            Contribution each = shown.get(i);
            double x = 3 + 91 * Duration.between(from, each.at()).toSeconds() / seconds;
            double before = y(each.meanBefore(), cuts);
            double y = y(each.meanAfter(), cuts);
            line.append('L').append(text(x)).append(' ').append(text(before));
            line.append('L').append(text(Math.min(100, x + .8))).append(' ').append(text(y));
            marks.add(new Mark(i + 1, round(x), round(y), each.evidence(), each.at(), each.change()));
            last = y;
        }
        double end = y(mean, cuts);
        line.append("L97 ").append(text(Double.isNaN(end) ? last : end));
        Optional<Double> goal = target.isPresent() && target.getAsInt() > 1
                ? Optional.of(HEIGHT - (target.getAsInt() - 1) * HEIGHT / 4)
                : Optional.empty();
        return Optional.of(new HistoryChart(line.toString(), goal, marks, from, now));
    }

    /** Piecewise, so that the zones stay equal wherever the cut points are; what lies beyond is at the edge. */
    private static double y(double logit, CutScores cuts) {
        double width = (cuts.expert() - cuts.literate()) / 2;
        double place;
        if (logit < cuts.literate()) {
            place = 25 + 25 * (logit - cuts.literate()) / width;
        } else if (logit < cuts.practitioner()) {
            place = 25 + 25 * (logit - cuts.literate()) / (cuts.practitioner() - cuts.literate());
        } else if (logit < cuts.expert()) {
            place = 50 + 25 * (logit - cuts.practitioner()) / (cuts.expert() - cuts.practitioner());
        } else {
            place = 75 + 25 * (logit - cuts.expert()) / width;
        }
        return HEIGHT - HEIGHT * Math.clamp(place, 1.5, 98.5) / 100;
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
