/**
 * The practice course: its people, what there is to do, what they did, their marks, and the statements about it in the
 * form in which Moodle's logstore_xapi plugin sends them.
 *
 * <p>Not here: LTI and pages. Start at {@link dev.waymark.sandbox.course.CourseWork}.
 */
@NullMarked
package dev.waymark.sandbox.course;

import org.jspecify.annotations.NullMarked;
