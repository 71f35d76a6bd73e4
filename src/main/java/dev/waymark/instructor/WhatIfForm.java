package dev.waymark.instructor;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRole;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.Tier;
import dev.waymark.path.WhatIf.Supposition;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What staff typed about a learner's path, read without trust: what does not exist is left aside. */
record WhatIfForm(Map<String, Object> fields) {

    private static final int MINUTES_PER_HOUR = 60;
    private static final double LEAST_HOURS = .5;
    private static final double MOST_HOURS = 40;
    private static final int MOST_WEEKS = 52;

    /** The one value of a field; empty text if it was not sent. */
    String one(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    private List<String> all(String name) {
        Object value = fields.get(name);
        return switch (value) {
            case null -> List.of();
            case Collection<?> several ->
                several.stream().map(each -> String.valueOf(each).strip()).toList();
            default -> List.of(value.toString().strip());
        };
    }

    boolean isSent() {
        return fields.containsKey("hours");
    }

    /** The last day on which set tiers hold. */
    Optional<LocalDate> until() {
        try {
            return one("until").isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(one("until")));
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    /** What the form supposes, beside what it does not ask about; empty if the hours or weeks cannot be used. */
    Optional<Supposition> read(Supposition now, Published published) {
        Optional<Double> hours = number("hours").filter(it -> it >= LEAST_HOURS && it <= MOST_HOURS);
        Optional<Double> weeks = number("weeks").filter(it -> it >= 1 && it <= MOST_WEEKS && it == Math.rint(it));
        if (hours.isEmpty() || weeks.isEmpty()) {
            return Optional.empty();
        }
        Choices it = now.choices();
        SortedSet<LearningItemId> pinned = pinned(it, published);
        SortedSet<LearningItemId> waived = new TreeSet<>(it.waived());
        waived.removeAll(pinned);
        Choices choices = new Choices(
                (int) Math.round(hours.get() * MINUTES_PER_HOUR),
                weeks.get().intValue(),
                it.longestStep(),
                it.avoided(),
                it.goals(),
                pinned,
                waived,
                it.done(),
                it.sitting(),
                it.deadline(),
                it.because());
        Optional<JobRoleId> role = published.roles().stream()
                .map(JobRole::id)
                .filter(id -> id.value().equals(one("role")))
                .findFirst();
        return Optional.of(new Supposition(choices, role, tiers(now, published)));
    }

    private SortedSet<LearningItemId> pinned(Choices it, Published published) {
        SortedSet<LearningItemId> pinned = new TreeSet<>(it.pinned());
        pinned.removeIf(id -> !all("pin").contains(id.value()));
        published.items().stream()
                .map(LearningItem::id)
                .filter(id -> id.value().equals(one("add")))
                .forEach(pinned::add);
        return pinned;
    }

    private SortedMap<CompetencyId, Tier> tiers(Supposition now, Published published) {
        SortedMap<CompetencyId, Tier> tiers = new TreeMap<>(now.tiers());
        tiers.keySet().removeIf(id -> !all("set").contains(id.value()));
        published.framework().competencies().stream()
                .filter(id ->
                        id.value().equals(one("competency")) && one("tier").matches("[1-4]"))
                .forEach(id -> tiers.put(id, Tier.ofLevel(Integer.parseInt(one("tier")))));
        return tiers;
    }

    /** People write 2.5 and 2,5. */
    private Optional<Double> number(String name) {
        return one(name).matches("\\d{1,3}([.,]\\d{1,2})?")
                ? Optional.of(Double.parseDouble(one(name).replace(',', '.')))
                : Optional.empty();
    }
}
