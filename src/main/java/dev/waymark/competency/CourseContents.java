package dev.waymark.competency;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.competency.Configurations.ItemWords;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.competency.Configurations.Words;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Criterion;
import dev.waymark.engine.model.CutScores;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The content of courses with a set-up of their own. A published set-up never changes, so what it makes is kept in memory
 * under its name; which one is in force is asked each time, since another node may have published.
 */
@Singleton
class CourseContents {

    private record Key(TenantId tenant, String name) {}

    private record Number(TenantId tenant, CourseId course, long number) {}

    private record AllOf(TenantId tenant, String inForce, List<String> others) {}

    private final PublishedContent content;
    private final CourseRows rows;
    private final Cache<Number, String> names =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private final Cache<Key, Published> known =
            Caffeine.newBuilder().maximumSize(500).build();
    private final Cache<AllOf, Published> joined =
            Caffeine.newBuilder().maximumSize(100).build();

    CourseContents(PublishedContent content, CourseRows rows) {
        this.content = content;
        this.rows = rows;
    }

    Optional<Published> of(TenantId tenant, CourseId course) {
        long number = rows.number(tenant, course);
        if (number == 0) {
            return Optional.empty();
        }
        var key = new Number(tenant, course, number);
        String name = names.getIfPresent(key);
        if (name == null) {
            name = rows.one(tenant, course, number)
                    .map(CourseSetups.Kept::content)
                    .orElseThrow(() ->
                            new IllegalStateException("set-up %d of course %s is gone".formatted(number, course)));
            names.put(key, name);
        }
        return named(tenant, name);
    }

    Optional<Published> named(TenantId tenant, String name) {
        if (name.indexOf(CourseContent.COURSE_MARK) < 0) {
            return content.version(tenant, name).map(Content::published);
        }
        Published kept = known.getIfPresent(new Key(tenant, name));
        if (kept != null) {
            return Optional.of(kept);
        }
        Optional<Published> read = rows.ofContent(tenant, name).map(found -> made(tenant, found.setup()));
        read.ifPresent(made -> known.put(new Key(tenant, name), made));
        return read;
    }

    /**
     * @throws IllegalArgumentException if the version is not published, or the set-up names what cannot be
     */
    Published made(TenantId tenant, CourseSetup setup) {
        return CourseContent.of(version(tenant, setup.framework()), setup);
    }

    /**
     * @throws IllegalArgumentException if it is not published
     */
    Content version(TenantId tenant, String framework) {
        return content.version(tenant, framework)
                .orElseThrow(() -> new IllegalArgumentException(
                        "a published version of a framework was expected, found \"%s\"".formatted(framework)));
    }

    Published across(TenantId tenant) {
        Published house = content.inForce(tenant).published();
        List<String> others = rows.frameworks(tenant).stream()
                .filter(each -> !each.equals(house.version()))
                .toList();
        return others.isEmpty()
                ? house
                : joined.get(
                        new AllOf(tenant, house.version(), others),
                        key -> join(
                                house,
                                others.stream()
                                        .map(each -> version(tenant, each).published())
                                        .toList()));
    }

    /** Each competency comes from the version in force, else from the first other one that has it. */
    private static Published join(Published house, List<Published> others) {
        Map<CompetencyId, CutScores> cuts = new TreeMap<>(house.framework().cutScores());
        Map<CompetencyTier, Criterion> criteria =
                new TreeMap<>(house.framework().criteria());
        Map<CompetencyId, Words> owners = new TreeMap<>();
        List<String> names = new ArrayList<>();
        for (Published other : others) {
            List<CompetencyId> more = other.framework().competencies().stream()
                    .filter(each -> !cuts.containsKey(each))
                    .toList();
            if (!more.isEmpty()) {
                names.add(other.version());
            }
            for (CompetencyId each : more) {
                cuts.put(each, other.framework().cutScoresOf(each));
                owners.put(each, other.words());
            }
            other.framework().criteria().forEach((target, criterion) -> {
                if (more.contains(target.competency())) {
                    criteria.put(target, criterion);
                }
            });
        }
        if (names.isEmpty()) {
            return house;
        }
        String version = house.version() + "&"
                + Documents.sha256Of(String.join("\n", names)).substring(0, 12);
        return new Published(
                version,
                new Framework(version, cuts, house.framework().prerequisites(), criteria),
                house.roles(),
                house.baseline(),
                house.items(),
                new JoinedWords(house.words(), owners));
    }

    private record JoinedWords(Words house, Map<CompetencyId, Words> owners) implements Words {
        @Override
        public String competency(CompetencyId id, Locale locale) {
            return owners.getOrDefault(id, house).competency(id, locale);
        }

        @Override
        public String descriptor(CompetencyId id, Tier tier, Locale locale) {
            return owners.getOrDefault(id, house).descriptor(id, tier, locale);
        }

        @Override
        public String tier(Tier tier, Locale locale) {
            return house.tier(tier, locale);
        }

        @Override
        public String role(JobRoleId id, Locale locale) {
            return house.role(id, locale);
        }

        @Override
        public ItemWords item(LearningItemId id, Locale locale) {
            return house.item(id, locale);
        }

        @Override
        public Optional<String> activity(ActivityId activity, Locale locale) {
            return house.activity(activity, locale);
        }
    }
}
