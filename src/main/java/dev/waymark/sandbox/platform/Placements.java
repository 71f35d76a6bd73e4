package dev.waymark.sandbox.platform;

import dev.waymark.sandbox.course.Course;
import dev.waymark.sandbox.course.Course.Activity;
import dev.waymark.sandbox.course.Course.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Links to the tool: the one of the course, and those that were added by deep linking, which end with the process. */
public final class Placements {

    /** The id of the course's own link. */
    static final String FIRST_LINK = "1";

    private static final int FIRST_NUMBER = 101;

    /**
     * @param activity as in the course
     * @param link the id of the link in a launch
     * @param target where it leads; empty for the tool's usual address
     * @param custom its own parameters
     */
    public record Placed(Activity activity, String link, Optional<String> target, Map<String, String> custom) {
        public Placed {
            custom = Map.copyOf(custom);
        }
    }

    private final Course course;
    private final List<Placed> added = new ArrayList<>();

    public Placements(Course course) {
        this.course = course;
    }

    public synchronized List<Placed> added() {
        return List.copyOf(added);
    }

    synchronized Placed add(String title, double max, Optional<String> target, Map<String, String> custom) {
        int number = FIRST_NUMBER + added.size();
        var activity = new Activity(number, Kind.LTI, title, max, 0, 0, List.of(), List.of());
        var placed = new Placed(activity, Integer.toString(number), target, custom);
        added.add(placed);
        return placed;
    }

    /**
     * @throws IllegalArgumentException if there is none
     */
    synchronized Placed find(int cmid) {
        return added.stream()
                .filter(each -> each.activity().cmid() == cmid)
                .findFirst()
                .orElseGet(() -> new Placed(course.activity(cmid), FIRST_LINK, Optional.empty(), Map.of()));
    }

    /** The link of that number, if it was added by deep linking. */
    public synchronized Optional<Activity> activity(String cmid) {
        return added.stream()
                .map(Placed::activity)
                .filter(activity -> Integer.toString(activity.cmid()).equals(cmid))
                .findFirst();
    }
}
