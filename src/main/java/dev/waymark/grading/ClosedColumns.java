package dev.waymark.grading;

import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Columns of a platform that take no scores of anybody, for an administrator to look at. */
public interface ClosedColumns {

    /** Those of one platform, the newest first. */
    List<Closed> of(TenantId tenant, RegistrationId registration);

    /**
     * One of the scores that wait finds out within seconds whether the column takes scores again.
     *
     * @param column as {@link Closed#column} names it
     * @return false if nothing is known of this column being closed
     */
    boolean askNow(TenantId tenant, CourseId course, String column, Instant at);

    /**
     * @param column names it for {@link #askNow}
     * @param address where the platform has it; empty when no learner has a cell in it any more
     * @param measure what it scores: {@code path}, {@code competency/<id>}; empty likewise
     * @param said what the platform answered
     * @param since when it said so first
     * @param askAt when it is asked again, if nobody wants it sooner
     * @param waiting scores that are sent once it takes one
     */
    record Closed(
            CourseId course,
            String column,
            Optional<URI> address,
            Optional<String> measure,
            String said,
            Instant since,
            Instant askAt,
            int waiting) {}
}
