package dev.waymark.competency;

import dev.waymark.competency.Frameworks.Finding;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Tier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Circles among the prerequisites of a file, each with the rows that make it. That a tier needs the one below goes without
 * saying in a file and yet can close a circle; tier 1 is held by everybody and closes none.
 */
final class Circles {

    /** More would not be read. */
    private static final int MOST = 20;

    /** Steps of a circle that are written out. */
    private static final int MOST_STEPS = 200;

    private final Map<CompetencyTier, SortedSet<CompetencyTier>> needs = new TreeMap<>();
    private final RowsOfFile rows;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<CompetencyTier> settled = new HashSet<>();

    private Circles(RowsOfFile rows) {
        this.rows = rows;
        rows.pairs().forEach(pair -> {
            if (pair.requires().tier() != Tier.AWARE) {
                need(pair.target(), pair.requires());
            }
        });
        for (CompetencyTier each : List.copyOf(needs.keySet())) {
            for (int level = Tier.values().length; level > 2; level--) {
                need(
                        new CompetencyTier(each.competency(), Tier.ofLevel(level)),
                        new CompetencyTier(each.competency(), Tier.ofLevel(level - 1)));
            }
        }
    }

    /** One finding for each row that is part of a circle; empty if there is none. */
    static List<Finding> of(RowsOfFile rows) {
        var search = new Circles(rows);
        List.copyOf(search.needs.keySet()).forEach(search::walkFrom);
        return search.findings;
    }

    private void need(CompetencyTier target, CompetencyTier requires) {
        needs.computeIfAbsent(target, none -> new TreeSet<>()).add(requires);
    }

    /** Walks with a stack of its own: a chain of prerequisites may be as long as the framework. */
    private void walkFrom(CompetencyTier start) {
        Map<CompetencyTier, Integer> placeOnTrail = new HashMap<>();
        List<CompetencyTier> trail = new ArrayList<>();
        Deque<Iterator<CompetencyTier>> open = new ArrayDeque<>();
        open.push(List.of(start).iterator());
        while (!open.isEmpty() && findings.size() < MOST) {
            if (!open.element().hasNext()) {
                open.pop();
                if (!trail.isEmpty()) {
                    CompetencyTier done = trail.removeLast();
                    placeOnTrail.remove(done);
                    settled.add(done);
                }
                continue;
            }
            CompetencyTier at = open.element().next();
            Integer before = placeOnTrail.get(at);
            if (before != null) {
                List<CompetencyTier> circle = new ArrayList<>(trail.subList(before, trail.size()));
                circle.add(at);
                tell(circle);
            } else if (!settled.contains(at)) {
                placeOnTrail.put(at, trail.size());
                trail.add(at);
                open.push(needs.getOrDefault(at, new TreeSet<>()).iterator());
            }
        }
    }

    /** @param circle begins and ends with the same */
    private void tell(List<CompetencyTier> circle) {
        String way = String.join(
                " needs ",
                circle.stream().limit(MOST_STEPS).map(CompetencyTier::toString).toList());
        for (int i = 0; i + 1 < circle.size() && findings.size() < MOST; i++) {
            rows.placeOf(circle.get(i), circle.get(i + 1))
                    .ifPresent(place -> findings.add(new Finding(
                            place.line(), place.column(), "prerequisites that do not run in a circle", way)));
        }
    }
}
