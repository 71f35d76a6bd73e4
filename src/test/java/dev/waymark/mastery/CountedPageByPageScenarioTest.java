package dev.waymark.mastery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Launches;
import dev.waymark.evidence.Ledger;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.feed.Intake;
import dev.waymark.lrs.xapi.PageUnreadable;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.shared.Micros;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is counted page by page, with most of a learner's evidence in memory, is what is counted from the ledger at once. */
@Tag("storage")
@MicronautTest(transactional = false)
class CountedPageByPageScenarioTest {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final int QUIZZES = 6;
    private static final int PAGES = 25;

    @Inject
    ApplicationEventPublisher<LaunchAccepted> launches;

    @Inject
    Learners learners;

    @Inject
    Configurations configurations;

    @Inject
    Intake intake;

    @Inject
    Ledger ledger;

    @Inject
    Masteries masteries;

    @Inject
    Kept kept;

    /** The rows of the table, as nobody but this room may read them. */
    @Singleton
    static class Kept {

        private final JdbcOperations jdbc;

        Kept(JdbcOperations jdbc) {
            this.jdbc = jdbc;
        }

        record Row(double mean, double variance, int direct, int evidence, Instant asOf) {}

        @Transactional
        Map<CompetencyId, Row> of(LearnerId learner) {
            return jdbc.prepareStatement(
                    "SELECT competency, mean, variance, direct, evidence, as_of FROM mastery_estimate WHERE learner = ?",
                    select -> {
                        select.setString(1, learner.toString());
                        Map<CompetencyId, Row> found = new HashMap<>();
                        try (var rows = select.executeQuery()) {
                            while (rows.next()) {
                                found.put(
                                        new CompetencyId(rows.getString(1)),
                                        new Row(
                                                rows.getDouble(2),
                                                rows.getDouble(3),
                                                rows.getInt(4),
                                                rows.getInt(5),
                                                Micros.toInstant(rows.getLong(6))));
                            }
                        }
                        return found;
                    });
        }
    }

    @Test
    void isWhatTheLedgerSays() throws PageUnreadable {
        var random = new Random(20_261_127);
        List<String> users = List.of("page-by-page-1", "page-by-page-2", "page-by-page-3");
        List<LearnerId> people = users.stream().map(this::somebody).toList();
        for (int quiz = 0; quiz < QUIZZES; quiz++) {
            align(quiz);
        }
        List<String> sent = new ArrayList<>();
        Instant clock = Instant.parse("2026-03-01T10:00:00Z");
        for (int page = 0; page < PAGES; page++) {
            List<String> statements = new ArrayList<>();
            for (int n = random.nextInt(6); n >= 0; n--) {
                String user = users.get(random.nextInt(users.size()));
                // Some come late: what was worked on before what is known already.
                Instant when = clock.plusSeconds(random.nextInt(100_000));
                String id = Written.id();
                int quiz = 100 + random.nextInt(QUIZZES);
                statements.add(
                        random.nextInt(4) == 0
                                ? Written.viewed(user, when.toString())
                                : Written.quizAttempt(
                                        id, user, quiz, random.nextInt(40), random.nextInt(11), when.toString()));
                sent.add(id);
            }
            if (random.nextInt(3) == 0) {
                statements.add(Written.voids(sent.get(random.nextInt(sent.size()))));
            }
            if (page == PAGES / 2) {
                // Another reading of an activity moves evidence without any statement.
                configurations.settle(TENANT, new ActivityId(Written.quizId(100)), Optional.empty(), "test");
            }
            push(statements);
            people.forEach(this::isWhatTheLedgerSaysOf);
        }
        assertThat(people)
                .anySatisfy(each -> assertThat(ledger.evidenceOf(TENANT, each)).hasSizeGreaterThan(5));
    }

    private void isWhatTheLedgerSaysOf(LearnerId learner) {
        Map<CompetencyId, Kept.Row> rows = kept.of(learner);
        if (rows.isEmpty()) {
            assertThat(ledger.evidenceOf(TENANT, learner)).isEmpty();
            return;
        }
        Instant asOf = rows.values().iterator().next().asOf();
        var now = masteries.at(TENANT, learner, asOf);
        rows.forEach((competency, row) -> {
            var estimate = now.mastery().of(competency);
            assertThat(row.mean()).isCloseTo(estimate.mean(), within(1e-12));
            assertThat(row.variance()).isCloseTo(estimate.variance(), within(1e-12));
            assertThat(row.direct()).isEqualTo(estimate.direct());
            assertThat(row.evidence()).isEqualTo(now.evidence());
        });
    }

    private void align(int quiz) {
        var activity = new ActivityId(Written.quizId(100 + quiz));
        var competency = new CompetencyTier(new CompetencyId("C0" + (1 + quiz % 3)), Tier.LITERATE);
        configurations.settle(
                TENANT,
                activity,
                Optional.of(
                        new Alignment(activity, new TreeSet<>(Set.of(competency)), EvidenceKind.ASSESSMENT, 1, false)),
                "test");
    }

    private LearnerId somebody(String user) {
        launches.publishEvent(Launches.of(user, Role.LEARNER));
        return learners.bySubject(TENANT, Launches.MOODLE, user).orElseThrow().id();
    }

    private void push(List<String> statements) throws PageUnreadable {
        String page = "{\"statements\":[" + String.join(",", statements) + "],\"more\":\"\"}";
        intake.take(TENANT, "page-by-page", StatementPages.read(page.getBytes(StandardCharsets.UTF_8)));
    }
}
