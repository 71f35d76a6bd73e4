package dev.waymark.instructor;

import dev.waymark.engine.model.Alignment;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Framework;
import dev.waymark.engine.model.Tier;
import dev.waymark.instructor.CoursePage.Chosen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The rows of the form in which an activity is settled: {@code competency1} and {@code tier1}, and so on. There are as many
 * as the activity counts for now, and never fewer than {@value #ROWS}, so that saving the form takes nothing away unseen.
 */
final class SettleForm {

    private static final int ROWS = 3;

    /** As many competencies as an alignments file may give an activity. */
    private static final int MOST = 20;

    private static final String TIER_OF_OPEN_ROWS = "2";

    private SettleForm() {}

    static List<Chosen> rows(Optional<Alignment> alignment) {
        List<Chosen> rows = new ArrayList<>();
        alignment.ifPresent(found -> found.competencies()
                .forEach(each -> rows.add(new Chosen(
                        rows.size() + 1,
                        each.competency().value(),
                        Integer.toString(each.tier().level())))));
        while (rows.size() < ROWS) {
            rows.add(new Chosen(rows.size() + 1, "", TIER_OF_OPEN_ROWS));
        }
        return rows;
    }

    /**
     * What the form says the activity counts for.
     *
     * @return empty if it names nothing, names a competency twice, or names what is not there
     */
    static Optional<SortedSet<CompetencyTier>> read(Map<String, Object> fields, Framework framework) {
        SortedSet<CompetencyTier> chosen = new TreeSet<>();
        SortedSet<CompetencyId> seen = new TreeSet<>();
        for (int row = 1; row <= MOST; row++) {
            String named = one(fields, "competency" + row);
            if (named.isEmpty()) {
                continue;
            }
            Optional<CompetencyId> competency = framework.competencies().stream()
                    .filter(each -> each.value().equals(named))
                    .findFirst();
            Optional<Tier> tier = tier(one(fields, "tier" + row));
            if (competency.isEmpty() || tier.isEmpty() || !seen.add(competency.get())) {
                return Optional.empty();
            }
            chosen.add(new CompetencyTier(competency.get(), tier.get()));
        }
        return chosen.isEmpty() ? Optional.empty() : Optional.of(chosen);
    }

    /** A field's only value without blanks around it; empty text if there is none. */
    static String one(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof String text ? text.strip() : "";
    }

    private static Optional<Tier> tier(String level) {
        return Arrays.stream(Tier.values())
                .filter(each -> Integer.toString(each.level()).equals(level))
                .findFirst();
    }
}
