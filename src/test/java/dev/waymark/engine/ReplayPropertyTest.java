package dev.waymark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.estimate.Constants;
import dev.waymark.engine.estimate.Estimator;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearnerMastery;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.ParameterSnapshot;
import dev.waymark.engine.model.Placement;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.engine.model.StatementFacts.Activity;
import dev.waymark.engine.model.StatementFacts.Result;
import dev.waymark.engine.model.Tier;
import dev.waymark.engine.place.TierRule;
import dev.waymark.engine.plan.PlanRequest;
import dev.waymark.engine.plan.Planner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** From statements to the path, whichever way the statements came: the same bits. */
class ReplayPropertyTest {

    private static final Instant START = Instant.parse("2026-09-01T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final Framework FRAMEWORK = framework();

    /** All that a learner is shown. */
    private record Shown(LearnerMastery mastery, SortedMap<CompetencyId, Placement> placements, LearningPath path) {}

    @Property(tries = 150)
    void theOrderOfArrivalDoesNotMatter(@ForAll long seed) {
        List<StatementFacts> history = history(seed);
        List<StatementFacts> shuffled = new ArrayList<>(history);
        Collections.shuffle(shuffled, new Random(seed + 1));
        assertThat(shown(shuffled)).isEqualTo(shown(history));
    }

    @Property(tries = 150)
    void doublesDoNotMatterUnderTheSameIdOrAnother(@ForAll long seed) {
        List<StatementFacts> history = history(seed);
        List<StatementFacts> doubled = new ArrayList<>(history);
        Random random = new Random(seed + 1);
        for (StatementFacts each : history) {
            if (random.nextInt(3) == 0) {
                doubled.add(random.nextBoolean() ? each : withId(each, "z" + each.id(), each.voided()));
            }
        }
        Collections.shuffle(doubled, random);
        assertThat(shown(doubled)).isEqualTo(shown(history));
    }

    @Property(tries = 150)
    void aVoidedStatementIsAsIfItHadNeverBeen(@ForAll long seed) {
        Random random = new Random(seed + 1);
        List<StatementFacts> without = new ArrayList<>();
        List<StatementFacts> voided = new ArrayList<>();
        for (StatementFacts each : history(seed)) {
            boolean gone = random.nextInt(4) == 0;
            voided.add(gone ? withId(each, each.id().value(), true) : each);
            if (!gone) {
                without.add(each);
            }
        }
        assertThat(shown(voided)).isEqualTo(shown(without));
    }

    /** What is mapped group by group, as each late statement comes in, is what is mapped at once. */
    @Property(tries = 150)
    void lateStatementsReadGroupByGroupComeToTheSame(@ForAll long seed) {
        List<StatementFacts> history = history(seed);
        Collections.shuffle(history, new Random(seed + 1));
        Map<String, List<StatementFacts>> groups = new HashMap<>();
        Map<EvidenceId, Mapped> ledger = new HashMap<>();
        for (StatementFacts each : history) {
            List<StatementFacts> group = groups.computeIfAbsent(
                    dev.waymark.evidence.ReadingRules.mapper().groupOf(each), key -> new ArrayList<>());
            group.add(each);
            dev.waymark.evidence.ReadingRules.mapper()
                    .map(group, ReplayPropertyTest::alignment)
                    .forEach(outcome -> ledger.put(outcome.statement(), outcome));
        }
        assertThat(shownFrom(ledger.values())).isEqualTo(shown(history));
    }

    private static Shown shown(List<StatementFacts> statements) {
        return shownFrom(dev.waymark.evidence.ReadingRules.mapper().map(statements, ReplayPropertyTest::alignment));
    }

    private static Shown shownFrom(Collection<Mapped> outcomes) {
        List<Evidence> evidence = new ArrayList<>();
        for (Mapped each : outcomes) {
            if (each instanceof Mapped.Counted counted) {
                evidence.add(counted.evidence());
            }
        }
        LearnerMastery mastery = new Estimator(Constants.PUBLISHED)
                .estimate(evidence, FRAMEWORK, ParameterSnapshot.INITIAL, Tier.AWARE, NOW);
        SortedMap<CompetencyId, Placement> placements = new TreeMap<>();
        mastery.estimates()
                .forEach((competency, estimate) -> placements.put(
                        competency, TierRule.PUBLISHED.place(estimate, FRAMEWORK.cutScoresOf(competency))));
        Map<CompetencyId, Tier> targets = new HashMap<>();
        FRAMEWORK.competencies().forEach(each -> targets.put(each, Tier.PRACTITIONER));
        LearningPath path = new Planner()
                .plan(new PlanRequest(
                        FRAMEWORK,
                        new JobRole(new JobRoleId("tester"), 1, Tier.AWARE, targets),
                        mastery.estimates(),
                        placements,
                        catalogue(),
                        Choices.DEFAULT,
                        LearningPath.EMPTY));
        return new Shown(mastery, placements, path);
    }

    private static List<StatementFacts> history(long seed) {
        Random random = new Random(seed);
        List<StatementFacts> found = new ArrayList<>();
        for (int sitting = 0; sitting < 12; sitting++) {
            Instant at = START.plusSeconds(random.nextInt(60 * 86_400));
            int about = 1 + random.nextInt(4);
            Activity quiz = activity(
                    "http://lms.test/mod/quiz/view.php?id=" + about, "http://adlnet.gov/expapi/activities/assessment");
            Activity attempt = activity(
                    "http://lms.test/mod/quiz/attempt.php?attempt=" + sitting,
                    "http://adlnet.gov/expapi/activities/attempt");
            int right = 0;
            for (int question = 0; question < 5; question++) {
                boolean correct = random.nextInt(3) > 0;
                right += correct ? 1 : 0;
                found.add(statement(
                        "s%02d-%d".formatted(sitting, question),
                        at,
                        "http://adlnet.gov/expapi/verbs/answered",
                        activity(
                                "http://lms.test/question/question.php?id=" + about + question,
                                "http://adlnet.gov/expapi/activities/cmi.interaction"),
                        List.of(attempt, quiz),
                        result(Double.NaN, Optional.of(correct))));
            }
            double reported = random.nextInt(5) == 0 ? 5 - right : right;
            found.add(statement(
                    "s%02d".formatted(sitting),
                    at,
                    "http://adlnet.gov/expapi/verbs/completed",
                    attempt,
                    List.of(quiz),
                    result(reported, Optional.of(true))));
            found.add(statement(
                    "p%02d".formatted(sitting),
                    at.minusSeconds(60 + sitting),
                    "http://adlnet.gov/expapi/verbs/completed",
                    activity(
                            "http://lms.test/mod/page/view.php?id=" + about,
                            "https://w3id.org/xapi/acrossx/activities/page"),
                    List.of(),
                    result(Double.NaN, Optional.empty())));
            if (random.nextInt(3) == 0) {
                found.add(statement(
                        "u%02d".formatted(sitting),
                        at.plusSeconds(7),
                        "https://xapi.edlm/profiles/edlm-lms/concepts/verbs/uncompleted",
                        activity(
                                "http://lms.test/mod/page/view.php?id=" + about,
                                "https://w3id.org/xapi/acrossx/activities/page"),
                        List.of(),
                        Result.NONE));
            }
        }
        return found;
    }

    private static Result result(double raw, Optional<Boolean> success) {
        boolean scored = !Double.isNaN(raw);
        return new Result(
                OptionalDouble.empty(),
                scored ? OptionalDouble.of(raw) : OptionalDouble.empty(),
                scored ? OptionalDouble.of(0) : OptionalDouble.empty(),
                scored ? OptionalDouble.of(5) : OptionalDouble.empty(),
                success,
                Optional.of(true));
    }

    private static StatementFacts statement(
            String id, Instant at, String verb, Activity object, List<Activity> parents, Result result) {
        return new StatementFacts(
                new EvidenceId(id),
                at,
                at.plusSeconds(1),
                verb,
                Optional.of(object),
                parents,
                List.of(),
                List.of(),
                result,
                true,
                false,
                Optional.of("r"),
                Optional.empty(),
                false);
    }

    private static StatementFacts withId(StatementFacts one, String id, boolean voided) {
        return new StatementFacts(
                new EvidenceId(id),
                one.experienced(),
                one.stored(),
                one.verb(),
                one.object(),
                one.parents(),
                one.grouping(),
                one.categories(),
                one.result(),
                one.actorIsLearner(),
                one.actorIsInstructor(),
                one.registration(),
                one.eventName(),
                voided);
    }

    private static Activity activity(String id, String type) {
        return new Activity(new ActivityId(id), Optional.of(type), Optional.empty());
    }

    private static Optional<Alignment> alignment(Activity activity) {
        String iri = activity.id().iri();
        boolean quiz = iri.contains("/mod/quiz/view.php?id=");
        if (!quiz && !iri.contains("/mod/page/view.php?id=")) {
            return Optional.empty();
        }
        CompetencyId competency = new CompetencyId("C0" + iri.charAt(iri.length() - 1));
        return Optional.of(new Alignment(
                activity.id(),
                new TreeSet<>(Set.of(new CompetencyTier(competency, Tier.LITERATE))),
                quiz ? EvidenceKind.ASSESSMENT : EvidenceKind.EXPOSURE,
                1,
                false));
    }

    private static Framework framework() {
        Map<CompetencyId, CutScores> cuts = new HashMap<>();
        for (int i = 1; i <= 4; i++) {
            cuts.put(new CompetencyId("C0" + i), CutScores.DEFAULT);
        }
        return new Framework("test/1", cuts, Set.of());
    }

    private static List<LearningItem> catalogue() {
        List<LearningItem> items = new ArrayList<>();
        for (CompetencyId competency : FRAMEWORK.competencies()) {
            for (int level = 2; level <= 3; level++) {
                items.add(new LearningItem(
                        new LearningItemId(competency.value().toLowerCase(Locale.ROOT) + "-t" + level),
                        Map.of(new CompetencyTier(competency, Tier.ofLevel(level)), 1.0),
                        60 * level,
                        DeliveryMethod.LAB,
                        level == 3,
                        Optional.empty()));
            }
        }
        return items;
    }
}
