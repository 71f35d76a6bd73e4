package dev.waymark.instructor;

import dev.waymark.web.TierMark;
import java.util.List;
import java.util.Optional;

/**
 * A course's set-up as staff see it: one step at a time, what is done and what is missing in one sentence above.
 *
 * @param progress what is done and what is missing, one sentence
 * @param draft what there is of a draft, a sentence; empty without one
 * @param counting how far the counting anew has come after a publication, while it goes on
 * @param counted what is said once it is done, to those who watched it
 * @param notes what one should know, each a sentence
 */
public record SetupPage(
        String csrf,
        String step,
        List<Way> ways,
        String title,
        String intro,
        String progress,
        Optional<String> said,
        Optional<String> mistake,
        Optional<Counting> counting,
        Optional<String> counted,
        List<String> notes,
        Optional<String> draft,
        String action,
        Optional<Versions> versions,
        Optional<Roles> roles,
        Optional<Activities> activities,
        Optional<Preview> preview,
        Optional<Publish> publish,
        String coverageHref,
        String criteriaHref,
        Optional<Way> back,
        Optional<Way> next) {

    /** True if going on is the first thing to do here, and nothing on the page comes before it. */
    public boolean onward() {
        return activities.filter(each -> each.sure() == 0).isPresent()
                || preview.flatMap(Preview::result).isPresent();
    }

    /** @param state {@code done}, {@code now} or {@code open} */
    public record Way(String text, String href, String state) {}

    /**
     * @param share 0 to 1
     * @param poll where to look again
     */
    public record Counting(String text, double share, String poll) {}

    public record Option(String value, String text, boolean chosen) {}

    /** @param about how much it has, a sentence */
    public record VersionOffer(String value, String name, String about, boolean chosen) {}

    /**
     * @param update a newer version than the course's, with what it would change
     * @param history published set-ups
     * @param earlier the set-up of the course that this one was copied from, while none was begun here
     */
    public record Versions(
            List<VersionOffer> offers,
            boolean library,
            String frameworksHref,
            List<Option> kinds,
            String importAction,
            Optional<Report> report,
            Optional<Update> update,
            List<Past> history,
            String againAction,
            Optional<Earlier> earlier) {}

    /** What the course that this one was copied from has, and where to take it. */
    public record Earlier(String answer, String action) {}

    public record Report(String answer, boolean good, List<String> lines) {}

    public record Update(String version, String answer, List<String> changes, String action) {}

    public record Past(String number, String about, boolean inForce) {}

    /** @param editing the role whose targets are in the table */
    public record Roles(List<RoleOffer> offers, String offerAction, Optional<Targets> editing, String note) {}

    /** @param fixed true for people without a role: always offered */
    public record RoleOffer(String value, String name, String about, boolean offered, boolean fixed, String href) {}

    public record Targets(String role, String name, List<Target> rows, String action, Optional<String> more) {}

    public record Target(String competency, String name, List<Option> tiers) {}

    /** @param covers what learners can reach, a sentence; holes likewise */
    public record Activities(
            String settled,
            double share,
            int sure,
            int open,
            String allAction,
            List<Activity> list,
            String oneAction,
            List<Option> competencies,
            String covers,
            List<Hole> holes,
            String coverageHref) {}

    public record Hole(String what, String why) {}

    /**
     * @param state {@code open}, {@code accepted}, {@code mended} or {@code nothing}
     * @param shows what it counts for, or would
     * @param sure how sure we are and why, in words
     * @param form what the form begins with
     */
    public record Activity(
            String id,
            String name,
            String about,
            String state,
            String stateText,
            List<Shown> shows,
            String nothing,
            String sure,
            boolean suggestion,
            Optional<String> warning,
            Form form) {}

    public record Shown(String competency, TierMark tier) {}

    public record Form(List<Row> rows, int minutes, String kind, String reviewed) {}

    public record Row(int number, String competency, String tier) {}

    /** @param result the path of whom was looked at */
    public record Preview(
            List<Option> people,
            List<Option> roles,
            List<Rating> ratings,
            List<Result> results,
            String hours,
            String action,
            Optional<Seen> result) {}

    public record Rating(String competency, String name, List<Option> tiers) {}

    public record Result(String activity, String name, String value) {}

    /**
     * @param changes against now, for somebody who exists
     */
    public record Seen(String title, String answer, List<String> changes, List<String> steps, List<String> tiers) {}

    /** @param affected rows of who, tiers, targets, next step */
    public record Publish(
            String answer,
            List<String> counts,
            List<Affected> affected,
            Optional<String> more,
            List<String> warnings,
            long revision,
            List<Option> columns,
            String columnsAction,
            String publishAction,
            String discardAction,
            boolean possible) {}

    public record Affected(String name, String tiers, String targets, String next) {}
}
