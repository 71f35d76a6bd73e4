/**
 * Placements: which questions a learner was asked and what they chose, until the placement is over and after. An answer
 * becomes evidence in the transaction that takes it.
 *
 * <p>Not here: which question comes next ({@code engine.diagnose}), the questions ({@code competency}), what an answer says
 * of the learner ({@code engine.estimate}). Start at {@link dev.waymark.diagnosis.Sittings}.
 */
@NullMarked
package dev.waymark.diagnosis;

import org.jspecify.annotations.NullMarked;
