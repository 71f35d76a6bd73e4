package dev.waymark.lrs.xapi;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
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
            .toFormatter(Locale.ROOT)
            // There is no 30 February: neither the 28th nor a day in March is meant for sure.
            .withResolverStyle(ResolverStyle.STRICT);

    /** Years of four digits (RFC 3339, 5.6): what lies outside is no time of a learner. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private XapiTime() {}

    /** The instant, or empty if the text is no time. Cut to microseconds, as the database keeps it. */
    public static Optional<Instant> parse(String text) {
        Optional<Instant> usual = usual(text);
        return usual.isPresent() ? usual : anyForm(text);
    }

    /** {@code 2026-01-31T12:34:56}, a fraction or none, and {@code Z} or {@code +00:00}: what nearly all write. */
    private static Optional<Instant> usual(String text) {
        int end = text.endsWith("Z") ? text.length() - 1 : text.endsWith("+00:00") ? text.length() - 6 : -1;
        if (end < 19
                || end == 20
                || end > 29
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || (end > 19 && text.charAt(19) != '.')) {
            return Optional.empty();
        }
        long micros = 0;
        for (int i = 20; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Optional.empty();
            }
            micros = i < 26 ? micros * 10 + digit : micros;
        }
        for (int i = Math.max(end, 20); i < 26; i++) {
            micros *= 10;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        // A day that its month may not have, and a leap second, are for the other way to judge.
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > 28 || hour < 0 || hour > 23) {
            return Optional.empty();
        }
        if (minute < 0 || minute > 59 || second < 0 || second > 59) {
            return Optional.empty();
        }
        long seconds = LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3_600L + minute * 60L + second;
        return Optional.of(Instant.ofEpochSecond(seconds, micros * 1_000));
    }

    /** The number that the digits make, or -1 if they are none. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static Optional<Instant> anyForm(String text) {
        String time = text.strip().replace(',', '.');
        if (time.endsWith("-00:00")) {
            time = time.substring(0, time.length() - 6) + "Z";
        }
        try {
            var parsed = READ.parseBest(time, OffsetDateTime::from, LocalDateTime::from);
            Instant instant = parsed instanceof OffsetDateTime withOffset
                    ? withOffset.toInstant()
                    : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
            return instant.isBefore(EARLIEST) || instant.isAfter(LATEST)
                    ? Optional.empty()
                    : Optional.of(instant.truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** With {@code Z} and no other offset: a plus sign in a query loses its meaning in some LRSs' next-page links. */
    public static String format(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.MICROS));
    }
}
