package dev.waymark.sandbox.lms;

import dev.waymark.sandbox.course.CourseRecords.Submission;
import dev.waymark.sandbox.course.Gradebook.Mark;
import dev.waymark.sandbox.course.Person;
import java.util.Optional;

/** What one learner handed in, and what it got. */
public record HandedIn(Person who, Submission submission, Optional<Mark> mark) {}
