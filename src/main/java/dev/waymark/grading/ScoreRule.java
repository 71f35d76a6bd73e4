package dev.waymark.grading;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.grading.Grades.Withheld;
import dev.waymark.mastery.Masteries.Standing;
import java.util.Map;

/**
 * Which score is due: the share of the tier steps a job role asks for that the learner holds.
 *
 * <p>Everybody is at least at tier 1, so a target of tier <i>t</i> asks for <i>t</i> − 1 steps, and a learner at tier
 * <i>h</i> holds the lesser of <i>h</i> − 1 and <i>t</i> − 1 of them: more than the target earns nothing extra, and a
 * strength in one competency does not make up for another. A competency that nothing has told us about holds no step.
 * The score is 100 × held ÷ asked, rounded half up to two decimals.
 *
 * <pre>
 *   targets C01@2 C03@3 C04@2 → 4 steps;  held C01@2 C03@2 C04 unknown → 2 steps;  score 50.00
 * </pre>
 *
 * <p>Nothing is due, and nothing is sent, where a zero would be a lie: without any counted evidence and any tier that staff
 * set, for somebody who is
 * no learner in the course, and for a role that asks for nothing. A score that was sent stays as it is then.
 *
 * <p><b>A posted score does not slip by itself.</b> Skills fade, and tiers with them; that is news for the path but no
 * reason to take a grade away. So with {@code posted} the score that the platform has, {@code now} the score as of now
 * and {@code unfaded} the score of the same evidence as if skills did not fade, the score due is {@code max(now,
 * min(posted, unfaded))}: time alone lowers neither, new or voided evidence lowers {@code unfaded} too and is let
 * through, and fading never raises anything.
 */
final class ScoreRule {

    private ScoreRule() {}

    /** A score that is due, or the reason why none is. */
    sealed interface Verdict {}

    /**
     * @param score 0 to 100, two decimals
     * @param steps for the person who reads the gradebook, in one sentence without personal data
     */
    record Due(double score, Steps steps) implements Verdict {}

    record Nothing(Withheld reason) implements Verdict {}

    /**
     * What a score counts.
     *
     * @param held 0 to {@code asked}
     * @param asked above 0
     */
    record Steps(int held, int asked) {
        double score() {
            return Math.round(10_000.0 * held / asked) / 100.0;
        }
    }

    /**
     * The score as of a standing.
     *
     * @param learner true if the person is a learner in the course
     */
    static Verdict due(boolean learner, Standing now, JobRole role) {
        if (!learner) {
            return new Nothing(Withheld.NOT_A_LEARNER);
        }
        if (now.evidence() == 0 && now.set().isEmpty()) {
            return new Nothing(Withheld.NO_EVIDENCE);
        }
        Steps steps = steps(now, role);
        return steps.asked() == 0 ? new Nothing(Withheld.NO_TARGETS) : new Due(steps.score(), steps);
    }

    /**
     * The score due where the platform has one already.
     *
     * @param now what {@link #due} says of now
     * @param unfaded what it says of the same evidence as if skills did not fade
     */
    static Due keep(Due now, double posted, Due unfaded) {
        double kept = Math.min(posted, unfaded.score());
        if (now.score() >= kept) {
            return now;
        }
        return kept == unfaded.score() ? unfaded : new Due(kept, now.steps());
    }

    private static Steps steps(Standing standing, JobRole role) {
        int held = 0;
        int asked = 0;
        for (Map.Entry<CompetencyId, Tier> target : role.targets().entrySet()) {
            int wanted = target.getValue().level() - 1;
            Placement placement = standing.placements().get(target.getKey());
            int has = placement == null || !placement.known()
                    ? 0
                    : placement.tier().level() - 1;
            asked += wanted;
            held += Math.min(has, wanted);
        }
        return new Steps(held, asked);
    }
}
