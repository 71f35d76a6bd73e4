package dev.waymark.instructor;

import dev.waymark.practical.PracticalWork.Head;
import dev.waymark.practical.PracticalWork.Place;
import dev.waymark.practical.PracticalWork.State;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What of the practical work somebody wants to see, as the address says it. Whatever cannot be understood is left out.
 *
 * @param text part of the name of a learner, a skill or a piece
 * @param skill id of a competency, or empty
 * @param days handed in at least so many days ago; 0 for any
 * @param after where the stretch before ended; empty for the first
 */
record RatingsQuery(String text, Show show, String skill, int days, Optional<Place> after) {

    static final List<Integer> AGES = List.of(0, 3, 7, 14, 30);

    private static final int LONGEST = 100;

    /** Which stand of the rating. */
    enum Show {
        ALL,
        /** Nobody has rated it. */
        WAITING,
        /** Somebody has; it waits for somebody else. */
        FIRST,
        /** The same, and whoever looks may be the one. */
        SECOND,
        RATED;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @param own true if it is the work of whoever looks */
        boolean keeps(Head head, boolean own) {
            boolean waits = head.state() == State.WAITING;
            return switch (this) {
                case ALL -> true;
                case WAITING -> waits && head.given() == 0;
                case FIRST -> waits && head.given() > 0;
                case SECOND -> waits && head.given() > 0 && !head.mine() && !own;
                case RATED -> head.state() == State.RATED;
            };
        }

        static Show of(String key) {
            for (Show each : values()) {
                if (each.key().equals(key)) {
                    return each;
                }
            }
            return ALL;
        }
    }

    /** @param said the parameter of a name, if the address has it */
    static RatingsQuery of(Function<String, Optional<String>> said) {
        Function<String, String> text = name -> said.apply(name)
                .map(String::strip)
                .filter(each -> each.length() <= LONGEST)
                .orElse("");
        return new RatingsQuery(
                text.apply("q"),
                Show.of(text.apply("show")),
                text.apply("skill"),
                AGES.stream()
                        .filter(each -> each.toString().equals(text.apply("days")))
                        .findFirst()
                        .orElse(0),
                Place.read(text.apply("after")));
    }

    /** True if it leaves anything out. */
    boolean narrows() {
        return !text.isEmpty() || show != Show.ALL || !skill.isEmpty() || days > 0;
    }

    boolean finds(String... names) {
        String wanted = ClassQuery.folded(text);
        for (String name : names) {
            if (ClassQuery.folded(name).contains(wanted)) {
                return true;
            }
        }
        return false;
    }

    boolean oldEnough(Instant handedAt, Instant now) {
        return days == 0 || !handedAt.isAfter(now.minus(Duration.ofDays(days)));
    }

    RatingsQuery from(Optional<Place> place) {
        return new RatingsQuery(text, show, skill, days, place);
    }

    /** As fields of a form or parts of an address; only what is not as usual. */
    Map<String, String> fields() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("q", text);
        all.put("show", show == Show.ALL ? "" : show.key());
        all.put("skill", skill);
        all.put("days", days == 0 ? "" : Integer.toString(days));
        all.put("after", after.map(Place::text).orElse(""));
        all.values().removeIf(String::isEmpty);
        return all;
    }

    /**
     * The path of a page with this query.
     *
     * @param said what was just done; empty for nothing
     */
    String path(String page, String said) {
        Map<String, String> all = fields();
        if (!said.isEmpty()) {
            all.put("said", said);
        }
        String query = all.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? page : page + "?" + query;
    }
}
