package dev.waymark.instructor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.model.EvidenceId;
import dev.waymark.instructor.HistoryChart.Label;
import dev.waymark.instructor.HistoryChart.Mark;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The numbers at the marks of a chart. */
class HistoryChartTest {

    private static final Instant AT = Instant.parse("2026-11-06T09:21:00Z");

    @Test
    void marksThatLieUponEachOtherShareOneLabelAboveTheHighest() {
        var chart = new HistoryChart(
                "",
                Optional.empty(),
                List.of(mark(1, 3, 160), mark(2, 3.2, 140), mark(3, 4, 150), mark(4, 50, 120)),
                AT,
                AT);

        assertThat(chart.labels()).containsExactly(new Label(1, 3, 3, 140), new Label(4, 4, 50, 120));
        assertThat(chart.labels()).extracting(Label::text).containsExactly("1–3", "4");
    }

    private static Mark mark(int number, double x, double y) {
        return new Mark(number, x, y, new EvidenceId(new UUID(0, number).toString()), AT, 0.1);
    }
}
