package dev.waymark.shared;

/**
 * A course on a platform: the context of a launch, or, where a launch has none, its resource link.
 *
 * @param registration our number of the platform's registration
 * @param contextId as the platform names it, unique within the registration
 */
public record CourseId(long registration, String contextId) {

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
