package dev.waymark.home;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.Tier;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a learner supposes besides their choices: another role, or a tier that they do not hold yet.
 *
 * @param role empty for their own
 * @param tiers in the place of what their evidence bears out
 */
record Supposed(Optional<JobRoleId> role, SortedMap<CompetencyId, Tier> tiers) {

    static final Supposed NOTHING = new Supposed(Optional.empty(), Collections.emptySortedMap());

    /** What does not exist is not supposed. */
    static Supposed of(Form form, Visit visit) {
        Optional<JobRoleId> role = visit.configuration().roles().stream()
                .map(each -> each.id())
                .filter(id ->
                        form.one("suppose-role").filter(id.value()::equals).isPresent())
                .findFirst();
        SortedMap<CompetencyId, Tier> tiers = new TreeMap<>();
        visit.configuration().framework().competencies().stream()
                .filter(id ->
                        form.one("suppose-skill").filter(id.value()::equals).isPresent())
                .findFirst()
                .ifPresent(id -> Arrays.stream(Tier.values())
                        .filter(tier -> form.one("suppose-tier")
                                .filter(Integer.toString(tier.level())::equals)
                                .isPresent())
                        .findFirst()
                        .ifPresent(tier -> tiers.put(id, tier)));
        return role.isEmpty() && tiers.isEmpty() ? NOTHING : new Supposed(role, tiers);
    }
}
