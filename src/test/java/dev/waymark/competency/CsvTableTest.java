package dev.waymark.competency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.competency.ContentFiles.Framework;
import dev.waymark.competency.ContentFiles.Roles;
import dev.waymark.competency.Frameworks.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    private final List<Finding> findings = new ArrayList<>();

    @Test
    void theDefaultFrameworkComesBackFromItsCsvWhole() {
        Framework ours = CaseRoundTripTest.bundled();
        assertThat(CsvFiles.competencies(CsvTable.read(CsvFiles.write(ours)), ours, findings))
                .contains(ours);
        assertThat(CsvFiles.prerequisites(
                                CsvTable.read(CsvFiles.writePrerequisites(ours)), ours, new RowsOfFile(), findings)
                        .orElseThrow())
                .extracting(each ->
                        each.target() + each.requires().stream().sorted().toList())
                .containsExactlyInAnyOrderElementsOf(ours.prerequisites().stream()
                        .map(each -> each.target()
                                + each.requires().stream().sorted().toList())
                        .toList());
        Roles roles = JsonText.read(Documents.bundled().text(Part.ROLES), Roles.class);
        assertThat(CsvFiles.roles(CsvTable.read(CsvFiles.write(roles, ours)), ours, new RowsOfFile(), findings))
                .contains(roles);
        assertThat(findings).isEmpty();
    }

    @Test
    void saysByLineAndColumnWhatItExpectedAndFound() {
        String csv = "id;name_en;cut2;cut3;cut4;tier1_en\r\n"
                + "A 1;First;;;;\r\n"
                + "B;;;;;\r\n"
                + "C;\"Third;\nin two lines\";1;0;2;\r\n"
                + "D;Fourth;;;;only one\r\n"
                + "E;Fifth;x;;;\r\n"
                + "E;Fifth again;;;;\r\n"
                + "F;too;many;cells;in;this;line\r\n";
        assertThat(CsvFiles.competencies(CsvTable.read(csv), CaseRoundTripTest.bundled(), findings))
                .isEmpty();
        assertThat(findings)
                .extracting(finding -> finding.line() + " " + finding.column())
                .containsExactly(
                        "9 ", "2 id", "3 name_en", "4 cut2, cut3, cut4", "6 tier1_en … tier4_en", "7 cut2", "8 id");
    }

    @Test
    void rolesAndPrerequisitesThatNameNobodyAreFound() {
        Framework ours = CaseRoundTripTest.bundled();
        CsvFiles.roles(
                CsvTable.read("role,baseline,name_en,weight,C01,C99\nsales,,Sales,2,5,\nall,yes,All,1,2,\n"),
                ours,
                new RowsOfFile(),
                findings);
        CsvFiles.prerequisites(
                CsvTable.read("target,requires\nC03@2,C99@1\nC03,C01@1\n"), ours, new RowsOfFile(), findings);
        assertThat(findings)
                .extracting(finding -> finding.line() + " " + finding.column() + " " + finding.found())
                .containsExactly("1 c99 c99", "2 weight 2", "2 c01 5", "2 requires C99@1", "3 target C03");
    }

    @Test
    void aFileWithoutItsColumnsIsNoTable() {
        CsvFiles.competencies(CsvTable.read("name\nx\n"), CaseRoundTripTest.bundled(), findings);
        assertThat(findings).extracting(Finding::column).containsExactly("id", "name_en");
        findings.clear();
        CsvFiles.competencies(CsvTable.read(""), CaseRoundTripTest.bundled(), findings);
        assertThat(findings).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://x\")",
                "+1+1",
                "@SUM(A1)",
                "-2+3",
                "\t=1",
                "'=1",
                "plain",
                "-1.2",
                "'",
                "a,b;\"c\"\nd"
            })
    void noCellOfOursIsAFormulaAndEachComesBack(String cell) {
        String csv = CsvTable.write(List.of("id", "x"), List.of(List.of("1", cell)));
        CsvTable back = CsvTable.read(csv);
        assertThat(back.lines().getFirst().cells()).isEqualTo(Map.of("id", "1", "x", cell.strip()));
        String written = CsvTable.guarded(cell);
        assertThat(written.matches("-?[0-9.]+") || !"=+-@\t\r".contains(written.substring(0, 1)))
                .isTrue();
    }
}
