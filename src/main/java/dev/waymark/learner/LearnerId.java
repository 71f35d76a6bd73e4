package dev.waymark.learner;

import java.util.UUID;

/** A person, by a random name of ours: nothing about them can be read from it. */
public record LearnerId(UUID value) {

    public static LearnerId of(String text) {
        return new LearnerId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
