package dev.waymark.mastery;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.SortedMap;

/** Which activities a learner has demonstrably done. */
public interface WorkShown {

    /**
     * Each activity that counted evidence shows to be done, and when it last did. An attempt that attained less than .7 of
     * its score leaves the activity to do.
     */
    SortedMap<ActivityId, Instant> activitiesOf(TenantId tenant, LearnerId learner);
}
