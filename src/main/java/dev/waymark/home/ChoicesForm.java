package dev.waymark.home;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.DeliveryMethod;
import dev.waymark.engine.model.Tier;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The choices as a form has them: as typed, so that a mistake is shown where it was made and nothing has to be typed
 * twice.
 *
 * @param by the last day to plan for, as sent: empty, or like 2027-05-28; takes the place of the weeks
 * @param liked methods that stay on
 * @param goals level by competency, as sent; 0 for the role's own target
 */
record ChoicesForm(
        String hours,
        String weeks,
        String by,
        boolean shortOnly,
        Set<DeliveryMethod> liked,
        Map<CompetencyId, Integer> goals) {

    static final int SHORT = 15;
    private static final double LEAST_HOURS = .5;
    private static final double MOST_HOURS = 40;
    private static final int MOST_WEEKS = 52;

    /** What came of checking: choices, or a message key by field. */
    sealed interface Checked {
        record Good(Choices choices) implements Checked {}

        record Wrong(Map<String, String> errors) implements Checked {
            public Wrong {
                errors = Map.copyOf(errors);
            }
        }
    }

    static ChoicesForm of(Choices choices, Naming naming) {
        Set<DeliveryMethod> liked = EnumSet.allOf(DeliveryMethod.class);
        liked.removeAll(choices.avoided());
        Map<CompetencyId, Integer> goals = new HashMap<>();
        choices.goals().forEach((competency, tier) -> goals.put(competency, tier.level()));
        return new ChoicesForm(
                naming.words().number(choices.weeklyMinutes() / 60.0, 2),
                naming.words().number(choices.weeks(), 0),
                choices.deadline().map(LocalDate::toString).orElse(""),
                choices.sitting().filter(minutes -> minutes <= SHORT).isPresent(),
                liked,
                goals);
    }

    static ChoicesForm of(Form form, Visit visit) {
        Set<DeliveryMethod> liked = EnumSet.noneOf(DeliveryMethod.class);
        for (DeliveryMethod method : DeliveryMethod.values()) {
            if (form.all("method").contains(method.name())) {
                liked.add(method);
            }
        }
        Map<CompetencyId, Integer> goals = new HashMap<>();
        for (CompetencyId competency : visit.configuration().framework().competencies()) {
            form.one("goal-" + competency.value())
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> goals.put(competency, text.matches("[1-4]") ? Integer.parseInt(text) : -1));
        }
        return new ChoicesForm(
                form.one("hours").orElse(""),
                form.one("weeks").orElse(""),
                form.one("by").orElse(""),
                form.one("short").isPresent(),
                liked,
                goals);
    }

    ChoicesForm shortOnly(boolean only) {
        return new ChoicesForm(hours, weeks, by, only, liked, goals);
    }

    /** What the form does not ask about (pins, waivers, what is done) stays as it was. */
    Checked check(Visit visit, Choices before) {
        Map<String, String> errors = new HashMap<>();
        Optional<Double> hoursAWeek = number(hours).filter(value -> value >= LEAST_HOURS && value <= MOST_HOURS);
        if (hoursAWeek.isEmpty()) {
            errors.put("hours", "home.choices.error.hours");
        }
        Optional<Integer> weeksAhead = number(weeks)
                .filter(value -> value >= 1 && value <= MOST_WEEKS && value == Math.rint(value))
                .map(Double::intValue);
        if (weeksAhead.isEmpty()) {
            errors.put("weeks", "home.choices.error.weeks");
        }
        Optional<LocalDate> deadline = day(by);
        boolean inTime = deadline.filter(day -> day.isAfter(visit.words().dateOf(visit.now()))
                        && day.isBefore(visit.words().dateOf(visit.now()).plusYears(1)))
                .isPresent();
        if (!by.isEmpty() && !inTime) {
            errors.put("by", "home.choices.error.by");
        }
        if (liked.isEmpty()) {
            errors.put("methods", "home.choices.error.methods");
        }
        SortedMap<CompetencyId, Tier> own = new TreeMap<>();
        goals.forEach((competency, level) -> {
            int asked = Optional.ofNullable(visit.role().targets().get(competency))
                    .map(Tier::level)
                    .orElse(1);
            if (level < asked || level > 4) {
                errors.put("goal-" + competency.value(), "home.choices.error.goal");
            } else if (level > asked) {
                own.put(competency, Tier.ofLevel(level));
            }
        });
        if (!errors.isEmpty()) {
            return new Checked.Wrong(errors);
        }
        Set<DeliveryMethod> avoided = EnumSet.allOf(DeliveryMethod.class);
        avoided.removeAll(liked);
        return new Checked.Good(new Choices(
                (int) Math.round(hoursAWeek.orElseThrow() * 60),
                weeksAhead.orElseThrow(),
                before.longestStep().filter(longest -> longest > SHORT),
                avoided,
                own,
                before.pinned(),
                before.waived(),
                before.done(),
                shortOnly ? Optional.of(SHORT) : before.sitting().filter(minutes -> minutes > SHORT),
                deadline,
                before.because()));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    /** People write 2.5 and 2,5. */
    private static Optional<Double> number(String text) {
        return text.matches("\\d{1,3}([.,]\\d{1,2})?")
                ? Optional.of(Double.parseDouble(text.replace(',', '.')))
                : Optional.empty();
    }
}
