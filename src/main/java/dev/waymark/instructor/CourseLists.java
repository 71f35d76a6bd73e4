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

    static final String PATH = "/course/list";

    private static final int SHOWN = 30;
    private static final int NAMES = 200;

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
                        : Optional.empty(),
                reading.filter(Reading::going).map(found -> words.text("instructor.list.see")),
                links.to(session, PATH));
    }

    /**
     * The list on a page of its own.
     *
     * @param number of the page, from 1
     * @param watched true for somebody who waits for the list to be read, and is told when it is
     */
    ListPage page(LtiSession session, Words words, int number, boolean watched) {
        Optional<Reading> reading = rosters.reading(session.tenant(), session.course());
        List<Person> missing = reading.isEmpty() ? List.of() : rosters.notYetHere(session.tenant(), session.course());
        int pages = Math.max(1, (missing.size() + NAMES - 1) / NAMES);
        int here = Math.clamp(number, 1, pages);
        int from = (here - 1) * NAMES;
        int to = Math.min(missing.size(), from + NAMES);
        boolean going = reading.filter(Reading::going).isPresent();
        return new ListPage(
                links.csrf(session),
                links.to(session, "/course"),
                reading.filter(found -> found.completeAt().isPresent())
                        .map(found -> words.text("instructor.list.answer", missing.size()))
                        .orElse(""),
                reading.map(found -> state(words, found)).orElseGet(() -> words.text("instructor.list.none")),
                reading.filter(found -> going).map(found -> going(session, words, found)),
                watched && !going,
                missing.subList(from, to).stream()
                        .map(person -> person.name().orElseGet(() -> words.text("instructor.nameless")))
                        .toList(),
                pages == 1 ? "" : words.text("instructor.range", from + 1, to, missing.size()),
                here > 1 ? Optional.of(links.to(session, PATH + "?page=" + (here - 1))) : Optional.empty(),
                here < pages ? Optional.of(links.to(session, PATH + "?page=" + (here + 1))) : Optional.empty(),
                reading.filter(found -> !going).map(found -> links.to(session, PATH + "/read")));
    }

    private ListPage.Going going(LtiSession session, Words words, Reading found) {
        boolean known = found.people() > 0 && found.completeAt().isPresent();
        String text = found.state() != Rosters.State.RUNNING
                ? words.text("instructor.list.asked")
                : known
                        ? words.text("instructor.list.so-far-of", found.found(), found.people())
                        : words.text("instructor.list.so-far", found.found());
        // A list may have grown since: it is done when it is done.
        double share = known && found.state() == Rosters.State.RUNNING
                ? Math.min(.99, (double) found.found() / found.people())
                : -1;
        return new ListPage.Going(text, share, links.to(session, PATH + "?said=reading"));
    }

    private String state(Words words, Reading reading) {
        Instant now = clock.instant();
        String done = reading.completeAt()
                .map(at -> words.text("instructor.list.done", words.since(at, now), reading.people()))
                .orElseGet(() -> words.text("instructor.list.never"));
        return switch (reading.state()) {
            case RUNNING -> words.text("instructor.list.running", reading.found());
            case FAILED ->
                words.text(
                        "instructor.list.failed",
                        reading.detail().orElse(""),
                        reading.nextTry().map(at -> words.since(at, now)).orElse(""));
            case NEVER, DONE, KEPT_BACK -> done;
        };
    }
}
