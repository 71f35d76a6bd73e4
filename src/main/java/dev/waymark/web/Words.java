package dev.waymark.web;

import com.ibm.icu.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/**
 * How a page speaks to one reader: sentences in the nearest language that we have, numbers, dates and times as that
 * reader writes them.
 */
public final class Words {

    private static final String HERE = "\uE000";

    private final Messages messages;
    private final Locale locale;
    private final ZoneId zone;

    /**
     * @param languageTag what the reader asked for; if it is none of our languages, English is written throughout
     */
    public Words(Messages messages, String languageTag, ZoneId zone) {
        this.messages = messages;
        this.zone = zone;
        Locale nearest = Messages.nearest(languageTag);
        Locale wanted = Locale.forLanguageTag(languageTag.replace('_', '-'));
        this.locale = wanted.getLanguage().equals(nearest.getLanguage()) ? wanted : nearest;
    }

    /** One of our languages, with the reader's region if they named one. */
    public Locale locale() {
        return locale;
    }

    /** The value of {@code lang}. */
    public String lang() {
        return locale.toLanguageTag();
    }

    /** The value of {@code dir}: {@code rtl} for Arabic, else {@code ltr}. */
    public String dir() {
        return Sentence.rightToLeft(locale) ? "rtl" : "ltr";
    }

    public String text(String key, Object... values) {
        return messages.text(locale, key, values);
    }

    /** A sentence into which a page sets a mark of its own, where the message has its first value. */
    public Around around(String key, Object... others) {
        Object[] values = new Object[others.length + 1];
        values[0] = HERE;
        System.arraycopy(others, 0, values, 1, others.length);
        String sentence = text(key, values);
        int at = sentence.indexOf(HERE);
        if (at < 0) {
            throw new IllegalArgumentException("message \"" + key + "\" has no place for its first value");
        }
        return new Around(sentence.substring(0, at), sentence.substring(at + 1));
    }

    /** What stands before and after a mark. */
    public record Around(String before, String after) {}

    /** Working time, such as "1 h 20 min". */
    public String time(int minutes) {
        return time(minutes, "web.minutes", "web.hours", "web.hours-minutes");
    }

    /** As {@link #time}, for a sentence: its message says in which form, {@code {0}} or {@code {0,oblique}}. */
    public Object timeIn(int minutes) {
        return new Time(
                time(minutes), time(minutes, "web.minutes-oblique", "web.hours-oblique", "web.hours-minutes-oblique"));
    }

    private record Time(String plain, String oblique) implements Sentence.Declined {
        @Override
        public String toString() {
            return plain;
        }
    }

    private String time(int minutes, String under, String whole, String both) {
        int hours = minutes / 60;
        int rest = minutes % 60;
        if (hours == 0) {
            return text(under, rest);
        }
        return rest == 0 ? text(whole, hours) : text(both, hours, rest);
    }

    /** A number with so many digits after the point, always. */
    public String exactly(double value, int digits) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(value);
    }

    /** A number with at most so many digits after the point. */
    public String number(double value, int digits) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(digits);
        return format.format(value);
    }

    /** A share of 0 to 1, such as "58%". */
    public String percent(double share) {
        return NumberFormat.getPercentInstance(locale).format(share);
    }

    public LocalDate dateOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    /** Such as "Tue 17 Nov". */
    public String shortDay(Instant instant) {
        return pattern("MMMEd").format(dateOf(instant));
    }

    /** Such as "29 November". */
    public String day(LocalDate date) {
        return pattern("MMMMd").format(date);
    }

    /** Such as "29 November 2026". */
    public String date(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .localizedBy(locale)
                .format(date);
    }

    /** Such as "17 Nov 2026, 09:31". */
    public String moment(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .localizedBy(locale)
                .withZone(zone)
                .format(instant);
    }

    /** The time of day for what is less than a day old on the same date, else the whole moment. */
    public String since(Instant then, Instant now) {
        boolean sameDay = dateOf(then).equals(dateOf(now))
                && Duration.between(then, now).abs().toDays() < 1;
        return sameDay
                ? DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                        .localizedBy(locale)
                        .withZone(zone)
                        .format(then)
                : moment(then);
    }

    private DateTimeFormatter pattern(String fields) {
        return DateTimeFormatter.ofLocalizedPattern(fields).localizedBy(locale);
    }
}
