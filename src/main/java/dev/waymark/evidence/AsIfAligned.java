package dev.waymark.evidence;

import dev.waymark.competency.Configurations.SeenActivity;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.Evidence;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What would count of a learner if activities counted for something else. Nothing is kept. */
public interface AsIfAligned {

    /** All evidence of a learner, read again with these alignments, in {@link Evidence#ORDER}. */
    List<Evidence> evidenceOf(
            TenantId tenant, LearnerId learner, Function<SeenActivity, Optional<Alignment>> alignments);
}
