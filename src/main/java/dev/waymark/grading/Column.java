package dev.waymark.grading;

import dev.waymark.lti.core.ResultItem;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a learner's score goes, as their last launch told it.
 *
 * @param lineItem as the platform gave it, query and all
 * @param resourceLink the link that has this line item; empty for a column of the course
 * @param subject the platform's name for the learner
 * @param measure what is scored, see {@link Measure}
 * @param lineItems where the course's columns are, to find this one again
 * @param family the platform's make, such as {@code canvas}
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
        Instant seenAt,
        String measure,
        Optional<URI> lineItems,
        Optional<String> family) {

    Column {
        scopes = List.copyOf(scopes);
    }

    /** A column of the whole path, of a platform that said nothing of itself. */
    Column(
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
        this(
                key,
                lineItem,
                course,
                registration,
                deploymentId,
                resourceLink,
                subject,
                scopes,
                gradable,
                seenAt,
                Measure.PATH,
                Optional.empty(),
                Optional.empty());
    }

    /** The same learner and measure in another place. */
    Column movedTo(URI address) {
        return new Column(
                ColumnKey.of(key.tenant(), key.learner(), address),
                address,
                course,
                registration,
                deploymentId,
                resourceLink,
                subject,
                scopes,
                gradable,
                seenAt,
                measure,
                lineItems,
                family);
    }

    /** True if we may read what the course shows. */
    boolean readable() {
        return scopes.contains(ResultItem.SCOPE);
    }

    boolean canvas() {
        return family.filter("canvas"::equalsIgnoreCase).isPresent();
    }
}
