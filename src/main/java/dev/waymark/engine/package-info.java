/**
 * What Waymark works out: from statements to evidence, from evidence to an estimate, from an estimate to a tier, from
 * tiers and targets to a path.
 *
 * <p>Pure JDK and deterministic: no clock, no randomness, no input or output; the transcendental functions come from
 * {@link StrictMath}, so that the same history gives the same bits on every machine. The four steps {@code map},
 * {@code estimate}, {@code place} and {@code plan} know {@code model} and not each other.
 *
 * <p>Not here: where evidence is kept ({@code evidence}), what is shown ({@code home}). Start at {@link
 * dev.waymark.engine.model}.
 */
@NullMarked
package dev.waymark.engine;

import org.jspecify.annotations.NullMarked;
