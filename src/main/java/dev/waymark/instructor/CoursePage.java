package dev.waymark.instructor;

import dev.waymark.web.TierMark;
import java.util.List;
import java.util.Optional;

/** What the activities of a course count for, all in words. */
public record CoursePage(
        String csrf,
        String course,
        Optional<String> said,
        String answer,
        String settleAction,
        List<Activity> activities,
        List<Option> competencies,
        List<Option> tiers,
        List<Option> kinds,
        List<Stranger> strangers) {

    public CoursePage {
        activities = List.copyOf(activities);
        strangers = List.copyOf(strangers);
    }

    /** A role change that waits for a yes or no. */
    public record Wish(String learner, String sentence) {}

    /**
     * An activity that statements have shown.
     *
     * @param about what kind it is and how many results there were
     * @param state what it counts for at present, a sentence
     * @param settled true if somebody has settled it
     * @param suggested true if that is a suggestion of ours
     * @param tiers what it counts for, marked
     * @param chosen the same, as the form offers it; with open rows
     */
    public record Activity(
            String id,
            String name,
            String about,
            String state,
            boolean settled,
            boolean suggested,
            List<Shown> tiers,
            List<Chosen> chosen,
            String kind) {

        public Activity {
            tiers = List.copyOf(tiers);
            chosen = List.copyOf(chosen);
        }
    }

    /**
     * A row of the form that settles an activity.
     *
     * @param number from 1; the first row names a skill, the others may be left open
     * @param competency id, empty if the row is open
     * @param tier level
     */
    public record Chosen(int number, String competency, String tier) {}

    public record Shown(String competency, TierMark tier) {}

    public record Option(String value, String text) {}

    /**
     * Who is on the course's list and has not opened Waymark.
     *
     * @param state how the reading of the list stands, a sentence
     * @param readAction empty where the platform offers no list
     * @param keptBack a question, if so many are missing that a person has to say whether it is true
     * @param more how many more there are than shown, a few words
     * @param going a few words that lead to how far the reading is, while it goes on
     * @param href of the whole list
     */
    public record Listed(
            String state,
            Optional<String> readAction,
            Optional<String> keptBack,
            String confirmAction,
            List<String> names,
            Optional<String> more,
            Optional<String> going,
            String href) {
        public Listed {
            names = List.copyOf(names);
        }
    }

    /** An agent that nobody has linked to a person yet. */
    public record Stranger(String agent, String statements, String newest) {}
}
