package dev.waymark.lti.core;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What a gradebook shows for one learner (AGS 2.0, 3.3).
 *
 * @param score empty if there is none
 * @param maximum above 0
 * @param at when it was graded, if the platform says
 */
public record ResultItem(String userId, Optional<Double> score, double maximum, Optional<Instant> at) {

    public static final String MEDIA_TYPE = "application/vnd.ims.lis.v2.resultcontainer+json";
    public static final String SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly";

    /** A list of results; empty if the text is none. */
    public static Optional<List<ResultItem>> list(String body) {
        return Json.list(body)
                .map(items -> Claims.objectsOf(items).stream()
                        .flatMap(item -> read(item).stream())
                        .toList());
    }

    /** The score out of 100, unrounded. */
    public Optional<Double> percent() {
        return score.map(points -> points / maximum * 100);
    }

    private static Optional<ResultItem> read(Claims item) {
        Optional<String> user =
                item.filled("userId").or(() -> item.number("userId").map(BigDecimal::toPlainString));
        double maximum = item.number("resultMaximum")
                .map(BigDecimal::doubleValue)
                .filter(points -> points > 0)
                .orElse(1.0); // AGS 3.3.4.4: 1 if it is not said
        return user.map(id -> new ResultItem(
                id,
                item.number("resultScore").map(BigDecimal::doubleValue),
                maximum,
                item.filled("timestamp").flatMap(ResultItem::instant)));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
