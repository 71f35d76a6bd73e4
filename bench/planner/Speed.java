import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.plan.Counterfactual;
import dev.waymark.engine.plan.Effort;
import dev.waymark.engine.plan.PlanRequest;
import dev.waymark.engine.plan.Planner;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** How long the planner takes with 1,000 items and 40 competencies, for each thing that it is asked for. */
final class Speed {

    private static final int WARM = 100;

    private final long seed;
    private final int rounds;

    Speed(long seed, int rounds) {
        this.seed = seed;
        this.rounds = rounds;
    }

    void print() {
        System.out.printf(
                "## Speed%n%n1,000 items, 40 competencies, %d times each after %d to warm up; milliseconds.%n%n",
                rounds, WARM);
        System.out.println("| instances | planned | measured | p50 | p95 | p99 | most |\n|---|---|---|---|---|---|---|");
        for (Instances each : List.of(
                new Instances("large", 1000, 40, false, .4, false, .15, .3, .012),
                new Instances("large, heavy-tailed", 1000, 40, true, .6, true, .3, .3, .02),
                new Instances("large, many hours", 1000, 40, false, .4, true, .15, .3, .06))) {
            of(each);
        }
        System.out.println();
    }

    private void of(Instances kind) {
        List<PlanRequest> requests = new ArrayList<>();
        List<PlanRequest> later = new ArrayList<>();
        List<PlanRequest> pinned = new ArrayList<>();
        List<PlanRequest> pinnedLater = new ArrayList<>();
        List<PlanRequest> others = new ArrayList<>();
        Planner planner = new Planner();
        for (int i = 0; i < 60; i++) {
            PlanRequest request = kind.make(seed * 1000 + i);
            LearningPath path = planner.plan(request);
            PlanRequest pins = request.choosing(pinning(request, path, i));
            requests.add(request);
            later.add(PlanTables.moved(request.after(path), .1, i));
            pinned.add(pins);
            pinnedLater.add(PlanTables.moved(pins.after(planner.plan(pins)), .1, i));
            others.add(request.choosing(choosing(request, path, i)));
        }
        String name = kind.name();
        time(name, "from scratch, catalogue not seen before", requests, true, planner::plan);
        time(name, "from scratch", requests, false, planner::plan);
        time(name, "after one more statement", later, false, planner::plan);
        time(name, "five pins", pinned, false, planner::plan);
        time(name, "five pins, after one more statement", pinnedLater, false, planner::plan);
        time(name, "waivers, 15 minutes at a time, two methods avoided", others, false, planner::plan);
        Planner thorough = new Planner(Effort.THOROUGH);
        List<PlanRequest> whatIf = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            whatIf.add(others.get(i).after(planner.plan(requests.get(i))));
        }
        time(name, "what-if", whatIf, false, thorough::plan);
        Counterfactual counterfactual = new Counterfactual(planner);
        Map<PlanRequest, LearningPath> paths = new IdentityHashMap<>();
        requests.forEach(it -> paths.put(it, planner.plan(it)));
        time(name, "a step without its first reason (two paths)", requests, false, it -> {
            LearningPath.Step step = paths.get(it).steps().get(0);
            counterfactual.of(it, step.item(), step.reasons().get(0));
        });
        time(name, "all that speaks against an item (3 to 24 paths)", requests, false, it -> {
            var out = paths.get(it).leftOut();
            counterfactual.against(it, out.get(out.size() / 2).item());
        });
    }

    private static Choices pinning(PlanRequest request, LearningPath path, int turn) {
        var pins = new TreeSet<LearningItemId>();
        var steps = path.steps();
        pins.add(steps.get(0).item());
        pins.add(steps.get(steps.size() / 2).item());
        pins.add(steps.get(steps.size() - 1).item());
        var out = path.leftOut();
        pins.add(out.get(turn % out.size()).item());
        pins.add(out.get((turn * 7 + 3) % out.size()).item());
        return with(request.choices(), pins, new TreeSet<>(), Set.of(), Optional.empty());
    }

    private static Choices choosing(PlanRequest request, LearningPath path, int turn) {
        var waived = new TreeSet<LearningItemId>();
        Random random = new Random(turn);
        path.steps().stream().filter(each -> random.nextInt(3) == 0).forEach(each -> waived.add(each.item()));
        request.items().stream().filter(each -> random.nextInt(50) == 0).forEach(each -> waived.add(each.id()));
        return with(
                request.choices(),
                new TreeSet<>(),
                waived,
                Set.of(DeliveryMethod.QUIZ, DeliveryMethod.WEBINAR),
                Optional.of(15));
    }

    private static Choices with(
            Choices it,
            TreeSet<LearningItemId> pins,
            TreeSet<LearningItemId> waived,
            Set<DeliveryMethod> avoided,
            Optional<Integer> sitting) {
        return new Choices(
                it.weeklyMinutes(),
                it.weeks(),
                it.longestStep(),
                avoided,
                new TreeMap<>(it.goals()),
                pins,
                waived,
                new TreeSet<>(it.done()),
                sitting,
                it.deadline(),
                new TreeMap<>());
    }

    private void time(
            String name, String what, List<PlanRequest> requests, boolean forget, Consumer<PlanRequest> planned) {
        List<Double> wall = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        var threads = ManagementFactory.getThreadMXBean();
        for (int i = 0; i < rounds + WARM; i++) {
            // Requests one after the other, so that a planner that forgets has another catalogue each time.
            PlanRequest request = requests.get(i % requests.size());
            if (!forget) {
                planned.accept(request);
            }
            long from = System.nanoTime();
            long worked = threads.getCurrentThreadCpuTime();
            planned.accept(request);
            if (i >= WARM) {
                wall.add((System.nanoTime() - from) / 1e6);
                cpu.add((threads.getCurrentThreadCpuTime() - worked) / 1e6);
            }
        }
        row(name, what, "by the clock", wall);
        row(name, what, "processor time", cpu);
    }

    private static void row(String name, String what, String measured, List<Double> millis) {
        millis.sort(Double::compare);
        int n = millis.size();
        System.out.printf(
                "| %s | %s | %s | %.2f | %.2f | %.2f | %.2f |%n",
                name,
                what,
                measured,
                millis.get(n / 2),
                millis.get(n * 95 / 100),
                millis.get(n * 99 / 100),
                millis.get(n - 1));
    }
}
