package dev.waymark.shared;

import java.util.Optional;

/**
 * A course on a platform: the context of a launch, or, where a launch has none, its resource link.
 *
 * @param registration our number of the platform's registration
 * @param contextId as the platform names it, unique within the registration; {@code link:} and the link where there is no
 *     context
 */
public record CourseId(long registration, String contextId) {

    private static final String LINK = "link:";
    private static final int LONGEST = 255;

    /**
     * The course of a launch.
     *
     * @param context its context, if it has one
     * @param resourceLink up to 255 characters; stands for the course where there is no context, marked as a link: the
     *     platform may number links and contexts alike, and whoever teaches at link 5 does not teach in course 5
     */
    public static CourseId of(long registration, Optional<String> context, String resourceLink) {
        return new CourseId(registration, context.orElseGet(() -> ofLink(resourceLink)));
    }

    private static String ofLink(String resourceLink) {
        return LINK
                + (resourceLink.length() <= LONGEST - LINK.length()
                        ? resourceLink
                        : NameBasedUuid.of(NameBasedUuid.WAYMARK, resourceLink).toString());
    }

    /** One text for keys of tables: {@code <registration>/<contextId>}. */
    public String key() {
        return registration + "/" + contextId;
    }

    /** Reads {@link #key()}. */
    public static CourseId ofKey(String key) {
        int slash = key.indexOf('/');
        return new CourseId(Long.parseLong(key.substring(0, slash)), key.substring(slash + 1));
    }
}
