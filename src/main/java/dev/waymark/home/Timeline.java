package dev.waymark.home;

import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.home.PathView.LeftOut;
import dev.waymark.home.PathView.Leg;
import dev.waymark.home.PathView.More;
import dev.waymark.path.Paths.Current;
import dev.waymark.path.Paths.Done;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Spreads a path over weeks. A step belongs to the week in which it begins, counted in the learner's own minutes a
 * week; what was done this week has used up part of it, but the first step always belongs to this week.
 */
record Timeline(Visit visit, Current current, int weeklyMinutes) {

    private static final int DONE_SHOWN = 3;
    private static final int LATER_SHOWN = 3;
    private static final int LEFT_OUT_SHOWN = 8;

    PathView view() {
        List<Step> steps = current.path().steps();
        Optional<Step> next =
                steps.stream().filter(step -> step.lockedBy().isEmpty()).findFirst();
        var shown = new Steps(visit);
        var weeks = new Weeks();
        int begun = Math.min(doneThisWeek(), weeklyMinutes - 1);
        for (Step step : steps) {
            boolean isNext = next.filter(step::equals).isPresent();
            weeks.put(begun / weeklyMinutes, step, shown.ahead(step, isNext));
            begun += step.minutes();
        }
        return new PathView(next.map(step -> shown.ahead(step, true)), legs(shown, weeks), more(weeks));
    }

    int doneThisWeek() {
        LocalDate monday = today().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return minutes(current.doneLately().stream()
                .filter(done -> !visit.words().dateOf(done.at()).isBefore(monday))
                .toList());
    }

    int plannedThisWeek() {
        int begun = Math.min(doneThisWeek(), weeklyMinutes - 1);
        int planned = 0;
        for (Step step : current.path().steps()) {
            if (begun + planned >= weeklyMinutes) {
                break;
            }
            planned += step.minutes();
        }
        return planned;
    }

    /** When the path ends at this pace; empty if there is nothing on it. */
    Optional<LocalDate> end() {
        LearningPath path = current.path();
        if (path.steps().isEmpty()) {
            return Optional.empty();
        }
        int weeks = (Math.min(doneThisWeek(), weeklyMinutes - 1) + path.minutes() - 1) / weeklyMinutes;
        return Optional.of(sunday().plusWeeks(weeks));
    }

    private List<Leg> legs(Steps shown, Weeks weeks) {
        List<Leg> legs = new ArrayList<>();
        List<Done> lately = current.doneLately().stream()
                .filter(done -> visit.has(done.item()))
                .limit(DONE_SHOWN)
                .toList();
        if (!lately.isEmpty()) {
            int thisWeek = doneThisWeek();
            String time = thisWeek == 0
                    ? ""
                    : visit.text("home.path.this-week-done", visit.words().time(thisWeek));
            legs.add(new Leg(
                    visit.text("home.path.done"),
                    time,
                    lately.reversed().stream().map(shown::done).toList()));
        }
        if (!weeks.first.isEmpty()) {
            legs.add(new Leg(
                    visit.text("home.path.this-week", visit.words().day(sunday())),
                    visit.text("home.path.planned", visit.words().time(weeks.firstMinutes)),
                    weeks.first));
        }
        if (!weeks.second.isEmpty()) {
            legs.add(new Leg(visit.text("home.path.next-week"), visit.words().time(weeks.secondMinutes), weeks.second));
        }
        if (!weeks.later.isEmpty()) {
            legs.add(new Leg(
                    visit.text("home.path.after"),
                    visit.text("home.path.time-steps", visit.words().time(weeks.laterMinutes), weeks.later.size()),
                    weeks.later.stream().limit(LATER_SHOWN).toList()));
        }
        return legs;
    }

    private Optional<More> more(Weeks weeks) {
        List<StepView> further = weeks.later.stream().skip(LATER_SHOWN).toList();
        List<LeftOut> leftOut = leftOut(visit, current.path());
        int out = current.path().leftOut().size();
        if (further.isEmpty() && leftOut.isEmpty()) {
            return Optional.empty();
        }
        String summary = further.isEmpty()
                ? visit.text("home.path.left-out-only", out)
                : leftOut.isEmpty()
                        ? visit.text("home.path.more-only", further.size())
                        : visit.text("home.path.more", further.size(), out);
        return Optional.of(new More(
                summary,
                further,
                leftOut,
                out > leftOut.size() ? Optional.of(visit.link(LeftOutPage.PATH)) : Optional.empty(),
                visit.text("home.left-out.all", out)));
    }

    static List<LeftOut> leftOut(Visit visit, LearningPath path) {
        return leftOut(visit, path, LEFT_OUT_SHOWN);
    }

    static List<LeftOut> leftOut(Visit visit, LearningPath path, int most) {
        var reasons = new ReasonWords(visit);
        return path.leftOut().stream()
                .limit(most)
                .map(each -> new LeftOut(
                        each.item().value(), visit.naming().item(each.item()).title(), reasons.sentence(each.reason())))
                .toList();
    }

    private int minutes(List<Done> done) {
        return done.stream()
                .flatMap(each -> visit.configuration().item(each.item()).stream())
                .mapToInt(LearningItem::minutes)
                .sum();
    }

    private LocalDate today() {
        return visit.words().dateOf(visit.now());
    }

    private LocalDate sunday() {
        return today().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
    }

    /** This week, the next one, and all after that. */
    private static final class Weeks {
        private final List<StepView> first = new ArrayList<>();
        private final List<StepView> second = new ArrayList<>();
        private final List<StepView> later = new ArrayList<>();
        private int firstMinutes;
        private int secondMinutes;
        private int laterMinutes;

        void put(int week, Step step, StepView view) {
            if (week == 0) {
                first.add(view);
                firstMinutes += step.minutes();
            } else if (week == 1) {
                second.add(view);
                secondMinutes += step.minutes();
            } else {
                later.add(view);
                laterMinutes += step.minutes();
            }
        }
    }
}
