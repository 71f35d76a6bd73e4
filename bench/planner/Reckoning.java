import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.MasteryEstimate;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Tier;
import dev.waymark.engine.plan.PlanRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a set of items gains and whether it can be taken, written from the definition and sharing nothing with the
 * planner; the exact optimum by branch and bound; and the planners to compare with.
 */
final class Reckoning {

    final PlanRequest request;
    final List<LearningItem> items;
    final int budget;
    final int n;
    final int[] minutes;
    private final Map<CompetencyTier, Integer> numbers = new HashMap<>();
    private final List<CompetencyTier> steps = new ArrayList<>();
    private final double[] need;
    private final boolean[] lacksPractical;
    private final int[][] what;
    private final double[][] share;
    private final int[][] requires;
    private double best;
    private boolean[] bestTaken;

    Reckoning(PlanRequest request) {
        this.request = request;
        this.items = request.items();
        this.n = items.size();
        this.budget = request.choices().budgetMinutes(request.at());
        this.minutes = items.stream().mapToInt(LearningItem::minutes).toArray();
        for (CompetencyId competency : request.framework().competencies()) {
            for (int level = 2; level <= 4; level++) {
                CompetencyTier step = new CompetencyTier(competency, Tier.ofLevel(level));
                numbers.put(step, steps.size());
                steps.add(step);
            }
        }
        need = new double[steps.size()];
        lacksPractical = new boolean[steps.size()];
        for (int s = 0; s < need.length; s++) {
            need[s] = need(steps.get(s));
            MasteryEstimate estimate = request.estimates().get(steps.get(s).competency());
            lacksPractical[s] = steps.get(s).tier().level() >= 3 && (estimate == null || !estimate.practical());
        }
        what = new int[n][];
        share = new double[n][];
        requires = new int[n][];
        for (int i = 0; i < n; i++) {
            LearningItem item = items.get(i);
            List<CompetencyTier> taught = item.teaches().keySet().stream().filter(numbers::containsKey).toList();
            what[i] = taught.stream().mapToInt(numbers::get).toArray();
            share[i] = taught.stream().mapToDouble(item.teaches()::get).toArray();
            Set<Integer> first = new TreeSet<>();
            for (CompetencyTier each : taught) {
                if (!isHeld(each)) {
                    request.framework().requirementsOf(each).stream()
                            .filter(required -> !isHeld(required))
                            .forEach(required -> first.add(numbers.get(required)));
                }
            }
            item.terms().entry().stream()
                    .filter(numbers::containsKey)
                    .filter(required -> !isHeld(required))
                    .forEach(required -> first.add(numbers.get(required)));
            requires[i] = first.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    private boolean isHeld(CompetencyTier step) {
        Placement placement = request.placements().get(step.competency());
        return placement != null && placement.known() && placement.tier().level() >= step.tier().level();
    }

    private double need(CompetencyTier step) {
        Tier asked = request.role().targets().getOrDefault(step.competency(), Tier.AWARE);
        Tier goal = request.choices().goals().getOrDefault(step.competency(), Tier.AWARE);
        if (step.tier().level() > Math.max(asked.level(), goal.level())) {
            return 0;
        }
        MasteryEstimate estimate = request.estimates().get(step.competency());
        double lacking = estimate == null
                ? 1
                : 1 - estimate.probabilityAtLeast(
                        request.framework().cutScoresOf(step.competency()).leastLogitOf(step.tier()));
        if (isHeld(step)) {
            Placement placement = request.placements().get(step.competency());
            return placement.provisional() && placement.tier() == step.tier() && lacking > .05
                    ? request.role().weight() * lacking
                    : 0;
        }
        return request.role().weight() * Math.max(.3, lacking);
    }

    // Taken one by one, with running totals.

    final class Taken {
        final boolean[] has = new boolean[n];
        final double[] covered = new double[steps.size()];
        final int[] practical = new int[steps.size()];
        int spent;

        void take(int i, int sign) {
            has[i] = sign > 0;
            spent += sign * minutes[i];
            for (int k = 0; k < what[i].length; k++) {
                covered[what[i][k]] += sign * share[i][k];
                practical[what[i][k]] += items.get(i).practical() ? sign : 0;
            }
        }

        boolean isFull(int s, int with) {
            double sum = covered[s];
            boolean done = !lacksPractical[s] || practical[s] > 0;
            for (int k = 0; k < what[with].length; k++) {
                if (what[with][k] == s) {
                    sum += share[with][k];
                    done |= items.get(with).practical();
                }
            }
            return sum >= .995 - 1e-9 && done;
        }

        boolean canTake(int i) {
            for (int s : requires[i]) {
                if (!isFull(s, i)) {
                    return false;
                }
            }
            return true;
        }

        double gain() {
            double sum = 0;
            for (int s = 0; s < need.length; s++) {
                double part = Math.min(1, covered[s]);
                sum += need[s] * (lacksPractical[s] && practical[s] == 0 ? Math.min(.5, part) : part);
            }
            return sum;
        }

        double atMost(boolean[] barred) {
            double sum = 0;
            for (int s = 0; s < need.length; s++) {
                double part = covered[s];
                boolean done = !lacksPractical[s] || practical[s] > 0;
                for (int i = 0; i < n && need[s] > 0; i++) {
                    if (!has[i] && !barred[i] && spent + minutes[i] <= budget) {
                        for (int k = 0; k < what[i].length; k++) {
                            if (what[i][k] == s) {
                                part += share[i][k];
                                done |= items.get(i).practical();
                            }
                        }
                    }
                }
                sum += need[s] * Math.min(done ? 1 : .5, part);
            }
            return sum;
        }
    }

    /** The most that any path can gain. */
    double optimum() {
        best = 0;
        bestTaken = new boolean[n];
        branch(new Taken(), new boolean[n]);
        return best;
    }

    private void branch(Taken now, boolean[] barred) {
        double gain = now.gain();
        if (gain > best) {
            best = gain;
            bestTaken = now.has.clone();
        }
        if (now.atMost(barred) <= best + 1e-12) {
            return;
        }
        for (int i = 0; i < n; i++) {
            if (!now.has[i] && !barred[i] && now.spent + minutes[i] <= budget && now.canTake(i)) {
                now.take(i, 1);
                branch(now, barred);
                now.take(i, -1);
                boolean[] without = barred.clone();
                without[i] = true;
                branch(now, without);
                return;
            }
        }
    }

    double gainOf(LearningPath path) {
        Taken taken = new Taken();
        for (LearningPath.Step each : path.steps()) {
            taken.take(numberOf(each), 1);
        }
        return taken.gain();
    }

    private int numberOf(LearningPath.Step step) {
        for (int i = 0; i < n; i++) {
            if (items.get(i).id().equals(step.item())) {
                return i;
            }
        }
        throw new IllegalStateException("the path has an item that the catalogue does not: " + step.item());
    }

    /** What is wrong with a path; empty if nothing is. */
    String violation(LearningPath path) {
        Taken taken = new Taken();
        for (LearningPath.Step each : path.steps()) {
            int i = numberOf(each);
            if (taken.has[i]) {
                return each.item() + " twice";
            }
            if (!taken.canTake(i)) {
                return each.item() + " before what it needs";
            }
            taken.take(i, 1);
        }
        if (taken.spent > budget) {
            return "%d minutes of %d".formatted(taken.spent, budget);
        }
        return taken.spent == path.minutes() ? "" : "says %d minutes, takes %d".formatted(path.minutes(), taken.spent);
    }

    // Planners to compare with.

    double random(long seed) {
        List<Integer> order = order();
        Collections.shuffle(order, new Random(seed));
        return inOrder(order, false);
    }

    /** The catalogue from its beginning, each item as soon as it can be taken. */
    double topological() {
        return inOrder(order(), false);
    }

    /** The same without what teaches nothing that the role asks for: a well-made fixed plan. */
    double roleFiltered() {
        return inOrder(order(), true);
    }

    private List<Integer> order() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            order.add(i);
        }
        return order;
    }

    private double inOrder(List<Integer> order, boolean onlyUseful) {
        Taken taken = new Taken();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (int i : order) {
                boolean useful = !onlyUseful || helps(i);
                if (!taken.has[i] && useful && taken.spent + minutes[i] <= budget && taken.canTake(i)) {
                    taken.take(i, 1);
                    grown = true;
                    break;
                }
            }
        }
        return taken.gain();
    }

    private boolean helps(int i) {
        for (int s : what[i]) {
            if (need[s] > 0) {
                return true;
            }
        }
        return false;
    }

    double greedy() {
        Taken taken = new Taken();
        while (true) {
            int next = -1;
            double most = 1e-12;
            double gain = taken.gain();
            for (int i = 0; i < n; i++) {
                if (!taken.has[i] && taken.spent + minutes[i] <= budget && taken.canTake(i)) {
                    taken.take(i, 1);
                    double rate = (taken.gain() - gain) / minutes[i];
                    taken.take(i, -1);
                    if (rate > most) {
                        most = rate;
                        next = i;
                    }
                }
            }
            if (next < 0) {
                return taken.gain();
            }
            taken.take(next, 1);
        }
    }

    /** The cheapest chain of prerequisites, and the item, that gain most per hour together. */
    double bundles() {
        Taken taken = new Taken();
        while (true) {
            List<Integer> found = List.of();
            double most = 1e-12;
            double gain = taken.gain();
            for (int i = 0; i < n; i++) {
                List<Integer> chain = new ArrayList<>();
                if (!taken.has[i] && chain(i, taken, chain, 0)) {
                    int spent = chain.stream().mapToInt(each -> minutes[each]).sum();
                    double rate = (taken.gain() - gain) / spent;
                    if (taken.spent <= budget && rate > most) {
                        most = rate;
                        found = List.copyOf(chain);
                    }
                }
                chain.forEach(each -> taken.take(each, -1));
            }
            if (found.isEmpty()) {
                return taken.gain();
            }
            found.forEach(each -> taken.take(each, 1));
        }
    }

    private boolean chain(int i, Taken taken, List<Integer> chain, int depth) {
        if (depth > 20) {
            return false;
        }
        while (!taken.canTake(i)) {
            int next = -1;
            double least = Double.MAX_VALUE;
            for (int s : requires[i]) {
                for (int j = 0; j < n && !taken.isFull(s, i); j++) {
                    for (int k = 0; k < what[j].length; k++) {
                        if (j != i && !taken.has[j] && what[j][k] == s && minutes[j] / share[j][k] < least) {
                            least = minutes[j] / share[j][k];
                            next = j;
                        }
                    }
                }
            }
            if (next < 0 || !chain(next, taken, chain, depth + 1)) {
                return false;
            }
        }
        if (!taken.has[i]) {
            taken.take(i, 1);
            chain.add(i);
        }
        return true;
    }
}
