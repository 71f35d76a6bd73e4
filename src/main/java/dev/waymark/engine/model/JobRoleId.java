package dev.waymark.engine.model;

import java.util.regex.Pattern;

/**
 * Names a job role, such as {@code product-manager}.
 *
 * @param value 1 to 64 lower-case letters, digits or hyphens
 */
public record JobRoleId(String value) implements Comparable<JobRoleId> {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9-]{1,64}");

    public JobRoleId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a job role id is 1 to 64 lower-case letters, digits or hyphens, found \"" + value + "\"");
        }
    }

    @Override
    public int compareTo(JobRoleId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
