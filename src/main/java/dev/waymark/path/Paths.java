package dev.waymark.path;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.Gap;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The recommended path of a learner in a course. */
public interface Paths {

    /** The path as it stands; planned anew if what it rests on has changed, or a day has passed. */
    Current current(TenantId tenant, LearnerId learner, CourseId course, Instant now);

    /**
     * What the path would be with other choices; nothing is kept.
     *
     * @throws IllegalArgumentException as {@link #choose}
     */
    Current preview(TenantId tenant, LearnerId learner, CourseId course, Choices choices, Instant now);

    /** The choices in force; {@link Choices#done} holds what the learner said and what statements show. */
    Choices choices(TenantId tenant, LearnerId learner, CourseId course);

    /**
     * Keeps the choices, plans anew and publishes {@link PathChanged} if the path is another. {@link Choices#done} is not
     * taken from here, so a form need not know of it: see {@link #done}.
     *
     * @throws IllegalArgumentException if they name a competency or an item that the content in force does not have, pin
     *     what they waive, or allow only steps shorter than any item
     */
    void choose(TenantId tenant, LearnerId learner, CourseId course, Choices choices, Instant now);

    /**
     * The learner says that an item is done; it leaves the path and is shown as done lately. It is no evidence.
     *
     * @throws IllegalArgumentException if the catalogue in force has no such item
     */
    void done(TenantId tenant, LearnerId learner, CourseId course, LearningItemId item, Instant now);

    /**
     * @param gaps furthest from target first
     * @param doneLately newest first, ten at most
     * @param version of this learner's path in this course, 1 for the first, rising by one when its steps or their order
     *     change; 0 in a preview before the first visit
     */
    record Current(LearningPath path, List<Gap> gaps, List<Done> doneLately, Instant plannedAt, long version) {}

    /**
     * @param byEvidence true if statements show it, false if the learner said so
     */
    record Done(LearningItemId item, Instant at, boolean byEvidence) {}

    /**
     * A path's first three steps are others than before, or there was none before. Published in the transaction that
     * changed it.
     *
     * @param nextBefore the first step of the path before; empty if there was none
     */
    record PathChanged(
            TenantId tenant,
            LearnerId learner,
            CourseId course,
            LearningPath path,
            Optional<LearningItemId> nextBefore,
            long version,
            Instant at) {}
}
