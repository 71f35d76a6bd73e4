/**
 * The practice LMS as an LTI 1.3 platform that behaves as Moodle 4.5 was seen to behave, strict where it is strict and
 * odd where it is odd. Written without a line of the tool's, so that the two can disagree.
 *
 * <p>Not here: the course and its pages. Start at {@link dev.waymark.sandbox.platform.Platform}.
 */
@NullMarked
package dev.waymark.sandbox.platform;

import org.jspecify.annotations.NullMarked;
