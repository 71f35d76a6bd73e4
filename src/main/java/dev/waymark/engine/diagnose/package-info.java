/**
 * Which question to ask next, and when to stop asking.
 *
 * <p>Not here: the questions themselves, and what an answer does to the estimate ({@code engine.estimate}). Start at {@link
 * dev.waymark.engine.diagnose.Placing}.
 */
@NullMarked
package dev.waymark.engine.diagnose;

import org.jspecify.annotations.NullMarked;
