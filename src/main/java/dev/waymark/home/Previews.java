package dev.waymark.home;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.path.Paths;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the path would be with other choices: every sentence is a path that was really planned. */
@Singleton
final class Previews {

    private static final int SHORT = 15;
    private static final int MOST_A_WEEK = 2400;

    private final Paths paths;

    Previews(Paths paths) {
        this.paths = paths;
    }

    /** What would make another step the next one. */
    List<String> aroundNext(Visit visit, Choices choices, LearningItemId next) {
        List<String> sentences = new ArrayList<>();
        if (choices.sitting().filter(minutes -> minutes <= SHORT).isEmpty()) {
            sentences.add(compare(
                    visit,
                    "short",
                    next,
                    new Changed(choices).sitting(Optional.of(SHORT)).done()));
        }
        if (choices.weeklyMinutes() * 2 <= MOST_A_WEEK) {
            sentences.add(compare(
                    visit,
                    "hours",
                    next,
                    new Changed(choices).weekly(choices.weeklyMinutes() * 2).done()));
        }
        sentences.add(compare(
                visit,
                "without",
                next,
                new Changed(choices).waive(next, Optional.empty()).done()));
        return sentences;
    }

    /**
     * Whether and where an item would come if the learner put it on the path.
     *
     * @param onPath it is there already, and would only be kept
     */
    String ifPinned(Visit visit, Choices choices, LearningItemId item, boolean onPath) {
        LearningPath path = plan(visit, new Changed(choices).pin(item).done());
        List<LearningItemId> order = path.steps().stream().map(Step::item).toList();
        int place = order.indexOf(item);
        if (place >= 0 && onPath) {
            return visit.text("home.change.pin.kept", place + 1, order.size());
        }
        return place < 0
                ? visit.text("home.change.pin.never")
                : visit.text("home.change.pin.place", place + 1, order.size());
    }

    private String compare(Visit visit, String key, LearningItemId now, Choices other) {
        Optional<LearningItemId> then = next(plan(visit, other));
        String prefix = "home.change." + key;
        if (then.isEmpty()) {
            return visit.text(prefix + ".none");
        }
        return then.get().equals(now)
                ? visit.text(prefix + ".same")
                : visit.text(prefix + ".other", visit.naming().item(then.get()).title());
    }

    private LearningPath plan(Visit visit, Choices choices) {
        return paths.preview(visit.tenant(), visit.id(), visit.course(), choices, visit.now())
                .path();
    }

    static Optional<LearningItemId> next(LearningPath path) {
        return path.steps().stream()
                .filter(step -> step.lockedBy().isEmpty())
                .findFirst()
                .map(Step::item);
    }
}
