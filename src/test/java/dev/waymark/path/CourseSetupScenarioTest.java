package dev.waymark.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.CourseSetup;
import dev.waymark.competency.CourseSetup.Origin;
import dev.waymark.competency.CourseSetup.Piece;
import dev.waymark.competency.CourseSetup.Say;
import dev.waymark.competency.CourseSetups;
import dev.waymark.competency.CourseSetups.Draft;
import dev.waymark.competency.CourseSetups.Publishing;
import dev.waymark.competency.Frameworks;
import dev.waymark.competency.Frameworks.Format;
import dev.waymark.competency.Frameworks.Kind;
import dev.waymark.competency.Frameworks.Upload;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Launches;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lrs.FakeLrs;
import dev.waymark.lrs.Written;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.mastery.Masteries;
import dev.waymark.path.Paths.Current;
import dev.waymark.path.Rehearsals.Effect;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A course picks its own version: what is a draft affects nobody, what is published affects its own people, as foretold. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CourseSetupScenarioTest implements TestPropertyProvider {

    private static final Logger LOG = LoggerFactory.getLogger(CourseSetupScenarioTest.class);
    private static final TenantId TENANT = TenantId.FIRST;
    /** The course of {@link Launches}. */
    private static final CourseId HERE = new CourseId(1, "2");

    private static final CourseId ELSEWHERE = new CourseId(1, "elsewhere");
    private static final CompetencyId CHECKING = new CompetencyId("C04");

    private final FakeLrs lrs = new FakeLrs();

    @Inject
    CourseSetups setups;

    @Inject
    Configurations configurations;

    @Inject
    Frameworks frameworks;

    @Inject
    Rehearsals rehearsals;

    @Inject
    Paths paths;

    @Inject
    PathRows rows;

    @Inject
    Masteries masteries;

    @Inject
    Learners learners;

    @Inject
    ApplicationEventPublisher<LaunchAccepted> launches;

    @Inject
    TransactionOperations<Connection> transactions;

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
                "200ms",
                "waymark.mastery.recount",
                "200ms");
    }

    @AfterAll
    void stop() {
        lrs.close();
    }

    @Test
    void aDraftAffectsNobodyAndPublishingDoesToEachWhatWasForetold() throws Exception {
        LearnerId mina = launched("setup-1", quiz("setup-1", 31, 9.5), quiz("setup-1", 32, 9));
        LearnerId noah = launched("setup-2");
        learners.setRole(TENANT, mina, new JobRoleId("sales"), Instant.now());
        Instant now = Instant.now();
        Current pathBefore = paths.current(TENANT, mina, HERE, now);
        Current elsewhereBefore = paths.current(TENANT, mina, ELSEWHERE, now);
        paths.current(TENANT, noah, HERE, now);
        Published houseBefore = configurations.inForce(TENANT);

        Draft draft = change(
                HERE,
                setup -> setup.withRoles(List.of("sales"), targets("sales", "C04", 3, "C07", 2))
                        .with(piece(31, "C04@2", "C04@3"))
                        .with(piece(32, "C04@3"))
                        .with(nothing(33)));
        assertThat(configurations.of(TENANT, HERE)).isEqualTo(houseBefore);
        assertThat(paths.current(TENANT, mina, HERE, now)).isEqualTo(pathBefore);
        assertThat(configurations.settled(TENANT)).doesNotContainKey(new ActivityId(Written.quizId(31)));

        Published content = setups.content(TENANT, draft.setup());
        Effect minas = effect(mina, content, draft.setup());
        Effect noahs = effect(noah, content, draft.setup());
        assertThat(minas.after().targets()).containsOnlyKeys(CHECKING, new CompetencyId("C07"));
        assertThat(tier(minas.before())).isEqualTo(Tier.AWARE);
        assertThat(tier(minas.after())).as("the quizzes count for it now").isNotEqualTo(Tier.AWARE);

        assertThat(setups.publish(TENANT, HERE, draft.revision() - 1, "test"))
                .isInstanceOf(Publishing.ChangedSince.class);
        assertThat(setups.publish(TENANT, HERE, draft.revision(), "test")).isInstanceOf(Publishing.Published.class);
        assertThat(setups.draft(TENANT, HERE)).isEmpty();
        waitUntilCounted(mina, minas);

        for (var each : Map.of(mina, minas, noah, noahs).entrySet()) {
            Instant then = Instant.now();
            // A path that was planned while the quizzes were still being read anew may have set the order of equal
            // steps.
            var planned = Kept.itemsOf(
                    paths.current(TENANT, each.getKey(), HERE, then).path());
            var foretold = Kept.itemsOf(each.getValue().after().path().path());
            assertThat(planned).containsExactlyInAnyOrderElementsOf(foretold);
            assertThat(planned.getFirst()).isEqualTo(foretold.getFirst());
            masteries
                    .at(TENANT, each.getKey(), HERE, then)
                    .placements()
                    .forEach((id, placement) -> assertThat(placement.tier())
                            .isEqualTo(each.getValue()
                                    .after()
                                    .standing()
                                    .placements()
                                    .get(id)
                                    .tier()));
        }
        assertThat(configurations.of(TENANT, HERE).roles())
                .extracting(role -> role.id().value())
                .containsExactly("sales");
        assertThat(configurations.inForce(TENANT)).isEqualTo(houseBefore);
        assertThat(configurations.of(TENANT, ELSEWHERE)).isEqualTo(houseBefore);
        assertThat(Kept.itemsOf(
                        paths.current(TENANT, noah, ELSEWHERE, Instant.now()).path()))
                .as("another course goes on as before")
                .isNotEmpty();
        assertThat(elsewhereBefore.path().steps()).isNotEmpty();
    }

    @Test
    void aPathIsPlannedAgainToTheSameBitsAfterTheCourseTookAnotherVersion() {
        LearnerId ada = launched("setup-3");
        CourseId course = new CourseId(1, "replay");
        publish(course, setup -> setup.withRoles(List.of(), targets("all-staff", "C01", 2)));
        paths.current(TENANT, ada, course, Instant.now());
        var key = new PathKey(TENANT, ada, course);
        PlanInputs inputs = transactions.executeRead(status -> rows.inputs(key)).orElseThrow();
        Kept kept = transactions.executeRead(status -> rows.find(key)).orElseThrow();
        assertThat(inputs.configuration()).startsWith("ai-upskilling/1").contains("~");

        publish(course, setup -> setup.withRoles(List.of(), targets("all-staff", "C07", 2)));
        assertThat(configurations.of(TENANT, course).version()).isNotEqualTo(inputs.configuration());
        Published then = configurations.named(TENANT, inputs.configuration()).orElseThrow();
        assertThat(inputs.path(then)).isEqualTo(kept.path());
        assertThat(setups.history(TENANT, course))
                .extracting(CourseSetups.Kept::number)
                .containsExactly(2L, 1L);
    }

    @Test
    void aCourseMayUseAFrameworkOfItsOwnAndEvidenceKeepsItsMeaning() throws Exception {
        String foreign = """
                {"CFDocument": {"identifier": "6f5f0f3c-0000-4000-8000-000000000001", "title": "Nursing", "creator": "x",
                  "uri": "https://other.test/d", "lastChangeDateTime": "2026-01-01T00:00:00Z"},
                 "CFItems": [
                  {"identifier": "6f5f0f3c-0000-4000-8000-00000000000a", "fullStatement": "Wound care",
                   "humanCodingScheme": "C04", "uri": "https://other.test/a", "lastChangeDateTime": "2026-01-01T00:00:00Z"},
                  {"identifier": "6f5f0f3c-0000-4000-8000-00000000000b", "fullStatement": "Hygiene",
                   "humanCodingScheme": "NUR-2", "uri": "https://other.test/b", "lastChangeDateTime": "2026-01-01T00:00:00Z"}],
                 "CFAssociations": []}
                """;
        String kept = frameworks
                .keep(TENANT, upload(Kind.CASE, foreign, "ai-upskilling/1"), "test")
                .orElseThrow();
        assertThat(frameworks.publish(TENANT, kept, false, "test")).isInstanceOf(Frameworks.Publishing.Published.class);
        CourseId course = new CourseId(1, "nursing");
        publish(
                course,
                setup -> setups.plain(TENANT, "nursing/1")
                        .withRoles(List.of(), targets("all-staff", "NUR-2", 2))
                        .with(piece(41, "NUR-2@2")));

        Published nursing = configurations.of(TENANT, course);
        assertThat(nursing.framework().competencies()).hasSize(2).doesNotContain(CHECKING);
        assertThat(nursing.framework().competencies()).contains(new CompetencyId("NUR-2"));
        LearnerId eve = launched("setup-4", quiz("setup-4", 41, 10));
        waitFor(() -> masteries
                .at(TENANT, eve, course, Instant.now())
                .placements()
                .get(new CompetencyId("NUR-2"))
                .known());
        assertThat(masteries.at(TENANT, eve, Instant.now()).placements())
                .as("estimates are kept per competency, whichever course asks")
                .containsKeys(CHECKING, new CompetencyId("NUR-2"));
        Instant at = Instant.now();
        assertThat(masteries.at(TENANT, eve, course, at).mastery().of(new CompetencyId("NUR-2")))
                .isEqualTo(masteries.at(TENANT, eve, at).mastery().of(new CompetencyId("NUR-2")))
                .satisfies(estimate -> assertThat(estimate.direct()).isPositive());
        assertThat(paths.current(TENANT, eve, course, Instant.now()).gaps())
                .extracting(gap -> gap.competency().value())
                .containsExactly("NUR-2");

        String again = frameworks.export(TENANT, "nursing/1", Format.CASE_1_1).orElseThrow();
        String second = frameworks
                .keep(
                        TENANT,
                        upload(Kind.CASE, again.replace("\"Hygiene\"", "\"Clean hands\""), "ai-upskilling/1"),
                        "test")
                .orElseThrow();
        assertThat(frameworks.publish(TENANT, second, false, "test"))
                .isInstanceOf(Frameworks.Publishing.Published.class);
        assertThat(configurations
                        .named(TENANT, "nursing/2")
                        .orElseThrow()
                        .framework()
                        .competencies())
                .as("the same CASE items are the same competencies")
                .isEqualTo(nursing.framework().competencies());
    }

    @Test
    void whatCannotBeIsRefusedWithWhatWasFound() {
        CourseId course = new CourseId(1, "refused");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> change(course, setup -> setup.withFramework("no-such/1")))
                .withMessageContaining("no-such/1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> change(
                        course,
                        setup -> setup.withCriteria(
                                "[{\"target\":\"C99@2\",\"demand\":" + "{\"badge\":\"https://b.test/1\"}}]")))
                .withMessageContaining("C99");
        assertThat(setups.draft(TENANT, course)).isEmpty();
        assertThat(setups.publish(TENANT, course, 1, "test")).isInstanceOf(Publishing.ChangedSince.class);
    }

    @Test
    void aWholeClassIsRehearsedAndNothingIsKept() {
        int people = Integer.getInteger("waymark.rehearsal.people", 20);
        CourseId course = HERE;
        CourseSetup setup = setups.start(TENANT, course).with(piece(51, "C01@2"));
        Published content = setups.content(TENANT, setup);
        List<LearnerId> all = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            String user = "rehearsed-" + i;
            all.add(launched(user, quiz(user, 51, 8), quiz(user, 52, 6), quiz(user, 53, 9)));
        }
        var alignments = setups.alignments(TENANT, setup);
        Instant begun = Instant.now();
        long moved = all.stream()
                .filter(each -> {
                    Effect effect = rehearsals.of(TENANT, each, course, content, alignments, Instant.now());
                    return !effect.before()
                            .standing()
                            .mastery()
                            .of(new CompetencyId("C01"))
                            .equals(effect.after().standing().mastery().of(new CompetencyId("C01")));
                })
                .count();
        LOG.info(
                "{} people rehearsed in {} ms",
                people,
                Duration.between(begun, Instant.now()).toMillis());
        assertThat(configurations.settled(TENANT)).doesNotContainKey(new ActivityId(Written.quizId(51)));
        assertThat(moved).as("their quiz counts in the rehearsal").isEqualTo(people);
    }

    private Effect effect(LearnerId learner, Published content, CourseSetup setup) {
        return rehearsals.of(TENANT, learner, HERE, content, setups.alignments(TENANT, setup), Instant.now());
    }

    private static Tier tier(Rehearsals.Seen seen) {
        return seen.standing().placements().get(CHECKING).tier();
    }

    private Draft change(CourseId course, UnaryOperator<CourseSetup> change) {
        return setups.change(TENANT, course, "test", change);
    }

    private void publish(CourseId course, UnaryOperator<CourseSetup> change) {
        long revision = change(course, change).revision();
        assertThat(setups.publish(TENANT, course, revision, "test")).isInstanceOf(Publishing.Published.class);
    }

    private void waitUntilCounted(LearnerId learner, Effect effect) throws InterruptedException {
        waitFor(() -> masteries
                        .at(TENANT, learner, HERE, Instant.now())
                        .placements()
                        .get(CHECKING)
                        .tier()
                == tier(effect.after()));
    }

    private static void waitFor(java.util.function.BooleanSupplier condition) throws InterruptedException {
        Instant patience = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean() && Instant.now().isBefore(patience)) {
            Thread.sleep(50);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private LearnerId launched(String user, String... statements) {
        for (String each : statements) {
            lrs.add(each);
        }
        launches.publishEvent(Launches.of(user, Role.LEARNER));
        return learners.bySubject(TENANT, Launches.MOODLE, user).orElseThrow().id();
    }

    private static String quiz(String user, int quiz, double score) {
        return Written.quizAttempt(user, quiz, quiz * 100 + user.hashCode() % 50, score, "2026-11-20T10:00:00Z");
    }

    private static Piece piece(int quiz, String... counts) {
        return new Piece(
                Written.quizId(quiz),
                "Quiz " + quiz,
                null,
                Origin.STATEMENTS,
                Say.ACCEPTED,
                new TreeSet<>(List.of(counts)),
                "ASSESSMENT",
                1,
                30,
                Written.quizId(quiz),
                null);
    }

    private static Piece nothing(int quiz) {
        return new Piece(
                Written.quizId(quiz),
                "Quiz",
                null,
                Origin.STATEMENTS,
                Say.NOTHING,
                new TreeSet<>(),
                "ASSESSMENT",
                1,
                0,
                null,
                null);
    }

    private static SortedMap<String, SortedMap<String, Integer>> targets(String role, Object... pairs) {
        SortedMap<String, Integer> asked = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            asked.put((String) pairs[i], (Integer) pairs[i + 1]);
        }
        return new TreeMap<>(Map.of(role, asked));
    }

    private static Upload upload(Kind kind, String text, String base) {
        return new Upload(kind, text.getBytes(StandardCharsets.UTF_8), base, Optional.empty());
    }
}
