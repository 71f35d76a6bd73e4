package dev.waymark.instructor;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.instructor.PersonPage.Trail;
import dev.waymark.instructor.PersonPage.TrailStep;
import dev.waymark.path.Paths.Current;
import dev.waymark.path.Paths.Done;
import dev.waymark.web.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One learner's path as staff see it: the same trail, in the same words, as on the learner's own page. */
record PersonTrail(Words words, Published configuration) {

    private static final int DONE_SHOWN = 3;
    private static final int AHEAD_SHOWN = 6;

    Trail of(Current current) {
        List<TrailStep> trail = new ArrayList<>();
        current.doneLately().stream()
                .filter(done -> configuration.item(done.item()).isPresent())
                .limit(DONE_SHOWN)
                .toList()
                .reversed()
                .forEach(done -> trail.add(done(done)));
        List<Step> ahead = current.path().steps();
        Optional<Step> next =
                ahead.stream().filter(step -> step.lockedBy().isEmpty()).findFirst();
        ahead.stream()
                .limit(AHEAD_SHOWN)
                .forEach(step -> trail.add(ahead(step, next.filter(step::equals).isPresent())));
        int more = ahead.size() - AHEAD_SHOWN;
        return new Trail(
                trail, more > 0 ? Optional.of(words.text("instructor.person.path.more", more)) : Optional.empty());
    }

    private TrailStep done(Done done) {
        return step("done", done.item(), List.of(words.shortDay(done.at())), Optional.empty());
    }

    private TrailStep ahead(Step step, boolean next) {
        List<String> facts = new ArrayList<>();
        configuration
                .item(step.item())
                .ifPresent(item -> facts.add(
                        words.text("home.method." + item.method().name().toLowerCase(Locale.ROOT))));
        facts.add(words.time(step.minutes()));
        facts.add(configuration.words().competency(step.towards().competency(), words.locale()));
        String state = !step.lockedBy().isEmpty() ? "locked" : next ? "now" : "later";
        return step(
                state, step.item(), facts, step.lockedBy().stream().findFirst().map(this::lock));
    }

    private TrailStep step(String state, LearningItemId item, List<String> facts, Optional<String> lock) {
        return new TrailStep(
                state, words.text("home.state." + state), PersonPages.title(words, configuration, item), facts, lock);
    }

    private String lock(CompetencyTier missing) {
        return words.text(
                "home.lock",
                configuration.words().competency(missing.competency(), words.locale()),
                PersonPages.numbered(words, configuration, missing.tier()));
    }
}
