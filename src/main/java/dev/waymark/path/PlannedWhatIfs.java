package dev.waymark.path;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.LearningPath.LeftOut;
import dev.waymark.engine.model.Reason;
import dev.waymark.engine.plan.Counterfactual;
import dev.waymark.engine.plan.Counterfactual.Against;
import dev.waymark.engine.plan.Counterfactual.Difference;
import dev.waymark.engine.plan.Planner;
import dev.waymark.engine.plan.Remedies;
import dev.waymark.engine.plan.Remedy;
import dev.waymark.learner.LearnerId;
import dev.waymark.path.Paths.Current;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What-ifs by really planning them. */
@Singleton
class PlannedWhatIfs implements WhatIf {

    private static final int LONGEST_REASON = 1000;

    private final Survey survey;
    private final Renewal renewal;
    private final PathRows paths;
    private final ChoiceRows rows;
    private final DecisionRows decisions;
    private final Planner planner = new Planner();

    PlannedWhatIfs(Survey survey, Renewal renewal, PathRows paths, ChoiceRows rows, DecisionRows decisions) {
        this.survey = survey;
        this.renewal = renewal;
        this.paths = paths;
        this.rows = rows;
        this.decisions = decisions;
    }

    @Override
    @Transactional
    public Current suppose(TenantId tenant, LearnerId learner, CourseId course, Supposition otherwise, Instant now) {
        var key = new PathKey(tenant, learner, course);
        Grounds asIs = groundsAt(key, now);
        refuseUnknown(otherwise, asIs);
        JobRole role = otherwise
                .role()
                .map(id -> asIs.published().role(Optional.of(id)))
                .orElse(asIs.role());
        Set<LearningItemId> done = new TreeSet<>(asIs.choices().done());
        Grounds asIf = asIs.supposing(
                role, otherwise.tiers(), ChoiceCheck.within(asIs.published(), otherwise.choices(), done));
        Optional<Kept> kept = paths.find(key);
        LearningPath before = kept.map(Kept::path).orElse(LearningPath.EMPTY);
        LearningPath path = asIf.inputs(before, true).path(asIs.published());
        return PlannedPaths.show(new Kept(kept.map(Kept::version).orElse(0L), asIf.basis(), path, now), asIf, planner);
    }

    @Override
    @Transactional
    public Optional<Remedy> remedy(TenantId tenant, LearnerId learner, CourseId course, Choices choices, Instant now) {
        Grounds asIs = groundsAt(new PathKey(tenant, learner, course), now);
        Grounds asIf = asIs.choosing(
                ChoiceCheck.within(asIs.published(), choices, asIs.choices().done()));
        return new Remedies(planner).of(asIf.inputs(LearningPath.EMPTY, false).request(asIs.published()));
    }

    @Override
    @Transactional
    public Optional<Difference> without(
            TenantId tenant, LearnerId learner, CourseId course, LearningItemId item, Instant now) {
        var key = new PathKey(tenant, learner, course);
        Grounds grounds = groundsAt(key, now);
        return paths.find(key)
                .map(Kept::path)
                .flatMap(path -> reason(path, item))
                .map(reason -> new Counterfactual(planner)
                        .of(grounds.inputs(LearningPath.EMPTY, false).request(grounds.published()), item, reason));
    }

    @Override
    @Transactional
    public Optional<Against> against(
            TenantId tenant, LearnerId learner, CourseId course, LearningItemId item, Instant now) {
        var key = new PathKey(tenant, learner, course);
        Grounds grounds = groundsAt(key, now);
        return paths.find(key)
                .filter(kept ->
                        kept.path().leftOut().stream().map(LeftOut::item).anyMatch(item::equals))
                .map(kept -> new Counterfactual(planner)
                        .against(grounds.inputs(LearningPath.EMPTY, false).request(grounds.published()), item));
    }

    private static Optional<Reason> reason(LearningPath path, LearningItemId item) {
        return Stream.concat(
                        path.steps().stream()
                                .filter(each -> each.item().equals(item))
                                .map(each -> each.reasons().getFirst()),
                        path.leftOut().stream()
                                .filter(each -> each.item().equals(item))
                                .map(LeftOut::reason))
                .findFirst();
    }

    @Override
    @Transactional
    public Supposition inForce(TenantId tenant, LearnerId learner, CourseId course, Instant now) {
        var key = new PathKey(tenant, learner, course);
        return new Supposition(
                survey.said(key, survey.inForce(key)).choices(), Optional.empty(), decisions.tiers(key, now));
    }

    @Override
    @Transactional
    public void decide(TenantId tenant, LearnerId learner, CourseId course, Supposition what, Decider by, Instant now) {
        var key = new PathKey(tenant, learner, course);
        String reason = by.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("a decision gives a reason of 1 to %d characters, found %d"
                    .formatted(LONGEST_REASON, reason.length()));
        }
        if (!what.tiers().isEmpty() && !by.until().isAfter(now)) {
            throw new IllegalArgumentException(
                    "a tier is set until a time to come, found %s at %s".formatted(by.until(), now));
        }
        paths.lock(key);
        refuseUnknown(what, groundsAt(key, now));
        rows.save(key, PlannedPaths.withoutDone(what.choices()), now);
        decisions.setTiers(key, what.tiers(), by.until());
        decisions.add(key, what, new Decider(by.who(), reason, by.until()), now);
        renewal.renew(key, () -> groundsAt(key, now), true);
    }

    @Override
    @Transactional
    public List<Decision> decisions(TenantId tenant, LearnerId learner, CourseId course) {
        return decisions.newestFirst(new PathKey(tenant, learner, course));
    }

    private static void refuseUnknown(Supposition what, Grounds grounds) {
        ChoiceCheck.refuseUnknown(what.choices(), grounds.published());
        for (CompetencyId each : what.tiers().keySet()) {
            if (!grounds.published().framework().competencies().contains(each)) {
                throw new IllegalArgumentException("a tier is set for a competency of framework %s, found %s"
                        .formatted(grounds.published().framework().version(), each));
            }
        }
        what.role().ifPresent(role -> {
            if (grounds.published().roles().stream().noneMatch(each -> each.id().equals(role))) {
                throw new IllegalArgumentException("a role of content %s was expected, found %s"
                        .formatted(grounds.published().version(), role));
            }
        });
    }

    private Grounds groundsAt(PathKey key, Instant now) {
        return survey.at(key, now);
    }
}
