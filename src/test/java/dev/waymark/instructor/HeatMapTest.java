package dev.waymark.instructor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Gap;
import dev.waymark.engine.model.Tier;
import dev.waymark.instructor.HeatMap.Counted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeatMapTest {

    private static final List<CompetencyId> SKILLS = List.of(new CompetencyId("C01"), new CompetencyId("C02"));
    private static final List<String> ROLES = List.of("sales", "service", "analyst", "none");

    @Test
    void countsWhoIsBelowAndWhoHasTheTarget() {
        List<Counted> people = new ArrayList<>();
        people.add(new Counted("sales", List.of(gap("C01", 2, true), gap("C02", 1, true))));
        people.add(new Counted("sales", List.of(gap("C01", 1, true))));
        people.add(new Counted("service", List.of(gap("C01", 3, false))));

        HeatMap map = HeatMap.of(people, ROLES, SKILLS, false);

        assertThat(map.roles()).containsExactly("sales", "service");
        assertThat(map.cell("sales", SKILLS.get(0))).contains(new HeatMap.Cell(1, 2));
        assertThat(map.cell("service", SKILLS.get(0)))
                .as("nothing known is below")
                .contains(new HeatMap.Cell(1, 1));
        assertThat(map.cell("service", SKILLS.get(1))).isEmpty();
        assertThat(map.everybody(SKILLS.get(0))).contains(new HeatMap.Cell(2, 3));
    }

    @Test
    void fifthsBeginAtTwentyPerCent() {
        assertThat(new HeatMap.Cell(0, 5).fifth()).isEqualTo(1);
        assertThat(new HeatMap.Cell(1, 5).fifth()).isEqualTo(2);
        assertThat(new HeatMap.Cell(19, 100).fifth()).isEqualTo(1);
        assertThat(new HeatMap.Cell(4, 5).fifth()).isEqualTo(5);
        assertThat(new HeatMap.Cell(5, 5).fifth()).isEqualTo(5);
    }

    /**
     * By brute force: in random courses every hidden cell is put to every other value that a group of one to four can
     * have. If the reader's page were another for any of them, the page would tell something of what it hides.
     */
    @Test
    void nothingHiddenCanBeWorkedOutFromWhatIsShown() {
        var random = new Random(20261126);
        int hiddenCells = 0;
        for (int course = 0; course < 300; course++) {
            List<Counted> people = new ArrayList<>();
            for (String role : ROLES) {
                int many = random.nextInt(9);
                for (int i = 0; i < many; i++) {
                    people.add(someone(random, role));
                }
            }
            HeatMap shown = HeatMap.of(people, ROLES, SKILLS, true);
            for (String role : shown.roles()) {
                for (CompetencyId skill : SKILLS) {
                    if (shown.hidden(role, skill)) {
                        hiddenCells++;
                        Set<HeatMap.Cell> possible = new HashSet<>();
                        for (int of = 1; of < HeatMap.FEW; of++) {
                            for (int below = 0; below <= of; below++) {
                                List<Counted> other = with(people, role, skill, below, of);
                                if (page(HeatMap.of(other, ROLES, SKILLS, true)).equals(page(shown))) {
                                    possible.add(new HeatMap.Cell(below, of));
                                }
                            }
                        }
                        assertThat(possible)
                                .as("what %s in %s could be, from %s", role, skill, page(shown))
                                .hasSizeGreaterThanOrEqualTo(5);
                        assertThat(possible.stream().map(HeatMap.Cell::below).distinct())
                                .hasSizeGreaterThan(1);
                        assertThat(possible.stream().map(HeatMap.Cell::of).distinct())
                                .hasSizeGreaterThan(1);
                    }
                }
            }
        }
        assertThat(hiddenCells).isGreaterThan(300);
    }

    /** The planted fault: a sum of everybody, hidden groups included, gives a single hidden group away. */
    @Test
    void aTrueSumWouldGiveAHiddenGroupAway() {
        List<Counted> people = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            people.add(new Counted("sales", List.of(gap("C01", 1, true))));
        }
        for (int i = 0; i < 3; i++) {
            people.add(new Counted("service", List.of(gap("C01", 1, true))));
        }
        HeatMap all = HeatMap.of(people, ROLES, SKILLS, false);
        HeatMap shown = HeatMap.of(people, ROLES, SKILLS, true);
        assertThat(all.everybody(SKILLS.get(0))).contains(new HeatMap.Cell(9, 9));
        assertThat(shown.everybody(SKILLS.get(0))).contains(new HeatMap.Cell(6, 6));
        assertThat(shown.people("service")).isEmpty();
        assertThat(shown.everybodyShown()).isEqualTo(6);
    }

    private static Counted someone(Random random, String role) {
        List<Gap> gaps = new ArrayList<>();
        for (CompetencyId skill : SKILLS) {
            if (random.nextInt(4) > 0) {
                gaps.add(gap(skill.value(), 1 + random.nextInt(3), random.nextBoolean()));
            }
        }
        return new Counted(role, gaps);
    }

    /** The same course in which so many of a role have the target, and so many of these are below. */
    private static List<Counted> with(List<Counted> people, String role, CompetencyId skill, int below, int of) {
        List<Counted> others = new ArrayList<>();
        List<List<Gap>> ofRole = new ArrayList<>();
        for (Counted each : people) {
            if (each.role().equals(role)) {
                ofRole.add(new ArrayList<>(each.gaps().stream()
                        .filter(gap -> !gap.competency().equals(skill))
                        .toList()));
            } else {
                others.add(each);
            }
        }
        while (ofRole.size() < of) {
            ofRole.add(new ArrayList<>());
        }
        for (int i = 0; i < of; i++) {
            ofRole.get(i).add(gap(skill.value(), i < below ? 1 : 2, true));
        }
        ofRole.forEach(gaps -> others.add(new Counted(role, gaps)));
        return others;
    }

    /** All that such a reader is shown. */
    private static Map<String, String> page(HeatMap map) {
        Map<String, String> page = new HashMap<>();
        page.put("roles", map.roles().toString());
        page.put("people", Integer.toString(map.everybodyShown()));
        for (CompetencyId skill : map.competencies()) {
            page.put("all " + skill, map.everybody(skill).toString());
            for (String role : map.roles()) {
                page.put(role, map.people(role).toString());
                page.put(role + " " + skill, map.cell(role, skill) + " " + map.hidden(role, skill));
            }
        }
        return page;
    }

    private static Gap gap(String competency, int held, boolean known) {
        return new Gap(new CompetencyId(competency), Tier.ofLevel(held), known, Tier.ofLevel(2));
    }
}
