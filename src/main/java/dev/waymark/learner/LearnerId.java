package dev.waymark.learner;

import java.util.UUID;

/** A person, by a random name of ours: nothing about them can be read from it. */
public record LearnerId(UUID value) implements Comparable<LearnerId> {

    /** By their text, as the database orders them. */
    @Override
    public int compareTo(LearnerId other) {
        return toString().compareTo(other.toString());
    }

    public static LearnerId of(String text) {
        return new LearnerId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
