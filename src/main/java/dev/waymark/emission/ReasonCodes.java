package dev.waymark.emission;

import dev.waymark.engine.model.Reason;

/** The codes by which statements name reasons; listed in our profile. */
final class ReasonCodes {

    private ReasonCodes() {}

    static String of(Reason reason) {
        return switch (reason) {
            case Reason.ClosesGap gap -> "closes-gap";
            case Reason.FurthestFromTarget furthest -> "furthest-from-target";
            case Reason.Opens opens -> "opens-later-steps";
            case Reason.BringsPractical practical -> "brings-practical-work";
            case Reason.Pinned pinned -> "pinned";
            case Reason.SettlesDoubt doubt -> "settles-doubt";
            case Reason.NothingLeftToTeach nothing -> "nothing-left-to-teach";
            case Reason.BeyondTarget beyond -> "beyond-target";
            case Reason.MethodAvoided avoided -> "method-avoided";
            case Reason.Waived waived -> "waived";
            case Reason.TooLong tooLong -> "too-long";
            case Reason.OverBudget over -> "over-budget";
            case Reason.BetterElsewhere better -> "better-elsewhere";
            case Reason.OutOfReach out -> "out-of-reach";
        };
    }
}
