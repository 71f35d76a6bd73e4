import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.plan.PlanRequest;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What learners and teachers choose, made up. */
final class Wishes {

    /** Of the catalogue, what is pinned, waived or done. */
    private static final double SHARE = .04;

    private Wishes() {}

    static Choices some(PlanRequest request, Random random) {
        Set<LearningItemId> pinned = items(request, random);
        Set<LearningItemId> waived = items(request, random);
        waived.removeAll(pinned);
        return new Choices(
                30 + random.nextInt(200),
                1 + random.nextInt(12),
                random.nextInt(4) == 0 ? Optional.of(60 + random.nextInt(100)) : Optional.empty(),
                random.nextInt(3) == 0 ? Set.of(DeliveryMethod.QUIZ, DeliveryMethod.WEBINAR) : Set.of(),
                new TreeMap<>(Map.of()),
                new TreeSet<>(pinned),
                new TreeSet<>(waived),
                new TreeSet<>(items(request, random)),
                random.nextInt(4) == 0 ? Optional.of(15) : Optional.empty(),
                random.nextInt(4) == 0
                        ? Optional.of(LocalDate.of(2026, 11, 1).plusDays(random.nextInt(120)))
                        : Optional.empty(),
                new TreeMap<>());
    }

    private static Set<LearningItemId> items(PlanRequest request, Random random) {
        Set<LearningItemId> found = new HashSet<>();
        for (LearningItem each : request.items()) {
            if (random.nextDouble() < SHARE) {
                found.add(each.id());
            }
        }
        return found;
    }

    /** The next step and the last one, or one of those that are left out. */
    static Choices pinning(PlanRequest request, LearningPath path, int turn) {
        var pins = new TreeSet<LearningItemId>();
        if (!path.steps().isEmpty()) {
            pins.add(path.steps().get(0).item());
            pins.add(path.steps().get(path.steps().size() - 1).item());
        }
        if (turn % 2 == 0 && !path.leftOut().isEmpty()) {
            pins.add(path.leftOut().get(turn % path.leftOut().size()).item());
        }
        Choices it = request.choices();
        var waived = new TreeSet<>(it.waived());
        waived.removeAll(pins);
        return new Choices(
                it.weeklyMinutes(),
                it.weeks(),
                it.longestStep(),
                it.avoided(),
                new TreeMap<>(it.goals()),
                pins,
                waived,
                new TreeSet<>(it.done()),
                it.sitting(),
                it.deadline(),
                new TreeMap<>());
    }
}
