package dev.waymark.web;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ApostropheMode;
import com.ibm.icu.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One message, read once. ICU's message syntax, because Arabic counts in six forms and a choice by number knows none of
 * them. A message whose values stand there as they are is put together here; all others are ICU's to format.
 *
 * <p>Values come from courses and people, and may run against the sentence's direction: where they may, they are set
 * apart by Unicode isolates (UAX #9, FSI and PDI), so that a Latin name inside an Arabic sentence, or the reverse, does
 * not turn what stands around it.
 */
final class Sentence {

    private static final char APART = '\u2068';
    private static final char TOGETHER = '\u2069';

    /** {@code {0,oblique}}: a time as it stands after a verb or a preposition, in languages where that is another form. */
    private static final Pattern OBLIQUE = Pattern.compile("\\{(\\d),oblique}");

    /** Where the oblique forms of the values are: behind all values that a message can name. */
    private static final int OBLIQUE_FROM = 10;

    /** A value that has two forms. */
    interface Declined {
        /** After a verb or a preposition; the other form is its text. */
        String oblique();
    }

    private final Locale locale;
    private final boolean rightToLeft;
    private final Optional<List<Part>> parts;
    private final MessageFormat format;
    private final NumberFormat numbers;
    private final boolean oblique;

    private record Part(String text, int value) {}

    /**
     * @param written ICU's syntax, and {@code {0,oblique}}
     * @throws IllegalArgumentException if the pattern is none of ICU's
     */
    Sentence(String written, Locale locale) {
        String pattern = OBLIQUE.matcher(written).replaceAll("{1$1}");
        this.oblique = !pattern.equals(written);
        this.locale = locale;
        this.rightToLeft = rightToLeft(locale);
        var read = new MessagePattern(ApostropheMode.DOUBLE_REQUIRED).parse(pattern);
        this.parts = plain(read, pattern);
        this.format = new MessageFormat("", locale);
        this.format.applyPattern(pattern, ApostropheMode.DOUBLE_REQUIRED);
        this.numbers = NumberFormat.getInstance(locale);
    }

    static boolean rightToLeft(Locale locale) {
        return com.ibm.icu.util.ULocale.forLocale(locale).isRightToLeft();
    }

    String with(Object... values) {
        Object[] apart = new Object[oblique ? OBLIQUE_FROM + values.length : values.length];
        for (int i = 0; i < values.length; i++) {
            apart[i] = formed(values[i], false);
            if (oblique) {
                apart[OBLIQUE_FROM + i] = formed(values[i], true);
            }
        }
        if (parts.isEmpty()) {
            // Formats keep notes of their own while they work, and pages are made at the same time.
            return ((MessageFormat) format.clone()).format(apart);
        }
        var sentence = new StringBuilder();
        for (Part part : parts.get()) {
            sentence.append(part.text);
            if (part.value >= 0) {
                sentence.append(part.value < apart.length ? shown(apart[part.value]) : "{" + part.value + "}");
            }
        }
        return sentence.toString();
    }

    private Object formed(Object value, boolean asOblique) {
        return switch (value) {
            case Declined time when asOblique -> apart(time.oblique());
            case Declined time -> apart(time.toString());
            case String text -> apart(text);
            case null, default -> value;
        };
    }

    private String shown(Object value) {
        if (value instanceof Number number) {
            return ((NumberFormat) numbers.clone()).format(number);
        }
        return value instanceof java.util.Date
                ? new MessageFormat("{0}", locale).format(new Object[] {value})
                : String.valueOf(value);
    }

    private String apart(String text) {
        return rightToLeft
                ? runsLeft(text) ? APART + text + TOGETHER : text
                : runsRight(text) ? APART + text + TOGETHER : text;
    }

    /** True if something in it runs from left to right: a letter, or a digit whose neighbours would move. */
    private static boolean runsLeft(String text) {
        return text.codePoints().anyMatch(each -> switch (Character.getDirectionality(each)) {
            case Character.DIRECTIONALITY_LEFT_TO_RIGHT, Character.DIRECTIONALITY_EUROPEAN_NUMBER -> true;
            default -> false;
        });
    }

    private static boolean runsRight(String text) {
        char[] letters = text.toCharArray();
        return java.text.Bidi.requiresBidi(letters, 0, letters.length);
    }

    /** The pattern as text and places, if it has nothing but places. */
    private static Optional<List<Part>> plain(MessagePattern read, String pattern) {
        List<Part> found = new ArrayList<>();
        var text = new StringBuilder();
        int from = 0;
        for (int i = 1; i < read.countParts() - 1; i++) {
            MessagePattern.Part part = read.getPart(i);
            switch (part.getType()) {
                case SKIP_SYNTAX -> {
                    text.append(pattern, from, part.getIndex());
                    from = part.getLimit();
                }
                case ARG_START -> {
                    if (part.getArgType() != MessagePattern.ArgType.NONE) {
                        return Optional.empty();
                    }
                    text.append(pattern, from, part.getIndex());
                }
                case ARG_NUMBER -> {
                    found.add(new Part(text.toString(), part.getValue()));
                    text.setLength(0);
                }
                case ARG_LIMIT -> from = part.getLimit();
                default -> {
                    return Optional.empty();
                }
            }
        }
        text.append(pattern, from, pattern.length());
        found.add(new Part(text.toString(), -1));
        return Optional.of(List.copyOf(found));
    }
}
