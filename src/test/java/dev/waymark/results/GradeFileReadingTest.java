package dev.waymark.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.learner.Identities.Field;
import dev.waymark.results.GradeFile.Cell;
import dev.waymark.results.GradeFile.Column;
import dev.waymark.results.GradeFile.Fault;
import dev.waymark.results.GradeFile.Kind;
import dev.waymark.results.GradeFile.Problem;
import org.junit.jupiter.api.Test;

/** Files as Canvas and Moodle write them, and as people make them. */
class GradeFileReadingTest {

    static final String CANVAS = """
            Student,ID,SIS User ID,SIS Login ID,Section,Notes,Case study (355),Prompting (356),Old (77),Assignments Current Score,Final Grade
            ,,,,,,,Manual Posting,,,
                "    Points Possible",,,,,,10.00,20.00,0.00,(read only),(read only)
            "Byron, Ada",48,S-48,ada@x.test,Group A,x,8.50,N/A,3.00,85.00,A
            "Babbage, Charles",49,S-49,charles@x.test,Group A,,EX,"18,5",,92.50,A
            "Student, Test",50,,3f2504e0,Group A,,9,9,,90.00,A
            """.replace("    \"    Points", "\"    Points");

    @Test
    void readsCanvasWithItsMaximaHiddenColumnsTotalsAndTestStudent() {
        GradeFile file = GradeFileReading.read("\uFEFF" + CANVAS);
        assertThat(file.kind()).isEqualTo(Kind.CANVAS);
        assertThat(file.faults()).isEmpty();
        assertThat(file.columns()).extracting(Column::title).containsExactly("Case study", "Prompting", "Old");
        assertThat(file.columns().getFirst().id()).hasValue("355");
        assertThat(file.columns().getFirst().possible()).hasValue(10);
        assertThat(file.passedOver()).containsExactly("Notes", "Assignments Current Score", "Final Grade");
        assertThat(file.people()).extracting(GradeFile.Person::line).containsExactly(4, 5, 6);
        var ada = file.people().getFirst();
        assertThat(ada.ids())
                .containsEntry(Field.CANVAS_USER_ID, "48")
                .containsEntry(Field.SOURCED_ID, "S-48")
                .containsEntry(Field.USERNAME, "ada@x.test");
        assertThat(ada.cells().get(6)).isEqualTo(new Cell.Score(8.5, 10));
        assertThat(ada.cells().get(7)).isEqualTo(new Cell.Blank());
        assertThat(ada.cells().get(8)).isEqualTo(new Cell.Unreadable("3.00", Problem.NO_MAXIMUM));
        assertThat(file.people().get(1).cells().get(6)).isEqualTo(new Cell.Excused());
        assertThat(file.people().get(1).cells().get(7)).isEqualTo(new Cell.Score(18.5, 20));
        assertThat(file.people()).extracting(GradeFile.Person::testStudent).containsExactly(false, false, true);
    }

    @Test
    void readsMoodlesExportWithPointsPercentagesAndTotals() {
        GradeFile file = GradeFileReading.read("""
                "First name","Last name","ID number","Institution","Department","Email address","Quiz: Prompting (Real)","Assignment: Essay (Percentage)","Assignment: Essay (Feedback)","Course total (Real)","Last downloaded from this course"
                Ada,Byron,S-48,,,Ada@X.test,7.50,"85.00 %",Well done,92.5,1790000000
                Charles,Babbage,S-49,,,charles@x.test,-,-,,-,1790000000
                """);
        assertThat(file.kind()).isEqualTo(Kind.MOODLE);
        assertThat(file.columns()).extracting(Column::title).containsExactly("Prompting", "Essay");
        var ada = file.people().getFirst();
        assertThat(ada.name()).isEqualTo("Ada Byron");
        assertThat(ada.email()).hasValue("ada@x.test");
        assertThat(ada.ids()).containsEntry(Field.ID_NUMBER, "S-48");
        assertThat(ada.cells().get(6)).isEqualTo(new Cell.Unreadable("7.50", Problem.NO_MAXIMUM));
        assertThat(ada.cells().get(7)).isEqualTo(new Cell.Score(85, 100));
        assertThat(file.people().get(1).cells().values()).allMatch(Cell.Blank.class::isInstance);
    }

    @Test
    void readsATableThatPeopleMade() {
        GradeFile file = GradeFileReading.read("""
                Username;Essay (max 20);Talk %;Project
                ada;"17,5";80;3/4
                charles;abc;-5;300
                """);
        assertThat(file.kind()).isEqualTo(Kind.PLAIN);
        var ada = file.people().getFirst().cells();
        assertThat(ada.get(1)).isEqualTo(new Cell.Score(17.5, 20));
        assertThat(ada.get(2)).isEqualTo(new Cell.Score(80, 100));
        assertThat(ada.get(3)).isEqualTo(new Cell.Score(3, 4));
        var charles = file.people().get(1).cells();
        assertThat(charles.get(1)).isEqualTo(new Cell.Unreadable("abc", Problem.NOT_A_NUMBER));
        assertThat(charles.get(2)).isEqualTo(new Cell.Unreadable("-5", Problem.BELOW_ZERO));
        assertThat(charles.get(3)).isEqualTo(new Cell.Unreadable("300", Problem.NO_MAXIMUM));
        assertThat(GradeFileReading.cellOf("23", file.columns().getFirst()))
                .isEqualTo(new Cell.Unreadable("23", Problem.FAR_ABOVE_THE_MAXIMUM));
    }

    @Test
    void saysWhyAFileCannotBeRead() {
        assertThat(GradeFileReading.read(" ").faults()).containsExactly(Fault.EMPTY);
        assertThat(GradeFileReading.read("a,b\n1,2").faults()).containsExactly(Fault.NO_PERSON_COLUMN);
        assertThat(GradeFileReading.read("Username,Section\n1,2").faults()).containsExactly(Fault.NO_RESULT_COLUMN);
    }
}
