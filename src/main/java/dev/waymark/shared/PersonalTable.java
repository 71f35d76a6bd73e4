package dev.waymark.shared;

import java.util.Arrays;
import java.util.List;

/**
 * A table with rows about people.
 *
 * @param what which sort of thing it keeps: last part of the key of its words ({@code data.what.…}); tables of one sort are
 *     shown together
 * @param by what finds a person's rows
 * @param where the rows of one key: a condition with a mark for each of its values
 * @param columns what is shown and given away; one that begins with {@code @} is an instant in microseconds
 * @param fate what becomes of the rows at an erasure
 */
public record PersonalTable(String table, String what, By by, String where, List<String> columns, Fate fate) {

    /** Stands for who did something, once they had themselves erased. */
    public static final String SOMEBODY = "somebody who was erased";

    public PersonalTable {
        columns = List.copyOf(columns);
    }

    /** Keys of a person, and how many values each has. */
    public enum By {
        /** {@code learner}. */
        LEARNER,
        /** {@code registration} and {@code subject}. */
        ACCOUNT,
        /** Digest of an agent's text form. */
        AGENT_HASH,
        /** An agent's text form. */
        AGENT_KEY
    }

    /** What becomes of rows. */
    public sealed interface Fate {
        /** They are deleted. */
        record Gone() implements Fate {}

        /** They are about somebody or something else; in this column another word takes the person's place. */
        record Nameless(String column) implements Fate {}

        /** They stay, because the room itself sees to them in {@link PersonalData#eraseFurther}. */
        record Cared() implements Fate {}
    }

    /** Rows about a learner, which go. */
    public static PersonalTable ofLearner(String table, String column, String what, String... columns) {
        return new PersonalTable(table, what, By.LEARNER, column + " = ?", Arrays.asList(columns), new Fate.Gone());
    }

    /** What a person did as staff: the row stays, their name in it goes. */
    public static PersonalTable actsOf(String table, String column, String... columns) {
        return new PersonalTable(
                table, "acts", By.LEARNER, column + " = ?", Arrays.asList(columns), new Fate.Nameless(column));
    }

    /** Rows found in another way, which go. */
    public static PersonalTable found(String table, String what, By by, String where, String... columns) {
        return new PersonalTable(table, what, by, where, Arrays.asList(columns), new Fate.Gone());
    }

    /** The same, with rows that the room itself sees to. */
    public PersonalTable cared() {
        return new PersonalTable(table, what, by, where, columns, new Fate.Cared());
    }
}
