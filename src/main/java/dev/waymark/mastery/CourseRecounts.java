package dev.waymark.mastery;

import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for a course's people among those who wait; asks for the people only where anybody waits. */
@Singleton
class CourseRecounts implements Recounts {

    private static final int MOST = 100_000;

    private final StaleLearners stale;
    private final Learners learners;

    CourseRecounts(StaleLearners stale, Learners learners) {
        this.stale = stale;
        this.learners = learners;
    }

    @Override
    public Optional<Progress> of(TenantId tenant, CourseId course) {
        Set<LearnerId> waiting = new HashSet<>(stale.some(tenant, MOST));
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        List<Learners.Learner> people = learners.inCourse(tenant, course);
        int left = (int)
                people.stream().filter(each -> waiting.contains(each.id())).count();
        return left == 0 ? Optional.empty() : Optional.of(new Progress(people.size(), left));
    }
}
