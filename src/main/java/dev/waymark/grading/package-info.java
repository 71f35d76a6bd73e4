/**
 * What score, if any, is due to the LMS, and the outbox that takes it there.
 *
 * <p>Not here: the calls themselves ({@code lti.ags}).
 */
@NullMarked
package dev.waymark.grading;

import org.jspecify.annotations.NullMarked;
