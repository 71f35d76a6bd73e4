package dev.waymark.mastery;

import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.util.Optional;

/** How far the counting anew has come that follows a change of content. It goes on by itself, on any node. */
public interface Recounts {

    /** Empty if nobody of the course waits. */
    Optional<Progress> of(TenantId tenant, CourseId course);

    /**
     * @param people of the course
     * @param waiting those of them who are still to be counted anew, 1 to {@code people}
     */
    record Progress(int people, int waiting) {}
}
