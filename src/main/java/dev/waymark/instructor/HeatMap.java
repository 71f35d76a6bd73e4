package dev.waymark.instructor;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Gap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many people of each role are below the target of each competency.
 *
 * <p><b>Small groups.</b> For somebody who may not see people, a group of fewer than {@value #FEW} is hidden: its cells, and
 * how many it is. Hidden groups are left out of every sum as well, row by row, so a sum is worked out from what can be seen
 * and tells nothing more. (Hiding a second group beside each hidden one, as is done where sums are true, would hide more
 * than this and still tell how many are hidden.) For the same reason such a reader has no filters: two views, one within
 * the other, would be a sum and its part.
 */
final class HeatMap {

    /** The smallest group that is shown to somebody who may not see people. */
    static final int FEW = 5;

    private final List<String> roles;
    private final List<CompetencyId> competencies;
    private final Map<String, Integer> people;
    private final Map<String, Map<CompetencyId, int[]>> counts;
    private final boolean hiding;

    private HeatMap(
            List<String> roles,
            List<CompetencyId> competencies,
            Map<String, Integer> people,
            Map<String, Map<CompetencyId, int[]>> counts,
            boolean hiding) {
        this.roles = List.copyOf(roles);
        this.competencies = List.copyOf(competencies);
        this.people = people;
        this.counts = counts;
        this.hiding = hiding;
    }

    /**
     * Somebody to count.
     *
     * @param role id, or empty for those without one
     */
    record Counted(String role, List<Gap> gaps) {}

    /**
     * @param below people who do not hold the target, or of whom nothing is known
     * @param of people who have such a target; above 0
     */
    record Cell(int below, int of) {

        double share() {
            return (double) below / of;
        }

        /** 1 to 5: one fifth each, the upper bound belongs to the next. */
        int fifth() {
            return Math.min(5, 1 + 5 * below / of);
        }
    }

    /**
     * @param roles ids in the order of the columns; roles that nobody has are left out
     * @param mayHide true for a reader who may not see people
     */
    static HeatMap of(List<Counted> everybody, List<String> roles, List<CompetencyId> competencies, boolean mayHide) {
        Map<String, Integer> people = new TreeMap<>();
        Map<String, Map<CompetencyId, int[]>> counts = new HashMap<>();
        for (Counted each : everybody) {
            people.merge(each.role(), 1, Integer::sum);
            Map<CompetencyId, int[]> ofRole = counts.computeIfAbsent(each.role(), role -> new HashMap<>());
            for (Gap gap : each.gaps()) {
                int[] cell = ofRole.computeIfAbsent(gap.competency(), id -> new int[2]);
                cell[0] += gap.known() && gap.reached() ? 0 : 1;
                cell[1]++;
            }
        }
        List<String> shown = roles.stream().filter(people::containsKey).toList();
        return new HeatMap(shown, competencies, people, counts, mayHide);
    }

    List<String> roles() {
        return roles;
    }

    List<CompetencyId> competencies() {
        return competencies;
    }

    /** How many have a role; empty if they are too few to tell. */
    Optional<Integer> people(String role) {
        return Optional.ofNullable(people.get(role)).filter(many -> !hiding || many >= FEW);
    }

    /** How many are in all columns that are shown. */
    int everybodyShown() {
        return roles.stream()
                .flatMap(role -> people(role).stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** True if there is a target and too few people to tell. */
    boolean hidden(String role, CompetencyId competency) {
        return counted(role, competency).isPresent() && cell(role, competency).isEmpty();
    }

    /** Empty if the role has no such target, or too few have it to tell. */
    Optional<Cell> cell(String role, CompetencyId competency) {
        return counted(role, competency)
                .filter(each -> !hiding || (each.of() >= FEW && people(role).isPresent()));
    }

    /** The sum of the cells that are shown; empty if none is. */
    Optional<Cell> everybody(CompetencyId competency) {
        List<Cell> cells = new ArrayList<>();
        roles.forEach(role -> cell(role, competency).ifPresent(cells::add));
        return cells.isEmpty()
                ? Optional.empty()
                : Optional.of(new Cell(
                        cells.stream().mapToInt(Cell::below).sum(),
                        cells.stream().mapToInt(Cell::of).sum()));
    }

    private Optional<Cell> counted(String role, CompetencyId competency) {
        return Optional.ofNullable(counts.getOrDefault(role, Map.of()).get(competency))
                .map(counts -> new Cell(counts[0], counts[1]));
    }
}
