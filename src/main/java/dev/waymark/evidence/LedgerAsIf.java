package dev.waymark.evidence;

import dev.waymark.competency.Configurations.SeenActivity;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.Mapped;
import dev.waymark.engine.model.ReadingChoice;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads the entries of a learner again as {@link Bookkeeping} would, and writes nothing. */
@Singleton
class LedgerAsIf implements AsIfAligned {

    private final Rows rows;
    private final ReadingChoices choices;
    private final SourceScales scales;
    private final LeftOutRows leftOut;
    private final OwnRows own;

    LedgerAsIf(Rows rows, ReadingChoices choices, SourceScales scales, LeftOutRows leftOut, OwnRows own) {
        this.leftOut = leftOut;
        this.rows = rows;
        this.choices = choices;
        this.scales = scales;
        this.own = own;
    }

    @Override
    @Transactional
    public List<Evidence> evidenceOf(
            TenantId tenant, LearnerId learner, Function<SeenActivity, Optional<Alignment>> alignments) {
        Row.Owner owner = Row.Owner.of(learner);
        Set<String> groups = rows.groupsOf(tenant, owner);
        List<Evidence> found = new ArrayList<>();
        if (!groups.isEmpty()) {
            Map<StatementFacts.Activity, Optional<Alignment>> asked = new HashMap<>();
            Map<String, ReadingChoice> chosen = choices.all(tenant);
            Function<ActivityId, ReadingChoice> choice = activity -> Bookkeeping.chosenFor(chosen, activity);
            Collection<Row> outcomes = Bookkeeping.outcomes(
                            rows.ofGroups(tenant, new TreeMap<>(Map.of(owner, groups)))
                                    .getOrDefault(owner, List.of()),
                            activity -> asked.computeIfAbsent(
                                    activity,
                                    any -> alignments.apply(new SeenActivity(any.id(), any.type(), any.name()))),
                            choice,
                            scales.all(tenant),
                            leftOut.of(tenant, Set.of(owner)).getOrDefault(owner, Set.of()))
                    .values();
            outcomes.forEach(row -> {
                if (row.counts() && MappedJson.read(row.mapped()) instanceof Mapped.Counted counted) {
                    found.add(counted.evidence());
                }
            });
        }
        own.of(tenant, learner).forEach(each -> {
            if (each.mapped() instanceof Mapped.Counted counted) {
                found.add(counted.evidence());
            }
        });
        found.sort(Evidence.ORDER);
        return List.copyOf(found);
    }
}
