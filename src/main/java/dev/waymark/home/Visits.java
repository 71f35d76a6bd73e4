package dev.waymark.home;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.learner.Learners;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.web.Pages;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Finds out who is looking. */
@Singleton
final class Visits {

    private final Learners learners;
    private final Configurations configurations;
    private final SessionLinks links;
    private final Pages pages;
    private final Clock clock;

    Visits(Learners learners, Configurations configurations, SessionLinks links, Pages pages, Clock clock) {
        this.learners = learners;
        this.configurations = configurations;
        this.links = links;
        this.pages = pages;
        this.clock = clock;
    }

    /** Empty if the platform did not say who they are, or they are not known to us. */
    Optional<Visit> of(LtiSession session) {
        return session.subject()
                .flatMap(subject -> learners.bySubject(session.tenant(), session.registration(), subject))
                .map(learner -> {
                    Published configuration = configurations.of(session.tenant(), session.course());
                    var naming = new Naming(pages.words(session.locale()), configuration.words());
                    return new Visit(session, links, learner, configuration, naming, clock.instant());
                });
    }
}
