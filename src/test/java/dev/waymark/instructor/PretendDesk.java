package dev.waymark.instructor;

import dev.waymark.grading.ColumnNames;
import dev.waymark.grading.GradeDesk;
import dev.waymark.grading.Grades.Fate;
import dev.waymark.grading.Grades.Sent;
import dev.waymark.home.PretendHouse;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A desk with one score on it; what it is told is kept. */
final class PretendDesk implements GradeDesk, ColumnNames {

    static final String CELL = "ab".repeat(32);

    Renaming renaming = new Renaming.Renamed();
    Line line = line(Fate.HELD, Optional.empty());
    private final List<String> told;

    PretendDesk(List<String> told) {
        this.told = told;
    }

    static Line line(Fate fate, Optional<String> why) {
        return new Line(
                PretendHouse.SOFIA,
                CELL,
                "path",
                Optional.of(91.0),
                Optional.empty(),
                Optional.of(91.0),
                Optional.of(new Sent(82, PretendHouse.NOW)),
                Optional.of(fate),
                why.map(any -> "422 the platform answered 422"),
                why,
                0,
                Optional.empty(),
                Optional.of(new Shown(Optional.of(80.0), 100, PretendHouse.NOW)));
    }

    @Override
    public Board board(TenantId tenant, CourseId course, Filter filter, Optional<Place> after, int count) {
        return new Board(
                List.of(line, line(Fate.REFUSED, Optional.of("concluded"))),
                after.isEmpty() ? Optional.of(new Place("competency/C03", PretendHouse.SOFIA, CELL)) : Optional.empty(),
                60,
                List.of(60, 2, 0, 1),
                Optional.of(PretendHouse.NOW.plusSeconds(600)),
                Optional.of(new Concluded(PretendHouse.NOW.minusSeconds(86_400), PretendHouse.NOW.plusSeconds(3_600))),
                Optional.of(PretendHouse.NOW),
                List.of(new CourseColumnState("path", "Path & \"more\"", "stopped", Optional.of("403 no"))),
                true);
    }

    @Override
    public boolean tell(TenantId tenant, CourseId course, LearnerId who, String cell, Act act, String by, Instant at) {
        return told.add(act + " by " + by);
    }

    @Override
    public void readBack(TenantId tenant, CourseId course, Instant at) {
        told.add("read");
    }

    @Override
    public boolean chooseColumns(TenantId tenant, CourseId course, Set<String> measures, String by, Instant at) {
        return told.add("columns " + new TreeSet<>(measures));
    }

    @Override
    public Renaming rename(TenantId tenant, CourseId course, String measure, String name, String by) {
        told.add("name " + measure + " " + name + " by " + by);
        return renaming;
    }
}
