/**
 * The staff's pages of a course.
 *
 * <p>Not here: anything that is computed or kept.
 */
@NullMarked
package dev.waymark.instructor;

import org.jspecify.annotations.NullMarked;
