package dev.waymark.engine.plan;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Requests to plan for: by hand, or generated from a seed. */
final class PlanFixture {

    static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

    private PlanFixture() {}

    static CompetencyTier at(String text) {
        String[] parts = text.split("@");
        return new CompetencyTier(new CompetencyId(parts[0]), Tier.ofLevel(Integer.parseInt(parts[1])));
    }

    static LearningItem special(String id, int minutes, DeliveryMethod method, boolean practical, Object... teaches) {
        Map<CompetencyTier, Double> shares = new HashMap<>();
        for (int i = 0; i < teaches.length; i += 2) {
            shares.put(at((String) teaches[i]), (Double) teaches[i + 1]);
        }
        return new LearningItem(new LearningItemId(id), shares, minutes, method, practical, Optional.empty());
    }

    static LearningItem item(String id, int minutes, Object... teaches) {
        return special(id, minutes, DeliveryMethod.ONLINE_COURSE, false, teaches);
    }

    static MasteryEstimate estimate(String competency, double mean, double variance, int direct, boolean practical) {
        return new MasteryEstimate(
                new CompetencyId(competency),
                mean,
                variance,
                NOW,
                direct,
                practical,
                false,
                false,
                direct == 0 ? Optional.empty() : Optional.of(NOW));
    }

    static PlanRequest request(
            Set<String> prerequisites,
            Map<String, Integer> targets,
            List<MasteryEstimate> estimates,
            List<LearningItem> items,
            Choices choices) {
        Map<CompetencyId, CutScores> cuts = new HashMap<>();
        estimates.forEach(each -> cuts.put(each.competency(), CutScores.DEFAULT));
        Set<Prerequisite> declared = new HashSet<>();
        for (String each : prerequisites) {
            String[] ends = each.split("<-");
            declared.add(new Prerequisite(at(ends[0]), at(ends[1])));
        }
        Map<CompetencyId, Tier> asked = new HashMap<>();
        targets.forEach((competency, level) -> asked.put(new CompetencyId(competency), Tier.ofLevel(level)));
        TreeMap<CompetencyId, MasteryEstimate> estimated = new TreeMap<>();
        TreeMap<CompetencyId, Placement> placed = new TreeMap<>();
        for (MasteryEstimate each : estimates) {
            estimated.put(each.competency(), each);
            placed.put(each.competency(), TierRule.PUBLISHED.place(each, CutScores.DEFAULT));
        }
        return new PlanRequest(
                new Framework("test/1", cuts, declared),
                new JobRole(new JobRoleId("tester"), 1, Tier.AWARE, asked),
                estimated,
                placed,
                items,
                choices,
                LearningPath.EMPTY);
    }

    static PlanRequest after(PlanRequest request, LearningPath before) {
        return new PlanRequest(
                request.framework(),
                request.role(),
                request.estimates(),
                request.placements(),
                request.items(),
                request.choices(),
                before);
    }

    static PlanRequest choosing(PlanRequest request, Choices choices) {
        return new PlanRequest(
                request.framework(),
                request.role(),
                request.estimates(),
                request.placements(),
                request.items(),
                choices,
                request.before());
    }

    /** Other estimates, placed by the tier rule; everything else as it was. */
    static PlanRequest estimating(PlanRequest request, Map<CompetencyId, MasteryEstimate> estimates) {
        TreeMap<CompetencyId, Placement> placed = new TreeMap<>();
        estimates.forEach(
                (competency, each) -> placed.put(competency, TierRule.PUBLISHED.place(each, CutScores.DEFAULT)));
        return new PlanRequest(
                request.framework(),
                request.role(),
                new TreeMap<>(estimates),
                placed,
                request.items(),
                request.choices(),
                request.before());
    }

    static Choices hours(int weeklyMinutes, int weeks) {
        return new Choices(weeklyMinutes, weeks, Optional.empty(), Set.of(), Map.of(), Set.of(), Set.of(), Set.of());
    }

    /** An instance of so many items over so many competencies with prerequisites across them and a tight budget. */
    static PlanRequest generated(long seed, int items, int competencies) {
        Random random = new Random(seed);
        List<MasteryEstimate> estimates = new ArrayList<>();
        Map<String, Integer> targets = new HashMap<>();
        Set<String> prerequisites = new TreeSet<>();
        for (int c = 1; c <= competencies; c++) {
            String id = "C%02d".formatted(c);
            int direct = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(9);
            estimates.add(estimate(
                    id, -2 + 2.5 * random.nextDouble(), 0.2 + random.nextDouble(), direct, random.nextInt(4) == 0));
            targets.put(id, 1 + random.nextInt(4));
            for (int k = 2; k <= 4 && c > 1; k++) {
                if (random.nextInt(3) == 0) {
                    prerequisites.add(
                            "%s@%d<-C%02d@%d".formatted(id, k, 1 + random.nextInt(c - 1), 2 + random.nextInt(k - 1)));
                }
            }
        }
        List<LearningItem> catalogue = new ArrayList<>();
        double[] shares = {0.25, 0.34, 0.5, 0.5, 1.0, 1.0};
        for (int i = 0; i < items; i++) {
            List<Object> teaches = new ArrayList<>();
            for (int n = random.nextInt(4) == 0 ? 2 : 1; n > 0; n--) {
                teaches.add("C%02d@%d".formatted(1 + random.nextInt(competencies), 2 + Math.min(2, random.nextInt(4))));
                teaches.add(shares[random.nextInt(shares.length)]);
            }
            catalogue.add(special(
                    "item-%03d".formatted(i),
                    15 * (1 + random.nextInt(16)),
                    DeliveryMethod.values()[random.nextInt(DeliveryMethod.values().length)],
                    random.nextInt(3) == 0,
                    teaches.toArray()));
        }
        return request(
                prerequisites,
                targets,
                estimates,
                catalogue,
                hours(60 + 10 * random.nextInt(10), 3 + random.nextInt(6)));
    }
}
