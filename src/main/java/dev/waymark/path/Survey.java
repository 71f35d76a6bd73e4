package dev.waymark.path;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import dev.waymark.engine.plan.PlanRequest.Reached;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.mastery.Masteries;
import dev.waymark.mastery.Masteries.MasteryChanged;
import dev.waymark.mastery.Masteries.Standing;
import dev.waymark.mastery.Masteries.TierMove;
import dev.waymark.mastery.WorkShown;
import dev.waymark.path.Paths.Done;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gathers what a path rests on, from the rooms that know. */
@Singleton
class Survey {

    private static final int MOVES = 500;

    private final Configurations configurations;
    private final Learners learners;
    private final WorkShown workShown;
    private final ChoiceRows rows;
    private final DecisionRows decisions;
    private final Masteries masteries;

    Survey(
            Configurations configurations,
            Learners learners,
            WorkShown workShown,
            ChoiceRows rows,
            DecisionRows decisions,
            Masteries masteries) {
        this.decisions = decisions;
        this.masteries = masteries;
        this.configurations = configurations;
        this.learners = learners;
        this.workShown = workShown;
        this.rows = rows;
    }

    Published inForce(PathKey key) {
        return configurations.of(key.tenant(), key.course());
    }

    /** What the path rests on now. */
    Grounds at(PathKey key, Instant now) {
        return of(key, masteries.at(key.tenant(), key.learner(), key.course(), now), now);
    }

    /** What the path rests on after the news; a course with a set-up of its own sees the learner by that. */
    Grounds after(PathKey key, MasteryChanged news) {
        boolean asEverywhere = inForce(key)
                        .version()
                        .equals(configurations.across(key.tenant()).version())
                && !masteries.hasSetTiers(key.tenant(), key.learner(), key.course(), news.at());
        return asEverywhere ? of(key, news.now(), news.at()) : at(key, news.at());
    }

    Grounds of(PathKey key, Standing standing, Instant at) {
        return of(key, inForce(key), standing, at);
    }

    /** As if the course had other content. */
    Grounds of(PathKey key, Published published, Standing standing, Instant at) {
        JobRole role = published.role(learners.find(key.tenant(), key.learner()).flatMap(Learner::role));
        Said said = said(key, published);
        SortedMap<CompetencyId, Tier> assumed = decisions.tiers(key, at);
        assumed.keySet().retainAll(published.framework().competencies());
        SortedMap<CompetencyId, Reached> reached = reached(key);
        reached.keySet().retainAll(published.framework().competencies());
        return Grounds.of(published, role, standing, assumed, reached, said.choices(), said.done(), at);
    }

    /** Tiers above the first, as last counted, each since it was last reached from below. */
    private SortedMap<CompetencyId, Reached> reached(PathKey key) {
        SortedMap<CompetencyId, Reached> reached = new TreeMap<>();
        Set<CompetencyId> settled = new HashSet<>();
        for (TierMove each : masteries.moves(key.tenant(), key.learner(), MOVES)) {
            CompetencyId competency = each.competency();
            Reached now = reached.get(competency);
            if (settled.contains(competency)) {
                continue;
            }
            if (now == null) {
                reached.put(competency, new Reached(Tier.ofLevel(each.to()), each.at()));
            } else if (each.to() >= now.tier().level()) {
                reached.put(competency, new Reached(now.tier(), each.at()));
            }
            Tier held = Objects.requireNonNull(reached.get(competency)).tier();
            if (each.from() < held.level()) {
                settled.add(competency);
            }
        }
        return reached;
    }

    /** The choices in force, with all that is done, and what is done, newest first. */
    Said said(PathKey key, Published published) {
        Map<LearningItemId, Done> done = new HashMap<>();
        SortedSet<LearningItemId> finished = new TreeSet<>();
        rows.done(key).forEach((item, row) -> {
            done.put(item, new Done(item, row.at(), !row.byWord()));
            // What is held is shown as done, but should it fade, its items may come back.
            if (row.byWord()) {
                finished.add(item);
            }
        });
        // Evidence outdoes a word.
        var activities = workShown.activitiesOf(key.tenant(), key.learner());
        published
                .items()
                .forEach(item -> item.activity().map(activities::get).ifPresent(experienced -> {
                    done.put(item.id(), new Done(item.id(), experienced, true));
                    finished.add(item.id());
                }));
        List<Done> newestFirst = new ArrayList<>(done.values());
        newestFirst.sort(Comparator.comparing(Done::at).reversed().thenComparing(Done::item));
        Choices chosen = rows.choices(key).orElse(Choices.DEFAULT);
        return new Said(ChoiceCheck.within(published, chosen, finished), newestFirst);
    }

    record Said(Choices choices, List<Done> done) {}
}
