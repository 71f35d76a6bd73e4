package dev.waymark.sandbox.lms;

import dev.waymark.sandbox.course.Course;
import dev.waymark.sandbox.course.Course.Activity;
import dev.waymark.sandbox.course.Person;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What every page of the LMS has around it.
 *
 * @param here the page's own address without the person, to stay there as somebody else
 * @param waiting statements that the LRS has not taken yet
 */
public record Shell(String title, Course course, Person who, String here, int waiting) {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

    /** An address in the LMS, as the same person. */
    public String to(String path) {
        return path + (path.contains("?") ? "&" : "?") + "as=" + who.id();
    }

    public String to(Activity activity) {
        return to(address(activity));
    }

    /** An activity's address without the person, as it stands in statements. */
    public String address(Activity activity) {
        return "/mod/%s/view.php?id=%d".formatted(activity.kind().module(), activity.cmid());
    }

    public boolean isHere(String path) {
        return here.equals(path) || here.startsWith(path + "&");
    }

    public boolean isAdministrator() {
        return who.kind() == Person.Kind.ADMINISTRATOR;
    }

    public boolean isLearner() {
        return who.kind() == Person.Kind.LEARNER;
    }

    public String when(Instant instant) {
        return WHEN.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** Points without needless decimals. */
    public String points(double points) {
        return points == Math.rint(points) ? Long.toString((long) points) : "%.2f".formatted(points);
    }
}
