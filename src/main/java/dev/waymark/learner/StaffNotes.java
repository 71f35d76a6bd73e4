package dev.waymark.learner;

import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.List;

/**
 * Notes of a course's staff about a learner. Other staff of the course read them, the learner does not see them on a page,
 * and gets them with an export of their data: they are data about a person.
 */
public interface StaffNotes {

    int LONGEST = 4000;

    /**
     * @param by a name of ours, no personal data
     * @throws IllegalArgumentException if the text is blank or longer than {@value #LONGEST} characters
     */
    void write(TenantId tenant, LearnerId learner, CourseId course, String text, String by, Instant at);

    /** Takes the text of a note away; false if there is none, or somebody else wrote it. */
    boolean remove(TenantId tenant, LearnerId learner, CourseId course, long number, String by, Instant at);

    /** Newest first, without those that were taken out. */
    List<Note> of(TenantId tenant, LearnerId learner, CourseId course);

    /** Of all courses, for an export of a person's data. */
    List<Note> of(TenantId tenant, LearnerId learner);

    record Note(CourseId course, long number, String by, Instant at, String text) {}
}
