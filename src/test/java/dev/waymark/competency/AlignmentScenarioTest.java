package dev.waymark.competency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.competency.Configurations.AlignmentPublished;
import dev.waymark.competency.Configurations.SeenActivity;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Tier;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of alignments: suggested, heard from a file, settled by a person, settled otherwise; nothing is lost. */
@Tag("storage")
@MicronautTest(transactional = false)
class AlignmentScenarioTest {

    private static final TenantId US = TenantId.FIRST;
    private static final TenantId OTHERS = new TenantId(2);

    @Inject
    Configurations configurations;

    @Inject
    ContentAtStart start;

    @Inject
    Heard heard;

    @Inject
    Table table;

    @TempDir
    Path folder;

    private final ActivityId quiz = new ActivityId("https://lms.test/mod/quiz/view.php?id=" + UUID.randomUUID());

    @BeforeEach
    void forgetOldNews() {
        heard.news.clear();
    }

    @Test
    void anActivityGoesFromSuggestedToSettledAndBackToNothing() {
        assertThat(alignment(US))
                .hasValueSatisfying(it -> assertThat(it.suggested()).isTrue());

        configurations.settle(US, quiz, Optional.of(aligned(EvidenceKind.PRACTICAL, "C03", 3)), "course team");
        assertThat(alignment(US)).contains(aligned(EvidenceKind.PRACTICAL, "C03", 3));

        configurations.settle(US, quiz, Optional.empty(), "course team");
        assertThat(alignment(US)).isEmpty();
        assertThat(configurations.settled(US)).containsEntry(quiz, Optional.empty());

        assertThat(table.history(US, quiz))
                .containsExactly("C03@3 PRACTICAL PERSON course team", " null PERSON course team");
        assertThat(heard.news)
                .containsExactly(new AlignmentPublished(US, List.of(quiz)), new AlignmentPublished(US, List.of(quiz)));
    }

    @Test
    void settlesForOneTenantOnly() {
        configurations.settle(US, quiz, Optional.empty(), "course team");

        assertThat(alignment(US)).isEmpty();
        assertThat(alignment(OTHERS)).isPresent();
        assertThat(configurations.settled(OTHERS)).doesNotContainKey(quiz);
        configurations.settle(OTHERS, quiz, Optional.of(aligned(EvidenceKind.EXPOSURE, "C05", 2)), "others");
        assertThat(alignment(US)).isEmpty();
    }

    @Test
    void tellsActivitiesApartThatDifferInOneCapitalOrBlank() {
        ActivityId capital = new ActivityId(quiz.iri().replace("quiz", "Quiz"));
        configurations.settle(US, quiz, Optional.empty(), "course team");

        assertThat(configurations.settled(US)).containsKey(quiz).doesNotContainKey(capital);
    }

    @Test
    void storesASettledSuggestionAsNoSuggestionAnyMore() {
        Alignment suggested = alignment(US).orElseThrow();

        configurations.settle(US, quiz, Optional.of(suggested), "course team");

        assertThat(alignment(US)).hasValueSatisfying(it -> {
            assertThat(it.suggested()).isFalse();
            assertThat(it.weight()).isEqualTo(suggested.weight());
        });
    }

    @Test
    void hearsAFileOnceAndAPersonsLaterWordOutlivesTheNextStart() {
        write("practical", "C03", 3);
        start.hear(US, folder);
        assertThat(alignment(US)).contains(aligned(EvidenceKind.PRACTICAL, "C03", 3));
        assertThat(heard.news).containsExactly(new AlignmentPublished(US, List.of(quiz)));

        start.hear(US, folder);
        assertThat(heard.news).hasSize(1);

        configurations.settle(US, quiz, Optional.of(aligned(EvidenceKind.EXPOSURE, "C05", 2)), "course team");
        start.hear(US, folder);
        assertThat(alignment(US)).contains(aligned(EvidenceKind.EXPOSURE, "C05", 2));

        write("assessment", "C04", 2);
        start.hear(US, folder);
        assertThat(alignment(US)).contains(aligned(EvidenceKind.ASSESSMENT, "C04", 2));
        assertThat(table.history(US, quiz))
                .containsExactly(
                        "C03@3 PRACTICAL FILE file course.json",
                        "C05@2 EXPOSURE PERSON course team",
                        "C04@2 ASSESSMENT FILE file course.json");
    }

    @Test
    void givesOneRunOfMappingOneViewOfTheAlignments() {
        configurations.settle(US, quiz, Optional.empty(), "course team");
        var run = configurations.alignments(US);

        configurations.settle(US, quiz, Optional.of(aligned(EvidenceKind.EXPOSURE, "C05", 2)), "course team");

        assertThat(run.apply(seen())).isEmpty();
        assertThat(configurations.alignments(US).apply(seen())).isPresent();
    }

    @Test
    void newsComesWhenTheDecisionCanBeReadByEverybody() {
        configurations.settle(US, quiz, Optional.of(aligned(EvidenceKind.EXPOSURE, "C05", 2)), "course team");

        assertThat(heard.committedWhenHeard).contains(quiz);
    }

    @Test
    void losesNoDecisionWhenManyAreMadeAtOnce() throws InterruptedException {
        List<Thread> deciders = IntStream.range(0, 12)
                .mapToObj(number -> Thread.startVirtualThread(
                        () -> configurations.settle(US, quiz, Optional.empty(), "decider " + number)))
                .toList();
        for (Thread decider : deciders) {
            decider.join();
        }

        assertThat(table.history(US, quiz))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 12)
                        .mapToObj(number -> " null PERSON decider " + number)
                        .toList());
    }

    @Test
    void refusesACompetencyThatTheFrameworkLacks() {
        assertThatThrownBy(() -> configurations.settle(
                        US, quiz, Optional.of(aligned(EvidenceKind.ASSESSMENT, "C99", 2)), "course team"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names C99, and framework ai-upskilling/1 has no such competency");
    }

    @Test
    void refusesTheAlignmentOfAnotherActivity() {
        ActivityId other = new ActivityId("https://lms.test/other");

        assertThatThrownBy(() -> configurations.settle(
                        US, other, Optional.of(aligned(EvidenceKind.ASSESSMENT, "C01", 2)), "course team"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected an alignment of https://lms.test/other");
    }

    @Test
    void refusesADecisionThatNobodyMade() {
        assertThatThrownBy(() -> configurations.settle(US, quiz, Optional.empty(), " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("who settles is named");
    }

    private Optional<Alignment> alignment(TenantId tenant) {
        return configurations.alignmentOf(tenant, seen());
    }

    private SeenActivity seen() {
        return new SeenActivity(
                quiz, Optional.of("http://adlnet.gov/expapi/activities/assessment"), Optional.of("Asking well"));
    }

    private Alignment aligned(EvidenceKind kind, String competency, int tier) {
        var competencies = new TreeSet<>(List.of(new CompetencyTier(new CompetencyId(competency), Tier.ofLevel(tier))));
        return new Alignment(quiz, competencies, kind, 1, false);
    }

    private void write(String kind, String competency, int tier) {
        String entry = """
                {"alignments": [{"activity": "%s", "kind": "%s", "competencies": [{"id": "%s", "tier": %d}]}]}
                """.formatted(quiz.iri(), kind, competency, tier);
        try {
            Files.writeString(folder.resolve("course.json"), entry);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Singleton
    static class Heard {

        final List<AlignmentPublished> news = new CopyOnWriteArrayList<>();
        final List<ActivityId> committedWhenHeard = new CopyOnWriteArrayList<>();
        private final Table table;

        Heard(Table table) {
            this.table = table;
        }

        @EventListener
        void hear(AlignmentPublished published) {
            news.add(published);
            for (ActivityId activity : published.activities()) {
                if (!table.history(published.tenant(), activity).isEmpty()) {
                    committedWhenHeard.add(activity);
                }
            }
        }
    }

    /** Looks at the rows themselves, by a connection of its own. */
    @Singleton
    static class Table {

        private final JdbcOperations jdbc;

        Table(JdbcOperations jdbc) {
            this.jdbc = jdbc;
        }

        @Transactional(Transactional.TxType.REQUIRES_NEW)
        List<String> history(TenantId tenant, ActivityId activity) {
            return jdbc.prepareStatement(
                    "SELECT competencies, kind, source, decided_by FROM competency_alignment"
                            + " WHERE tenant = ? AND activity_sha256 = ? ORDER BY decision",
                    select -> {
                        select.setLong(1, tenant.value());
                        select.setString(2, Documents.sha256Of(activity.iri()));
                        List<String> found = new CopyOnWriteArrayList<>();
                        try (var rows = select.executeQuery()) {
                            while (rows.next()) {
                                found.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3) + " "
                                        + rows.getString(4));
                            }
                        }
                        return found;
                    });
        }
    }
}
