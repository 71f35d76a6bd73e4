package dev.waymark.grading;

import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.util.List;

/** What a course's gradebook has columns for, besides ours: activities that staff may want to align. */
public interface GradebookItems {

    /** Asks the platform, or remembers its answer for some minutes. Not inside a transaction. */
    Answer of(TenantId tenant, CourseId course);

    enum State {
        READ,
        /** The course has not opened us with the right to read its columns. */
        NO_RIGHT,
        /** It was asked and did not answer; it may later. */
        NO_ANSWER
    }

    record Answer(State state, List<Item> items) {
        public Answer {
            items = List.copyOf(items);
        }
    }

    /**
     * @param activity address of the column without its query, as an activity's IRI
     */
    record Item(String activity, String name) {}
}
