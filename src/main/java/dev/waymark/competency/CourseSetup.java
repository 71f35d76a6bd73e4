package dev.waymark.competency;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a course is set up with: a version of a framework, the roles it offers and what they ask, what its activities count
 * for, and its grade columns. Immutable; a change is another set-up.
 *
 * @param framework name of a published version
 * @param library true if the learning items of that version are offered besides the course's own activities
 * @param roles ids of the roles offered, in their order; those that the version does not have are left aside
 * @param targets what a role asks in this course, by role and competency, 1 to 4; a role that is not here asks what the
 *     version says. The baseline's id stands for people without a role
 * @param pieces activities that somebody settled for this course
 * @param columns measures of the course's grade columns ({@code path}, {@code competency/C03}); null leaves them as they are
 * @param criteria what tiers demand besides the estimate, as JSON; null leaves the version's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CourseSetup(
        String framework,
        boolean library,
        List<String> roles,
        SortedMap<String, SortedMap<String, Integer>> targets,
        List<Piece> pieces,
        @Nullable SortedSet<String> columns,
        @Nullable String criteria) {

    /** What was said about an activity. */
    public enum Say {
        /** As Waymark had suggested it. */
        ACCEPTED,
        /** As a person put it. */
        MENDED,
        /** It counts for nothing here. */
        NOTHING
    }

    /** Where an activity was met. */
    public enum Origin {
        STATEMENTS,
        GRADEBOOK,
        CATALOGUE
    }

    /**
     * An activity of the course.
     *
     * @param activity its IRI
     * @param counts such as {@code C03@2}; empty if it counts for nothing
     * @param kind name of an {@code EvidenceKind}
     * @param weight above 0 and up to 1
     * @param minutes what it takes, 5 or more; 0 if it is no step of a path
     * @param address where learners take it, http or https; null if nowhere that we know
     * @param reviewed the day on which somebody last looked at its content, {@code 2026-11-26}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Piece(
            String activity,
            String name,
            @Nullable String type,
            Origin origin,
            Say say,
            SortedSet<String> counts,
            String kind,
            double weight,
            int minutes,
            @Nullable String address,
            @Nullable String reviewed) {

        public Piece {
            counts = Collections.unmodifiableSortedSet(new TreeSet<>(counts));
            if (minutes != 0 && (minutes < 5 || minutes > 6000)) {
                throw new IllegalArgumentException("an activity takes 5 to 6000 minutes, found " + minutes);
            }
            if (!(weight > 0 && weight <= 1)) {
                throw new IllegalArgumentException("a weight is above 0 and up to 1, found " + weight);
            }
        }
    }

    public CourseSetup {
        roles = List.copyOf(roles);
        SortedMap<String, SortedMap<String, Integer>> kept = new TreeMap<>();
        targets.forEach((role, asked) -> kept.put(role, Collections.unmodifiableSortedMap(new TreeMap<>(asked))));
        targets = Collections.unmodifiableSortedMap(kept);
        pieces = List.copyOf(pieces);
        columns = columns == null ? null : Collections.unmodifiableSortedSet(new TreeSet<>(columns));
    }

    public Optional<Piece> piece(String activity) {
        return pieces.stream().filter(each -> each.activity().equals(activity)).findFirst();
    }

    /** With this piece in the place of what was said of the activity before. */
    public CourseSetup with(Piece piece) {
        List<Piece> changed = new ArrayList<>(without(piece.activity()).pieces());
        changed.add(piece);
        return withPieces(changed);
    }

    /** As if nobody had said anything about the activity. */
    public CourseSetup without(String activity) {
        return withPieces(pieces.stream()
                .filter(each -> !each.activity().equals(activity))
                .toList());
    }

    public CourseSetup withPieces(List<Piece> others) {
        return new CourseSetup(framework, library, roles, targets, others, columns, criteria);
    }

    public CourseSetup withFramework(String other) {
        return new CourseSetup(other, library, roles, targets, pieces, columns, criteria);
    }

    public CourseSetup withLibrary(boolean offered) {
        return new CourseSetup(framework, offered, roles, targets, pieces, columns, criteria);
    }

    public CourseSetup withRoles(List<String> offered, SortedMap<String, SortedMap<String, Integer>> asked) {
        return new CourseSetup(framework, library, offered, asked, pieces, columns, criteria);
    }

    public CourseSetup withColumns(@Nullable SortedSet<String> measures) {
        return new CourseSetup(framework, library, roles, targets, pieces, measures, criteria);
    }

    public CourseSetup withCriteria(@Nullable String json) {
        return new CourseSetup(framework, library, roles, targets, pieces, columns, json);
    }
}
