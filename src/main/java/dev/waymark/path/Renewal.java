package dev.waymark.path;

import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.plan.Planner;
import dev.waymark.path.Paths.PathChanged;
import dev.waymark.shared.Micros;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Plans a path anew where what it rests on is no longer what it was, keeps it with its inputs, and says so if its first
 * steps are others. Runs in the caller's transaction.
 */
@Singleton
class Renewal {

    /** A page shows the next step and what follows; changes further down are no news. */
    private static final int FIRST_STEPS = 3;

    private final PathRows paths;
    private final ChoiceRows choices;
    private final SummaryRows summaries;
    private final ApplicationEventPublisher<PathChanged> news;
    private final Planner planner = new Planner();

    Renewal(PathRows paths, ChoiceRows choices, SummaryRows summaries, ApplicationEventPublisher<PathChanged> news) {
        this.summaries = summaries;
        this.paths = paths;
        this.choices = choices;
        this.news = news;
    }

    /**
     * @param surveyed what the path rests on; asked for once the path is locked, so that of two who plan at once the
     *     later one sees what the earlier one saw, or more
     */
    Kept renew(PathKey key, Supplier<Grounds> surveyed) {
        return renew(key, surveyed, false);
    }

    /**
     * @param thorough true if somebody asked for this path, and more effort is worth it
     */
    Kept renew(PathKey key, Supplier<Grounds> surveyed, boolean thorough) {
        Optional<Kept> locked = paths.lock(key);
        Grounds grounds = surveyed.get();
        if (locked.isPresent() && locked.get().isFreshFor(grounds)) {
            return locked.get();
        }
        LearningPath before = locked.map(Kept::path).orElse(LearningPath.EMPTY);
        PlanInputs inputs = grounds.inputs(before, thorough);
        LearningPath path = inputs.path(grounds.published());

        List<LearningItemId> itemsBefore = Kept.itemsOf(before);
        List<LearningItemId> items = Kept.itemsOf(path);
        long versionBefore = locked.map(Kept::version).orElse(0L);
        boolean first = locked.isEmpty();
        long version = first || !items.equals(itemsBefore) ? versionBefore + 1 : versionBefore;
        Instant plannedAt = Micros.toInstant(Micros.of(grounds.at()));
        Kept kept = new Kept(version, grounds.basis(), path, plannedAt);
        paths.save(key, kept, inputs);
        summaries.save(key, path, planner.gaps(inputs.request(grounds.published())), plannedAt);
        choices.addHeld(
                key,
                itemsBefore.stream()
                        .filter(item -> !items.contains(item) && holdsAllOf(item, grounds))
                        .toList(),
                plannedAt);
        if (first || !firstOf(items).equals(firstOf(itemsBefore))) {
            Optional<LearningItemId> nextBefore = itemsBefore.stream().findFirst();
            news.publishEvent(new PathChanged(
                    key.tenant(), key.learner(), key.course(), path, nextBefore, version, grounds.at()));
        }
        return kept;
    }

    private static List<LearningItemId> firstOf(List<LearningItemId> items) {
        return items.subList(0, Math.min(FIRST_STEPS, items.size()));
    }

    private static boolean holdsAllOf(LearningItemId id, Grounds grounds) {
        Optional<LearningItem> item = grounds.published().item(id);
        return item.isPresent() && item.get().teaches().keySet().stream().allMatch(step -> isHeld(step, grounds));
    }

    private static boolean isHeld(CompetencyTier step, Grounds grounds) {
        Placement placement = grounds.standing().placements().get(step.competency());
        return placement != null && placement.tier().compareTo(step.tier()) >= 0;
    }
}
