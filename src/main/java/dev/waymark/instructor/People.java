package dev.waymark.instructor;

import dev.waymark.learner.Learners.Learner;
import dev.waymark.web.Words;

/** What people are called. */
final class People {

    private People() {}

    static String name(Words words, Learner learner) {
        return learner.displayName().filter(name -> !name.isBlank()).orElseGet(() -> words.text("instructor.nameless"));
    }
}
