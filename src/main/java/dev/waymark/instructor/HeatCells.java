package dev.waymark.instructor;

import dev.waymark.engine.model.Gap;
import dev.waymark.instructor.HeatPage.Cell;
import dev.waymark.web.Words;
import java.util.List;
import java.util.Optional;

/** What a cell of a heat map shows: a symbol beside the colour, and words. */
final class HeatCells {

    /** Heat without colour: from empty to full. */
    static final List<String> MARKS = List.of("○", "◔", "◑", "◕", "●");

    private HeatCells() {}

    /** What one learner holds of a skill against the target. */
    static Cell held(Words words, Gap gap, boolean wide) {
        String target = words.text("instructor.heat.of-target", gap.target().level());
        if (!gap.known()) {
            return new Cell("few", "", words.text("instructor.heat.unknown"), target, Optional.empty(), wide);
        }
        int missing = Math.min(3, gap.tiers());
        String look = missing == 0 ? "h1" : "h" + (missing + 2);
        return new Cell(
                look,
                missing == 0 ? "○" : MARKS.get(missing + 1),
                words.text("instructor.heat.tier", gap.held().level()),
                target,
                Optional.empty(),
                wide);
    }
}
