package dev.waymark.instructor;

import dev.waymark.engine.model.Mapped;
import dev.waymark.evidence.LedgerSearch.Found;
import dev.waymark.instructor.LedgerPage.Way;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.web.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What would make a statement count that does not, for the staff of a course. */
final class WhatCounts {

    /** Where staff say what each activity is for. */
    static final String ACTIVITIES = "/course/activities#acts";

    private static final String NOT_ALIGNED = "not-aligned";
    private static final String OUR_OWN = "our-own";

    private WhatCounts() {}

    /** True if another reading of its activity could change anything, and the person may ask for one. */
    static boolean canBeMended(LtiSession session, Found found) {
        return session.may(Right.CONTENT) && !found.reason().equals(OUR_OWN);
    }

    /** True if what its activity is for may be said anew, and that is not among the {@linkplain #ways ways} already. */
    static boolean canBeSettled(LtiSession session, Found found) {
        return canBeMended(session, found) && !found.reason().equals(NOT_ALIGNED);
    }

    /** Empty if it counts. */
    static Optional<String> sentence(Words words, Found found) {
        return Optional.of(found.reason())
                .filter(reason -> !reason.isEmpty())
                .map(reason -> words.text("instructor.to-count." + reason));
    }

    /** Where its activity is settled, the statement that counts instead, and where what was left out comes back. */
    static List<Way> ways(LtiSession session, SessionLinks links, Words words, Found found) {
        List<Way> ways = new ArrayList<>();
        if (found.reason().equals(NOT_ALIGNED) && session.may(Right.CONTENT)) {
            ways.add(new Way(words.text("instructor.ledger.do.settle"), links.to(session, ACTIVITIES)));
        }
        if (found.entry().outcome() instanceof Mapped.Ignored ignored) {
            ignored.inFavourOf()
                    .filter(other -> !other.equals(found.entry().statement()))
                    .ifPresent(other -> ways.add(new Way(
                            words.text("instructor.to-count.instead"),
                            links.to(session, "/course/ledger/" + other.value()))));
            if (ignored.why() == Mapped.Why.LEFT_OUT) {
                ways.add(new Way(words.text("instructor.objection.tab"), links.to(session, ObjectionsController.PATH)));
            }
        }
        return ways;
    }
}
