/**
 * What we think of each learner now: derived from the ledger, replaced, never edited.
 *
 * <p>Not here: the arithmetic ({@code engine.estimate}, {@code engine.place}), which statements count ({@code
 * evidence}). Start at {@link dev.waymark.mastery.Masteries}; what happens when evidence changes is {@code Recount}.
 */
@NullMarked
package dev.waymark.mastery;

import org.jspecify.annotations.NullMarked;
