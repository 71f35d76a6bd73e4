package dev.waymark.path;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.mastery.Masteries.Standing;
import dev.waymark.mastery.WorkShown;
import dev.waymark.path.Paths.Done;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Gathers what a path rests on, from the rooms that know. */
@Singleton
class Survey {

    private final Configurations configurations;
    private final Learners learners;
    private final WorkShown workShown;
    private final ChoiceRows rows;

    Survey(Configurations configurations, Learners learners, WorkShown workShown, ChoiceRows rows) {
        this.configurations = configurations;
        this.learners = learners;
        this.workShown = workShown;
        this.rows = rows;
    }

    Published inForce(PathKey key) {
        return configurations.inForce(key.tenant());
    }

    Grounds of(PathKey key, Standing standing, Instant at) {
        Published published = inForce(key);
        JobRole role = published.role(learners.find(key.tenant(), key.learner()).flatMap(Learner::role));
        Said said = said(key, published);
        return Grounds.of(published, role, standing, said.choices(), said.done(), at);
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
