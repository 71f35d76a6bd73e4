package dev.waymark.instructor;

import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.web.Shell;
import dev.waymark.web.Words;
import java.util.List;

/** What staff can go to from a course's page. */
final class CourseTabs {

    private CourseTabs() {}

    /**
     * @param here path of the page that is shown
     */
    static List<Shell.Tab> of(LtiSession session, SessionLinks links, Words words, String here) {
        return List.of(
                tab(session, links, words.text("instructor.tab"), "/course", here),
                tab(session, links, words.text("instructor.ledger.tab"), "/course/ledger", here));
    }

    private static Shell.Tab tab(LtiSession session, SessionLinks links, String name, String path, String here) {
        return new Shell.Tab(name, links.to(session, path), path.equals(here));
    }
}
