package dev.waymark.path;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.Gap;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.plan.PlanRequest;
import dev.waymark.engine.plan.Planner;
import dev.waymark.learner.LearnerId;
import dev.waymark.mastery.Masteries.MasteriesChanged;
import dev.waymark.mastery.Masteries.MasteryChanged;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Paths that are kept, and planned anew when what they rest on has changed.
 *
 * <p>Looking at a path costs no planning and no lock while nothing has changed; what changes it (evidence, role,
 * choices) plans it once, in the same transaction.
 */
@Singleton
class PlannedPaths implements Paths {

    private static final int LATELY = 10;

    private final Survey survey;
    private final Renewal renewal;
    private final PathRows paths;
    private final ChoiceRows rows;
    private final Planner planner = new Planner();

    PlannedPaths(Survey survey, Renewal renewal, PathRows paths, ChoiceRows rows) {
        this.survey = survey;
        this.renewal = renewal;
        this.paths = paths;
        this.rows = rows;
    }

    @Override
    @Transactional
    public Current current(TenantId tenant, LearnerId learner, CourseId course, Instant now) {
        var key = new PathKey(tenant, learner, course);
        Grounds grounds = groundsAt(key, now);
        return paths.find(key)
                .filter(kept -> kept.isFreshFor(grounds))
                .map(kept -> show(kept, grounds, planner))
                // Planning may find items that are now held, so what is done is gathered again.
                .orElseGet(() -> show(
                        renewal.renew(key, () -> groundsAt(key, now)),
                        survey.of(key, grounds.standing(), now),
                        planner));
    }

    @Override
    @Transactional
    public Current preview(TenantId tenant, LearnerId learner, CourseId course, Choices choices, Instant now) {
        var key = new PathKey(tenant, learner, course);
        Grounds asIs = groundsAt(key, now);
        ChoiceCheck.refuseUnknown(choices, asIs.published());
        Set<LearningItemId> done = new TreeSet<>(asIs.choices().done());
        done.addAll(choices.done());
        Grounds asIfChosen = asIs.choosing(ChoiceCheck.within(asIs.published(), choices, done));
        var kept = paths.find(key);
        LearningPath before = kept.map(Kept::path).orElse(LearningPath.EMPTY);
        LearningPath path = asIfChosen.inputs(before, true).path(asIs.published());
        return show(new Kept(kept.map(Kept::version).orElse(0L), asIfChosen.basis(), path, now), asIfChosen, planner);
    }

    @Override
    @Transactional
    public Choices choices(TenantId tenant, LearnerId learner, CourseId course) {
        var key = new PathKey(tenant, learner, course);
        return survey.said(key, survey.inForce(key)).choices();
    }

    @Override
    @Transactional
    public void choose(TenantId tenant, LearnerId learner, CourseId course, Choices choices, Instant now) {
        var key = new PathKey(tenant, learner, course);
        ChoiceCheck.refuseUnknown(choices, survey.inForce(key));
        rows.save(key, withoutDone(choices), now);
        renewal.renew(key, () -> groundsAt(key, now), true);
    }

    @Override
    @Transactional
    public void done(TenantId tenant, LearnerId learner, CourseId course, LearningItemId item, Instant now) {
        var key = new PathKey(tenant, learner, course);
        ChoiceCheck.refuseUnknown(item, survey.inForce(key));
        rows.addWord(key, item, now);
        renewal.renew(key, () -> groundsAt(key, now));
    }

    /** News of evidence and of roles alike: mastery counts anew for either, and says so each time. */
    @EventListener
    @Transactional
    void masteriesChanged(MasteriesChanged event) {
        Map<LearnerId, List<CourseId>> courses = paths.coursesOf(event.tenant(), event.learners());
        for (MasteryChanged each : event.each()) {
            for (CourseId course : courses.getOrDefault(each.learner(), List.of())) {
                var key = new PathKey(each.tenant(), each.learner(), course);
                renewal.renew(key, () -> survey.after(key, each));
            }
        }
    }

    private Grounds groundsAt(PathKey key, Instant now) {
        return survey.at(key, now);
    }

    static Current show(Kept kept, Grounds grounds, Planner planner) {
        Set<LearningItemId> onPath = Set.copyOf(Kept.itemsOf(kept.path()));
        List<Done> lately = grounds.done().stream()
                .filter(done -> !onPath.contains(done.item()))
                .limit(LATELY)
                .toList();
        PlanRequest request = grounds.inputs(kept.path(), false).request(grounds.published());
        List<Gap> gaps = new ArrayList<>(planner.gaps(request));
        gaps.sort(Comparator.comparingInt(Gap::tiers).reversed());
        return new Current(kept.path(), List.copyOf(gaps), lately, kept.plannedAt(), kept.version());
    }

    /** What is done is said item by item, with {@link #done}, and never taken back by a form that did not know of it. */
    static Choices withoutDone(Choices choices) {
        return new Choices(
                choices.weeklyMinutes(),
                choices.weeks(),
                choices.longestStep(),
                choices.avoided(),
                choices.goals(),
                choices.pinned(),
                choices.waived(),
                new TreeSet<>(),
                choices.sitting(),
                choices.deadline(),
                choices.because());
    }
}
