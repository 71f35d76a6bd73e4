package dev.waymark.home;

import dev.waymark.engine.model.LearningPath.Step;
import dev.waymark.engine.model.Reason;
import dev.waymark.web.Words;
import java.util.List;

/**
 * The planner's reasons as sentences.
 *
 * @param weight of the learner's role, by which the planner multiplies every gain; sentences tell what there is without it
 */
record ReasonWords(Naming naming, double weight) {

    ReasonWords(Visit visit) {
        this(visit.naming(), visit.role().weight());
    }

    private static final double LEAST = .01;

    /** Why this step: its most telling reason, and what it opens if that is another one. */
    List<String> why(Step step) {
        Reason first = step.reasons().getFirst();
        if (first instanceof Reason.ClosesGap gap && isFurthest(step, gap)) {
            return List.of(naming.words()
                    .text("home.next.furthest", naming.competency(gap.towards().competency()), tiers(gap.gain())));
        }
        return step.reasons().stream()
                .filter(reason -> reason == first
                        || reason instanceof Reason.Opens opens
                                && !opens.later().isEmpty()
                                && !isToldBy(first, reason))
                .limit(2)
                .map(this::plainly)
                .toList();
    }

    /** On the first page a gain is told in words; its figure is on the page that explains it. */
    private String plainly(Reason reason) {
        return switch (reason) {
            case Reason.ClosesGap it ->
                naming.words().text("home.next.closes-gap", tiers(it.gain()), naming.tierIn(it.towards()));
            case Reason.ClosesGapAndOpens it ->
                naming.words()
                        .text(
                                "home.next.closes-gap-and-opens",
                                tiers(it.gain()),
                                naming.tierIn(it.towards()),
                                it.later().size());
            default -> sentence(reason);
        };
    }

    /** Every reason once: what the first has told already is left out. */
    List<String> all(Step step) {
        Reason first = step.reasons().getFirst();
        return step.reasons().stream()
                .filter(reason -> reason == first || !isToldBy(first, reason))
                .map(this::onPath)
                .distinct()
                .toList();
    }

    /** Of a step that is on the path for want of any other, and not of one that is left out. */
    private String onPath(Reason reason) {
        return reason instanceof Reason.MethodAvoided it
                ? naming.words().text("home.reason.method-only", naming.method(it.method()))
                : sentence(reason);
    }

    private static boolean isToldBy(Reason first, Reason other) {
        return switch (first) {
            case Reason.ClosesGapAndOpens _ -> other instanceof Reason.Opens;
            case Reason.PinnedAndUseful it ->
                it.gain() > 0
                        ? other instanceof Reason.ClosesGap || other instanceof Reason.ClosesGapAndOpens
                        : other instanceof Reason.Opens;
            default -> false;
        };
    }

    private static boolean isFurthest(Step step, Reason.ClosesGap gap) {
        return step.reasons().stream()
                .anyMatch(reason -> reason instanceof Reason.FurthestFromTarget furthest
                        && furthest.competency().equals(gap.towards().competency()));
    }

    String sentence(Reason reason) {
        Words words = naming.words();
        return switch (reason) {
            case Reason.ClosesGap it ->
                words.text("home.reason.closes-gap", gain(it.gain()), naming.tierIn(it.towards()));
            case Reason.ClosesGapAndOpens it ->
                words.text(
                        "home.reason.closes-gap-and-opens",
                        gain(it.gain()),
                        naming.tierIn(it.towards()),
                        it.later().size());
            case Reason.Stale it -> words.text("home.reason.stale", it.days());
            case Reason.Dated it -> dated(it, words);
            case Reason.StillThere _ -> words.text("home.reason.still-there");
            case Reason.KeptSteady _ -> words.text("home.change.reason.steady");
            case Reason.RecheckScheduled it -> words.text("home.reason.recheck", it.day());
            case Reason.RecheckFading it -> words.text("home.reason.recheck-fading", HowSure.tenths(it.probability()));
            case Reason.FurthestFromTarget it ->
                words.text("home.reason.furthest", naming.competency(it.competency()), it.tiers());
            case Reason.Opens it -> words.text("home.reason.opens", it.later().size());
            case Reason.BringsPractical it -> words.text("home.reason.practical", naming.competency(it.competency()));
            case Reason.Pinned it -> words.text("home.reason.pinned");
            case Reason.PinnedAndUseful it -> pinnedAndUseful(it, words);
            case Reason.SettlesDoubt it ->
                words.text("home.reason.doubt", naming.tierIn(it.tier()), HowSure.tenths(it.probability()));
            case Reason.NothingLeftToTeach it -> words.text("home.reason.nothing-left");
            case Reason.BeyondTarget it -> words.text("home.reason.beyond", naming.tierIn(it.tier()));
            case Reason.MethodAvoided it -> words.text("home.reason.method", naming.method(it.method()));
            case Reason.Waived it -> words.text("home.reason.waived");
            case Reason.TooLong it ->
                words.text("home.reason.too-long", words.timeIn(it.minutes()), words.timeIn(it.longest()));
            case Reason.OverBudget it -> overBudget(it, words);
            case Reason.NotYet _ -> words.text("home.reason.not-yet");
            case Reason.BetterElsewhere it ->
                it.instead().isEmpty()
                        ? words.text("home.reason.better")
                        : words.text(
                                "home.reason.better-named",
                                naming.item(it.instead().getFirst()).title(),
                                it.instead().size() - 1);
            case Reason.OutOfReach it -> words.text("home.reason.out-of-reach", naming.tierIn(it.missing()));
        };
    }

    /** The planner's weighted gain, in tiers. */
    double tiers(double weighted) {
        return weighted / weight;
    }

    /** Parts of a tier with two digits, as tables have them; what would show as none is said to be less than the least. */
    String gain(double weighted) {
        double gain = tiers(weighted);
        Words words = naming.words();
        return gain < LEAST / 2 ? words.text("home.reason.less-than", words.exactly(LEAST, 2)) : words.exactly(gain, 2);
    }

    private static String overBudget(Reason.OverBudget it, Words words) {
        if (it.left() == 0) {
            return words.text("home.reason.over-budget-none", words.timeIn(it.minutes()));
        }
        return it.before() > 0
                ? words.text(
                        "home.reason.over-budget-before",
                        words.timeIn(it.minutes()),
                        words.timeIn(it.before()),
                        words.timeIn(it.left()))
                : words.text("home.reason.over-budget", words.timeIn(it.minutes()), words.timeIn(it.left()));
    }

    private String pinnedAndUseful(Reason.PinnedAndUseful it, Words words) {
        if (it.gain() <= 0) {
            return it.standsWithout()
                    ? words.text("home.reason.pinned-and-opens", it.later().size())
                    : words.text("home.reason.pinned-besides-opens", it.later().size());
        }
        return it.standsWithout()
                ? words.text("home.reason.pinned-and-useful", gain(it.gain()), naming.tierIn(it.towards()))
                : words.text("home.reason.pinned-besides-useful", gain(it.gain()), naming.tierIn(it.towards()));
    }

    private static String dated(Reason.Dated it, Words words) {
        if (it.opens().isPresent() && it.closes().isPresent()) {
            return words.text(
                    "home.reason.dated",
                    words.shortDay(it.opens().get()),
                    words.shortDay(it.closes().get()));
        }
        return it.opens()
                .map(opens -> words.text("home.reason.opens-on", words.shortDay(opens)))
                .or(() -> it.closes().map(closes -> words.text("home.reason.closes-on", words.shortDay(closes))))
                .orElseGet(() -> words.text("home.reason.nothing-left"));
    }
}
