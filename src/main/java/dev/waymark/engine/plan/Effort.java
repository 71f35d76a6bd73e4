package dev.waymark.engine.plan;

/**
 * How hard to look, counted in items looked at and never in time, so that every machine finds the same.
 *
 * @param looks items looked at before the search settles for what it has
 * @param starts chains from which to start afresh
 * @param core items among which combinations are tried in full, 63 at most
 * @param beam selections followed side by side; 0 for none
 */
public record Effort(int looks, int starts, int core, int beam) {

    /** While somebody waits for a page: a few milliseconds for a thousand items. */
    public static final Effort ONLINE = new Effort(160_000, 20, 40, 0);

    /** For what-if questions, where a few tenths of a second do not matter; with many items it is the same as online. */
    public static final Effort THOROUGH = new Effort(40_000_000, 200, 60, 32);

    public Effort {
        if (looks < 0 || starts < 0 || core < 0 || core > 63 || beam < 0) {
            throw new IllegalArgumentException(
                    "efforts are 0 or more and a core has 63 items at most, found looks %d,".formatted(looks)
                            + " starts %d, core %d, beam %d".formatted(starts, core, beam));
        }
    }
}
