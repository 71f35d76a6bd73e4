package dev.waymark.instructor;

import dev.waymark.web.TierMark;
import java.util.List;

/** What stands behind one learner's grade, to look at and not to change. */
public record PersonPage(
        String name,
        String role,
        String reached,
        List<Skill> skills,
        List<String> next,
        List<String> grades,
        String back) {

    public PersonPage {
        skills = List.copyOf(skills);
        next = List.copyOf(next);
        grades = List.copyOf(grades);
    }

    /** A competency that the learner's role asks for. */
    public record Skill(String name, TierMark tier, String target) {}
}
