/**
 * The recommended path of a learner in a course, and what the learner chose about it. A path is kept with everything it
 * was planned from, so that it can be planned again to the same bits.
 *
 * <p>Not here: how a path is found ({@code engine.plan}), what its reasons are called ({@code home}). Start at {@link
 * dev.waymark.path.Paths}; when a path is planned anew is {@code Renewal}'s business.
 */
@NullMarked
package dev.waymark.path;

import org.jspecify.annotations.NullMarked;
