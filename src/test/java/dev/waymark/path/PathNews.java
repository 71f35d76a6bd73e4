package dev.waymark.path;

import dev.waymark.learner.LearnerId;
import dev.waymark.mastery.FakeRooms;
import dev.waymark.path.Paths.PathChanged;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears what path says, as grading and emission would. */
@Singleton
@Requires(property = FakeRooms.PROPERTY, value = "true")
class PathNews {

    private final List<PathChanged> heard = new CopyOnWriteArrayList<>();

    @EventListener
    void pathChanged(PathChanged event) {
        heard.add(event);
    }

    List<PathChanged> of(LearnerId learner) {
        return heard.stream().filter(event -> event.learner().equals(learner)).toList();
    }
}
