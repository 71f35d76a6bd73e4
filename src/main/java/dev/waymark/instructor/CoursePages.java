package dev.waymark.instructor;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.EvidenceKind;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger;
import dev.waymark.instructor.CoursePage.Activity;
import dev.waymark.instructor.CoursePage.Option;
import dev.waymark.instructor.CoursePage.Stranger;
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

    private static final int STRANGERS = 20;

    private final Configurations configurations;
    private final Ledger ledger;
    private final SeenHere seenHere;
    private final SessionLinks links;

    CoursePages(Configurations configurations, Ledger ledger, SeenHere seenHere, SessionLinks links) {
        this.configurations = configurations;
        this.ledger = ledger;
        this.seenHere = seenHere;
        this.links = links;
    }

    /** @param said message key of what the last form did */
    CoursePage page(LtiSession session, Words words, Optional<String> said) {
        Published configuration = configurations.of(session.tenant(), session.course());
        List<Activity> activities = seenHere.of(session, words, configuration);
        long open = activities.stream().filter(each -> !each.settled()).count();
        return new CoursePage(
                links.csrf(session),
                session.courseTitle().orElse(""),
                said.map(words::text),
                words.text("instructor.activities.answer", open),
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
                                        account(words, withoutMailboxes(each.agentKey())),
                                        words.text("instructor.statements", each.statements()),
                                        words.moment(each.newest())))
                                .toList());
    }

    /** Such as "77 at lms.example.org"; what is no account of a site is told as it is, without the kind before it. */
    private static String account(Words words, String agentKey) {
        int kind = agentKey.indexOf(' ');
        String told = agentKey.substring(kind + 1);
        int name = told.indexOf(' ');
        return name < 0
                ? told.replaceFirst("^mailto:", "")
                : words.text(
                        "instructor.agent.account",
                        told.substring(name + 1),
                        told.substring(0, name).replaceFirst("^https?://", ""));
    }

    /** Whose account it is may be seen by whoever runs the platform; an e-mail address says it to every teacher. */
    private static String withoutMailboxes(String agentKey) {
        return agentKey.replaceAll("[^\\s:/]+@", "…@");
    }
}
