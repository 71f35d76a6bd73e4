/**
 * Assignment and Grade Services: line items, scores and results of a platform.
 *
 * <p>Not here: which score is due ({@code grading}).
 */
@NullMarked
package dev.waymark.lti.ags;

import org.jspecify.annotations.NullMarked;
