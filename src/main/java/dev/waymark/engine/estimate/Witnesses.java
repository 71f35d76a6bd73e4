package dev.waymark.engine.estimate;

import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Observation;
import java.time.Instant;
import java.util.Optional;

/** What kinds of evidence informed one competency. */
final class Witnesses {

    private int exposures;
    private int selfRatings;
    private int others;
    private boolean practical;
    private Optional<Evidence> last = Optional.empty();

    void take(Evidence evidence) {
        Observation seen = evidence.observation();
        if (seen instanceof Observation.Exposure) {
            exposures++;
        } else if (seen instanceof Observation.SelfRating) {
            selfRatings++;
        } else {
            others++;
        }
        practical |= seen instanceof Observation.PracticalRating;
        last = Optional.of(evidence);
    }

    int direct() {
        return exposures + selfRatings + others;
    }

    boolean practical() {
        return practical;
    }

    boolean onlySelfRated() {
        return selfRatings > 0 && others == 0;
    }

    boolean onlyExposure() {
        return exposures > 0 && selfRatings + others == 0;
    }

    Optional<Instant> lastTime() {
        return last.map(Evidence::experienced);
    }

    Optional<EvidenceId> lastId() {
        return last.map(Evidence::id);
    }
}
