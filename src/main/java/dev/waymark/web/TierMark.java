package dev.waymark.web;

import java.util.List;

/**
 * A tier as bars, number and name, always together.
 *
 * @param level 1 to 4, or 0 if it is not known
 * @param label such as "2 Literate"
 * @param hint a word beside it, such as "provisional"; empty for none
 */
public record TierMark(int level, String label, String hint) {

    private static final double[] LEFT = {0, 4.6, 9.2, 13.8};
    private static final double[] TOP = {11.5, 8, 4.5, 1};

    public TierMark {
        if (level < 0 || level > 4) {
            throw new IllegalArgumentException("a tier mark shows level 0 to 4, found " + level);
        }
    }

    public TierMark(int level, String label) {
        this(level, label, "");
    }

    /** The four bars from left to right. Empty ones are drawn as outlines, half a pixel inside. */
    public List<Bar> bars() {
        return java.util.stream.IntStream.range(0, 4)
                .mapToObj(i -> i < level
                        ? new Bar(true, LEFT[i], TOP[i], 3.6, 17 - TOP[i], 1)
                        : new Bar(false, LEFT[i] + .5, TOP[i] + .5, 2.6, 16 - TOP[i], .6))
                .toList();
    }

    public record Bar(boolean on, double x, double y, double width, double height, double corner) {}
}
