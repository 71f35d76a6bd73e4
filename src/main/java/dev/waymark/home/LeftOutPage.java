package dev.waymark.home;

import dev.waymark.home.PathView.LeftOut;
import java.util.List;

/**
 * Everything that is not on the path, with its reason.
 */
public record LeftOutPage(String answer, List<Line> lines, String back) {

    static final String PATH = "/home/left-out";

    public LeftOutPage {
        lines = List.copyOf(lines);
    }

    /** @param href where it is explained, and brought back if the reader put it aside */
    public record Line(LeftOut item, String href) {}
}
