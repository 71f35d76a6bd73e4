/**
 * The recommended path of a learner in a course, and what the learner chose about it.
 *
 * <p>Not here: how a path is found ({@code engine.plan}).
 */
@NullMarked
package dev.waymark.path;

import org.jspecify.annotations.NullMarked;
