package dev.waymark.home;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.ItemWords;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import dev.waymark.web.PlainNames;
import dev.waymark.web.TierMark;
import dev.waymark.web.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What things are called for one reader: our sentences, and the names that the configuration gives. */
record Naming(Words words, Configurations.Words names) {

    String competency(CompetencyId id) {
        return names.competency(id, words.locale());
    }

    /** Such as "Literate". */
    String tier(Tier tier) {
        return names.tier(tier, words.locale());
    }

    /** Such as "2 Literate". */
    String numbered(Tier tier) {
        return words.text("web.tier", tier.level(), tier(tier));
    }

    /** Such as "2 Literate in Checking outputs". */
    String tierIn(CompetencyTier what) {
        return words.text("home.tier-in", numbered(what.tier()), competency(what.competency()));
    }

    TierMark mark(Tier tier) {
        return new TierMark(tier.level(), numbered(tier));
    }

    String role(JobRoleId id) {
        return names.role(id, words.locale());
    }

    ItemWords item(LearningItemId id) {
        return names.item(id, words.locale());
    }

    /** The name of a thing of ours that a statement is about; empty if the reader's configuration does not have it. */
    Optional<String> ours(PlainNames.Ours which) {
        try {
            return switch (which.kind()) {
                case COMPETENCY, RECHECK -> Optional.of(competency(new CompetencyId(which.id())));
                case ITEM -> Optional.of(item(new LearningItemId(which.id())).title());
                case FRAMEWORK -> names.framework(words.locale());
                case PATH, COURSE, PROFILE -> Optional.empty();
            };
        } catch (IllegalArgumentException notHere) {
            return Optional.empty();
        }
    }

    String method(DeliveryMethod method) {
        return words.text("home.method." + method.name().toLowerCase(Locale.ROOT));
    }

    List<String> tiers() {
        return Arrays.stream(Tier.values()).map(this::tier).toList();
    }
}
