import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Reason;
import dev.waymark.engine.place.TierRule;
import dev.waymark.engine.plan.Counterfactual;
import dev.waymark.engine.plan.Effort;
import dev.waymark.engine.plan.PlanRequest;
import dev.waymark.engine.plan.Planner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Prints the planner's tables as Markdown. */
public final class PlanTables {

    static int instances = 300;
    static int cases = 20_000;
    static long seed = 1;

    public static void main(String[] args) {
        List<String> tables = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--instances" -> instances = Integer.parseInt(args[++i]);
                case "--cases" -> cases = Integer.parseInt(args[++i]);
                case "--seed" -> seed = Long.parseLong(args[++i]);
                default -> tables.add(args[i]);
            }
        }
        Map<String, Runnable> all = new LinkedHashMap<>();
        all.put("optimum", PlanTables::optimum);
        all.put("speed", PlanTables::speed);
        all.put("violations", PlanTables::violations);
        all.put("explanations", PlanTables::explanations);
        all.put("steadiness", PlanTables::steadiness);
        for (String each : tables) {
            if (!all.containsKey(each)) {
                System.err.println("no table \"" + each + "\"; there are " + all.keySet());
                System.exit(1);
            }
        }
        all.forEach((name, table) -> {
            if (tables.isEmpty() || tables.contains(name)) {
                table.run();
            }
        });
    }

    static void optimum() {
        System.out.printf("## Against the exact optimum%n%n%d instances of each kind, seed %d.%n%n", instances, seed);
        System.out.println("| instances | planner | mean | p5 | least | optimal |\n|---|---|---|---|---|---|");
        Planner online = new Planner();
        Planner thorough = new Planner(Effort.THOROUGH);
        List<Maker> kinds = new ArrayList<>(Instances.KINDS);
        kinds.addAll(List.of(Foreign.values()));
        for (Maker kind : kinds) {
            Map<String, ToDoubleFunction<Reckoning>> planners = new LinkedHashMap<>();
            planners.put("random feasible", it -> it.random(seed));
            planners.put("catalogue order", Reckoning::topological);
            planners.put("role-filtered order", Reckoning::roleFiltered);
            planners.put("greedy gain/hour", Reckoning::greedy);
            planners.put("chain bundles gain/hour", Reckoning::bundles);
            planners.put("**Waymark**, online", it -> it.gainOf(online.plan(it.request)));
            planners.put("Waymark, what-if (beam 32)", it -> it.gainOf(thorough.plan(it.request)));
            Map<String, double[]> ratios = new LinkedHashMap<>();
            planners.keySet().forEach(name -> ratios.put(name, new double[instances]));
            long next = seed * 1_000_000;
            for (int i = 0; i < instances; ) {
                Reckoning each = new Reckoning(kind.make(next++));
                double most = each.optimum();
                if (most > 0) {
                    int at = i++;
                    String violation = each.violation(online.plan(each.request));
                    if (!violation.isEmpty()) {
                        System.out.println("violation: " + violation);
                    }
                    planners.forEach((name, planner) -> ratios.get(name)[at] = planner.applyAsDouble(each) / most);
                }
            }
            ratios.forEach((name, them) -> {
                Arrays.sort(them);
                System.out.printf(
                        "| %s | %s | %.4f | %.4f | %.3f | %.1f %% |%n",
                        kind.words(),
                        name,
                        Arrays.stream(them).average().orElse(0),
                        them[them.length / 20],
                        them[0],
                        100.0 * Arrays.stream(them).filter(it -> it > 1 - 1e-9).count() / them.length);
            });
        }
        System.out.println();
    }

    static void speed() {
        new Speed(seed, instances).print();
    }

    static void violations() {
        Random random = new Random(seed);
        Planner planner = new Planner(new Effort(20_000, 4, 12, 0));
        int wrong = 0;
        int steps = 0;
        int again = 0;
        for (int i = 0; i < cases; i++) {
            int size = 1 + random.nextInt(40);
            Instances kind = new Instances(
                    "any",
                    size,
                    1 + random.nextInt(7),
                    random.nextBoolean(),
                    random.nextDouble(),
                    random.nextBoolean(),
                    random.nextDouble(),
                    random.nextDouble(),
                    random.nextDouble());
            PlanRequest request = kind.make(random.nextLong());
            request = request.choosing(Wishes.some(request, random));
            // One in fifty with the full effort, which takes most of the time.
            LearningPath path = (i % 50 == 0 ? new Planner() : planner).plan(request);
            steps += path.steps().size();
            wrong += report(request, path);
            PlanRequest next = moved(request.after(path), .6, random.nextLong());
            if (random.nextBoolean()) {
                next = next.choosing(Wishes.some(next, random));
            }
            LearningPath after = planner.plan(next);
            again += after.steps().size();
            wrong += report(next, after);
        }
        System.out.printf(
                "## Violations%n%n| random requests | planned again after a change | steps | prerequisite or budget"
                        + " violated |%n|---|---|---|---|%n| %,d | %,d | %,d | %d |%n%n",
                cases, cases, steps + again, wrong);
    }

    static int report(PlanRequest request, LearningPath path) {
        String violation = new Reckoning(request).violation(path);
        if (!violation.isEmpty()) {
            System.out.println("violation: " + violation);
        }
        return violation.isEmpty() ? 0 : 1;
    }

    static void explanations() {
        System.out.println(
                "## Explanations\n\nThe path planned anew without the reason cited first: does the item leave, come, or"
                        + " stand elsewhere?\n");
        System.out.println("| about | reason | cited | changed | share |\n|---|---|---|---|---|");
        Map<String, int[]> counts = new TreeMap<>();
        int[] numbers = new int[13];
        Planner planner = new Planner();
        Counterfactual counterfactual = new Counterfactual(planner);
        for (Instances kind : List.of(
                new Instances("40 items", 40, 6, false, .5, false, .15, .4, .25),
                Instances.KINDS.get(0),
                new Instances("50, heavy", 50, 6, true, .5, true, .3, .4, .25))) {
            for (int i = 0; i < Math.max(1, instances / 6); i++) {
                PlanRequest request = kind.make(seed * 5000 + i);
                if (i % 3 == 0) {
                    request = request.choosing(Wishes.some(request, new Random(i)));
                }
                LearningPath path = planner.plan(request);
                PlanRequest pinning = request.choosing(Wishes.pinning(request, path, i));
                for (LearningPath.Step each : planner.plan(pinning).steps()) {
                    if (pinning.choices().pinned().contains(each.item())) {
                        count(counts, "a pinned step", pinning, counterfactual, each.item(), each.reasons().get(0));
                    }
                }
                PlanRequest later = moved(request.after(path), .5, i);
                for (LearningPath.Step each : planner.plan(later).steps()) {
                    count(counts, "a step after one more statement", later, counterfactual, each.item(), each.reasons().get(0));
                }
                for (LearningPath.Step each : path.steps()) {
                    count(counts, "a step", request, counterfactual, each.item(), each.reasons().get(0));
                }
                for (LearningPath.LeftOut each : path.leftOut()) {
                    count(counts, "what is left out", request, counterfactual, each.item(), each.reason());
                    Counterfactual.Against all = counterfactual.against(request, each.item());
                    int[] it = counts.computeIfAbsent(
                            "left out, all reasons | " + each.reason().getClass().getSimpleName(), any -> new int[2]);
                    it[0]++;
                    it[1] += all.place().isPresent() ? 1 : 0;
                    if (all.place().isEmpty() && System.getenv("WAYMARK_BENCH_WHY") != null) {
                        System.err.println(all.reasons() + " " + whyNot(all.without(), each.item()));
                    }
                    numbers[Math.min(all.reasons().size(), numbers.length - 1)]++;
                }
            }
        }
        Map<String, int[]> sums = new TreeMap<>();
        counts.forEach((key, it) -> {
            print(key, it);
            int[] sum = sums.computeIfAbsent(key.substring(0, key.indexOf('|')) + "| **all**", any -> new int[2]);
            sum[0] += it[0];
            sum[1] += it[1];
        });
        sums.forEach(PlanTables::print);
        System.out.printf("%nReasons against one item, 0 to 12: %s%n%n", Arrays.toString(numbers));
    }

    private static String whyNot(LearningPath path, LearningItemId item) {
        return path.leftOut().stream()
                .filter(each -> each.item().equals(item))
                .map(each -> each.reason().toString())
                .findFirst()
                .orElse("no reason");
    }

    static void print(String key, int[] it) {
        System.out.printf("| %s | %d | %d | %.2f %% |%n", key, it[0], it[1], 100.0 * it[1] / it[0]);
    }

    static void count(
            Map<String, int[]> counts,
            String about,
            PlanRequest request,
            Counterfactual counterfactual,
            LearningItemId item,
            Reason reason) {
        int[] it = counts.computeIfAbsent(
                about + " | " + reason.getClass().getSimpleName(), any -> new int[2]);
        it[0]++;
        it[1] += counterfactual.of(request, item, reason).changes() ? 1 : 0;
    }

    static void steadiness() {
        Planner planner = new Planner();
        int[] changes = new int[20];
        int moved = 0;
        int tiers = 0;
        for (int i = 0; i < instances * 10; i++) {
            Instances kind = new Instances("steady", 20 + i % 60, 4 + i % 8, i % 3 == 0, .4, i % 2 == 0, .2, .3, .25);
            PlanRequest request = kind.make(seed * 100_000 + i);
            LearningPath before = planner.plan(request);
            PlanRequest next = moved(request.after(before), .5, seed + i);
            if (before.steps().isEmpty()) {
                continue;
            }
            boolean same = next.placements().keySet().stream()
                    .allMatch(each -> next.placements().get(each).tier()
                            == request.placements().get(each).tier());
            if (!same) {
                tiers++;
                continue;
            }
            moved++;
            Set<LearningItemId> one = new HashSet<>();
            before.steps().forEach(each -> one.add(each.item()));
            Set<LearningItemId> other = new HashSet<>();
            planner.plan(next).steps().forEach(each -> other.add(each.item()));
            Set<LearningItemId> both = new HashSet<>(one);
            both.retainAll(other);
            changes[Math.min(19, one.size() + other.size() - 2 * both.size())]++;
        }
        System.out.printf(
                "## Steadiness%n%nOne more statement, no tier changed: items that come or go.%n%n| statements | none |"
                        + " one | two | more | (a tier changed) |%n|---|---|---|---|---|---|%n| %d | %d | %d | %d | %d | %d"
                        + " |%n%n",
                moved,
                changes[0],
                changes[1],
                changes[2],
                Arrays.stream(changes).skip(3).sum(),
                tiers);
    }

    /** One more statement: one competency moves, the others follow a little. */
    static PlanRequest moved(PlanRequest request, double size, long seed) {
        Random random = new Random(seed);
        TreeMap<CompetencyId, MasteryEstimate> estimates = new TreeMap<>(request.estimates());
        TreeMap<CompetencyId, Placement> placements = new TreeMap<>();
        int informed = random.nextInt(estimates.size());
        double shift = size * (random.nextDouble() - .5);
        int n = 0;
        for (var each : List.copyOf(estimates.values())) {
            MasteryEstimate it = new MasteryEstimate(
                    each.competency(),
                    each.mean() + shift * (n++ == informed ? 1 : .4),
                    each.variance(),
                    each.asOf(),
                    each.direct(),
                    each.practical(),
                    each.onlySelfRated(),
                    each.onlyExposure(),
                    each.lastEvidence());
            estimates.put(it.competency(), it);
            placements.put(it.competency(), TierRule.PUBLISHED.place(it, CutScores.DEFAULT));
        }
        return new PlanRequest(
                request.framework(),
                request.role(),
                estimates,
                placements,
                request.items(),
                request.choices(),
                request.before(),
                request.at(),
                request.reached());
    }
}
