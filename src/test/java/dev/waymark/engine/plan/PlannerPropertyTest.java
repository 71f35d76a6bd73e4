package dev.waymark.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlannerPropertyTest {

    @Property(tries = 300)
    void noStepComesBeforeWhatItNeedsAndNoPathExceedsItsHours(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int items) {
        PlanRequest request = PlanFixture.generated(seed, items, 6);
        assertSound(request, new Planner().plan(request));
    }

    @Property(tries = 100)
    void theOrderOfTheCatalogueDoesNotMatter(@ForAll long seed) {
        PlanRequest request = PlanFixture.generated(seed, 30, 6);
        List<LearningItem> shuffled = new ArrayList<>(request.items());
        Collections.shuffle(shuffled, new Random(seed));
        PlanRequest other = new PlanRequest(
                request.framework(),
                request.role(),
                request.estimates(),
                request.placements(),
                shuffled,
                request.choices(),
                request.before());
        assertThat(new Planner().plan(other)).isEqualTo(new Planner().plan(request));
    }

    @Property(tries = 100)
    void planningAgainWithNothingNewChangesNothing(@ForAll long seed) {
        PlanRequest request = PlanFixture.generated(seed, 40, 6);
        LearningPath first = new Planner().plan(request);
        LearningPath again = new Planner().plan(PlanFixture.after(request, first));
        assertThat(items(again)).isEqualTo(items(first));
    }

    @Property(tries = 100)
    void choicesAreKept(@ForAll long seed) {
        PlanRequest plain = PlanFixture.generated(seed, 40, 6);
        Random random = new Random(seed);
        LearningItemId waived = plain.items().get(random.nextInt(40)).id();
        LearningItemId done = plain.items().get(random.nextInt(40)).id();
        LearningItemId pinned = plain.items().get(random.nextInt(40)).id();
        PlanRequest request = PlanFixture.choosing(
                plain,
                new Choices(
                        120,
                        10,
                        Optional.of(120),
                        Set.of(DeliveryMethod.WEBINAR),
                        Map.of(new CompetencyId("C01"), Tier.EXPERT),
                        Set.of(pinned),
                        Set.of(waived),
                        Set.of(done)));
        LearningPath path = new Planner().plan(request);
        assertSound(request, path);
        assertThat(items(path)).doesNotContain(done);
        if (!waived.equals(pinned)) {
            assertThat(items(path)).doesNotContain(waived);
        }
        for (LearningPath.Step each : path.steps()) {
            assertThat(each.minutes() <= 120 || each.item().equals(pinned)).isTrue();
        }
    }

    /** One more answer moves one mean a little and its general level less; no tier changes. */
    @Test
    void oneNewStatementChangesAtMostTwoStepsUnlessATierChanged() throws IOException {
        int same = 0;
        int cases = 0;
        int replanned = 0;
        for (long seed = 1; seed <= 800; seed++) {
            PlanRequest request = PlanFixture.generated(seed, 60, 8);
            LearningPath before = new Planner().plan(request);
            Random random = new Random(seed);
            Map<CompetencyId, MasteryEstimate> moved = new TreeMap<>(request.estimates());
            CompetencyId informed = new ArrayList<>(moved.keySet()).get(random.nextInt(moved.size()));
            double shift = 0.25 * (random.nextDouble() - 0.5);
            moved.replaceAll((competency, each) -> new MasteryEstimate(
                    competency,
                    each.mean() + shift * (competency.equals(informed) ? 1 : 0.4),
                    each.variance(),
                    each.asOf(),
                    each.direct(),
                    each.practical(),
                    false,
                    false,
                    each.lastEvidence()));
            PlanRequest next = PlanFixture.after(PlanFixture.estimating(request, moved), before);
            boolean tierChanged = moved.keySet().stream().anyMatch(each -> tierOf(next, each) != tierOf(request, each));
            if (tierChanged || before.steps().isEmpty()) {
                continue;
            }
            cases++;
            LearningPath after = new Planner().plan(next);
            Set<LearningItemId> difference = new HashSet<>(items(before));
            difference.addAll(items(after));
            Set<LearningItemId> kept = new HashSet<>(items(before));
            kept.retainAll(items(after));
            difference.removeAll(kept);
            same += difference.isEmpty() ? 1 : 0;
            replanned += difference.size() > 2 ? 1 : 0;
        }
        Files.createDirectories(Path.of("target"));
        Files.writeString(
                Path.of("target/planner-steadiness.txt"),
                "%d cases, %d unchanged, %d changed by more than two steps%n".formatted(cases, same, replanned));
        assertThat(replanned).isZero();
    }

    @Test
    void handlesACatalogueOfThreeHundredItems() {
        for (long seed = 1; seed <= 20; seed++) {
            PlanRequest request =
                    PlanFixture.choosing(PlanFixture.generated(seed, 300, 12), PlanFixture.hours(120, 12));
            LearningPath path = new Planner().plan(request);
            assertSound(request, path);
            assertThat(path.steps()).isNotEmpty();
        }
    }

    private static Tier tierOf(PlanRequest request, CompetencyId competency) {
        return Objects.requireNonNull(request.placements().get(competency)).tier();
    }

    private static void assertSound(PlanRequest request, LearningPath path) {
        Map<LearningItemId, LearningItem> byId = new HashMap<>();
        request.items().forEach(each -> byId.put(each.id(), each));
        ExactOptimum rules = new ExactOptimum(request);
        List<LearningItem> done = new ArrayList<>();
        int minutes = 0;
        for (LearningPath.Step each : path.steps()) {
            LearningItem item = Objects.requireNonNull(byId.get(each.item()));
            assertThat(rules.isOpen(item, done))
                    .as("%s after %s", each.item(), done)
                    .isTrue();
            done.add(item);
            minutes += item.minutes();
        }
        assertThat(items(path)).doesNotHaveDuplicates();
        assertThat(minutes)
                .isEqualTo(path.minutes())
                .isLessThanOrEqualTo(request.choices().budgetMinutes());
        assertThat(path.leftOut().stream().map(LearningPath.LeftOut::item)).noneMatch(items(path)::contains);
    }

    private static List<LearningItemId> items(LearningPath path) {
        return path.steps().stream().map(LearningPath.Step::item).toList();
    }
}
