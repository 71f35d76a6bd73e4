/**
 * The learner's pages.
 *
 * <p>Not here: anything that is computed or kept.
 */
@NullMarked
package dev.waymark.home;

import org.jspecify.annotations.NullMarked;
