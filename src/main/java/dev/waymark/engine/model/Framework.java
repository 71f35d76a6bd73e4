package dev.waymark.engine.model;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The competencies of one published version, their cut scores and what must come before what.
 *
 * <p>Prerequisites join a competency <em>at a tier</em> to another at a tier. Between competencies alone they may well
 * run in a circle (checking outputs helps prompting, prompting helps checking outputs); between competency-tiers they
 * may not, and a circle is refused with its members named.
 *
 * @param version names this version for replay, such as {@code ai-upskilling/1}
 * @param cutScores cut scores by competency; its keys are the competencies of the framework
 * @param prerequisites declared ones; {@link #requirementsOf} adds that each tier requires the one below
 */
public record Framework(
        String version, SortedMap<CompetencyId, CutScores> cutScores, SortedSet<Prerequisite> prerequisites) {

    public Framework(String version, Map<CompetencyId, CutScores> cutScores, Set<Prerequisite> prerequisites) {
        this(version, new TreeMap<>(cutScores), new TreeSet<>(prerequisites));
    }

    public Framework {
        cutScores = Collections.unmodifiableSortedMap(new TreeMap<>(cutScores));
        prerequisites = Collections.unmodifiableSortedSet(new TreeSet<>(prerequisites));
        for (Prerequisite each : prerequisites) {
            for (CompetencyTier end : new CompetencyTier[] {each.target(), each.requires()}) {
                if (!cutScores.containsKey(end.competency())) {
                    throw new IllegalArgumentException(
                            "prerequisite %s of %s names a competency that framework %s does not have"
                                    .formatted(each.requires(), each.target(), version));
                }
            }
        }
        refuseCircles(version, cutScores.keySet(), prerequisites);
    }

    public Set<CompetencyId> competencies() {
        return cutScores.keySet();
    }

    /**
     * @throws IllegalArgumentException if the framework has no such competency
     */
    public CutScores cutScoresOf(CompetencyId competency) {
        CutScores found = cutScores.get(competency);
        if (found == null) {
            throw new IllegalArgumentException("framework %s has no competency %s".formatted(version, competency));
        }
        return found;
    }

    /** What must be held directly before {@code target}: declared prerequisites above tier 1, and the tier below. */
    public SortedSet<CompetencyTier> requirementsOf(CompetencyTier target) {
        return requirementsOf(target, prerequisites);
    }

    private static SortedSet<CompetencyTier> requirementsOf(CompetencyTier target, Set<Prerequisite> prerequisites) {
        SortedSet<CompetencyTier> required = new TreeSet<>();
        if (target.tier().level() > 2) {
            required.add(new CompetencyTier(
                    target.competency(), Tier.ofLevel(target.tier().level() - 1)));
        }
        for (Prerequisite each : prerequisites) {
            if (each.target().equals(target) && each.requires().tier() != Tier.AWARE) {
                required.add(each.requires());
            }
        }
        return required;
    }

    private static void refuseCircles(String version, Set<CompetencyId> competencies, Set<Prerequisite> prerequisites) {
        Set<CompetencyTier> settled = new TreeSet<>();
        for (CompetencyId competency : competencies) {
            for (Tier tier : Tier.values()) {
                walk(version, new CompetencyTier(competency, tier), prerequisites, settled, new LinkedHashSet<>());
            }
        }
    }

    private static void walk(
            String version,
            CompetencyTier at,
            Set<Prerequisite> prerequisites,
            Set<CompetencyTier> settled,
            Set<CompetencyTier> trail) {
        if (settled.contains(at)) {
            return;
        }
        if (!trail.add(at)) {
            var circle = new ArrayDeque<>(trail);
            while (!circle.getFirst().equals(at)) {
                circle.removeFirst();
            }
            circle.addLast(at);
            throw new IllegalArgumentException(
                    "the prerequisites of framework %s run in a circle: %s".formatted(version, circle));
        }
        for (CompetencyTier before : requirementsOf(at, prerequisites)) {
            walk(version, before, prerequisites, settled, trail);
        }
        trail.remove(at);
        settled.add(at);
    }
}
