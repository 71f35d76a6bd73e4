package dev.waymark.mastery;

import dev.waymark.competency.Configurations.ItemWords;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.Configurations.Words;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Prerequisite;
import dev.waymark.engine.model.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Published content small enough to reason about: four competencies, two roles, a quiz and a page bound to the course,
 * and two self-contained items for each tier step.
 */
public final class SmallContent {

    public static final CompetencyId BASICS = new CompetencyId("C01");
    public static final CompetencyId TOOLS = new CompetencyId("C02");
    public static final CompetencyId PROMPTING = new CompetencyId("C03");
    public static final CompetencyId CHECKING = new CompetencyId("C04");
    public static final List<CompetencyId> ALL = List.of(BASICS, TOOLS, PROMPTING, CHECKING);

    public static final JobRoleId ANALYST = new JobRoleId("data-analyst");
    public static final JobRoleId SERVICE = new JobRoleId("customer-service");

    public static final ActivityId BASICS_QUIZ = new ActivityId("https://lms.test/mod/quiz/view.php?id=12");
    public static final LearningItemId BASICS_QUIZ_ITEM = new LearningItemId("basics-quiz");

    private SmallContent() {}

    public static Published published(String version) {
        var cuts = new TreeMap<CompetencyId, CutScores>();
        ALL.forEach(competency -> cuts.put(competency, CutScores.DEFAULT));
        var framework = new Framework(
                version,
                cuts,
                Set.of(
                        new Prerequisite(step(PROMPTING, 3), step(CHECKING, 2)),
                        new Prerequisite(step(TOOLS, 3), step(PROMPTING, 2)),
                        new Prerequisite(step(CHECKING, 3), step(PROMPTING, 2))));
        var analyst = new JobRole(ANALYST, 0.8, Tier.LITERATE, targets(3));
        var service = new JobRole(SERVICE, 1.0, Tier.AWARE, targets(2));
        var everybody = new JobRole(
                new JobRoleId("all-staff"), 1.0, Tier.AWARE, Map.of(BASICS, Tier.LITERATE, PROMPTING, Tier.LITERATE));
        return new Published(version, framework, List.of(analyst, service), everybody, items(), new IdsAsWords());
    }

    public static CompetencyTier step(CompetencyId competency, int level) {
        return new CompetencyTier(competency, Tier.ofLevel(level));
    }

    public static LearningItemId item(CompetencyId competency, int level, String kind) {
        return new LearningItemId(competency.value().toLowerCase(Locale.ROOT) + "-t" + level + "-" + kind);
    }

    private static Map<CompetencyId, Tier> targets(int level) {
        Map<CompetencyId, Tier> targets = new TreeMap<>();
        ALL.forEach(competency -> targets.put(competency, Tier.ofLevel(level)));
        return targets;
    }

    private static List<LearningItem> items() {
        List<LearningItem> items = new ArrayList<>();
        items.add(new LearningItem(
                BASICS_QUIZ_ITEM,
                Map.of(step(BASICS, 2), 0.5),
                15,
                DeliveryMethod.QUIZ,
                false,
                Optional.of(BASICS_QUIZ)));
        int minutes = 40;
        for (CompetencyId competency : ALL) {
            for (int level = 2; level <= 4; level++) {
                minutes += 5;
                items.add(new LearningItem(
                        item(competency, level, "read"),
                        Map.of(step(competency, level), 0.5),
                        minutes,
                        DeliveryMethod.READING,
                        false,
                        Optional.empty()));
                items.add(new LearningItem(
                        item(competency, level, "lab"),
                        Map.of(step(competency, level), 0.6),
                        minutes + 30,
                        DeliveryMethod.LAB,
                        level > 2,
                        Optional.empty()));
            }
        }
        return items;
    }

    private record IdsAsWords() implements Words {
        @Override
        public String competency(CompetencyId id, Locale locale) {
            return id.value();
        }

        @Override
        public String descriptor(CompetencyId id, Tier tier, Locale locale) {
            return id + " at " + tier;
        }

        @Override
        public String tier(Tier tier, Locale locale) {
            return tier.name();
        }

        @Override
        public String role(JobRoleId id, Locale locale) {
            return id.value();
        }

        @Override
        public ItemWords item(LearningItemId id, Locale locale) {
            return new ItemWords(id.value(), "Do it.", "It is done.", Optional.empty());
        }
    }
}
