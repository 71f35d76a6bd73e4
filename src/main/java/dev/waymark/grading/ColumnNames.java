package dev.waymark.grading;

import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;

/** Names of the grade columns that staff chose for a course. Columns of links bear the names of their activities. */
public interface ColumnNames {

    /** What became of a name. */
    sealed interface Renaming {
        /** The gradebook shows it. */
        record Renamed() implements Renaming {}

        /** The column is not in the gradebook yet, and will be made under this name. */
        record Kept() implements Renaming {}

        /** A name has 1 to 255 characters on one line; nothing was sent. */
        record Unfit() implements Renaming {}

        /** Staff did not choose such a column. */
        record NoColumn() implements Renaming {}

        /** The columns of the courses are being set up at this moment; nothing was sent. */
        record Busy() implements Renaming {}

        /**
         * The platform will not, and the name before stays.
         *
         * @param said what it answered
         */
        record Refused(String said) implements Renaming {}

        /**
         * The platform does not answer now, and the name before stays.
         *
         * @param said what went wrong
         */
        record Later(String said) implements Renaming {}
    }

    /**
     * Asks the platform at once. Not inside a transaction. Who gave which name is kept.
     *
     * @param measure {@code path}, {@code competency/<id>}
     * @param name blanks around it do not count
     * @param by who says so: a name of ours, no personal data
     */
    Renaming rename(TenantId tenant, CourseId course, String measure, String name, String by);
}
