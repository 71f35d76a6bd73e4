package dev.waymark.competency;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.Configurations.SeenActivity;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What each course is set up with. A draft is changed by its staff and affects nobody; publishing makes it a version that
 * never changes. A course that has published nothing goes by what is in force for the organisation.
 */
public interface CourseSetups {

    /** @param number 1 for the course's first, rising by one */
    record Kept(long number, String content, CourseSetup setup, String by, Instant at) {}

    /** @param revision rises with every change, so that what is published is what was looked at */
    record Draft(long revision, CourseSetup setup, String by, Instant at) {}

    /** Newest first; the first one is in force. */
    List<Kept> history(TenantId tenant, CourseId course);

    default Optional<Kept> published(TenantId tenant, CourseId course) {
        return history(tenant, course).stream().findFirst();
    }

    Optional<Draft> draft(TenantId tenant, CourseId course);

    /** The draft; else what is published; else all that the version in force offers, with nothing settled. */
    CourseSetup start(TenantId tenant, CourseId course);

    /** What a course starts with that takes this version: all of its roles and items, and nothing settled. */
    CourseSetup plain(TenantId tenant, String framework);

    /**
     * Changes the draft, which begins as {@link #start} says; one change after the other, whoever makes them.
     *
     * @throws IllegalArgumentException if what comes of it cannot be read: see {@link #content}
     */
    Draft change(TenantId tenant, CourseId course, String by, UnaryOperator<CourseSetup> change);

    void discard(TenantId tenant, CourseId course);

    /**
     * What learners would have with a set-up. Nothing is kept.
     *
     * @throws IllegalArgumentException if the version is not published, or the set-up names what cannot be
     */
    Published content(TenantId tenant, CourseSetup setup);

    /** Alignments as they would be with a set-up: what it settles, and beside it what holds already. */
    Function<SeenActivity, Optional<Alignment>> alignments(TenantId tenant, CourseSetup setup);

    /**
     * Makes the draft the course's next version: it is in force at once, its alignments hold, and its people are counted
     * anew.
     *
     * @param revision of the draft that was looked at
     */
    Publishing publish(TenantId tenant, CourseId course, long revision, String by);

    /** What became of publishing. */
    sealed interface Publishing {
        record Published(Kept kept) implements Publishing {}

        /** Somebody changed the draft, or published or discarded it, after it was looked at. */
        record ChangedSince() implements Publishing {}

        /** @param reasons never empty */
        record Refused(List<String> reasons) implements Publishing {}
    }

    /** What a version suggests for an activity, and how sure it is. */
    Guess guess(TenantId tenant, String framework, SeenActivity activity);

    /**
     * @param alignment empty: it is not a learning activity, as far as we can tell
     * @param basis word of a reason: {@code name}, {@code words}, {@code some-words}, {@code type}, {@code none}
     */
    record Guess(Optional<Alignment> alignment, Sure sure, String basis) {}

    /** How sure a suggestion is. */
    enum Sure {
        SURE,
        FAIRLY,
        UNSURE
    }

    /** Targets that nothing in the content leads to. */
    List<Hole> holes(Published published);

    /**
     * @param role who asks; the baseline's id for people without a role
     * @param step what nothing, or too little, leads to: the target itself, or what must be held before it
     * @param covered how much of the step the content covers, 0 to 1
     * @param practical true if there is content, but no practical work to show the step with
     */
    record Hole(String role, CompetencyTier target, CompetencyTier step, double covered, boolean practical) {}

    /**
     * A course's set-up came into force; published in the transaction that did it.
     *
     * @param newCompetencies true if it brings competencies that no version in use had before
     */
    record CourseInForce(
            TenantId tenant,
            CourseId course,
            CourseSetup setup,
            String content,
            boolean newCompetencies,
            String by,
            Instant at) {}
}
