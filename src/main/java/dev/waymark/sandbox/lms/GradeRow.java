package dev.waymark.sandbox.lms;

import dev.waymark.sandbox.course.Gradebook.Mark;
import dev.waymark.sandbox.course.Person;
import java.util.Map;

/**
 * A learner's line in the gradebook.
 *
 * @param marks by the activity's number; one that is missing is no mark
 */
public record GradeRow(Person who, Map<Integer, Mark> marks) {
    public GradeRow {
        marks = Map.copyOf(marks);
    }
}
