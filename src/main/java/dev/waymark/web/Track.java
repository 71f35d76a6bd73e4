package dev.waymark.web;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * An estimate on the line of the four tiers, in per cent of its width. The scale is piecewise linear with the cut points
 * at 25, 50 and 75, so that the zones stay equal wherever the cut points are; the outer zones are as wide as the zones
 * between. At the default cut points it runs from -2.7 to 3.3 logits.
 *
 * @param level tiers held, 0 if not known; colours the zones
 * @param whisker the interval in which the learner is 9 times in 10; empty if nothing is known
 * @param dot the best estimate; empty if nothing is known
 * @param flag where the target begins; empty if there is none above the first tier
 */
public record Track(int level, Optional<Whisker> whisker, Optional<Double> dot, Optional<Double> flag) {

    /**
     * @param lowCap false if the low end lies beyond the line: then it has no cap
     * @param highCap false if the high end lies beyond the line
     */
    public record Whisker(double from, double to, boolean lowCap, boolean highCap) {}

    /** A zone of the line. */
    public record Zone(double x, boolean held) {}

    /** Nothing is known: a dashed line, and the target. */
    public static Track unknown(OptionalInt target) {
        return new Track(0, Optional.empty(), Optional.empty(), flag(target));
    }

    /**
     * @param cuts the three cut points, rising, logits
     * @param mean best estimate, logits
     * @param low lower end of the 90 % interval, logits
     * @param high upper end of it, logits
     * @param level tiers held, 1 to 4
     * @param target level of the target, 1 to 4
     */
    public static Track of(Cuts cuts, double mean, double low, double high, int level, OptionalInt target) {
        double from = cuts.place(low);
        double to = cuts.place(high);
        return new Track(
                level,
                Optional.of(new Whisker(clip(from), clip(to), from >= 0, to <= 100)),
                Optional.of(round(Math.clamp(cuts.place(mean), 1.5, 98.5))),
                flag(target));
    }

    /** The three cut points, in logits. */
    public record Cuts(double first, double second, double third) {

        /** Where a logit lies, in per cent; below 0 or above 100 if it is off the line. */
        double place(double logit) {
            double width = (third - first) / 2;
            if (logit < first) {
                return 25 + 25 * (logit - first) / width;
            }
            if (logit < second) {
                return 25 + 25 * (logit - first) / (second - first);
            }
            if (logit < third) {
                return 50 + 25 * (logit - second) / (third - second);
            }
            return 75 + 25 * (logit - third) / width;
        }
    }

    public List<Zone> zones() {
        return IntStream.range(0, 4)
                .mapToObj(i -> new Zone(round(i * 25 + .2), i < level))
                .toList();
    }

    private static Optional<Double> flag(OptionalInt target) {
        return target.isPresent() && target.getAsInt() > 1
                ? Optional.of((target.getAsInt() - 1) * 25.0)
                : Optional.empty();
    }

    private static double clip(double place) {
        return round(Math.clamp(place, 0, 100));
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
