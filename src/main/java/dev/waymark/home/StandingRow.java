package dev.waymark.home;

import dev.waymark.web.TierMark;
import dev.waymark.web.Track;

/**
 * Where a learner stands in one competency.
 *
 * @param distance how far it is to the target, or that it is reached
 * @param reached true if there is a target and it is reached
 * @param sure how sure we are, a sentence
 * @param known false if nothing has told us about it
 * @param say where the learner says that it is not so; of what is not known, where they say how they see it
 */
public record StandingRow(
        String competency,
        TierMark tier,
        String distance,
        boolean reached,
        String sure,
        Track track,
        boolean known,
        String say) {}
