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

    /** What the path would be with other choices; nothing is kept. */
    Current preview(TenantId tenant, LearnerId learner, CourseId course, Choices choices, Instant now);

    Choices choices(TenantId tenant, LearnerId learner, CourseId course);

    /** Keeps the choices, plans anew and publishes {@link PathChanged} if the path is another. */
    void choose(TenantId tenant, LearnerId learner, CourseId course, Choices choices, Instant now);

    /** The learner says that an item is done; it leaves the path and is shown as done lately. It is no evidence. */
    void done(TenantId tenant, LearnerId learner, CourseId course, LearningItemId item, Instant now);

    /**
     * @param gaps furthest from target first
     * @param doneLately newest first
     * @param version of this learner's path in this course, rising by one with each change
     */
    record Current(LearningPath path, List<Gap> gaps, List<Done> doneLately, Instant plannedAt, long version) {}

    /**
     * @param byEvidence true if statements show it, false if the learner said so
     */
    record Done(LearningItemId item, Instant at, boolean byEvidence) {}

    /** A path's first steps are others than before. Published in the transaction that changed it. */
    record PathChanged(
            TenantId tenant,
            LearnerId learner,
            CourseId course,
            LearningPath path,
            Optional<LearningItemId> nextBefore,
            long version,
            Instant at) {}
}
