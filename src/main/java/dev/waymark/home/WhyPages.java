package dev.waymark.home;

import dev.waymark.engine.model.Choices;
import dev.waymark.engine.model.Choices.NotForMe;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Gap;
import dev.waymark.engine.model.LearningItem;
import dev.waymark.engine.model.LearningItemId;
import dev.waymark.engine.model.LearningPath.LeftOut;
import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.engine.model.Reason;
import dev.waymark.engine.plan.Counterfactual.Against;
import dev.waymark.engine.plan.Counterfactual.Difference;
import dev.waymark.evidence.Ledger;
import dev.waymark.evidence.Ledger.Entry;
import dev.waymark.home.HomePage.Option;
import dev.waymark.home.WhyPage.Compared;
import dev.waymark.home.WhyPage.Where;
import dev.waymark.mastery.Masteries;
import dev.waymark.mastery.Masteries.Standing;
import dev.waymark.path.Paths;
import dev.waymark.path.Paths.Current;
import dev.waymark.path.WhatIf;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Explains a step, or why an item is not one. */
@Singleton
final class WhyPages {

    private static final int ROWS = 6;

    private final Paths paths;
    private final Masteries masteries;
    private final Ledger ledger;
    private final Previews previews;
    private final WhatIf whatIf;
    private final Settling settling;

    WhyPages(Paths paths, Masteries masteries, Ledger ledger, Previews previews, WhatIf whatIf, Settling settling) {
        this.whatIf = whatIf;
        this.settling = settling;
        this.paths = paths;
        this.masteries = masteries;
        this.ledger = ledger;
        this.previews = previews;
    }

    /** Empty if the item is neither on the path nor left out of it. */
    Optional<WhyPage> page(Visit visit, LearningItemId id) {
        Current current = paths.current(visit.tenant(), visit.id(), visit.course(), visit.now());
        Optional<Step> step = current.path().steps().stream()
                .filter(each -> each.item().equals(id))
                .findFirst();
        Optional<LeftOut> leftOut = current.path().leftOut().stream()
                .filter(each -> each.item().equals(id))
                .findFirst();
        Optional<CompetencyTier> goal = step.map(Step::towards).or(() -> leftOut.flatMap(each -> teaches(visit, id)));
        return goal.map(towards -> page(visit, id, current, step, leftOut, towards));
    }

    private static Optional<CompetencyTier> teaches(Visit visit, LearningItemId id) {
        return visit.configuration().item(id).map(LearningItem::teaches).map(java.util.SortedMap::firstKey);
    }

    private WhyPage page(
            Visit visit,
            LearningItemId id,
            Current current,
            Optional<Step> step,
            Optional<LeftOut> leftOut,
            CompetencyTier goal) {
        Choices choices = paths.choices(visit.tenant(), visit.id(), visit.course());
        Optional<LearningItemId> next = Previews.next(current.path());
        boolean isNext = next.filter(id::equals).isPresent();
        List<Step> rivals = step.isPresent() ? rivals(current, step.get()) : List.of();
        Ledger.Tally tally = ledger.tallyOf(visit.tenant(), visit.id());
        Function<EvidenceId, Optional<Entry>> entries = one -> ledger.entry(visit.tenant(), visit.id(), one);
        var reasons = new ReasonWords(visit);
        Optional<Against> against = step.isPresent()
                ? Optional.empty()
                : whatIf.against(visit.tenant(), visit.id(), visit.course(), id, visit.now());
        List<String> said = step.map(reasons::all).orElse(List.of());
        return new WhyPage(
                visit.csrf(),
                visit.link("/home"),
                visit.link("/home/evidence"),
                visit.text("home.why.all-statements", tally.counted() + tally.ignored()),
                id.value(),
                visit.naming().item(id).title(),
                step.map(each -> answer(visit, each, isNext, rivals, reasons))
                        .orElseGet(() -> leftOut.map(each -> answer(visit, each, against, reasons))
                                .orElse("")),
                said,
                rivals.stream().map(each -> compared(visit, each, id)).toList(),
                comparedNote(visit, current, step.filter(each -> isNext), rivals),
                where(visit, current, goal, entries),
                changes(visit, id, choices, isNext, against).stream()
                        .filter(sentence -> !said.contains(sentence))
                        .toList(),
                settling.sentences(visit, goal, choices.done(), entries),
                step.isPresent() ? instead(visit, id, goal, choices, current) : List.of(),
                visit.link("/home/swap"),
                Arrays.stream(NotForMe.values())
                        .map(why -> new Option(why.name(), visit.text(key(why)), false))
                        .toList(),
                step.isPresent(),
                isNext || choices.pinned().contains(id) ? Optional.empty() : Optional.of(visit.link("/home/pin")),
                step.isPresent() ? Optional.of(visit.link("/home/waive")) : Optional.empty());
    }

    /** What would change it: every sentence is a path that was really planned. */
    private List<String> changes(
            Visit visit, LearningItemId id, Choices choices, boolean isNext, Optional<Against> against) {
        List<String> sentences = new ArrayList<>();
        if (against.isPresent()) {
            sentences.addAll(against(visit, against.get()));
        } else {
            whatIf.without(visit.tenant(), visit.id(), visit.course(), id, visit.now())
                    .map(difference -> without(visit, difference))
                    .ifPresent(sentences::add);
        }
        if (isNext) {
            sentences.addAll(previews.aroundNext(visit, choices, id));
        } else if (!choices.pinned().contains(id)) {
            sentences.add(previews.ifPinned(visit, choices, id, against.isEmpty()));
        }
        return sentences;
    }

    /** Of what keeps an item off the path, what had to go first for it to come; else what was noted with the path. */
    private static String answer(Visit visit, LeftOut leftOut, Optional<Against> against, ReasonWords reasons) {
        Optional<Against> steady = against.filter(all -> all.reasons().isEmpty())
                .filter(all -> all.place().isPresent());
        if (steady.isPresent()) {
            return visit.text(
                    "home.change.against.steady",
                    steady.get().place().getAsInt(),
                    steady.get().without().steps().size());
        }
        return reasons.sentence(
                against.flatMap(all -> all.reasons().stream().findFirst()).orElse(leftOut.reason()));
    }

    private static String without(Visit visit, Difference difference) {
        if (difference.place().isEmpty()) {
            return visit.text("home.change.reason.steady");
        }
        if (!difference.changes()) {
            return visit.text("home.change.reason.same");
        }
        return difference.placeWithout().isEmpty()
                ? visit.text("home.change.reason.gone")
                : visit.text(
                        "home.change.reason.place",
                        difference.placeWithout().getAsInt(),
                        difference.without().steps().size());
    }

    /** The first reason is said already; those that hold beside it, and where the item stands if none holds. */
    private static List<String> against(Visit visit, Against all) {
        if (all.reasons().isEmpty() && all.place().isPresent()) {
            return List.of(); // said already
        }
        var reasons = new ReasonWords(visit);
        List<String> sentences = new ArrayList<>();
        List<String> said =
                all.reasons().stream().map(reasons::sentence).distinct().toList();
        said.stream()
                .skip(1)
                .map(each -> visit.text("home.change.against.next", each))
                .forEach(sentences::add);
        String key = said.size() > 1 ? "home.change.against.all" : "home.change.against.one";
        sentences.add(
                all.place().isEmpty()
                        ? visit.text(key + ".gone")
                        : visit.text(
                                key + ".place",
                                all.place().getAsInt(),
                                all.without().steps().size()));
        return sentences;
    }

    /** Items that are not on the path and teach the same step. */
    private static List<Option> instead(
            Visit visit, LearningItemId id, CompetencyTier goal, Choices choices, Current current) {
        var onPath = current.path().steps().stream().map(Step::item).toList();
        return visit.configuration().items().stream()
                .filter(item -> item.teaches().containsKey(goal) && !item.id().equals(id))
                .filter(item -> !onPath.contains(item.id()) && !choices.done().contains(item.id()))
                .limit(ROWS)
                .map(item -> new Option(
                        item.id().value(),
                        visit.text(
                                "home.why.swap-for",
                                visit.naming().item(item.id()).title(),
                                visit.words().time(item.minutes()),
                                visit.naming().method(item.method())),
                        false))
                .toList();
    }

    static String key(NotForMe why) {
        return "home.not-for-me." + why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String answer(Visit visit, Step step, boolean isNext, List<Step> rivals, ReasonWords reasons) {
        if (!step.lockedBy().isEmpty()) {
            CompetencyTier missing = step.lockedBy().getFirst();
            return visit.text(
                    "home.lock",
                    visit.naming().competency(missing.competency()),
                    visit.naming().numbered(missing.tier()));
        }
        boolean best = isNext && rivals.size() > 1 && rivals.getFirst().item().equals(step.item());
        return best
                ? visit.text("home.why.best")
                : reasons.sentence(step.reasons().getFirst());
    }

    /** The steps that could be taken now, and this one, most gain an hour first. */
    private static List<Step> rivals(Current current, Step chosen) {
        List<Step> best = current.path().steps().stream()
                .filter(step -> step.lockedBy().isEmpty() || step.equals(chosen))
                .filter(step -> gap(step).isPresent())
                .sorted(Comparator.comparingDouble(
                        (Step step) -> -gap(step).map(Reason.ClosesGap::perHour).orElse(0.0)))
                .toList();
        return best.stream()
                .filter(step -> best.indexOf(step) < ROWS || step.equals(chosen))
                .toList();
    }

    /** What the comparison counts, and why the next step comes before others that gain more for the time. */
    private static String comparedNote(Visit visit, Current current, Optional<Step> next, List<Step> rivals) {
        double weight = visit.role().weight();
        String note = visit.text("home.why.compared-note")
                + (weight == 1
                        ? ""
                        : " "
                                + visit.text(
                                        "home.why.compared-weight",
                                        visit.words().number(weight, 2)));
        return next.flatMap(
                        step -> furthest(step).filter(first -> comesFirstForThat(visit, current, step, first, rivals)))
                .map(first -> note + " "
                        + visit.text(
                                "home.why.compared-furthest", visit.naming().competency(first.competency())))
                .orElse(note);
    }

    private static Optional<Reason.FurthestFromTarget> furthest(Step step) {
        return step.reasons().stream()
                .filter(Reason.FurthestFromTarget.class::isInstance)
                .map(Reason.FurthestFromTarget.class::cast)
                .findFirst();
    }

    /** True if some gain more an hour, and all of these are for skills that are nearer to their targets. */
    private static boolean comesFirstForThat(
            Visit visit, Current current, Step next, Reason.FurthestFromTarget first, List<Step> rivals) {
        boolean pinned = next.reasons().stream()
                .anyMatch(each -> each instanceof Reason.Pinned || each instanceof Reason.PinnedAndUseful);
        List<Step> better = rivals.subList(0, Math.max(0, rivals.indexOf(next)));
        return !pinned
                && !better.isEmpty()
                && better.stream()
                        .allMatch(each -> each.reasons().stream().noneMatch(WhyPages::opens)
                                && tiersToGo(visit, current, each.item()) < first.tiers());
    }

    private static boolean opens(Reason reason) {
        return reason instanceof Reason.Opens || reason instanceof Reason.ClosesGapAndOpens;
    }

    /** Of the skills that an item teaches, the most that one of them has to go. */
    private static int tiersToGo(Visit visit, Current current, LearningItemId id) {
        return visit.configuration().item(id).stream()
                .flatMap(item -> item.teaches().keySet().stream())
                .flatMap(taught ->
                        current.gaps().stream().filter(gap -> gap.competency().equals(taught.competency())))
                .mapToInt(Gap::tiers)
                .max()
                .orElse(0);
    }

    private static Optional<Reason.ClosesGap> gap(Step step) {
        return step.reasons().stream()
                .flatMap(reason -> reason instanceof Reason.ClosesGapAndOpens both
                        ? Stream.of(new Reason.ClosesGap(both.towards(), both.gain(), both.perHour()))
                        : reason instanceof Reason.ClosesGap gap ? Stream.of(gap) : Stream.empty())
                .findFirst();
    }

    private static Compared compared(Visit visit, Step step, LearningItemId chosen) {
        Reason.ClosesGap gap = gap(step).orElseThrow();
        int opens = step.reasons().stream()
                .filter(Reason.Opens.class::isInstance)
                .mapToInt(reason -> ((Reason.Opens) reason).later().size())
                .sum();
        var reasons = new ReasonWords(visit);
        return new Compared(
                visit.naming().item(step.item()).title(),
                visit.link("/home/why?step=" + step.item().value()),
                step.item().equals(chosen),
                visit.words().time(step.minutes()),
                visit.text("home.why.of-a-tier", reasons.gain(gap.gain())),
                visit.words().exactly(reasons.tiers(gap.perHour()), 2),
                opens == 0 ? "–" : visit.text("home.why.opens", opens));
    }

    private Where where(
            Visit visit, Current current, CompetencyTier goal, Function<EvidenceId, Optional<Entry>> entries) {
        Standing standing = masteries.at(visit.tenant(), visit.id(), visit.course(), visit.now());
        var rows = new StandingRows(visit, standing);
        Optional<Gap> gap = current.gaps().stream()
                .filter(each -> each.competency().equals(goal.competency()))
                .findFirst();
        var movements = new Movements(visit, goal.competency(), standing.mastery(), entries);
        return new Where(
                visit.text("home.why.where", visit.naming().competency(goal.competency())),
                rows.row(goal.competency(), gap),
                gap.map(each -> visit.naming().mark(each.target())),
                rows.placement(goal.competency())
                        .cap()
                        .map(cap -> visit.text("home.cap."
                                + cap.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))),
                start(visit, movements.start()),
                movements.bars(),
                movements.zero(),
                visit.naming().tiers());
    }

    private static String start(Visit visit, double tiers) {
        String literate = visit.naming().tier(dev.waymark.engine.model.Tier.LITERATE);
        String distance = visit.words().exactly(Math.abs(tiers), 2);
        return visit.text(
                tiers < 0 ? "home.why.start-below" : "home.why.start-above", visit.roleName(), distance, literate);
    }
}
