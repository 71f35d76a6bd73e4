package dev.waymark.lrs.xapi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a statement's extensions say that some sources put there, whatever place they put it in; all else in extensions
 * is known by its name only.
 *
 * @param session cmi5 {@code sessionid}
 * @param progress 0 to 1
 * @param played how much of a recording was played, 0 to 1, by the segments played over its length; empty if either is
 *     missing
 * @param threshold how much of a recording makes it complete, 0 to 1
 * @param masteryScore 0 to 1
 * @param interaction {@code interactionType} of the object
 * @param names of all extensions, sorted
 */
public record Extras(
        Optional<String> session,
        OptionalDouble progress,
        OptionalDouble played,
        OptionalDouble threshold,
        OptionalDouble masteryScore,
        Optional<String> interaction,
        List<String> names) {

    public static final Extras NONE = new Collector().toExtras();

    public Extras {
        names = List.copyOf(names);
    }

    /** Takes them as they come by. */
    static final class Collector {

        private static final String CMI5_SESSION = "w3id.org/xapi/cmi5/context/extensions/sessionid";
        private static final String CMI5_MASTERY = "w3id.org/xapi/cmi5/context/extensions/masteryscore";
        private static final String CMI5_PROGRESS = "w3id.org/xapi/cmi5/result/extensions/progress";
        private static final String VIDEO = "w3id.org/xapi/video/extensions/";
        private static final int MOST_NAMES = 50;

        private @Nullable TreeSet<String> names;
        private Optional<String> session = Optional.empty();
        private Optional<String> segments = Optional.empty();
        private Optional<String> interaction = Optional.empty();
        private OptionalDouble progress = OptionalDouble.empty();
        private OptionalDouble length = OptionalDouble.empty();
        private OptionalDouble threshold = OptionalDouble.empty();
        private OptionalDouble masteryScore = OptionalDouble.empty();

        void interaction(Optional<String> type) {
            interaction = type;
        }

        /** At the name of an extension; reads its value. */
        void take(JsonParser json) throws IOException {
            String name = json.currentName();
            json.nextToken();
            if (names == null) {
                names = new TreeSet<>();
            }
            if (names.size() < MOST_NAMES) {
                names.add(name);
            }
            int scheme = name.indexOf("://");
            boolean web = scheme == 4 || scheme == 5;
            String bare = web && name.regionMatches(true, 0, "https", 0, scheme) ? name.substring(scheme + 3) : name;
            switch (bare) {
                case CMI5_SESSION -> session = Fields.optionalText(json);
                case CMI5_MASTERY -> masteryScore = share(json, 1);
                case CMI5_PROGRESS -> progress = share(json, 100);
                case VIDEO + "progress" -> progress = share(json, 1);
                case VIDEO + "completion-threshold" -> threshold = share(json, 1);
                case VIDEO + "length" -> length = number(json);
                case VIDEO + "played-segments" -> segments = Fields.optionalText(json);
                default -> json.skipChildren();
            }
        }

        Extras toExtras() {
            OptionalDouble played = segments.isPresent() && length.isPresent()
                    ? Segments.share(segments.get(), length.getAsDouble())
                    : OptionalDouble.empty();
            return new Extras(
                    session,
                    progress,
                    played,
                    threshold,
                    masteryScore,
                    interaction,
                    names == null ? List.of() : List.copyOf(names));
        }

        /** A share that is written as a part of this whole; what lies outside is not one. */
        private static OptionalDouble share(JsonParser json, double whole) throws IOException {
            OptionalDouble number = number(json);
            return number.isPresent() && number.getAsDouble() >= 0 && number.getAsDouble() <= whole
                    ? OptionalDouble.of(number.getAsDouble() / whole)
                    : OptionalDouble.empty();
        }

        private static OptionalDouble number(JsonParser json) throws IOException {
            if (json.currentToken().isNumeric()) {
                double value = json.getDoubleValue();
                return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
            }
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                try {
                    return OptionalDouble.of(Double.parseDouble(json.getText().strip()));
                } catch (NumberFormatException e) {
                    return OptionalDouble.empty();
                }
            }
            json.skipChildren();
            return OptionalDouble.empty();
        }
    }

    /** {@code 0[.]12.5[,]20[.]40}: from and to, in seconds (xAPI Video Profile 1.0.3, played-segments). */
    static final class Segments {

        private static final Pattern BETWEEN = Pattern.compile("\\[,\\]");
        private static final Pattern WITHIN = Pattern.compile("\\[\\.\\]");

        private Segments() {}

        /**
         * @param length seconds
         * @return empty if there is a segment that cannot be read or the length is not above 0
         */
        static OptionalDouble share(String segments, double length) {
            if (!(length > 0)) {
                return OptionalDouble.empty();
            }
            List<double[]> played = new ArrayList<>();
            for (String each : BETWEEN.split(segments.strip())) {
                String[] ends = WITHIN.split(each.strip());
                if (ends.length != 2) {
                    return OptionalDouble.empty();
                }
                try {
                    double from = Double.parseDouble(ends[0].strip());
                    double to = Double.parseDouble(ends[1].strip());
                    played.add(new double[] {Math.max(0, Math.min(from, to)), Math.min(length, Math.max(from, to))});
                } catch (NumberFormatException e) {
                    return OptionalDouble.empty();
                }
            }
            played.sort((one, other) -> Double.compare(one[0], other[0]));
            double covered = 0;
            double reached = 0;
            for (double[] each : played) {
                double from = Math.max(each[0], reached);
                if (each[1] > from) {
                    covered += each[1] - from;
                    reached = each[1];
                }
            }
            return OptionalDouble.of(Math.min(1, covered / length));
        }
    }
}
