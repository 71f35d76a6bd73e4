/**
 * What we think of each learner now: derived from the ledger, replaced, never edited.
 *
 * <p>Not here: the arithmetic ({@code engine.estimate}, {@code engine.place}).
 */
@NullMarked
package dev.waymark.mastery;

import org.jspecify.annotations.NullMarked;
