package dev.waymark.lti.notice;

import dev.waymark.lti.registration.ToolFacts;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code $Context.id.history} (CORE, appendix B): the courses that this one was copied from, separated by commas,
 * each URL-encoded, newest first. Our links ask for it by a custom parameter; where a platform does not know the variable
 * it comes back as it is, and such a value never gets here. {@code $ResourceLink.id.history} is written alike.
 */
public final class LaunchHistory {

    /** What links that were placed by earlier versions call it. */
    private static final String EARLIER = "waymark_context_history";

    private static final int LONGEST = 255;
    private static final int MOST = 20;

    private LaunchHistory() {}

    /** Ids of contexts, newest first; empty if the course is no copy, or nobody knows. */
    public static List<String> contexts(Map<String, String> custom) {
        return among(custom.getOrDefault(ToolFacts.CONTEXT_HISTORY, custom.get(EARLIER)));
    }

    /** Ids of resource links that this one was copied from ({@code $ResourceLink.id.history}), newest first. */
    public static List<String> links(Map<String, String> custom) {
        return among(custom.get(ToolFacts.LINK_HISTORY));
    }

    private static List<String> among(@Nullable String history) {
        return Optional.ofNullable(history).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .flatMap(text -> decoded(text).stream())
                .filter(id -> !id.isEmpty() && id.length() <= LONGEST)
                .limit(MOST)
                .toList();
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
