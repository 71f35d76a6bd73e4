package dev.waymark.lti.deeplink;

import dev.waymark.shared.TenantId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A page of ours that an instructor may put into a course. A face offers it by having a bean of this type; a page that is
 * not built has none, and is not offered. A launch of such a link carries {@link #PAGE} and {@link #PART} in its custom
 * parameters, signed by the platform, and is led to {@link #path}.
 */
public interface Linkable {

    /** Custom parameter: {@link #page()}. */
    String PAGE = "waymark_page";

    /** Custom parameter: {@link Choice#part()}. */
    String PART = "waymark_part";

    /** A word that never changes: it stays in courses for years. Lower case letters and hyphens, at most 40. */
    String page();

    /**
     * Where a launch of the link leads.
     *
     * @param part as it was chosen; a later version may not know it any more
     * @return a path of this tool; a query in it is made of fixed words and checked values only
     */
    String path(Optional<String> part);

    /** Smaller comes first. */
    int order();

    /** What can be chosen; several where the page has parts, such as one for each competency. */
    List<Choice> choices(TenantId tenant, Locale locale);

    /**
     * One link that can be made.
     *
     * @param title of the activity in the course
     * @param text one sentence that says what it is
     * @param column what a grade column of the link would hold, as a word that never changes ({@code path}, {@code
     *     competency/C03}); empty if there is nothing to grade
     * @param staff true if only staff have a use for it
     */
    record Choice(Optional<String> part, String title, String text, Optional<String> column, boolean staff) {}
}
