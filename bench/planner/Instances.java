import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Prerequisite;
import dev.waymark.engine.model.Tier;
import dev.waymark.engine.place.TierRule;
import dev.waymark.engine.plan.PlanRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Random instances of one kind.
 *
 * @param heavyTail costs are Pareto-like, a few items cost very much
 * @param prerequisites share of steps that need a step of another competency
 * @param alternatives items come in groups that teach the same step whole
 * @param multi share of items that teach two steps
 * @param practical share of items that bring practical work
 * @param budget share of all items' minutes that there is time for
 */
record Instances(
        String name,
        int items,
        int competencies,
        boolean heavyTail,
        double prerequisites,
        boolean alternatives,
        double multi,
        double practical,
        double budget)
        implements Maker {

    static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

    /** The first is built like the instances of the published comparison: 5 competencies of 3 steps, 18 items. */
    static final List<Instances> KINDS = List.of(
            new Instances("18 items, 5 x 3 steps", 18, 5, false, .35, true, .1, .5, .35),
            new Instances("heavy-tailed costs", 18, 5, true, .35, true, .1, .5, .3),
            new Instances("dense prerequisites", 18, 6, false, .9, false, .1, .6, .45),
            new Instances("many alternatives", 20, 3, false, .3, true, .2, .5, .3),
            new Instances("tight budget", 20, 5, false, .35, false, .2, .5, .12),
            new Instances("loose budget", 18, 5, false, .35, false, .2, .5, .7),
            new Instances("small shares, two steps each", 20, 4, true, .4, false, .7, .4, .4));

    @Override
    public String words() {
        return name;
    }

    @Override
    public PlanRequest make(long seed) {
        Random random = new Random(seed * 7919 + name.hashCode());
        TreeMap<CompetencyId, CutScores> cuts = new TreeMap<>();
        TreeMap<CompetencyId, MasteryEstimate> estimates = new TreeMap<>();
        TreeMap<CompetencyId, Placement> placements = new TreeMap<>();
        Map<CompetencyId, Tier> targets = new HashMap<>();
        Set<Prerequisite> needed = new TreeSet<>();
        List<CompetencyTier> steps = new ArrayList<>();
        for (int c = 0; c < competencies; c++) {
            CompetencyId id = id(c);
            cuts.put(id, CutScores.DEFAULT);
            int direct = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(9);
            MasteryEstimate estimate = new MasteryEstimate(
                    id,
                    -2.5 + 2.5 * random.nextDouble(),
                    .15 + random.nextDouble(),
                    NOW,
                    direct,
                    random.nextInt(3) == 0,
                    false,
                    false,
                    direct == 0 ? Optional.empty() : Optional.of(NOW));
            estimates.put(id, estimate);
            placements.put(id, TierRule.PUBLISHED.place(estimate, CutScores.DEFAULT));
            targets.put(id, Tier.ofLevel(1 + Math.min(3, random.nextInt(5))));
            for (int level = 2; level <= 4; level++) {
                steps.add(new CompetencyTier(id, Tier.ofLevel(level)));
                if (c > 0 && random.nextDouble() < prerequisites) {
                    int from = random.nextInt(c);
                    needed.add(new Prerequisite(
                            steps.get(steps.size() - 1),
                            new CompetencyTier(id(from), Tier.ofLevel(2 + random.nextInt(level - 1)))));
                }
            }
        }
        double[] shares = alternatives ? new double[] {1, 1, 1, .5, .5} : new double[] {.25, .34, .5, .5, 1};
        List<LearningItem> catalogue = new ArrayList<>();
        long all = 0;
        for (int i = 0; i < items; i++) {
            Map<CompetencyTier, Double> teaches = new HashMap<>();
            for (int n = random.nextDouble() < multi ? 2 : 1; n > 0; n--) {
                CompetencyTier step = i < steps.size() && n == 1
                        ? steps.get(i)
                        : steps.get(random.nextInt(steps.size()));
                teaches.put(step, shares[random.nextInt(shares.length)]);
            }
            int minutes = heavyTail
                    ? (int) Math.min(3000, 15 / Math.pow(1 - random.nextDouble(), .9))
                    : 15 + 5 * random.nextInt(46);
            all += minutes;
            catalogue.add(new LearningItem(
                    new LearningItemId("m%04d".formatted(random.nextInt(100) * 10000 + i)),
                    teaches,
                    Math.max(5, minutes),
                    DeliveryMethod.values()[random.nextInt(DeliveryMethod.values().length)],
                    random.nextDouble() < practical,
                    Optional.empty()));
        }
        int weekly = (int) Math.max(30, Math.min(2400, all * budget / 4));
        return new PlanRequest(
                new Framework("bench/1", cuts, needed),
                new JobRole(new JobRoleId("bench"), 1, Tier.AWARE, targets),
                estimates,
                placements,
                catalogue,
                new Choices(weekly, 4, Optional.empty(), Set.of(), Map.of(), Set.of(), Set.of(), Set.of()),
                LearningPath.EMPTY);
    }

    private static CompetencyId id(int c) {
        return new CompetencyId("C%02d".formatted(c + 1));
    }
}
