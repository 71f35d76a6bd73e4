package dev.waymark.instructor;

import dev.waymark.instructor.CoursePage.Listed;
import dev.waymark.learner.Rosters;
import dev.waymark.learner.Rosters.Person;
import dev.waymark.learner.Rosters.Reading;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The part of the staff's page that is about the course's own list of people. */
@Singleton
final class CourseLists {

    private static final int SHOWN = 100;

    private final Rosters rosters;
    private final SessionLinks links;
    private final Clock clock;

    CourseLists(Rosters rosters, SessionLinks links, Clock clock) {
        this.rosters = rosters;
        this.links = links;
        this.clock = clock;
    }

    Listed of(LtiSession session, Words words) {
        Optional<Reading> reading =
                session.may(Right.SEE_COURSE) ? rosters.reading(session.tenant(), session.course()) : Optional.empty();
        List<Person> missing = reading.isEmpty() ? List.of() : rosters.notYetHere(session.tenant(), session.course());
        return new Listed(
                reading.map(found -> state(words, found)).orElseGet(() -> words.text("instructor.list.none")),
                reading.map(found -> links.to(session, "/course/list/read")),
                reading.filter(found -> found.leaving() > 0)
                        .map(found -> words.text("instructor.list.kept-back", found.leaving())),
                links.to(session, "/course/list/confirm"),
                missing.stream()
                        .limit(SHOWN)
                        .map(person -> person.name().orElseGet(() -> words.text("instructor.nameless")))
                        .toList(),
                missing.size() > SHOWN
                        ? Optional.of(words.text("instructor.list.more", missing.size() - SHOWN))
                        : Optional.empty());
    }

    private String state(Words words, Reading reading) {
        Instant now = clock.instant();
        String done = reading.completeAt()
                .map(at -> words.text("instructor.list.done", words.since(at, now), reading.people()))
                .orElseGet(() -> words.text("instructor.list.never"));
        return switch (reading.state()) {
            case RUNNING -> words.text("instructor.list.running", reading.pages());
            case FAILED ->
                words.text(
                        "instructor.list.failed",
                        reading.detail().orElse(""),
                        reading.nextTry().map(at -> words.since(at, now)).orElse(""));
            case NEVER, DONE, KEPT_BACK -> done;
        };
    }
}
