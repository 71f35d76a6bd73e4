package dev.waymark.competency;

import dev.waymark.competency.Configurations.ItemWords;
import dev.waymark.competency.Configurations.Words;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import java.util.Locale;
import java.util.Optional;

/** The words of one version, and for competencies and roles that it does not have those of all others in use. */
record WordsOfAll(Words own, Words others) implements Words {

    @Override
    public Optional<String> framework(Locale locale) {
        return own.framework(locale);
    }

    @Override
    public String competency(CompetencyId id, Locale locale) {
        try {
            return own.competency(id, locale);
        } catch (IllegalArgumentException notOurs) {
            return others.competency(id, locale);
        }
    }

    @Override
    public String descriptor(CompetencyId id, Tier tier, Locale locale) {
        try {
            return own.descriptor(id, tier, locale);
        } catch (IllegalArgumentException notOurs) {
            return others.descriptor(id, tier, locale);
        }
    }

    @Override
    public String tier(Tier tier, Locale locale) {
        return own.tier(tier, locale);
    }

    @Override
    public String role(JobRoleId id, Locale locale) {
        try {
            return own.role(id, locale);
        } catch (IllegalArgumentException notOurs) {
            return others.role(id, locale);
        }
    }

    @Override
    public ItemWords item(LearningItemId id, Locale locale) {
        return own.item(id, locale);
    }

    @Override
    public Optional<String> activity(ActivityId activity, Locale locale) {
        return own.activity(activity, locale).or(() -> others.activity(activity, locale));
    }
}
