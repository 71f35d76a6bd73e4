package dev.waymark.engine.model;

import java.util.regex.Pattern;

/**
 * Names a competency within its framework, such as {@code C03}; the human coding scheme or identifier of a CASE item.
 *
 * @param value 1 to 64 letters, digits, dots, hyphens or underscores
 */
public record CompetencyId(String value) implements Comparable<CompetencyId> {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public CompetencyId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a competency id is 1 to 64 letters, digits, dots, hyphens or underscores, found \"" + value
                            + "\"");
        }
    }

    @Override
    public int compareTo(CompetencyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
