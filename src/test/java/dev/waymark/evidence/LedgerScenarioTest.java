package dev.waymark.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.ReadingChoice;
import dev.waymark.engine.model.ScaledRange;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lrs.FakeLrs;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.feed.Feeds;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From an LRS to evidence, with people who launch before and after their statements. Each test has people of its own. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerScenarioTest implements TestPropertyProvider {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final String EARLY = "2026-03-01T10:00:00Z";
    private static final String LATE = "2026-03-02T10:00:00Z";
    private static final AtomicInteger NEXT = new AtomicInteger(1000);

    private final FakeLrs lrs = new FakeLrs();

    @Inject
    ApplicationEventPublisher<LaunchAccepted> launches;

    @Inject
    Learners learners;

    @Inject
    Feeds feeds;

    @Inject
    Ledger ledger;

    @Inject
    Configurations configurations;

    @Inject
    Realignment realignment;

    @Inject
    ReadingChoices choices;

    @Inject
    SourceScales scales;

    @Inject
    WorkRecord work;

    @Inject
    OwnObservations own;

    @Inject
    LedgerSearch search;

    @Inject
    DataSource tables;

    @Inject
    Changes changes;

    @Override
    public Map<String, String> getProperties() {
        return Map.of(
                "waymark.lrs.url",
                lrs.url(),
                "waymark.lrs.user",
                FakeLrs.USER,
                "waymark.lrs.password",
                FakeLrs.PASSWORD,
                "waymark.lrs.poll",
                "1h",
                "waymark.evidence.realign",
                "1h");
    }

    /** Not beside a measurement, which would measure what this keeps. */
    @Requires(missingProperty = "waymark.bench")
    @Singleton
    static class Changes {
        final ConcurrentLinkedQueue<Ledger.EvidenceChanged> heard = new ConcurrentLinkedQueue<>();

        @EventListener
        void onChange(Ledger.EvidenceChanged change) {
            heard.add(change);
        }
    }

    @BeforeEach
    void alignTheQuiz() {
        lrs.reset();
        settle(10, 2);
        changes.heard.clear();
    }

    @AfterAll
    void stop() {
        lrs.close();
    }

    @AfterEach
    void whatCountsIsKeptAsInTheLedger() throws SQLException {
        Counted.agrees(tables);
    }

    @Test
    void aLaunchBringsInWhatTheLrsHasAboutThisPerson() {
        String user = newUser();
        String id = lrs.add(Written.quizAttempt(user, 10, 1, 7.5, EARLY));
        lrs.add(Written.viewed(user, EARLY));
        LearnerId learner = launch(user);
        assertThat(ledger.evidenceOf(TENANT, learner)).singleElement().satisfies(evidence -> {
            assertThat(evidence.id().value()).isEqualTo(id);
            assertThat(evidence.observation())
                    .isInstanceOfSatisfying(
                            Observation.Score.class,
                            score -> assertThat(score.share()).isEqualTo(0.75));
        });
        assertThat(ledger.entriesOf(TENANT, learner)).hasSize(2);
        assertThat(changes.heard)
                .singleElement()
                .satisfies(change -> assertThat(change.learners()).containsExactly(learner));
    }

    @Test
    void whatCameBeforeThePersonWaitsVisiblyAndIsTheirsOnceTheyLaunch() {
        String user = newUser();
        lrs.add(Written.quizAttempt(user, 10, 2, 5, EARLY));
        feeds.readNow(TENANT);
        String key = AgentKey.account(Written.SITE, user).key();
        assertThat(ledger.unlinked(TENANT, 1000)).anySatisfy(waiting -> {
            assertThat(waiting.agentKey()).isEqualTo(key);
            assertThat(waiting.statements()).isEqualTo(1);
        });
        LearnerId learner = launch(user);
        assertThat(ledger.evidenceOf(TENANT, learner)).hasSize(1);
        assertThat(changes.heard)
                .flatExtracting(Ledger.EvidenceChanged::learners)
                .containsExactly(learner);
        assertThat(ledger.unlinked(TENANT, 1000))
                .noneMatch(waiting -> waiting.agentKey().equals(key));
    }

    @Test
    void theSameStatementsInAnotherOrderMakeTheSameEvidence() {
        String one = newUser();
        String other = newUser();
        List<String> history = List.of(
                Written.quizAttempt(one, 10, 3, 4, EARLY),
                Written.quizAttempt(one, 10, 4, 9, LATE),
                Written.viewed(one, LATE));
        LearnerId first = launch(one);
        LearnerId second = launch(other);
        for (int i = 0; i < history.size(); i++) {
            lrs.add(history.get(i));
            lrs.add(history.get(history.size() - 1 - i)
                    .replace("\"name\":\"" + one + "\"", "\"name\":\"" + other + "\"")
                    .replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"" + Written.id() + "\""));
            feeds.readNow(TENANT);
        }
        assertThat(scores(first)).containsExactly(0.4, 0.9);
        assertThat(scores(second)).containsExactly(0.4, 0.9);
    }

    @Test
    void aVoidedStatementCountsNoLonger() {
        String user = newUser();
        String id = lrs.add(Written.quizAttempt(user, 10, 5, 8, EARLY));
        LearnerId learner = launch(user);
        changes.heard.clear();
        lrs.add(Written.voids(id));
        feeds.readNow(TENANT);
        assertThat(ledger.evidenceOf(TENANT, learner)).isEmpty();
        assertThat(ledger.entriesOf(TENANT, learner))
                .singleElement()
                .satisfies(entry -> assertThat(entry.outcome())
                        .isInstanceOfSatisfying(
                                Mapped.Ignored.class,
                                ignored -> assertThat(ignored.why()).isEqualTo(Mapped.Why.VOIDED)));
        assertThat(changes.heard)
                .flatExtracting(Ledger.EvidenceChanged::learners)
                .containsExactly(learner);
    }

    @Test
    void aNewAlignmentIsAppliedToWhatIsInTheLedger() {
        String user = newUser();
        lrs.add(Written.quizAttempt(user, 77, 6, 8, EARLY));
        configurations.settle(TENANT, new ActivityId(Written.quizId(77)), Optional.empty(), "test");
        LearnerId learner = launch(user);
        assertThat(ledger.evidenceOf(TENANT, learner)).isEmpty();
        settle(77, 3);
        realignment.workOff();
        assertThat(ledger.evidenceOf(TENANT, learner))
                .singleElement()
                .satisfies(evidence -> assertThat(evidence.competencies())
                        .containsExactly(new CompetencyTier(new CompetencyId("C03"), Tier.PRACTITIONER)));
        assertThat(changes.heard)
                .flatExtracting(Ledger.EvidenceChanged::learners)
                .contains(learner);
    }

    @Test
    void aNewWayToReadAnActivityIsAppliedToWhatIsInTheLedger() {
        String user = newUser();
        lrs.add("""
                {"id":"%s","actor":%s,"verb":{"id":"http://adlnet.gov/expapi/verbs/scored"},
                "object":{"id":"https://content.test/unit/%s"},"result":{"score":{"scaled":0.2},"success":true},
                "timestamp":"%s"}""".formatted(Written.id(), Written.actor(user), user, EARLY));
        var unit = new ActivityId("https://content.test/unit/" + user);
        var competencies = new TreeSet<>(List.of(new CompetencyTier(new CompetencyId("C03"), Tier.LITERATE)));
        configurations.settle(
                TENANT,
                unit,
                Optional.of(new Alignment(unit, competencies, EvidenceKind.ASSESSMENT, 1, false)),
                "test");
        LearnerId learner = launch(user);
        assertThat(scores(learner)).containsExactly(0.2);
        var aroundZero = new ReadingChoice(ScaledRange.MINUS_ONE_TO_ONE, false, false);
        choices.choose(TENANT, unit, aroundZero, "1:2", "staff", Instant.parse(LATE));
        assertThat(scores(learner)).containsExactly(0.6);
        assertThat(changes.heard)
                .flatExtracting(Ledger.EvidenceChanged::learners)
                .contains(learner);
        choices.choose(TENANT, unit, aroundZero, "1:2", "staff", Instant.parse(LATE));
        assertThat(choices.latest(TENANT, unit).orElseThrow().version()).isEqualTo(1);
        choices.choose(TENANT, unit, ReadingChoice.AS_RULED, "1:2", "staff", Instant.parse(LATE));
        assertThat(scores(learner)).containsExactly(0.2);
        assertThat(choices.latest(TENANT, unit).orElseThrow().version()).isEqualTo(2);
        assertThat(choices.latest(new TenantId(77), unit)).isEmpty();
    }

    @Test
    void whatASourceMeansByItsScoresIsAppliedToWhatItBroughtWhereTheRuleLeavesItOpen() {
        String user = newUser();
        var unit = new ActivityId("https://content.test/scale/" + user);
        for (String result : List.of(
                "{\"score\":{\"scaled\":0.2}}", "{\"score\":{\"scaled\":0.2,\"raw\":3,\"min\":0,\"max\":10}}")) {
            lrs.add("""
                    {"id":"%s","actor":%s,"verb":{"id":"http://adlnet.gov/expapi/verbs/scored"},
                    "object":{"id":"%s%s"},"result":%s,"timestamp":"%s"}""".formatted(
                            Written.id(),
                            Written.actor(user),
                            unit.iri(),
                            result.contains("raw") ? "/raw" : "",
                            result,
                            EARLY));
        }
        for (ActivityId each : List.of(unit, new ActivityId(unit.iri() + "/raw"))) {
            configurations.settle(
                    TENANT,
                    each,
                    Optional.of(new Alignment(
                            each,
                            new TreeSet<>(List.of(new CompetencyTier(new CompetencyId("C03"), Tier.LITERATE))),
                            EvidenceKind.ASSESSMENT,
                            1,
                            false)),
                    "test");
        }
        LearnerId learner = launch(user);
        String source = ledger.entriesOf(TENANT, learner).get(0).source();
        Instant now = Instant.parse(LATE);
        assertThat(scores(learner)).containsExactlyInAnyOrder(0.2, 0.3);
        assertThat(scales.choose(TENANT, source, ScaledRange.MINUS_ONE_TO_ONE, "test", now))
                .isTrue();
        realignment.workOff();
        assertThat(scores(learner)).containsExactlyInAnyOrder(0.6, 0.3);
        // Criteria read what was done as evidence is read.
        assertThat(work.of(TENANT, learner).stream().flatMapToDouble(each -> each.share().stream()))
                .containsExactlyInAnyOrder(0.6, 0.3);
        assertThat(scales.choose(TENANT, source, ScaledRange.MINUS_ONE_TO_ONE, "test", now))
                .isFalse();
        assertThat(scales.of(new TenantId(77), source)).isEqualTo(ScaledRange.AUTO);
        // What comes later is read so as well, and what staff chose for an activity goes before it.
        lrs.add("""
                {"id":"%s","actor":%s,"verb":{"id":"http://adlnet.gov/expapi/verbs/scored"},
                "object":{"id":"%s"},"result":{"score":{"scaled":0.4}},
                "timestamp":"%s"}""".formatted(Written.id(), Written.actor(user), unit.iri(), LATE));
        launch(user);
        assertThat(scores(learner)).contains(0.7);
        choices.choose(TENANT, unit, new ReadingChoice(ScaledRange.ZERO_TO_ONE, false, false), "1:2", "staff", now);
        assertThat(scores(learner)).contains(0.4).doesNotContain(0.7);
        assertThat(scales.choose(TENANT, source, ScaledRange.AUTO, "test", now)).isTrue();
        choices.choose(TENANT, unit, ReadingChoice.AS_RULED, "1:2", "staff", now);
        realignment.workOff();
        assertThat(scores(learner)).contains(0.4, 0.3).doesNotContain(0.7, 0.6);
    }

    @Test
    void staffFindEveryStatementAPageAtATimeAndOnlyTheirPeoples() {
        String user = newUser();
        String stranger = newUser();
        for (int i = 0; i < 7; i++) {
            lrs.add(Written.viewed(user, "2026-03-01T10:00:00Z"));
            lrs.add(Written.viewed(stranger, "2026-03-01T10:00:00Z"));
        }
        lrs.add(Written.quizAttempt(user, 10, 900, 6, LATE));
        LearnerId learner = launch(user);
        LearnerId other = launch(stranger);
        var people = new LedgerSearch.Scope.People(List.of(learner));
        List<String> ids = new ArrayList<>();
        Optional<LedgerSearch.Cursor> after = Optional.empty();
        int pages = 0;
        do {
            LedgerSearch.Page page = search.find(TENANT, query(people, new LedgerSearch.Outcome.Any(), after));
            page.entries().forEach(each -> ids.add(each.entry().statement().value()));
            assertThat(page.entries())
                    .allSatisfy(each -> assertThat(each.learner()).contains(learner));
            after = page.older();
            pages++;
        } while (after.isPresent());
        assertThat(ids).hasSize(8).doesNotHaveDuplicates();
        assertThat(pages).isEqualTo(3);
        var counted = search.find(TENANT, query(people, new LedgerSearch.Outcome.Counted(), Optional.empty()));
        assertThat(counted.entries()).singleElement().satisfies(found -> {
            assertThat(found.subject().orElseThrow().activity()).isEqualTo(Written.quizId(10));
            assertThat(search.one(TENANT, people, found.entry().statement().value()))
                    .contains(found);
            assertThat(search.one(
                            TENANT,
                            new LedgerSearch.Scope.People(List.of(other)),
                            found.entry().statement().value()))
                    .isEmpty();
        });
        var began = new LedgerSearch.Outcome.IgnoredBecause(Mapped.Why.NO_RESULT_YET);
        assertThat(search.find(TENANT, query(people, began, Optional.empty())).entries())
                .hasSize(3);
        var onQuiz = new LedgerSearch.Query(
                people,
                Optional.of(new ActivityId(Written.quizId(10))),
                new LedgerSearch.Outcome.Any(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Instant.parse(LATE)),
                Optional.of(Instant.parse(LATE).plusSeconds(1)),
                Optional.empty(),
                3);
        assertThat(search.find(TENANT, onQuiz).entries()).hasSize(1);
        assertThat(search.find(TENANT, query(new LedgerSearch.Scope.People(List.of()), began, Optional.empty()))
                        .entries())
                .isEmpty();
        assertThat(search.find(new TenantId(77), query(new LedgerSearch.Scope.Everybody(), began, Optional.empty()))
                        .entries())
                .isEmpty();
    }

    private static LedgerSearch.Query query(
            LedgerSearch.Scope scope, LedgerSearch.Outcome outcome, Optional<LedgerSearch.Cursor> after) {
        return said(scope, outcome, Optional.empty(), Optional.empty(), after);
    }

    private static LedgerSearch.Query said(
            LedgerSearch.Scope scope,
            LedgerSearch.Outcome outcome,
            Optional<String> source,
            Optional<String> verb,
            Optional<LedgerSearch.Cursor> after) {
        return new LedgerSearch.Query(
                scope, Optional.empty(), outcome, source, verb, Optional.empty(), Optional.empty(), after, 3);
    }

    @Test
    void staffFindStatementsBySourceAndByVerbAPageAtATime() {
        String user = newUser();
        for (int i = 0; i < 5; i++) {
            lrs.add(Written.viewed(user, "2026-03-01T10:00:00Z"));
        }
        String differently = lrs.add(Written.viewed(user, "2026-03-02T10:00:00Z")
                .replace("http://id.tincanapi.com/verb/viewed", "https://elsewhere.test/schema#Viewed/"));
        lrs.add(Written.quizAttempt(user, 10, 950, 6, LATE));
        LearnerId learner = launch(user);
        var people = new LedgerSearch.Scope.People(List.of(learner));
        String source = ledger.entriesOf(TENANT, learner).get(0).source();
        assertThat(search.sources(TENANT, 200)).contains(source).isSorted().doesNotHaveDuplicates();
        assertThat(search.sources(new TenantId(77), 200)).isEmpty();
        assertThat(search.verbs(TENANT, 200)).contains("viewed").isSorted().doesNotHaveDuplicates();
        assertThat(search.verbs(TENANT, 1)).hasSize(1);
        List<String> ids = new ArrayList<>();
        Optional<LedgerSearch.Cursor> after = Optional.empty();
        do {
            var page = search.find(
                    TENANT,
                    said(
                            people,
                            new LedgerSearch.Outcome.Any(),
                            Optional.of(source),
                            Optional.of("http://id.tincanapi.com/verb/viewed"),
                            after));
            page.entries().forEach(each -> ids.add(each.entry().statement().value()));
            assertThat(page.entries())
                    .allSatisfy(each ->
                            assertThat(LedgerSearch.wordOf(each.entry().verb())).isEqualTo("viewed"));
            after = page.older();
        } while (after.isPresent());
        assertThat(ids).hasSize(6).doesNotHaveDuplicates().startsWith(differently);
        assertThat(found(people, Optional.of("no-such-source"), Optional.empty()))
                .isEmpty();
        assertThat(found(people, Optional.empty(), Optional.of("no-such-verb"))).isEmpty();
    }

    @Test
    void aLearnersOwnEvidenceIsReadOnByKeyThroughStatementsOfOneInstantAndWhatWeSawOurselves() {
        String user = newUser();
        for (int i = 0; i < 5; i++) {
            lrs.add(Written.viewed(user, EARLY));
        }
        lrs.add(Written.quizAttempt(user, 10, 970, 6, LATE));
        LearnerId learner = launch(user);
        for (String at : List.of(EARLY, LATE)) {
            own.enter(
                    TENANT,
                    learner,
                    List.of(OwnObservationsScenarioTest.answer("key-" + user + at, true, Instant.parse(at))));
        }
        List<String> ids = new ArrayList<>();
        Optional<LedgerSearch.Cursor> after = Optional.empty();
        List<Ledger.Entry> some;
        do {
            some = ledger.entriesOf(TENANT, learner, Optional.empty(), after, 3);
            some.forEach(each -> ids.add(each.statement().value()));
            after = some.isEmpty() ? after : Optional.of(LedgerSearch.Cursor.at(some.getLast()));
        } while (!some.isEmpty());
        assertThat(ids).hasSize(8).doesNotHaveDuplicates();
        assertThat(ids)
                .containsExactlyInAnyOrderElementsOf(ledger.entriesOf(TENANT, learner).stream()
                        .map(each -> each.statement().value())
                        .toList());
        assertThat(ledger.entriesOf(TENANT, learner, Optional.of(true), Optional.empty(), 9))
                .allSatisfy(each -> assertThat(each.outcome()).isInstanceOf(Mapped.Counted.class))
                .isNotEmpty();
    }

    @Test
    void entriesOfBeforeTheColumnAreGivenTheirVerb() throws Exception {
        String user = newUser();
        lrs.add(Written.viewed(user, EARLY));
        var people = new LedgerSearch.Scope.People(List.of(launch(user)));
        realignment.workOff();
        try (var connection = DelegatingDataSource.unwrapDataSource(tables).getConnection();
                var sql = connection.createStatement()) {
            sql.executeUpdate("UPDATE evidence_entry SET verb = ''");
            sql.executeUpdate("UPDATE evidence_rules SET version = '"
                    + ReadingRules.mapper().rules().version() + "'");
        }
        assertThat(found(people, Optional.empty(), Optional.of("viewed"))).isEmpty();
        realignment.workOff();
        assertThat(found(people, Optional.empty(), Optional.of("viewed"))).hasSize(1);
    }

    private List<LedgerSearch.Found> found(LedgerSearch.Scope scope, Optional<String> source, Optional<String> verb) {
        return search.find(TENANT, said(scope, new LedgerSearch.Outcome.Any(), source, verb, Optional.empty()))
                .entries();
    }

    @Test
    void aViewAloneChangesNothing() {
        String user = newUser();
        LearnerId learner = launch(user);
        lrs.add(Written.viewed(user, EARLY));
        feeds.readNow(TENANT);
        assertThat(ledger.entriesOf(TENANT, learner)).hasSize(1);
        assertThat(changes.heard).isEmpty();
    }

    @Test
    void manyAtOnceNeitherLoseNorDouble() throws Exception {
        String user = newUser();
        for (int attempt = 100; attempt < 160; attempt++) {
            lrs.add(Written.quizAttempt(user, 10, attempt, 6, "2026-03-01T10:%02d:00Z".formatted(attempt % 60)));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(threads.submit(() -> launches.publishEvent(Launches.of(user, Role.LEARNER))));
                running.add(threads.submit(() -> feeds.readNow(TENANT)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        LearnerId learner = idOf(user);
        assertThat(ledger.evidenceOf(TENANT, learner)).hasSize(60);
        assertThat(ledger.entriesOf(TENANT, learner)).hasSize(60);
    }

    @Test
    void totalsAreDisjointAndNothingIsMissing() {
        long before = ledger.totals(TENANT).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        String user = newUser();
        lrs.add(Written.quizAttempt(user, 10, 7, 5, EARLY));
        lrs.add(Written.viewed(user, EARLY));
        lrs.add(Written.viewed(newUser(), EARLY));
        lrs.add("{\"id\":\"" + Written.id() + "\",\"actor\":" + Written.actor(user) + ",\"x\":\"" + user + "\"}");
        feeds.readNow(TENANT);
        launch(user);
        Map<String, Long> totals = ledger.totals(TENANT);
        assertThat(totals.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(before + 4);
        assertThat(totals).containsKeys(Ledger.COUNTED, Ledger.UNLINKED, Ledger.UNUSABLE);
    }

    @Test
    void staffSeeTheQuizAndNotItsAttempts() {
        String user = newUser();
        lrs.add(Written.quizAttempt(user, 10, 8, 5, EARLY));
        launch(user);
        assertThat(ledger.activities(TENANT, 10)).anySatisfy(activity -> {
            assertThat(activity.activity()).isEqualTo(Written.quizId(10));
            assertThat(activity.name()).contains("Quiz 10");
        });
        assertThat(ledger.activities(TENANT, 10))
                .noneMatch(activity -> activity.activity().contains("attempt.php"));
    }

    private List<Double> scores(LearnerId learner) {
        return ledger.evidenceOf(TENANT, learner).stream()
                .map(Evidence::observation)
                .map(seen -> ((Observation.Score) seen).share())
                .toList();
    }

    private void settle(int quiz, int tier) {
        var competencies = new TreeSet<>(List.of(new CompetencyTier(new CompetencyId("C03"), Tier.ofLevel(tier))));
        var id = new ActivityId(Written.quizId(quiz));
        configurations.settle(
                TENANT, id, Optional.of(new Alignment(id, competencies, EvidenceKind.ASSESSMENT, 1, false)), "test");
    }

    private LearnerId launch(String user) {
        launches.publishEvent(Launches.of(user, Role.LEARNER));
        return idOf(user);
    }

    private LearnerId idOf(String user) {
        return learners.bySubject(TENANT, Launches.MOODLE, user).orElseThrow().id();
    }

    private static String newUser() {
        return Integer.toString(NEXT.incrementAndGet());
    }
}
