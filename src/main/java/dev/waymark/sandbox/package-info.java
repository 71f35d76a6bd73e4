/**
 * A small LMS and a small LRS for trying everything. It meets the rest only over HTTP, as a real LMS and LRS would, and
 * is not in the production jar.
 *
 * <p>{@code lrs} keeps statements, {@code course} knows people and what they do, {@code platform} speaks LTI,
 * {@code lms} shows pages, {@code http} carries them all. Start at {@link dev.waymark.sandbox.Sandbox}.
 *
 * <p>Not here: anything that the tool needs.
 */
@NullMarked
package dev.waymark.sandbox;

import org.jspecify.annotations.NullMarked;
