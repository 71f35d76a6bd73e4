package dev.waymark.engine.plan;

import java.util.BitSet;

/**
 * What is left out of account, by number in the syllabus, to see what it counts for.
 *
 * @param worthless steps that are taken to be worth nothing
 * @param notRequired steps that nothing is taken to need
 * @param closed items that are taken not to be there
 * @param moreMinutes hours that are taken to be there besides
 */
record Without(BitSet worthless, BitSet notRequired, BitSet closed, int moreMinutes) {
    static final Without NOTHING = new Without(new BitSet(), new BitSet(), new BitSet());

    Without(BitSet worthless, BitSet notRequired, BitSet closed) {
        this(worthless, notRequired, closed, 0);
    }

    /** All that either leaves out. */
    Without and(Without other) {
        return new Without(
                both(worthless, other.worthless),
                both(notRequired, other.notRequired),
                both(closed, other.closed),
                moreMinutes + other.moreMinutes);
    }

    private static BitSet both(BitSet one, BitSet other) {
        BitSet all = (BitSet) one.clone();
        all.or(other);
        return all;
    }
}
