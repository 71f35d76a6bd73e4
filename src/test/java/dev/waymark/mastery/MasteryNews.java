package dev.waymark.mastery;

import dev.waymark.learner.LearnerId;
import dev.waymark.mastery.Masteries.MasteryChanged;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Hears what mastery says, as path and grading would. */
@Singleton
@Requires(property = FakeRooms.PROPERTY, value = "true")
class MasteryNews {

    private final List<MasteryChanged> heard = new CopyOnWriteArrayList<>();
    private volatile Consumer<MasteryChanged> hook = event -> {};

    @EventListener
    void masteryChanged(MasteryChanged event) {
        heard.add(event);
        hook.accept(event);
    }

    List<MasteryChanged> of(LearnerId learner) {
        return heard.stream().filter(event -> event.learner().equals(learner)).toList();
    }

    void onHearing(Consumer<MasteryChanged> hook) {
        this.hook = hook;
    }
}
