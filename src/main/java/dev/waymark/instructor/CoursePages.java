package dev.waymark.instructor;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger;
import dev.waymark.grading.Grades;
import dev.waymark.grading.Grades.RoleRequest;
import dev.waymark.instructor.CoursePage.Activity;
import dev.waymark.instructor.CoursePage.Option;
import dev.waymark.instructor.CoursePage.Stranger;
import dev.waymark.instructor.CoursePage.Wish;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts the staff's page of one course together; nothing of another course or tenant is on it. */
@Singleton
final class CoursePages {

    static final int PEOPLE = 25;
    private static final int STRANGERS = 20;

    private final Learners learners;
    private final Reachable reachable;
    private final Configurations configurations;
    private final Grades grades;
    private final Ledger ledger;
    private final People people;
    private final SeenHere seenHere;
    private final CourseLists courseLists;
    private final SessionLinks links;

    CoursePages(
            Learners learners,
            Reachable reachable,
            Configurations configurations,
            Grades grades,
            Ledger ledger,
            People people,
            SeenHere seenHere,
            CourseLists courseLists,
            SessionLinks links) {
        this.learners = learners;
        this.reachable = reachable;
        this.configurations = configurations;
        this.grades = grades;
        this.ledger = ledger;
        this.people = people;
        this.seenHere = seenHere;
        this.courseLists = courseLists;
        this.links = links;
    }

    /**
     * @param said message key of what the last form did
     * @param page of the class list, from 1
     */
    CoursePage page(LtiSession session, Words words, Optional<String> said, int page) {
        Published configuration = configurations.of(session.tenant(), session.course());
        List<Learner> all = reachable.all(session);
        int pages = Math.max(1, (all.size() + PEOPLE - 1) / PEOPLE);
        int here = Math.clamp(page, 1, pages);
        int from = (here - 1) * PEOPLE;
        int to = Math.min(all.size(), from + PEOPLE);
        List<RoleRequest> wishes =
                session.may(Right.DECIDE) ? grades.pendingRoles(session.tenant(), session.course()) : List.of();
        List<Activity> activities = session.may(Right.CONTENT) ? seenHere.of(session, words, configuration) : List.of();
        long open = activities.stream().filter(each -> !each.settled()).count();
        return new CoursePage(
                links.csrf(session),
                session.courseTitle().orElse(""),
                said.map(words::text),
                words.text("instructor.answer", all.size(), wishes.size(), open),
                people.of(session, words, configuration, all.subList(from, to)),
                pages > 1 ? words.text("instructor.range", from + 1, to, all.size()) : "",
                here > 1 ? Optional.of(links.to(session, "/course?page=" + (here - 1))) : Optional.empty(),
                here < pages ? Optional.of(links.to(session, "/course?page=" + (here + 1))) : Optional.empty(),
                links.to(session, "/course/role"),
                wishes.stream()
                        .map(wish -> wish(session, words, configuration, wish))
                        .toList(),
                links.to(session, "/course/settle"),
                activities,
                configuration.framework().competencies().stream()
                        .map(id -> new Option(id.value(), configuration.words().competency(id, words.locale())))
                        .toList(),
                Arrays.stream(Tier.values())
                        .map(tier -> new Option(
                                Integer.toString(tier.level()),
                                words.text(
                                        "web.tier",
                                        tier.level(),
                                        configuration.words().tier(tier, words.locale()))))
                        .toList(),
                Arrays.stream(EvidenceKind.values())
                        .map(kind -> new Option(
                                kind.name(),
                                words.text("instructor.kind." + kind.name().toLowerCase(Locale.ROOT))))
                        .toList(),
                (session.may(Right.SEE_COURSE)
                                ? ledger.unlinked(session.tenant(), STRANGERS)
                                : List.<Ledger.Unlinked>of())
                        .stream()
                                .map(each -> new Stranger(
                                        withoutMailboxes(each.agentKey()),
                                        words.text("instructor.statements", each.statements()),
                                        words.moment(each.newest())))
                                .toList(),
                courseLists.of(session, words));
    }

    /** Whose account it is may be seen by whoever runs the platform; an e-mail address says it to every teacher. */
    private static String withoutMailboxes(String agentKey) {
        return agentKey.replaceAll("[^\\s:/]+@", "…@");
    }

    private Wish wish(LtiSession session, Words words, Published configuration, RoleRequest request) {
        String name = learners.find(session.tenant(), request.learner())
                .map(learner -> People.name(words, learner))
                .orElseGet(() -> words.text("instructor.nameless"));
        return new Wish(
                request.learner().toString(),
                request.now()
                        .map(role -> words.text(
                                "instructor.wish",
                                name,
                                roleName(words, configuration, role),
                                roleName(words, configuration, request.wanted()),
                                words.shortDay(request.askedAt())))
                        .orElseGet(() -> words.text(
                                "instructor.wish-first",
                                name,
                                roleName(words, configuration, request.wanted()),
                                words.shortDay(request.askedAt()))));
    }

    private static String roleName(Words words, Published configuration, JobRoleId role) {
        return configuration.roles().stream().anyMatch(offered -> offered.id().equals(role))
                ? configuration.words().role(role, words.locale())
                : role.value();
    }
}
