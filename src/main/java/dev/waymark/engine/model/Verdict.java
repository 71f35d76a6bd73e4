package dev.waymark.engine.model;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Whether a criterion is met, part by part.
 *
 * @param best the best share attained so far, for a condition that asks for one; empty if nothing was
 * @param parts verdicts on the parts of an "all of" or "any of", in their order; empty for a plain condition
 */
public record Verdict(Criterion criterion, boolean met, OptionalDouble best, List<Verdict> parts) {
    public Verdict {
        parts = List.copyOf(parts);
    }
}
