package dev.waymark.results;

import dev.waymark.learner.Identities.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A file of grades as it was read, before anybody asks who the people are.
 *
 * @param faults what keeps the file from being read; nothing else is known then
 * @param passedOver columns that are none of results: totals, sections, read-only ones
 */
record GradeFile(Kind kind, List<Fault> faults, List<Column> columns, List<Person> people, List<String> passedOver) {

    /** Where a file comes from, by its first line. */
    enum Kind {
        CANVAS,
        MOODLE,
        PLAIN
    }

    /** Why a file cannot be read. */
    enum Fault {
        EMPTY,
        NOT_CSV,
        NO_PERSON_COLUMN,
        NO_RESULT_COLUMN,
        TOO_LONG
    }

    GradeFile {
        faults = List.copyOf(faults);
        columns = List.copyOf(columns);
        people = List.copyOf(people);
        passedOver = List.copyOf(passedOver);
    }

    static GradeFile unreadable(Kind kind, Fault fault) {
        return new GradeFile(kind, List.of(fault), List.of(), List.of(), List.of());
    }

    /**
     * A column of results.
     *
     * @param index in the file, from 0
     * @param id of the assignment, where the file says it
     * @param possible points that can be reached, where the file says it
     * @param percent true if cells are percentages
     */
    record Column(int index, String title, Optional<String> id, OptionalDouble possible, boolean percent) {}

    /**
     * A line.
     *
     * @param line number in the file, from 1
     * @param ids by what the person is named, the surest first
     * @param testStudent true for the platform's own pretend student
     */
    record Person(
            int line,
            String name,
            Map<Field, String> ids,
            Optional<String> email,
            boolean testStudent,
            Map<Integer, Cell> cells) {}

    /** What stands in a cell of a result column. */
    sealed interface Cell {
        /** Nothing was entered. */
        record Blank() implements Cell {}

        /** Excused: whatever was there counts no longer. */
        record Excused() implements Cell {}

        /** @param points of {@code possible} */
        record Score(double points, double possible) implements Cell {}

        record Unreadable(String text, Problem problem) implements Cell {}
    }

    /** Why a cell cannot be read. */
    enum Problem {
        NOT_A_NUMBER,
        BELOW_ZERO,
        FAR_ABOVE_THE_MAXIMUM,
        NO_MAXIMUM
    }
}
