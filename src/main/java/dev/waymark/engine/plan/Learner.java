package dev.waymark.engine.plan;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import java.util.Optional;

/** What a request says of the learner, by the numbers of a syllabus. */
final class Learner {

    /** A step that is not held lacks at least so much of the probability that holding it demands. */
    private static final double LEAST_NEED = 0.3;

    /** From here on the whole 90 % interval lies above the tier's line: what is wide of it is above, and no doubt. */
    private static final double SURE = 0.95;

    final Syllabus syllabus;
    final int[] target;
    final int[] held;

    private final PlanRequest request;
    private final boolean[] doubtful;
    private final boolean[] practical;

    Learner(PlanRequest request, Syllabus syllabus) {
        this.request = request;
        this.syllabus = syllabus;
        int n = syllabus.competencies.length;
        this.target = new int[n];
        this.held = new int[n];
        this.doubtful = new boolean[n];
        this.practical = new boolean[n];
        for (int c = 0; c < n; c++) {
            CompetencyId id = syllabus.competencies[c];
            target[c] = targetOf(id).level();
            Placement placement = request.placements().get(id);
            held[c] = placement != null && placement.known() ? placement.tier().level() : 1;
            doubtful[c] = placement != null
                    && placement.provisional()
                    && held[c] == placement.tier().level();
            MasteryEstimate estimate = request.estimates().get(id);
            practical[c] = estimate != null && estimate.practical();
        }
    }

    Tier targetOf(CompetencyId competency) {
        Tier asked = request.role().targets().getOrDefault(competency, Tier.AWARE);
        Tier wished = request.choices().goals().getOrDefault(competency, Tier.AWARE);
        return wished.compareTo(asked) > 0 ? wished : asked;
    }

    Tier heldIn(CompetencyId competency) {
        return placementOf(competency)
                .filter(Placement::known)
                .map(Placement::tier)
                .orElse(Tier.AWARE);
    }

    Optional<Placement> placementOf(CompetencyId competency) {
        return Optional.ofNullable(request.placements().get(competency));
    }

    boolean isHeld(CompetencyTier step) {
        return heldIn(step.competency()).compareTo(step.tier()) >= 0;
    }

    boolean isHeld(int step) {
        return held[Syllabus.competencyOf(step)] >= Syllabus.levelOf(step);
    }

    /** A step that is held, though not surely. */
    boolean isDoubtful(int step) {
        int competency = Syllabus.competencyOf(step);
        return doubtful[competency]
                && held[competency] == Syllabus.levelOf(step)
                && probabilityOf(syllabus.step(step)) < SURE;
    }

    /** True if a step needs practical work that a person rates, and none is there yet. */
    boolean lacksPractical(int step) {
        return Syllabus.levelOf(step) >= Tier.PRACTITIONER.level() && !practical[Syllabus.competencyOf(step)];
    }

    /** Probability of holding a step now; 0 where nothing at all is thought of the competency. */
    double probabilityOf(CompetencyTier step) {
        MasteryEstimate estimate = request.estimates().get(step.competency());
        return estimate == null
                ? 0
                : estimate.probabilityAtLeast(
                        request.framework().cutScoresOf(step.competency()).leastLogitOf(step.tier()));
    }

    /** What a step is worth: the role's weight times the probability that it is not held yet. */
    double worthOf(int step) {
        if (Syllabus.levelOf(step) > target[Syllabus.competencyOf(step)]) {
            return 0;
        }
        boolean has = isHeld(step);
        if (has && !isDoubtful(step)) {
            return 0;
        }
        double lacking = 1 - probabilityOf(syllabus.step(step));
        return request.role().weight() * (has ? lacking : Math.max(LEAST_NEED, lacking));
    }
}
