package dev.waymark.mastery;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.SortedMap;

/** Which activities a learner's counted evidence comes from: what they have demonstrably worked on. */
public interface WorkShown {

    /** Each activity with counted evidence, and when the newest of it was experienced. */
    SortedMap<ActivityId, Instant> activitiesOf(TenantId tenant, LearnerId learner);
}
