package dev.waymark.path;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.Configurations.SeenActivity;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.plan.Planner;
import dev.waymark.learner.LearnerId;
import dev.waymark.mastery.Masteries.Standing;
import dev.waymark.mastery.Trials;
import dev.waymark.path.Paths.Current;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Rehearsals by the same survey and the same planner as the paths that are kept. */
@Singleton
class PlannedRehearsals implements Rehearsals {

    private final Survey survey;
    private final Trials trials;
    private final PathRows paths;
    private final Planner planner = new Planner();

    PlannedRehearsals(Survey survey, Trials trials, PathRows paths) {
        this.survey = survey;
        this.trials = trials;
        this.paths = paths;
    }

    @Override
    @Transactional
    public Effect of(
            TenantId tenant,
            LearnerId learner,
            CourseId course,
            Published content,
            Function<SeenActivity, Optional<Alignment>> alignments,
            Instant now) {
        var key = new PathKey(tenant, learner, course);
        Optional<Kept> kept = paths.find(key);
        LearningPath before = kept.map(Kept::path).orElse(LearningPath.EMPTY);
        Grounds asIs = survey.at(key, now);
        Grounds asIf = survey.of(key, content, trials.of(tenant, learner, content, alignments, now), now);
        // The path as it would be shown now: the kept one while it holds, as for the learner.
        LearningPath shown = kept.filter(it -> it.isFreshFor(asIs))
                .map(Kept::path)
                .orElseGet(() -> asIs.inputs(before, false).path(asIs.published()));
        LearningPath then = asIf.inputs(before, false).path(content);
        return new Effect(seen(asIs, shown, now), seen(asIf, then, now));
    }

    @Override
    public Seen invented(
            TenantId tenant,
            Optional<JobRoleId> role,
            Collection<Evidence> evidence,
            Choices choices,
            Published content,
            Instant now) {
        Standing standing = trials.invented(tenant, role, evidence, content, now);
        Grounds grounds = Grounds.of(
                content, content.role(role), standing, new TreeMap<>(), new TreeMap<>(), choices, List.of(), now);
        return seen(grounds, grounds.inputs(LearningPath.EMPTY, false).path(content), now);
    }

    private Seen seen(Grounds grounds, LearningPath path, Instant now) {
        Current current = PlannedPaths.show(new Kept(0, grounds.basis(), path, now), grounds, planner);
        return new Seen(grounds.standing(), grounds.role().targets(), current);
    }
}
