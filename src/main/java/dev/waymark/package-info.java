/**
 * Waymark: a learner clicks a link in the LMS course, and sees where they stand, why, and the best next step; the LMS
 * gets the grade, the LRS gets the story.
 *
 * <p>Only the start is here. Every other line of code has a room of its own: see {@code docs/developer.md}.
 */
@NullMarked
package dev.waymark;

import org.jspecify.annotations.NullMarked;
