/**
 * From statements to evidence: what a statement counts for, or why it counts for nothing.
 *
 * <p>Not here: reading statements off the wire ({@code lrs}), keeping the outcome ({@code evidence}), what a piece of
 * evidence does to an estimate ({@code engine.estimate}). Start at {@link dev.waymark.engine.map.EvidenceMapper}.
 */
@NullMarked
package dev.waymark.engine.map;

import org.jspecify.annotations.NullMarked;
