package dev.waymark.grading;

import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * Where a learner's score goes, as their last launch told it.
 *
 * @param lineItem as the platform gave it, query and all
 * @param resourceLink the link that has this line item
 * @param subject the platform's name for the learner
 * @param gradable false since the person came in as staff only: platforms refuse scores for them
 */
record Column(
        ColumnKey key,
        URI lineItem,
        CourseId course,
        RegistrationId registration,
        String deploymentId,
        String resourceLink,
        String subject,
        List<String> scopes,
        boolean gradable,
        Instant seenAt) {

    Column {
        scopes = List.copyOf(scopes);
    }
}
