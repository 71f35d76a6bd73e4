package dev.waymark.sandbox.lms;

import dev.waymark.sandbox.course.Course.Activity;
import dev.waymark.sandbox.course.Gradebook.Mark;
import java.util.Optional;

/**
 * An activity in the overview, as one person stands to it.
 *
 * @param mark empty if there is none, or it is not graded
 */
public record Entry(Activity activity, boolean done, Optional<Mark> mark) {}
