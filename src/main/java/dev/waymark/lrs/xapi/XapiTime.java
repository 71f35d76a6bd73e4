package dev.waymark.lrs.xapi;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Times as LRSs write them and as we ask for them (xAPI 1.0.3 Data 4.5): ISO 8601, any offset, fractions to the
 * nanosecond. A time without an offset is UTC.
 */
public final class XapiTime {

    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .toFormatter();

    private XapiTime() {}

    /** The instant, or empty if the text is no time. Cut to microseconds, as the database keeps it. */
    public static Optional<Instant> parse(String text) {
        String time = text.strip().replace(',', '.');
        if (time.endsWith("-00:00")) {
            time = time.substring(0, time.length() - 6) + "Z";
        }
        try {
            var parsed = READ.parseBest(time, OffsetDateTime::from, LocalDateTime::from);
            Instant instant = parsed instanceof OffsetDateTime withOffset
                    ? withOffset.toInstant()
                    : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
            return Optional.of(instant.truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** With {@code Z} and no other offset: a plus sign in a query loses its meaning in some LRSs' next-page links. */
    public static String format(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.MICROS));
    }
}
