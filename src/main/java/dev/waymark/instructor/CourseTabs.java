package dev.waymark.instructor;

import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.web.Shell;
import dev.waymark.web.Words;
import java.util.List;

/** What staff can go to from a course's page. */
final class CourseTabs {

    /**
     * @param nameKey of its one or two words in the message files
     * @param right that its page takes
     */
    private record Way(String path, String nameKey, Right right) {}

    private static final List<Way> WAYS = List.of(
            new Way("/course", "instructor.tab", Right.SEE_PEOPLE),
            new Way("/course/heatmap", "instructor.tab.heat", Right.SEE_GROUPS),
            new Way(RatingsController.PATH, "ratings.tab", Right.GUIDE),
            new Way(ObjectionsController.PATH, "instructor.objection.tab", Right.GUIDE),
            new Way("/course/grades", "instructor.tab.grades", Right.SEE_COURSE),
            new Way("/course/ledger", "instructor.ledger.tab", Right.SEE_COURSE),
            new Way("/course/activities", "instructor.tab.activities", Right.CONTENT),
            new Way(SetupPages.PATH, "setup.tab", Right.CONFIGURE),
            new Way(CoveragePages.PATH, "coverage.tab", Right.SEE_GROUPS),
            new Way(FrameworksPages.PATH, "frameworks.tab", Right.SEE_GROUPS));

    private CourseTabs() {}

    /**
     * @param here path of the page that is shown, with or without a query
     */
    static List<Shell.Tab> of(LtiSession session, SessionLinks links, Words words, String here) {
        // Whoever sets the course up gets to the coverage and the criteria from there; they are part of it.
        boolean setsUp = session.may(Right.CONFIGURE);
        boolean partOfIt = setsUp && (here.startsWith(CoveragePages.PATH) || here.startsWith(CriteriaController.PATH));
        return WAYS.stream()
                .filter(way -> session.may(way.right()))
                .filter(way -> !setsUp || !way.path().equals(CoveragePages.PATH))
                .map(way -> new Shell.Tab(
                        words.text(way.nameKey()),
                        links.to(session, way.path()),
                        way.path().equals(partOfIt ? SetupPages.PATH : belongsTo(here))))
                .toList();
    }

    /** The tab that a page is reached from: its own, or that of the list which leads to it. */
    private static String belongsTo(String here) {
        String path = here.replaceFirst("\\?.*", "");
        return switch (path) {
            case "/course/person", "/course/learner", CourseLists.PATH -> "/course";
            case ResultsPages.PATH -> "/course/ledger";
            default -> path.startsWith("/course/ledger/") ? "/course/ledger" : path;
        };
    }
}
