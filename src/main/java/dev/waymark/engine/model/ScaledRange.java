package dev.waymark.engine.model;

/** What a source means by {@code score.scaled}. The specification allows -1 to 1 and says no more (xAPI 1.0.3 Data 2.4.5.1). */
public enum ScaledRange {
    /** 0 to 1, unless it is negative, which only a source of the other kind writes. */
    AUTO,
    /** 0 to 1; a negative one lies outside its range. */
    ZERO_TO_ONE,
    /** -1 to 1: half of the points are 0. */
    MINUS_ONE_TO_ONE
}
