/**
 * The engine's vocabulary: values that all its steps share. Nothing here computes more than a value can say of itself.
 *
 * <p>Not here: words in a person's language (see {@code competency}). Start at {@link
 * dev.waymark.engine.model.Evidence} and {@link dev.waymark.engine.model.MasteryEstimate}.
 */
@NullMarked
package dev.waymark.engine.model;

import org.jspecify.annotations.NullMarked;
