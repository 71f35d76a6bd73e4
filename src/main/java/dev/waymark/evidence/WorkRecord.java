package dev.waymark.evidence;

import dev.waymark.engine.map.WorkReading;
import dev.waymark.engine.model.ReadingChoice;
import dev.waymark.engine.model.ScaledRange;
import dev.waymark.engine.model.StatementFacts;
import dev.waymark.engine.model.WorkDone;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All that a learner did, as criteria ask for it: from the whole ledger, and so with what does not count as evidence. */
@Singleton
public class WorkRecord {

    private final JdbcOperations jdbc;
    private final ReadingChoices choices;
    private final SourceScales scales;

    WorkRecord(JdbcOperations jdbc, ReadingChoices choices, SourceScales scales) {
        this.jdbc = jdbc;
        this.choices = choices;
        this.scales = scales;
    }

    @Transactional
    public List<WorkDone> of(TenantId tenant, LearnerId learner) {
        Map<String, ReadingChoice> chosen = choices.all(tenant);
        Map<String, ScaledRange> meant = scales.all(tenant);
        return jdbc.prepareStatement(
                "SELECT facts, voided, mapped, source FROM evidence_entry WHERE tenant = ? AND owner = ?", select -> {
                    select.setLong(1, tenant.value());
                    select.setString(2, Row.Owner.of(learner).key());
                    List<WorkDone> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            StatementFacts facts = FactsJson.read(rows.getString(1), rows.getInt(2) == 1);
                            ScaledRange source = meant.getOrDefault(rows.getString(4), ScaledRange.AUTO);
                            WorkReading.read(facts, MappedJson.read(rows.getString(3)), scaledOf(facts, chosen, source))
                                    .ifPresent(found::add);
                        }
                    }
                    return found;
                });
    }

    /** As evidence is read: by the choice for its activity or one around it, else by the rule, else by its source. */
    static ScaledRange scaledOf(StatementFacts facts, Map<String, ReadingChoice> chosen, ScaledRange source) {
        Optional<ScaledRange> said = chosen.isEmpty()
                ? Optional.empty()
                : Stream.of(facts.object().stream(), facts.parents().stream(), facts.grouping().stream())
                        .flatMap(each -> each)
                        .map(each -> Bookkeeping.chosenFor(chosen, each.id()).scaled())
                        .filter(each -> each != ScaledRange.AUTO)
                        .findFirst();
        ScaledRange ruled = ReadingRules.mapper().read(facts).scaled();
        return said.orElse(ruled == ScaledRange.AUTO ? source : ruled);
    }
}
