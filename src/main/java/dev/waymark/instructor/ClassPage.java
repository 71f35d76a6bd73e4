package dev.waymark.instructor;

import dev.waymark.instructor.CoursePage.Listed;
import dev.waymark.instructor.CoursePage.Option;
import dev.waymark.instructor.CoursePage.Wish;
import dev.waymark.web.TierMark;
import java.util.List;
import java.util.Optional;

/**
 * A class as its staff see it, all in words.
 *
 * @param narrowed true if a filter leaves somebody out
 * @param empty true if nobody has opened Waymark yet
 */
public record ClassPage(
        String csrf,
        String course,
        Optional<String> said,
        String answer,
        Optional<String> open,
        String action,
        List<Hidden> hidden,
        String text,
        List<Choice> shows,
        List<Choice> roles,
        List<Choice> sections,
        List<Choice> skills,
        List<Choice> tiers,
        List<Head> heads,
        List<Person> people,
        boolean narrowed,
        boolean empty,
        String all,
        String hint,
        String range,
        Optional<String> before,
        Optional<String> after,
        String csv,
        String roleAction,
        List<Wish> wishes,
        boolean lists,
        Listed listed) {

    public ClassPage {
        hidden = List.copyOf(hidden);
        shows = List.copyOf(shows);
        roles = List.copyOf(roles);
        sections = List.copyOf(sections);
        skills = List.copyOf(skills);
        tiers = List.copyOf(tiers);
        heads = List.copyOf(heads);
        people = List.copyOf(people);
        wishes = List.copyOf(wishes);
    }

    /** A value that the filters carry along, such as the order. */
    public record Hidden(String name, String value) {}

    public record Choice(Option option, boolean chosen) {}

    /**
     * A column's head.
     *
     * @param href sorts by it; empty if it cannot be sorted by
     * @param sorted {@code ascending}, {@code descending} or {@code none}
     */
    public record Head(String text, Optional<String> href, String sorted) {}

    /**
     * @param share of the targets reached, per cent
     * @param tier in the skill that was asked for, with its target; empty if none was
     */
    public record Person(
            String name,
            String href,
            List<String> reasons,
            String next,
            String reached,
            double share,
            Optional<Tier> tier,
            String role,
            String lastSeen,
            String lastWork) {

        public Person {
            reasons = List.copyOf(reasons);
        }
    }

    /** What is held of a skill, and what the role asks for. */
    public record Tier(TierMark held, String target) {}
}
