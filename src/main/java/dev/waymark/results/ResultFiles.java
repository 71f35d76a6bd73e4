package dev.waymark.results;

import dev.waymark.engine.model.Alignment;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Files of grades for a course: looked through first, then applied, and taken back if need be. Every score becomes a
 * statement in the ledger. A file that is applied again brings nothing new; another score for the same person and activity
 * takes the place of the one before.
 */
public interface ResultFiles {

    /** Longest file, in characters. */
    int LONGEST = 5_000_000;

    /**
     * Looks through a file and keeps it as a draft, for a day.
     *
     * @param by our name of who does it, no personal data
     */
    Report check(TenantId tenant, CourseId course, String fileName, String text, String by);

    /** Looks through a draft again, with what was chosen for its columns; empty if it is not there or not this course's. */
    Optional<Report> again(TenantId tenant, CourseId course, String draft, Map<Integer, Choice> choices);

    /** Applies a draft; empty if it is not there, not this course's, or cannot be read. */
    Optional<Done> apply(TenantId tenant, CourseId course, String draft, Map<Integer, Choice> choices, String by);

    /**
     * How many cells a draft has at most, for whoever decides whether to wait for it; 0 if it is not there or not this
     * course's.
     */
    int cells(TenantId tenant, CourseId course, String draft);

    /** Takes back all that an import brought; what held before holds again. False if there is no such import here. */
    boolean undo(TenantId tenant, CourseId course, String id, String by);

    /** What was read into a course, newest first. */
    List<Import> of(TenantId tenant, CourseId course);

    /**
     * What was chosen for a column.
     *
     * @param take false to leave the column out
     * @param activity IRI of an activity that is known; empty for one of the file's own
     * @param possible points that can be reached, where the file does not say
     */
    record Choice(boolean take, Optional<String> activity, OptionalDouble possible) {}

    /**
     * @param scores how many scores it brought or changed
     * @param unchanged cells that say what was known
     * @param unknown people of whom nothing is known as yet; theirs waits
     */
    record Done(String id, int scores, int unchanged, int unknown) {}

    /**
     * A long file on its way.
     *
     * @param done scores that are in, or taken back
     * @param total scores there are; 0 while it is still being looked through
     * @param stopped true if nothing was heard of it for a minute: somebody has to go on with it
     * @param back true if it is being taken back
     */
    record Going(String draft, String fileName, int done, int total, boolean stopped, boolean back) {}

    /** An import that was applied. */
    record Import(String id, String fileName, Instant at, int scores, Optional<Instant> undone) {}

    /**
     * What a file would do.
     *
     * @param draft names it for {@link #apply}; blank if it cannot be read
     * @param kind {@code CANVAS}, {@code MOODLE} or {@code PLAIN}
     * @param fault name of what keeps it from being read; blank for nothing
     * @param troubles cells that cannot be read, at most 200
     */
    record Report(
            String draft,
            String fileName,
            String kind,
            String fault,
            List<Column> columns,
            List<Person> people,
            List<Trouble> troubles,
            List<String> passedOver) {
        public Report {
            columns = List.copyOf(columns);
            people = List.copyOf(people);
            troubles = List.copyOf(troubles);
            passedOver = List.copyOf(passedOver);
        }

        /** How many people are as asked. */
        public long people(Standing standing) {
            return people.stream().filter(each -> each.standing() == standing).count();
        }

        /** How many scores would be brought or changed. */
        public int scores() {
            return columns.stream()
                    .filter(column -> column.choice().take())
                    .mapToInt(Column::fresh)
                    .sum();
        }
    }

    /**
     * A column of results.
     *
     * @param index in the file, from 0
     * @param activity what its results would be results of
     * @param alignment what that counts for, settled or suggested
     * @param otherwise true if results of this activity come here by themselves
     * @param fresh cells with a score that is new or another than before
     * @param same cells that say what is known
     * @param unreadable cells that cannot be read
     * @param needsMaximum true if points are given and nothing says of how many
     */
    record Column(
            int index,
            String title,
            Choice choice,
            String activity,
            Optional<Alignment> alignment,
            boolean otherwise,
            OptionalDouble possible,
            int fresh,
            int same,
            int excused,
            int blank,
            int unreadable,
            boolean needsMaximum) {}

    /** A line of the file. */
    record Person(int line, String name, Standing standing) {}

    /** Who somebody is here. */
    enum Standing {
        /** Is in this course. */
        KNOWN,
        /** Has not opened Waymark yet; waits until they do. */
        NOT_YET_HERE,
        /** Is known, but not in this course: nothing is taken. */
        NOT_IN_THIS_COURSE,
        /** The platform's pretend student: nothing is taken. */
        TEST_STUDENT,
        /** The line names nobody. */
        NAMELESS,
        /** The same person stands in an earlier line: nothing is taken. */
        TWICE
    }

    /** A cell that cannot be read. */
    record Trouble(int line, String column, String text, String problem) {}
}
