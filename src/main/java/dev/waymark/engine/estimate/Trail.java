package dev.waymark.engine.estimate;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.LearnerMastery.Cause;
import dev.waymark.engine.model.LearnerMastery.Contribution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What each piece of evidence did to each competency. For each competency the entries join end to end from its starting
 * point to its mean, so that they add up.
 */
final class Trail {

    private final Fold fold;
    private final Set<CompetencyId> competencies;
    private final Map<CompetencyId, Double> last = new HashMap<>();
    private final List<Contribution> contributions = new ArrayList<>();

    Trail(Fold fold, Set<CompetencyId> competencies) {
        this.fold = fold;
        this.competencies = competencies;
        competencies.forEach(each -> last.put(each, fold.meanOf(each)));
    }

    /** Notes what time did to one competency. */
    void time(CompetencyId competency, EvidenceId evidence, Instant at) {
        note(competency, Cause.TIME, evidence, at);
    }

    /** Notes what evidence did to those it informs and, through the general level, to all others. */
    void evidence(EvidenceId evidence, Set<CompetencyId> informed, Instant at) {
        for (CompetencyId each : competencies) {
            note(each, informed.contains(each) ? Cause.DIRECT : Cause.RELATED, evidence, at);
        }
    }

    List<Contribution> contributions() {
        return contributions;
    }

    private void note(CompetencyId competency, Cause cause, EvidenceId evidence, Instant at) {
        double now = fold.meanOf(competency);
        Double before = last.put(competency, now);
        if (before != null && (cause == Cause.DIRECT || before != now)) {
            contributions.add(new Contribution(competency, cause, evidence, at, before, now));
        }
    }
}
