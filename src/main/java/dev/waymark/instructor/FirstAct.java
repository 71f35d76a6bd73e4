package dev.waymark.instructor;

import dev.waymark.competency.CourseSetups;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;

/** What staff of a course should do first: set it up, or go on where a draft was left; nothing once it is set up. */
@Singleton
final class FirstAct {

    private final CourseSetups setups;
    private final SessionLinks links;

    FirstAct(CourseSetups setups, SessionLinks links) {
        this.setups = setups;
        this.links = links;
    }

    SetUpCard of(LtiSession session, Words words) {
        if (!session.may(Right.CONFIGURE)) {
            return new SetUpCard("", "", "", "");
        }
        if (setups.draft(session.tenant(), session.course()).isPresent()) {
            return card(session, words, "setup.draft-waits");
        }
        return setups.published(session.tenant(), session.course()).isPresent()
                ? new SetUpCard("", "", "", "")
                : card(session, words, "setup.first-act");
    }

    private SetUpCard card(LtiSession session, Words words, String key) {
        return new SetUpCard(
                words.text(key),
                words.text(key + "-text"),
                words.text(key + "-do"),
                links.to(session, SetupPages.PATH));
    }
}
