package dev.waymark.competency;

import dev.waymark.competency.Configurations.ItemWords;
import dev.waymark.competency.Configurations.Words;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The words of one version. What a language lacks is said in English, which is complete. */
final class ContentWords implements Words {

    private static final String FALLBACK = "en";

    private final Map<String, Map<String, String>> byKey = new HashMap<>();
    private final Map<LearningItemId, URI> addresses = new HashMap<>();

    ContentWords(ContentFiles.Framework framework, ContentFiles.Roles roles, ContentFiles.Catalogue catalogue) {
        byKey.put("framework", framework.name());
        for (Tier tier : Tier.values()) {
            byKey.put("tier/" + tier.level(), framework.tiers().get(tier.ordinal()));
        }
        for (var competency : framework.competencies()) {
            byKey.put("competency/" + competency.id(), competency.name());
            List<Map<String, String>> descriptors = competency.descriptors();
            for (Tier tier : Tier.values()) {
                byKey.put(
                        "descriptor/" + competency.id() + "@" + tier.level(),
                        descriptors == null
                                ? GeneralWords.descriptor(tier, competency.name())
                                : descriptors.get(tier.ordinal()));
            }
        }
        if (framework.criteria() != null) {
            framework.criteria().forEach(each -> nameActivities(each.demand()));
        }
        byKey.put("role/" + roles.baseline().id(), roles.baseline().name());
        roles.roles().forEach(role -> byKey.put("role/" + role.id(), role.name()));
        for (var item : catalogue.items()) {
            byKey.put("title/" + item.id(), item.title());
            byKey.put("task/" + item.id(), item.task());
            byKey.put("doneWhen/" + item.id(), item.doneWhen());
            if (item.address() != null) {
                addresses.put(new LearningItemId(item.id()), URI.create(item.address()));
            }
        }
    }

    private void nameActivities(ContentFiles.Condition condition) {
        if (condition.all() != null) {
            condition.all().forEach(this::nameActivities);
        }
        if (condition.any() != null) {
            condition.any().forEach(this::nameActivities);
        }
        Map<String, String> name = condition.name();
        if (name != null) {
            Stream.of(condition.activity(), condition.completed(), condition.badge())
                    .filter(Objects::nonNull)
                    .forEach(iri -> byKey.putIfAbsent("activity/" + iri, name));
        }
    }

    @Override
    public Optional<String> activity(ActivityId activity, Locale locale) {
        String key = "activity/" + activity.iri();
        return byKey.containsKey(key) ? Optional.of(word(key, locale)) : Optional.empty();
    }

    @Override
    public Optional<String> framework(Locale locale) {
        return Optional.of(word("framework", locale)).filter(name -> !name.isBlank());
    }

    @Override
    public String competency(CompetencyId id, Locale locale) {
        return word("competency/" + id, locale);
    }

    @Override
    public String descriptor(CompetencyId id, Tier tier, Locale locale) {
        return word("descriptor/" + id + "@" + tier.level(), locale);
    }

    @Override
    public String tier(Tier tier, Locale locale) {
        return word("tier/" + tier.level(), locale);
    }

    @Override
    public String role(JobRoleId id, Locale locale) {
        return word("role/" + id, locale);
    }

    @Override
    public ItemWords item(LearningItemId id, Locale locale) {
        return new ItemWords(
                word("title/" + id, locale),
                word("task/" + id, locale),
                word("doneWhen/" + id, locale),
                Optional.ofNullable(addresses.get(id)));
    }

    private String word(String key, Locale locale) {
        Map<String, String> languages = byKey.get(key);
        if (languages == null) {
            throw new IllegalArgumentException("this version of the content has no " + key);
        }
        String inLanguage = languages.get(locale.getLanguage());
        return inLanguage != null ? inLanguage : languages.getOrDefault(FALLBACK, "");
    }
}
