/**
 * A small LMS and a small LRS for trying everything. It meets the rest only over HTTP, as a real LMS and LRS would, and
 * is not in the production jar.
 *
 * <p>Not here: anything that the tool needs.
 */
@NullMarked
package dev.waymark.sandbox;

import org.jspecify.annotations.NullMarked;
