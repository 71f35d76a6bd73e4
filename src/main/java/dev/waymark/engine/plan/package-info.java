/**
 * From tiers, targets, a catalogue and hours to a path, each step with its reasons.
 *
 * <p>Not here: what the reasons are called in a person's language ({@code home}), the learner's choices as they are kept
 * ({@code path}). Start at {@link dev.waymark.engine.plan.Planner}.
 */
@NullMarked
package dev.waymark.engine.plan;

import org.jspecify.annotations.NullMarked;
