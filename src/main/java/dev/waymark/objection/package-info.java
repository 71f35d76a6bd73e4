/**
 * What learners object to: that a statement counts, or does not, or that a tier is what it is; and what staff of their
 * course answered. An answer that agrees is carried out in the same transaction, by the room whose matter it is. Start at
 * {@link dev.waymark.objection.Objections}.
 *
 * <p>Not here: what leaves a statement out ({@code evidence}) or sets a tier ({@code mastery}).
 */
@NullMarked
package dev.waymark.objection;

import org.jspecify.annotations.NullMarked;
