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
 * A second generator, of 18 items, which shares nothing with {@link Instances} but the form: each shape is one that makes
 * a planner by gain per hour choose wrongly.
 */
enum Foreign implements Maker {

    /** Minutes by a power law over three orders of magnitude. */
    POWER_LAW("minutes by a power law", 6, .3),

    /** Only the last competency is asked for; each needs the one before, four or more deep. */
    CHAINS("one goal behind a deep chain", 6, .6),

    /** Two chains to two goals, of which the hours allow one. */
    TWO_GOALS("two deep chains, hours for one", 8, .35),

    /** Every step whole by three items and more. */
    ALTERNATIVES("six ways to each step", 3, .3),

    /** The more competencies an item teaches, the shorter it is. */
    SHORT_AND_BROAD("broad items are the short ones", 7, .25),

    /** Gain in exact proportion to minutes, so that only the sum of minutes matters. */
    SUBSET_SUM("gain in proportion to minutes", 8, .4),

    /** All items alike but for what they teach. */
    TIES("all of one length", 5, .4),

    TINY("hours for one to three items", 5, .06),

    HUGE("hours for everything", 5, 1.2),

    /** Tier 3 and 4 throughout; practical work is rare and long; items ask for entry tiers of their own. */
    UPPER_TIERS("upper tiers, rare practical work, entry tiers", 4, .5),

    /** Small parts that make a whole only together. */
    CRUMBS("parts that count only together", 4, .45);

    private static final int ITEMS = 18;

    private final String words;
    private final int competencies;
    private final double budget;

    Foreign(String words, int competencies, double budget) {
        this.words = words;
        this.competencies = competencies;
        this.budget = budget;
    }

    @Override
    public PlanRequest make(long seed) {
        return new Draw(new Random(seed * 31 + ordinal())).request();
    }

    /** One request, drawn step by step. */
    private final class Draw {
        private final Random random;
        private final TreeMap<CompetencyId, CutScores> cuts = new TreeMap<>();
        private final TreeMap<CompetencyId, MasteryEstimate> estimates = new TreeMap<>();
        private final TreeMap<CompetencyId, Placement> placements = new TreeMap<>();
        private final Map<CompetencyId, Tier> targets = new HashMap<>();
        private final Set<Prerequisite> needed = new TreeSet<>();
        private final List<CompetencyTier> wanted = new ArrayList<>();

        Draw(Random random) {
            this.random = random;
        }

        PlanRequest request() {
            for (int c = 0; c < competencies; c++) {
                competency(c);
            }
            List<LearningItem> items = new ArrayList<>();
            long minutes = 0;
            for (int i = 0; i < ITEMS; i++) {
                items.add(item(i));
                minutes += items.get(i).minutes();
            }
            double hours = minutes * budget * (.7 + .6 * random.nextDouble());
            int weeks = (int) Math.max(1, Math.min(30, hours / 60));
            int weekly = (int) Math.max(30, Math.min(2400, hours / weeks));
            return new PlanRequest(
                    new Framework("bench/2", cuts, needed),
                    new JobRole(new JobRoleId("bench"), 1, Tier.AWARE, targets),
                    estimates,
                    placements,
                    items,
                    new Choices(weekly, weeks, Optional.empty(), Set.of(), Map.of(), Set.of(), Set.of(), Set.of()),
                    LearningPath.EMPTY);
        }

        private void competency(int c) {
            CompetencyId id = id(c);
            cuts.put(id, CutScores.DEFAULT);
            boolean upper = Foreign.this == UPPER_TIERS;
            double mean = upper ? -.5 + 1.5 * random.nextDouble() : -3 + 3 * random.nextDouble();
            MasteryEstimate estimate = new MasteryEstimate(
                    id,
                    mean,
                    .05 + .4 * random.nextDouble(),
                    Instances.NOW,
                    1 + random.nextInt(20),
                    !upper && random.nextBoolean(),
                    false,
                    false,
                    Optional.of(Instances.NOW));
            estimates.put(id, estimate);
            placements.put(id, TierRule.PUBLISHED.place(estimate, CutScores.DEFAULT));
            Tier target = target(c);
            targets.put(id, target);
            for (int level = 2; level <= Math.max(2, target.level()); level++) {
                wanted.add(new CompetencyTier(id, Tier.ofLevel(level)));
            }
            require(c);
        }

        private Tier target(int c) {
            return switch (Foreign.this) {
                case CHAINS -> c == competencies - 1 ? Tier.LITERATE : Tier.AWARE;
                case TWO_GOALS -> c == 3 || c == 7 ? Tier.LITERATE : Tier.AWARE;
                case UPPER_TIERS -> random.nextBoolean() ? Tier.PRACTITIONER : Tier.EXPERT;
                default -> Tier.ofLevel(2 + random.nextInt(2));
            };
        }

        private void require(int c) {
            boolean chained = Foreign.this == CHAINS || Foreign.this == TWO_GOALS && c % 4 != 0;
            if (c > 0 && (chained || random.nextDouble() < .25)) {
                int from = chained ? c - 1 : random.nextInt(c);
                needed.add(new Prerequisite(new CompetencyTier(id(c), Tier.LITERATE), new CompetencyTier(id(from), Tier.LITERATE)));
            }
        }

        private LearningItem item(int i) {
            Map<CompetencyTier, Double> teaches = new HashMap<>();
            int broad = Foreign.this == SHORT_AND_BROAD ? 1 + random.nextInt(4) : random.nextInt(6) == 0 ? 2 : 1;
            teaches.put(wanted.get(i % wanted.size()), share());
            while (teaches.size() < Math.min(broad, wanted.size())) {
                teaches.put(wanted.get(random.nextInt(wanted.size())), share());
            }
            int minutes = minutes(teaches);
            boolean practical = Foreign.this == UPPER_TIERS ? i % 5 == 0 : random.nextInt(3) == 0;
            return new LearningItem(
                    new LearningItemId("f%02d".formatted((i * 7 + 3) % ITEMS)),
                    teaches,
                    practical && Foreign.this == UPPER_TIERS ? minutes * 3 : minutes,
                    DeliveryMethod.values()[random.nextInt(DeliveryMethod.values().length)],
                    practical,
                    Optional.empty(),
                    terms(teaches));
        }

        private LearningItem.Terms terms(Map<CompetencyTier, Double> teaches) {
            Set<CompetencyTier> entry = new TreeSet<>();
            CompetencyTier other = wanted.get(random.nextInt(wanted.size()));
            boolean behind = teaches.keySet().stream().allMatch(each -> each.competency().compareTo(other.competency()) > 0);
            if (Foreign.this == UPPER_TIERS && behind && random.nextInt(3) == 0) {
                entry.add(other);
            }
            return new LearningItem.Terms(new TreeSet<>(entry), Optional.empty(), Optional.empty(), Optional.empty());
        }

        private double share() {
            return switch (Foreign.this) {
                case ALTERNATIVES, TIES, CHAINS -> 1;
                case SUBSET_SUM -> .1 + .01 * random.nextInt(90);
                case CRUMBS -> .15 + .05 * random.nextInt(6);
                default -> random.nextBoolean() ? 1 : .2 + .8 * random.nextDouble();
            };
        }

        private int minutes(Map<CompetencyTier, Double> teaches) {
            double shares = teaches.values().stream().mapToDouble(Double::doubleValue).sum();
            return switch (Foreign.this) {
                case POWER_LAW -> (int) Math.min(6000, 6 * Math.pow(1 - random.nextDouble(), -1 / .7));
                case SHORT_AND_BROAD -> 10 + 240 / (teaches.size() * teaches.size()) + random.nextInt(20);
                case SUBSET_SUM -> (int) Math.round(shares * 600);
                case TIES -> 60;
                default -> 10 + random.nextInt(300);
            };
        }
    }

    @Override
    public String words() {
        return words;
    }

    private static CompetencyId id(int c) {
        return new CompetencyId("C%02d".formatted(c + 1));
    }
}
