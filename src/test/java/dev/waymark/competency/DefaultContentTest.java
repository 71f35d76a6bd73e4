package dev.waymark.competency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.competency.Configurations.ItemWords;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What comes with Waymark is whole: every target can be learned, and every word is there in both languages. */
class DefaultContentTest {

    private static final Locale ENGLISH = Locale.ENGLISH;
    private static final Locale SPANISH = Locale.of("es", "MX");

    private final Published content = BundledContent.read().published();

    @Test
    void asksOfEachRoleWhatTheTableOfTheLearningModelAsks() {
        Map<String, String> levelsOfC01ToC12 = new TreeMap<>();
        content.roles()
                .forEach(role -> levelsOfC01ToC12.put(
                        role.id().value(),
                        role.targets().values().stream()
                                .map(tier -> Integer.toString(tier.level()))
                                .collect(Collectors.joining())));

        assertThat(levelsOfC01ToC12)
                .containsOnly(
                        Map.entry("sales", "233222223112"),
                        Map.entry("customer-success", "222212222112"),
                        Map.entry("product-manager", "333332323222"),
                        Map.entry("data-scientist", "433443333423"),
                        Map.entry("data-analyst", "333343233312"),
                        Map.entry("marketer", "233322323112"),
                        Map.entry("operations-manager", "232233223122"),
                        Map.entry("software-engineer", "333323333322"),
                        Map.entry("people-leader", "232232322132"),
                        Map.entry("hr-learning", "233222333123"));
    }

    @Test
    void weighsRolesAndStartsThemAsTheTableSays() {
        assertThat(content.roles().stream().map(JobRole::weight))
                .containsExactly(1.0, 1.0, 1.0, 1.0, .8, .7, .7, .7, .8, .6);
        assertThat(content.roles().stream()
                        .filter(role -> role.start() == Tier.LITERATE)
                        .map(role -> role.id().value()))
                .containsExactly("product-manager", "data-analyst");
    }

    @Test
    void asksTheBaselineOfPeopleWithoutARole() {
        JobRole baseline = content.role(Optional.empty());

        assertThat(baseline.targets().keySet().stream().map(CompetencyId::value))
                .containsExactly("C01", "C02", "C03", "C04", "C07", "C08");
        assertThat(baseline.targets().values()).containsOnly(Tier.LITERATE);
        assertThat(content.role(Optional.of(new JobRoleId("astronaut")))).isEqualTo(baseline);
    }

    @Test
    void hasThePrerequisitesOfTheLearningModel() {
        assertThat(content.framework().prerequisites().stream()
                        .map(each -> each.target() + "<" + each.requires())
                        .collect(Collectors.joining(" ")))
                .isEqualTo("C02@2<C01@1 C03@2<C01@1 C03@3<C04@2 C04@2<C01@1 C04@2<C03@1 C05@2<C01@1 C06@2<C03@2"
                        + " C06@3<C04@2 C06@3<C08@2 C07@2<C01@1 C08@2<C01@1 C09@2<C02@2 C09@2<C03@2 C09@3<C04@2"
                        + " C09@3<C07@2 C10@2<C03@2 C10@2<C05@2 C10@3<C04@3 C10@3<C08@2 C10@4<C07@3 C11@2<C02@2"
                        + " C11@2<C07@2 C11@3<C08@2 C11@3<C09@2 C12@2<C09@2 C12@3<C09@3");
    }

    @Test
    void everyRoleAsksForAllThatItsTargetsRequire() {
        for (JobRole role : roles()) {
            for (CompetencyTier step : stepsOf(role)) {
                assertThat(role.targets().get(step.competency()))
                        .as("%s needs %s", role.id(), step)
                        .isGreaterThanOrEqualTo(step.tier());
            }
        }
    }

    @Test
    void everyStepOfEveryRoleCanBeLearned() {
        for (JobRole role : roles()) {
            for (CompetencyTier step : stepsOf(role)) {
                List<LearningItem> teaching = teaching(step);
                assertThat(teaching.stream()
                                .mapToDouble(item -> item.teaches().getOrDefault(step, 0.0))
                                .sum())
                        .as("%s for %s", step, role.id())
                        .isGreaterThan(0.999);
                assertThat(teaching)
                        .as("two items or more for %s, so that nobody is without a choice of pace", step)
                        .hasSizeGreaterThanOrEqualTo(2);
            }
        }
    }

    @Test
    void everyStepToTierThreeAndFourHasPracticalWork() {
        for (JobRole role : roles()) {
            for (CompetencyTier step : stepsOf(role)) {
                if (step.tier().level() >= 3) {
                    assertThat(teaching(step)).as("%s", step).anyMatch(LearningItem::practical);
                }
            }
        }
    }

    @Test
    void onlyWorkThatAPersonCanRateIsPractical() {
        assertThat(content.items().stream().filter(LearningItem::practical).map(LearningItem::method))
                .isNotEmpty()
                .doesNotContain(
                        DeliveryMethod.QUIZ,
                        DeliveryMethod.READING,
                        DeliveryMethod.MICROLEARNING,
                        DeliveryMethod.WEBINAR);
    }

    @Test
    void offersSeveralWaysToTierTwoAndAllDeliveryMethods() {
        assertThat(content.items()).hasSizeGreaterThanOrEqualTo(64);
        assertThat(content.items().stream().map(LearningItem::method)).contains(DeliveryMethod.values());
        for (CompetencyId competency : content.framework().competencies()) {
            assertThat(teaching(new CompetencyTier(competency, Tier.LITERATE)).stream()
                            .map(LearningItem::method)
                            .distinct())
                    .as("ways to %s@2", competency)
                    .hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void takesMicrolearningFifteenMinutes() {
        assertThat(content.items().stream()
                        .filter(item -> item.method() == DeliveryMethod.MICROLEARNING)
                        .map(LearningItem::minutes))
                .isNotEmpty()
                .containsOnly(15);
    }

    @Test
    void takesAProductManagerAboutAsLongAsTheTiersShould() {
        JobRole role = content.role(Optional.of(new JobRoleId("product-manager")));

        assertThat(hours(role, 2)).isBetween(10.0, 18.0);
        assertThat(hours(role, 3)).isBetween(20.0, 30.0);
    }

    @Test
    void saysEverythingInBothLanguages() {
        List<Function<Locale, String>> words = new ArrayList<>();
        var from = content.words();
        for (Tier tier : Tier.values()) {
            words.add(locale -> from.tier(tier, locale));
            for (CompetencyId competency : content.framework().competencies()) {
                words.add(locale -> from.descriptor(competency, tier, locale));
            }
        }
        content.framework().competencies().forEach(id -> words.add(locale -> from.competency(id, locale)));
        roles().forEach(role -> words.add(locale -> from.role(role.id(), locale)));
        for (LearningItem item : content.items()) {
            words.add(locale -> from.item(item.id(), locale).title());
            words.add(locale -> from.item(item.id(), locale).task());
            words.add(locale -> from.item(item.id(), locale).doneWhen());
        }

        for (var word : words) {
            assertThat(word.apply(ENGLISH)).isNotBlank().doesNotContain("!");
            assertThat(word.apply(SPANISH))
                    .isNotBlank()
                    .doesNotContain("!", "¡")
                    .isNotEqualTo(word.apply(ENGLISH));
            assertThat(word.apply(Locale.JAPANESE)).isEqualTo(word.apply(ENGLISH));
        }
    }

    @Test
    void hasNoWordsForWhatThisVersionDoesNotHave() {
        assertThatThrownBy(() -> content.words().competency(new CompetencyId("C99"), ENGLISH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("competency/C99");
    }

    @Test
    void givesATaskAndNeverABareTitle() {
        for (LearningItem item : content.items()) {
            for (Locale locale : List.of(ENGLISH, SPANISH)) {
                ItemWords words = content.words().item(item.id(), locale);
                assertThat(words.task().split("[.?](\\s|$)"))
                        .as("%s", item.id())
                        .hasSizeBetween(2, 4);
                assertThat(words.task()).as("%s", item.id()).hasSizeGreaterThan(120);
                assertThat(words.doneWhen()).as("%s", item.id()).endsWith(".");
                assertThat(words.title())
                        .as("%s", item.id())
                        .hasSizeLessThan(70)
                        .doesNotEndWith(".");
                assertThat(words.address()).isEmpty();
            }
        }
    }

    @Test
    void namesEachTitleOnce() {
        for (Locale locale : List.of(ENGLISH, SPANISH)) {
            assertThat(content.items().stream()
                            .map(item -> content.words().item(item.id(), locale).title()))
                    .doesNotHaveDuplicates();
        }
    }

    private List<JobRole> roles() {
        return Stream.concat(Stream.of(content.baseline()), content.roles().stream())
                .toList();
    }

    private List<CompetencyTier> stepsOf(JobRole role) {
        return role.targets().entrySet().stream()
                .flatMap(target ->
                        Reach.stepsTo(content, new CompetencyTier(target.getKey(), target.getValue())).stream())
                .distinct()
                .toList();
    }

    private List<LearningItem> teaching(CompetencyTier step) {
        return content.items().stream()
                .filter(item -> item.teaches().containsKey(step))
                .toList();
    }

    /** Hours of the shortest set of items that covers the role's steps to a tier, one step at a time. */
    private double hours(JobRole role, int level) {
        return stepsOf(role).stream()
                        .filter(step -> step.tier().level() == level)
                        .mapToInt(step -> shortest(teaching(step), step))
                        .sum()
                / 60.0;
    }

    private static int shortest(List<LearningItem> items, CompetencyTier step) {
        int best = Integer.MAX_VALUE;
        for (int set = 1; set < 1 << items.size(); set++) {
            double share = 0;
            int minutes = 0;
            for (int i = 0; i < items.size(); i++) {
                if ((set & 1 << i) != 0) {
                    share += items.get(i).teaches().getOrDefault(step, 0.0);
                    minutes += items.get(i).minutes();
                }
            }
            if (share > 0.999) best = Math.min(best, minutes);
        }
        return best;
    }
}
