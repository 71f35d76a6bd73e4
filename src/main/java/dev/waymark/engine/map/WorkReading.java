package dev.waymark.engine.map;

import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Mapped.Why;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.ScaledRange;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.engine.model.WorkDone;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a statement says the learner did, as criteria ask for it, whether or not it counts as evidence: a completed activity
 * that nobody aligned is completed all the same. What was taken back, said twice, said by a teacher or by ourselves says
 * nothing. A question is work on itself alone, an attempt on the activity it is an attempt at.
 */
public final class WorkReading {

    private static final Set<Why> SAYS_NOTHING = EnumSet.of(
            Why.VOIDED,
            Why.DUPLICATE,
            Why.ACTOR_IS_TEACHER,
            Why.SUPERSEDED,
            Why.COMPLETION_TAKEN_BACK,
            Why.SCORE_OUT_OF_RANGE,
            Why.OBJECT_NOT_AN_ACTIVITY,
            Why.OUR_OWN,
            Why.LEFT_OUT);

    private static final Set<String> DONE = Set.of("completed", "passed", "mastered");
    private static final Set<String> BADGE_VERBS =
            Set.of("earned", "received", "receive", "awarded", "achieved", "obtained");
    private static final Set<String> AROUND = Set.of("section", "course", "lms", "profile");
    private static final Set<String> PARTS = Set.of("attempt", "submission", "review");

    private WorkReading() {}

    /**
     * @param outcome what became of the statement
     * @param scaled what its {@code score.scaled} means, as for evidence
     */
    public static Optional<WorkDone> read(StatementFacts facts, Mapped outcome, ScaledRange scaled) {
        if (facts.voided() || outcome instanceof Mapped.Ignored ignored && SAYS_NOTHING.contains(ignored.why())) {
            return Optional.empty();
        }
        String verb = tail(facts.verb());
        return facts.object().map(object -> {
            Optional<Evidence> counted =
                    outcome instanceof Mapped.Counted it ? Optional.of(it.evidence()) : Optional.empty();
            String type = object.type().map(WorkReading::tail).orElse("");
            boolean badge = type.contains("badge") && BADGE_VERBS.contains(verb);
            boolean failed =
                    facts.result().success().filter(success -> !success).isPresent();
            boolean done = DONE.contains(verb) || facts.result().completion().orElse(false);
            return new WorkDone(
                    worked(facts, object, type),
                    facts.experienced(),
                    share(facts, counted, scaled),
                    done && !failed,
                    counted.filter(it -> it.observation() instanceof Observation.PracticalRating)
                            .isPresent(),
                    badge,
                    competencies(counted));
        });
    }

    private static ActivityId worked(StatementFacts facts, StatementFacts.Activity object, String type) {
        if (!PARTS.contains(type)) {
            return object.id();
        }
        return facts.parents().stream()
                .filter(parent ->
                        !AROUND.contains(parent.type().map(WorkReading::tail).orElse("")))
                .findFirst()
                .orElse(object)
                .id();
    }

    private static OptionalDouble share(StatementFacts facts, Optional<Evidence> counted, ScaledRange scaled) {
        if (counted.isPresent() && counted.get().observation() instanceof Observation.PracticalRating rating) {
            return OptionalDouble.of(rating.share());
        }
        return ScoreReading.of(facts.result(), scaled) instanceof ScoreReading.Readable score
                ? OptionalDouble.of(Math.max(0, Math.min(1, score.share())))
                : OptionalDouble.empty();
    }

    private static SortedSet<CompetencyId> competencies(Optional<Evidence> counted) {
        SortedSet<CompetencyId> found = new TreeSet<>();
        counted.ifPresent(evidence -> evidence.competencies().forEach(each -> found.add(each.competency())));
        return found;
    }

    private static String tail(String iri) {
        int cut = Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#'));
        return iri.substring(cut + 1).toLowerCase(Locale.ROOT);
    }
}
