package dev.waymark.engine.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The competencies of one published version, their cut scores, what must come before what, and what a tier demands besides
 * the estimate.
 *
 * <p>Prerequisites join a competency <em>at a tier</em> to another at a tier. Between competencies alone they may well
 * run in a circle (checking outputs helps prompting, prompting helps checking outputs); between competency-tiers they
 * may not, and a circle is refused with its members named.
 */
public final class Framework {

    private final String version;
    private final SortedMap<CompetencyId, CutScores> cutScores;
    private final SortedSet<Prerequisite> prerequisites;
    private final SortedMap<CompetencyTier, Criterion> criteria;
    private final Map<CompetencyTier, SortedSet<CompetencyTier>> declared = new HashMap<>();

    public Framework(String version, Map<CompetencyId, CutScores> cutScores, Set<Prerequisite> prerequisites) {
        this(version, cutScores, prerequisites, Map.of());
    }

    /**
     * @param version names this version for replay, such as {@code ai-upskilling/1}
     * @param cutScores cut scores by competency; its keys are the competencies of the framework
     * @param prerequisites declared ones; {@link #requirementsOf} adds that each tier requires the one below
     * @param criteria what a tier demands besides the estimate, where an organisation must have it so
     * @throws IllegalArgumentException if the prerequisites run in a circle, or something names a competency that is not
     *     among them, or a criterion is set for {@link Tier#AWARE}, which everybody holds
     */
    public Framework(
            String version,
            Map<CompetencyId, CutScores> cutScores,
            Set<Prerequisite> prerequisites,
            Map<CompetencyTier, Criterion> criteria) {
        this.version = version;
        this.cutScores = Collections.unmodifiableSortedMap(new TreeMap<>(cutScores));
        this.prerequisites = Collections.unmodifiableSortedSet(new TreeSet<>(prerequisites));
        this.criteria = Collections.unmodifiableSortedMap(new TreeMap<>(criteria));
        for (Prerequisite each : this.prerequisites) {
            for (CompetencyTier end : List.of(each.target(), each.requires())) {
                if (!this.cutScores.containsKey(end.competency())) {
                    throw new IllegalArgumentException(
                            "prerequisite %s of %s names a competency that framework %s does not have"
                                    .formatted(each.requires(), each.target(), version));
                }
            }
            if (each.requires().tier() != Tier.AWARE) {
                declared.computeIfAbsent(each.target(), target -> new TreeSet<>())
                        .add(each.requires());
            }
        }
        for (CompetencyTier each : this.criteria.keySet()) {
            if (!this.cutScores.containsKey(each.competency()) || each.tier() == Tier.AWARE) {
                throw new IllegalArgumentException(
                        "a criterion of framework %s is for a competency it has, at tier 2 to 4, found %s"
                                .formatted(version, each));
            }
        }
        refuseCircles();
    }

    public String version() {
        return version;
    }

    public SortedMap<CompetencyId, CutScores> cutScores() {
        return cutScores;
    }

    public SortedSet<Prerequisite> prerequisites() {
        return prerequisites;
    }

    /** What a tier demands besides the estimate; most tiers demand nothing. */
    public SortedMap<CompetencyTier, Criterion> criteria() {
        return criteria;
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
        SortedSet<CompetencyTier> required = new TreeSet<>();
        if (target.tier().level() > 2) {
            required.add(new CompetencyTier(
                    target.competency(), Tier.ofLevel(target.tier().level() - 1)));
        }
        SortedSet<CompetencyTier> more = declared.get(target);
        if (more != null) {
            required.addAll(more);
        }
        return required;
    }

    /** Walks with a stack of its own: a chain of prerequisites may be as long as the framework. */
    private void refuseCircles() {
        Set<CompetencyTier> settled = new HashSet<>();
        for (CompetencyTier start : declared.keySet().stream().sorted().toList()) {
            walkFrom(start, settled);
        }
    }

    private void walkFrom(CompetencyTier start, Set<CompetencyTier> settled) {
        List<CompetencyTier> trail = new ArrayList<>();
        Set<CompetencyTier> onTrail = new HashSet<>();
        Deque<Iterator<CompetencyTier>> open = new ArrayDeque<>();
        Iterator<CompetencyTier> next = List.of(start).iterator();
        while (true) {
            if (next.hasNext()) {
                CompetencyTier at = next.next();
                if (onTrail.contains(at)) {
                    List<CompetencyTier> circle = new ArrayList<>(trail.subList(trail.indexOf(at), trail.size()));
                    circle.add(at);
                    throw new IllegalArgumentException(
                            "the prerequisites of framework %s run in a circle: %s".formatted(version, circle));
                }
                if (!settled.contains(at)) {
                    trail.add(at);
                    onTrail.add(at);
                    open.push(next);
                    next = requirementsOf(at).iterator();
                }
            } else if (trail.isEmpty()) {
                return;
            } else {
                CompetencyTier done = trail.remove(trail.size() - 1);
                onTrail.remove(done);
                settled.add(done);
                next = open.pop();
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Framework that
                && version.equals(that.version)
                && cutScores.equals(that.cutScores)
                && prerequisites.equals(that.prerequisites)
                && criteria.equals(that.criteria);
    }

    @Override
    public int hashCode() {
        return Objects.hash(version, cutScores, prerequisites, criteria);
    }

    @Override
    public String toString() {
        return "Framework[" + version + "]";
    }
}
