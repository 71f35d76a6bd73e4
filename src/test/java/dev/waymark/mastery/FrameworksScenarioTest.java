package dev.waymark.mastery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Frameworks;
import dev.waymark.competency.Frameworks.Difference;
import dev.waymark.competency.Frameworks.Format;
import dev.waymark.competency.Frameworks.Kind;
import dev.waymark.competency.Frameworks.Publishing;
import dev.waymark.competency.Frameworks.Report;
import dev.waymark.competency.Frameworks.Upload;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.Placement.Cap;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Launches;
import dev.waymark.evidence.OwnObservations;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From a file to a version in force, and what that does to people. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = "waymark.mastery.recount", value = "1h")
class FrameworksScenarioTest {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final CompetencyId SKILL = new CompetencyId("C03");

    @Inject
    Frameworks frameworks;

    @Inject
    Configurations configurations;

    @Inject
    ApplicationEventPublisher<LaunchAccepted> launches;

    @Inject
    Learners learners;

    @Inject
    OwnObservations own;

    @Inject
    Masteries masteries;

    @Inject
    Reevaluation reevaluation;

    @Test
    void aCriterionThatComesIntoForceCapsEveryoneItConcernsAndGoesAgain() {
        LearnerId learner = literate("framework-1");
        assertThat(tier(learner)).isEqualTo(Tier.LITERATE);
        String before = inForce();

        String draft = keep(Kind.CRITERIA, """
                {"criteria": [{"target": "C03@2", "demand": {"any": [
                  {"scoreAtLeast": 0.75, "activity": "https://lms.test/a1", "name": {"en": "Assignment 1"}},
                  {"badge": "https://lms.test/badge/1"}]}}]}
                """, before);
        assertThat(frameworks.review(TENANT, draft).orElseThrow().changes())
                .extracting(Difference::what, Difference::id)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Difference.What.CRITERION, "C03@2"));
        assertThat(frameworks.publish(TENANT, draft, true, "test")).isInstanceOf(Publishing.Published.class);
        assertThat(inForce()).isNotEqualTo(before).startsWith("ai-upskilling/");
        reevaluation.workOff();

        Placement capped = placement(learner);
        assertThat(capped.tier()).isEqualTo(Tier.AWARE);
        assertThat(capped.cap()).contains(Cap.CRITERION_UNMET);
        assertThat(masteries.moves(TENANT, learner, 1))
                .singleElement()
                .satisfies(move -> assertThat(move.to()).isEqualTo(1));

        assertThat(frameworks.putInForce(TENANT, before)).isTrue();
        reevaluation.workOff();
        assertThat(tier(learner)).isEqualTo(Tier.LITERATE);
        assertThat(masteries.moves(TENANT, learner, 1))
                .singleElement()
                .satisfies(move -> assertThat(move.to()).isEqualTo(2));
    }

    @Test
    void aCircleIsRefusedWithItsMembersAndAnUnreachableTargetWithTheWayToIt() {
        Upload circle = new Upload(
                Kind.PREREQUISITES, bytes("target,requires\nC03@2,C04@2\nC04@2,C03@2\n"), inForce(), Optional.empty());
        assertThat(frameworks.check(TENANT, circle).findings())
                .extracting(Frameworks.Finding::line, Frameworks.Finding::found)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(2, "C03@2 needs C04@2 needs C03@2"),
                        org.assertj.core.groups.Tuple.tuple(3, "C03@2 needs C04@2 needs C03@2"));
        assertThat(frameworks.keep(TENANT, circle, "test")).isEmpty();

        String catalogue = """
                {"items": [{"id": "one", "teaches": {"C06@2": 1, "C06@3": 1, "C03@2": 1}, "minutes": 30,
                  "method": "project", "practical": true, "title": {"en": "a", "es": "a"},
                  "task": {"en": "a", "es": "a"}, "doneWhen": {"en": "a", "es": "a"}}]}
                """;
        Report report =
                frameworks.check(TENANT, new Upload(Kind.CATALOGUE, bytes(catalogue), inForce(), Optional.empty()));
        assertThat(report.obstacles())
                .anyMatch(reason -> reason.contains("role data-scientist asks for C06@3, which is out of reach:"
                        + " the catalogue covers 0.00 of C08@2, expected 1 (C06@3 needs C08@2)"));
    }

    /** What keeps a draft from being published is told by the rows of the file it rests on. */
    @Test
    void aTargetOutOfReachIsToldWithTheRowsThatAskForItAndThatPutItThere() {
        String few = keep(Kind.CATALOGUE, """
                {"items": [{"id": "one", "teaches": {"C03@2": 1}, "minutes": 30,
                  "method": "project", "practical": true, "title": {"en": "a", "es": "a"},
                  "task": {"en": "a", "es": "a"}, "doneWhen": {"en": "a", "es": "a"}}]}
                """, inForce());
        String free = keep(Kind.PREREQUISITES, "target,requires\nC03@2,C01@1\n", few);
        String roles = "role,baseline,name_en,start,c03\nall-staff,yes,All,1,2\nsales,,Sales,1,3\n";
        assertThat(frameworks
                        .check(TENANT, new Upload(Kind.ROLES, bytes(roles), free, Optional.empty()))
                        .obstacles())
                .containsExactly("line 3, column c03: roles.json: role sales asks for C03@3, which is out of reach:"
                        + " the catalogue covers 0.00 of C03@3, expected 1");

        String reachable = keep(Kind.ROLES, roles.replace(",1,3", ",1,2"), free);
        assertThat(frameworks.review(TENANT, reachable).orElseThrow().obstacles())
                .isEmpty();
        Report report = frameworks.check(
                TENANT,
                new Upload(
                        Kind.PREREQUISITES,
                        bytes("target,requires\nC05@2,C06@2\nC03@2,C08@2\n"),
                        reachable,
                        Optional.empty()));
        assertThat(report.findings()).isEmpty();
        assertThat(report.obstacles())
                .hasSize(2)
                .allSatisfy(obstacle -> assertThat(obstacle)
                        .startsWith("line 3, column requires: roles.json: role ")
                        .endsWith("the catalogue covers 0.00 of C08@2, expected 1 (C03@2 needs C08@2)"));
        frameworks.discard(TENANT, few);
    }

    @Test
    void aDryRunKeepsNothingAndAFaultyFileMakesNoDraft() {
        int before = frameworks.drafts(TENANT).size();
        Upload faulty = new Upload(Kind.ROLES, bytes("role,name_en\nx\n"), inForce(), Optional.empty());
        assertThat(frameworks.check(TENANT, faulty).findings()).isNotEmpty();
        assertThat(frameworks.keep(TENANT, faulty, "test")).isEmpty();
        assertThat(frameworks.drafts(TENANT)).hasSize(before);
        assertThat(frameworks
                        .check(TENANT, new Upload(Kind.ROLES, new byte[] {(byte) 0xff}, inForce(), Optional.empty()))
                        .findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.expected()).contains("UTF-8"));
    }

    @Test
    void aForeignPackageBecomesAVersionForCoursesAndGoesOutAsItCame() throws Exception {
        byte[] messy;
        try (var stream = getClass().getResourceAsStream("/case/messy.json")) {
            messy = stream.readAllBytes();
        }
        String held = inForce();
        String draft = frameworks
                .keep(TENANT, new Upload(Kind.CASE, messy, held, Optional.of("leaves")), "test")
                .orElseThrow();
        assertThat(frameworks.review(TENANT, draft).orElseThrow().obstacles()).isEmpty();
        assertThat(frameworks.publish(TENANT, draft, false, "test"))
                .isInstanceOfSatisfying(Publishing.Published.class, published -> {
                    assertThat(published.version()).isEqualTo("example-standards/1");
                    assertThat(frameworks
                                    .export(TENANT, published.version(), Format.CASE_1_1)
                                    .orElseThrow())
                            .contains("vendorNote", "weightedBy", "漢字", "isPeerOf");
                });
        assertThat(inForce()).isEqualTo(held);
        assertThat(frameworks.publish(TENANT, draft, true, "test")).isInstanceOf(Publishing.NoSuchDraft.class);
        assertThat(frameworks.export(TENANT, "no-such/1", Format.CASE_1_1)).isEmpty();
    }

    private LearnerId literate(String user) {
        launches.publishEvent(Launches.of(user, Role.LEARNER));
        LearnerId learner =
                learners.bySubject(TENANT, Launches.MOODLE, user).orElseThrow().id();
        List<OwnObservations.Own> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Instant at = Instant.now().minusSeconds(600 - i);
            answers.add(new OwnObservations.Own(
                    new Evidence(
                            new EvidenceId(user + "-" + i),
                            at,
                            at,
                            new ActivityId("urn:waymark:question:" + i),
                            new TreeSet<>(Set.of(new CompetencyTier(SKILL, Tier.LITERATE))),
                            1,
                            new Observation.Answer(true)),
                    "http://adlnet.gov/expapi/verbs/answered",
                    "Question " + i,
                    Optional.empty()));
        }
        own.enter(TENANT, learner, answers);
        return learner;
    }

    private Tier tier(LearnerId learner) {
        return placement(learner).tier();
    }

    private Placement placement(LearnerId learner) {
        return masteries.at(TENANT, learner, Instant.now()).placements().get(SKILL);
    }

    private String inForce() {
        return configurations.inForce(TENANT).version();
    }

    private String keep(Kind kind, String text, String base) {
        return frameworks
                .keep(TENANT, new Upload(kind, bytes(text), base, Optional.empty()), "test")
                .orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
