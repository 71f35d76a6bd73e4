package dev.waymark.emission;

import dev.waymark.engine.model.Reason;
import java.util.List;
import java.util.stream.Stream;

/** The codes by which statements name the reasons of a step: those that our profile lists, and no other. */
final class ReasonCodes {

    private ReasonCodes() {}

    /** Without repeats, most telling first; empty if the profile has a word for none of them. */
    static List<String> of(List<Reason> reasons) {
        return reasons.stream().flatMap(ReasonCodes::of).distinct().toList();
    }

    private static Stream<String> of(Reason reason) {
        return switch (reason) {
            case Reason.ClosesGap _ -> Stream.of("closes-gap");
            case Reason.ClosesGapAndOpens _ -> Stream.of("closes-gap", "opens-later-steps");
            case Reason.FurthestFromTarget _ -> Stream.of("furthest-from-target");
            case Reason.Opens _ -> Stream.of("opens-later-steps");
            case Reason.BringsPractical _ -> Stream.of("brings-practical-work");
            case Reason.Pinned _ -> Stream.of("pinned");
            case Reason.PinnedAndUseful it ->
                Stream.of(
                                "pinned",
                                it.gain() > 0 ? "closes-gap" : "",
                                it.later().isEmpty() ? "" : "opens-later-steps")
                        .filter(code -> !code.isEmpty());
            case Reason.SettlesDoubt _ -> Stream.of("settles-doubt");
            case Reason.Stale _, Reason.Dated _, Reason.StillThere _, Reason.KeptSteady _ -> Stream.empty();
            case Reason.RecheckScheduled _, Reason.RecheckFading _ -> Stream.empty();
            case Reason.NothingLeftToTeach _, Reason.BeyondTarget _, Reason.MethodAvoided _ -> Stream.empty();
            case Reason.Waived _, Reason.TooLong _, Reason.OverBudget _, Reason.NotYet _ -> Stream.empty();
            case Reason.BetterElsewhere _, Reason.OutOfReach _ -> Stream.empty();
        };
    }
}
