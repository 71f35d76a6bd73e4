package dev.waymark.engine.model;

import java.util.regex.Pattern;

/**
 * Names an item of the catalogue, such as {@code c03-t2-prompt-clinic}.
 *
 * @param value 1 to 64 lower-case letters, digits or hyphens
 */
public record LearningItemId(String value) implements Comparable<LearningItemId> {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9-]{1,64}");

    public LearningItemId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a learning item id is 1 to 64 lower-case letters, digits or hyphens, found \"" + value + "\"");
        }
    }

    @Override
    public int compareTo(LearningItemId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
