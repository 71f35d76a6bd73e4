/**
 * The practice LMS as people see it: who one is, the course, its activities, the gradebook, and the frame in which the
 * tool opens.
 *
 * <p>Not here: LTI itself, and what a deed means. Start at {@link dev.waymark.sandbox.lms.SandboxLms}.
 */
@NullMarked
package dev.waymark.sandbox.lms;

import org.jspecify.annotations.NullMarked;
