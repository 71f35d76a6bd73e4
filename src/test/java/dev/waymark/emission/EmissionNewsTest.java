package dev.waymark.emission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.LearnerMastery;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Reason;
import dev.waymark.engine.model.Tier;
import dev.waymark.grading.Grades.ScoreAccepted;
import dev.waymark.learner.LearnerId;
import dev.waymark.lrs.outbox.StatementOutbox;
import dev.waymark.mastery.Masteries.MasteryChanged;
import dev.waymark.mastery.Masteries.Standing;
import dev.waymark.mastery.Masteries.TierMove;
import dev.waymark.path.Paths.PathChanged;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.ToolSettings;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of which news; and whatever is said keeps the profile. */
class EmissionNewsTest {

    private static final TenantId TENANT = new TenantId(3);
    private static final LearnerId ANA = LearnerId.of("6f1f0a4e-0000-4000-8000-000000000001");
    private static final CourseId COURSE = new CourseId(1, "2");
    private static final Instant AT = Instant.parse("2026-11-23T12:00:00.250Z");
    private static final CompetencyId C03 = new CompetencyId("C03");
    private static final CompetencyId C04 = new CompetencyId("C04");

    private final List<JsonNode> said = new ArrayList<>();
    private final FakeNouns nouns = new FakeNouns();
    private final StatementOutbox outbox = (tenant, id, json) -> {
        assertThat(tenant).isEqualTo(TENANT);
        JsonNode statement = OurProfile.parse(json);
        assertThat(UUID.fromString(statement.path("id").asText())).isEqualTo(id);
        return said.add(statement);
    };
    private final Speaker speaker = new Speaker(
            nouns.identities(),
            outbox,
            new ToolSettings(URI.create("http://localhost:8080"), null, true, "lti-config"));
    private final EmissionNews news = new EmissionNews(
            nouns.configurations(),
            nouns.learners(),
            nouns.masteries(),
            nouns.ledger(),
            speaker,
            new EmissionSettings(true, false),
            new Announcements(nouns.configurations(), speaker, new EmissionSettings(true, false)));

    @AfterEach
    void everythingSaidKeepsTheProfile() {
        var check = new TemplateCheck(OurProfile.current());
        said.forEach(statement -> assertThat(check.complaints(statement)).isEmpty());
        said.forEach(statement ->
                assertThat(StatementConformance.complaints(statement)).isEmpty());
    }

    @Test
    void aNewNextStepIsRecommended() {
        pathChanged(Optional.empty(), "first-steps");
        assertThat(said).singleElement().satisfies(statement -> {
            assertThat(statement.at("/object/id").asText()).endsWith("/frameworks/test/items/first-steps");
            assertThat(statement.at("/object/definition/name/en").asText()).isEqualTo("Title of first-steps");
            assertThat(statement.at("/context/contextActivities/other/0/id").asText())
                    .isEqualTo("https://moodle.test/mod/page/view.php?id=11");
            assertThat(statement.at("/actor/account/homePage").asText()).isEqualTo("https://moodle.test");
            assertThat(statement.at("/actor/account/name").asText()).isEqualTo("5");
        });
    }

    @Test
    void aChangeBehindTheNextStepIsNoNews() {
        pathChanged(Optional.of("first-steps"), "first-steps", "second-steps");
        assertThat(said).isEmpty();
    }

    @Test
    void aPathThatIsDoneRecommendsNothing() {
        pathChanged(Optional.of("first-steps"));
        assertThat(said).isEmpty();
    }

    @Test
    void aTierThatWasReachedIsAchieved() {
        masteryChanged(placement(C03, true, Tier.PRACTITIONER), new TierMove(C03, 2, 3, AT));
        assertThat(said).singleElement().satisfies(statement -> {
            assertThat(statement.at("/object/id").asText()).endsWith("/frameworks/test/competencies/C03");
            assertThat(statement.at("/result/score/raw").asInt()).isEqualTo(3);
            assertThat(statement.at("/context/contextActivities").has("parent")).isFalse();
        });
    }

    @Test
    void aTierThatWasLostIsNobodysBusiness() {
        masteryChanged(placement(C03, true, Tier.LITERATE), new TierMove(C03, 3, 2, AT));
        assertThat(said).isEmpty();
    }

    @Test
    void whatIsNotKnownIsNotAchieved() {
        masteryChanged(placement(C03, false, Tier.LITERATE), new TierMove(C03, 1, 2, AT));
        assertThat(said).isEmpty();
    }

    @Test
    void theTierThatEverybodyHoldsIsNotAchieved() {
        masteryChanged(placement(C03, true, Tier.AWARE), new TierMove(C03, 1, 1, AT));
        assertThat(said).isEmpty();
    }

    @Test
    void aCompetencyWhoseTierDidNotMoveIsNotSpokenOf() {
        nouns.moves = List.of(new TierMove(C03, 1, 2, AT));
        var placements = new TreeMap<CompetencyId, Placement>();
        placements.put(C03, placement(C03, true, Tier.LITERATE));
        placements.put(C04, placement(C04, true, Tier.EXPERT));
        news.masteryChanged(new MasteryChanged(
                TENANT, ANA, new Standing(mastery(), placements, 3), new TreeSet<>(Set.of(C03)), AT));
        assertThat(said)
                .singleElement()
                .satisfies(statement ->
                        assertThat(statement.at("/object/id").asText()).endsWith("C03"));
    }

    @Test
    void whoReachesTheirTargetIsAssessedAndAssertedAndTheirProgressIsSaid() {
        nouns.targets = Map.of(C03, Tier.PRACTITIONER, C04, Tier.LITERATE);
        nouns.evidence = List.of(seen("old", C03, 1), seen("new", C03, 2), seen("other", C04, 3));
        masteryChanged(placement(C03, true, Tier.PRACTITIONER), new TierMove(C03, 2, 3, AT));
        assertThat(verbs()).containsExactly("achieved", "assessed", "asserted", "progressed");
        JsonNode assessed = said.get(1);
        assertThat(assessed.at("/result/success").asBoolean()).isTrue();
        assertThat(extension(assessed, Vocabulary.EVIDENCE).toString()).isEqualTo("[\"new\",\"old\"]");
        assertThat(extension(assessed, Vocabulary.CONFIDENCE).decimalValue()).isEqualByComparingTo("0.5");
        assertThat(said.get(2)
                        .path("object")
                        .path("definition")
                        .path("extensions")
                        .path(Vocabulary.COMPETENCY_IDENTIFIER)
                        .asText())
                .isEqualTo("C03");
        assertThat(said.get(2).has("result")).isFalse();
        assertThat(said.get(3)
                        .path("result")
                        .path("extensions")
                        .path(Vocabulary.PROGRESS)
                        .asInt())
                .isEqualTo(66);
    }

    @Test
    void nothingIsAssertedBelowTheTargetOrProvisionally() {
        nouns.targets = Map.of(C03, Tier.PRACTITIONER);
        nouns.evidence = List.of(seen("one", C03, 1));
        masteryChanged(placement(C03, true, Tier.LITERATE), new TierMove(C03, 1, 2, AT));
        assertThat(verbs()).containsExactly("achieved", "assessed", "progressed");
        assertThat(said.get(1).at("/result/success").asBoolean(true)).isFalse();
        said.clear();
        masteryChanged(
                new Placement(C03, true, Tier.PRACTITIONER, true, 0.6, OptionalDouble.empty(), -1, 1, Optional.empty()),
                new TierMove(C03, 2, 3, AT));
        assertThat(verbs()).containsExactly("achieved", "assessed", "progressed");
    }

    @Test
    void aTierThatWasLostIsAssessedAndNotAchieved() {
        nouns.targets = Map.of(C03, Tier.LITERATE);
        nouns.evidence = List.of(seen("one", C03, 1));
        masteryChanged(placement(C03, true, Tier.AWARE), new TierMove(C03, 2, 1, AT));
        assertThat(verbs()).containsExactly("assessed", "progressed");
    }

    @Test
    void theAccountOfThePlatformIsPreferredToOthersOfThePerson() {
        nouns.agents = Set.of("ACCOUNT https://content.test 9", "ACCOUNT https://moodle.test 5");
        pathChanged(Optional.empty(), "first-steps");
        assertThat(said.getFirst().at("/actor/account/homePage").asText()).isEqualTo("https://moodle.test");
    }

    @Test
    void recheckAndReminderAreSaidAndARiskOnlyWhereItIsSwitchedOn() {
        var announcements = new Announcements(nouns.configurations(), speaker, new EmissionSettings(true, false));
        Instant due = AT.plusSeconds(864_000);
        announcements.scheduled(TENANT, ANA, COURSE, C03, due, AT);
        announcements.reminded(TENANT, ANA, COURSE, C03, due, "page", AT);
        announcements.flaggedAtRisk(TENANT, ANA, COURSE, List.of("no-evidence-for-weeks"), AT);
        assertThat(verbs()).containsExactly("scheduled", "reminded");
        assertThat(extension(said.get(0), Vocabulary.DUE_DATE).asText()).isEqualTo("2026-12-03T12:00:00Z");
        new Announcements(nouns.configurations(), speaker, new EmissionSettings(true, true))
                .flaggedAtRisk(TENANT, ANA, COURSE, List.of("no-evidence-for-weeks"), AT);
        assertThat(verbs()).containsExactly("scheduled", "reminded", "flagged-at-risk");
    }

    @Test
    void aRecheckOnAFixedDayIsScheduledOnceAndOneThatIsReckonedAnewIsNot() {
        Instant due = AT.plusSeconds(2_592_000);
        var tier = new CompetencyTier(C03, Tier.LITERATE);
        var path = new LearningPath(
                List.of(),
                List.of(),
                0,
                0,
                List.of(
                        new LearningPath.Recheck(tier, due, new Reason.RecheckScheduled(30), Optional.empty()),
                        new LearningPath.Recheck(tier, due, new Reason.RecheckFading(0.4), Optional.empty())),
                Optional.empty());
        news.pathChanged(new PathChanged(TENANT, ANA, COURSE, path, Optional.empty(), 4, AT));
        news.pathChanged(new PathChanged(TENANT, ANA, COURSE, path, Optional.empty(), 5, AT.plusSeconds(60)));
        assertThat(verbs()).containsExactly("scheduled", "scheduled");
        assertThat(said.get(0).path("id")).isEqualTo(said.get(1).path("id"));
    }

    private List<String> verbs() {
        return said.stream()
                .map(each -> each.at("/verb/id").asText())
                .map(iri -> iri.substring(iri.lastIndexOf('/') + 1))
                .toList();
    }

    private static JsonNode extension(JsonNode statement, String name) {
        return statement.path("context").path("extensions").path(name);
    }

    private static Evidence seen(String id, CompetencyId competency, int day) {
        Instant when = AT.minusSeconds(864_000).plusSeconds(86_400L * day);
        return new Evidence(
                new EvidenceId(id),
                when,
                when,
                new ActivityId("https://moodle.test/q"),
                new TreeSet<>(Set.of(new CompetencyTier(competency, Tier.LITERATE))),
                1,
                new Observation.Answer(true));
    }

    @Test
    void aScoreThatWasAcceptedIsScored() {
        news.scoreAccepted(new ScoreAccepted(
                TENANT, ANA, COURSE, URI.create("https://moodle.test/lineitems/7/lineitem?type_id=1"), 62.5, 100, AT));
        assertThat(said).singleElement().satisfies(statement -> {
            assertThat(statement.at("/result/score/raw").decimalValue()).isEqualByComparingTo("62.5");
            assertThat(statement.at("/object/id").asText())
                    .isEqualTo("https://moodle.test/lineitems/7/lineitem?type_id=1");
        });
    }

    @Test
    void aPersonWithoutAnAccountIsNotSpokenOf() {
        nouns.agents = Set.of("MBOX mailto:ana@example.org");
        pathChanged(Optional.empty(), "first-steps");
        assertThat(said).isEmpty();
    }

    @Test
    void anAccountIsPreferredAndNoAddressLeaks() {
        nouns.agents = Set.of("MBOX mailto:ana@example.org", "ACCOUNT https://moodle.test 5");
        pathChanged(Optional.empty(), "first-steps");
        assertThat(said).hasSize(1);
        assertThat(said.getFirst().toString()).doesNotContain("ana@example.org");
    }

    @Test
    void whatWasSaidIsSaidOnceMoreUnderTheSameId() {
        pathChanged(Optional.empty(), "first-steps");
        pathChanged(Optional.empty(), "first-steps");
        assertThat(said.getFirst()).isEqualTo(said.getLast());
    }

    private void pathChanged(Optional<String> before, String... items) {
        List<Step> steps = new ArrayList<>();
        for (String item : items) {
            steps.add(new Step(
                    new LearningItemId(item),
                    new CompetencyTier(C03, Tier.LITERATE),
                    30,
                    List.of(),
                    List.of(new Reason.FurthestFromTarget(C03, 2))));
        }
        news.pathChanged(new PathChanged(
                TENANT,
                ANA,
                COURSE,
                new LearningPath(steps, List.of(), 30, 0),
                before.map(LearningItemId::new),
                4,
                AT));
    }

    private void masteryChanged(Placement placement, TierMove move) {
        nouns.moves = List.of(move);
        var placements = new TreeMap<CompetencyId, Placement>(Map.of(placement.competency(), placement));
        news.masteryChanged(new MasteryChanged(
                TENANT,
                ANA,
                new Standing(mastery(), placements, 3),
                new TreeSet<>(Set.of(placement.competency())),
                AT));
    }

    private static LearnerMastery mastery() {
        return new LearnerMastery(AT, "0", new TreeMap<>(), List.of());
    }

    private static Placement placement(CompetencyId competency, boolean known, Tier tier) {
        return new Placement(competency, known, tier, false, 0.75, OptionalDouble.empty(), -1, 1, Optional.empty());
    }
}
