package dev.waymark.instructor;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.JobRole;
import dev.waymark.grading.GradeDesk;
import dev.waymark.grading.GradeDesk.Act;
import dev.waymark.grading.GradeDesk.Board;
import dev.waymark.grading.GradeDesk.Filter;
import dev.waymark.grading.GradeDesk.Place;
import dev.waymark.grading.Grades.Fate;
import dev.waymark.grading.Grades.Withheld;
import dev.waymark.instructor.GradesPage.Choice;
import dev.waymark.instructor.GradesPage.Column;
import dev.waymark.instructor.GradesPage.Line;
import dev.waymark.instructor.GradesPage.Way;
import dev.waymark.learner.Learners;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts the page of a course's scores together. */
@Singleton
final class GradesPages {

    static final int LINES = 25;

    private final GradeDesk desk;
    private final Learners learners;
    private final Configurations configurations;
    private final CourseFace face;
    private final Clock clock;

    GradesPages(GradeDesk desk, Learners learners, Configurations configurations, CourseFace face, Clock clock) {
        this.desk = desk;
        this.learners = learners;
        this.configurations = configurations;
        this.face = face;
        this.clock = clock;
    }

    /**
     * A name that was not taken.
     *
     * @param why a sentence
     */
    record Mistake(String measure, String name, String why) {}

    GradesPage page(
            LtiSession session,
            Words words,
            Optional<String> said,
            Optional<Mistake> mistake,
            Filter filter,
            Optional<Place> after) {
        Published configuration = configurations.of(session.tenant(), session.course());
        Board board = desk.board(session.tenant(), session.course(), filter, after, LINES);
        Instant now = clock.instant();
        String first = "/course/grades?filter=" + key(filter);
        return new GradesPage(
                face.csrf(session),
                said.map(words::text),
                mistake.map(Mistake::why),
                words.text(
                        "instructor.grades.answer",
                        board.counts().get(Filter.ALL.ordinal()),
                        board.counts().get(Filter.ATTENTION.ordinal()),
                        board.counts().get(Filter.WAITING.ordinal())),
                board.peace().map(until -> words.text("instructor.grades.peace", words.since(until, now))),
                board.concluded()
                        .map(over -> words.text(
                                "instructor.grades.concluded", words.moment(over.since()), words.moment(over.askAt()))),
                board.readAt()
                        .map(at -> words.text("instructor.grades.read-at", words.since(at, now)))
                        .orElseGet(() -> words.text("instructor.grades.never-read")),
                face.link(session, "/course/grades/read"),
                Arrays.stream(Filter.values())
                        .map(each -> new Way(
                                words.text(
                                        "instructor.grades.filter." + key(each),
                                        board.counts().get(each.ordinal())),
                                face.link(session, "/course/grades?filter=" + key(each)),
                                each == filter))
                        .toList(),
                board.lines().stream()
                        .map(line -> line(session, words, configuration, line, now))
                        .toList(),
                after.isPresent() || board.next().isPresent()
                        ? words.text("instructor.grades.range", board.lines().size(), board.total())
                        : "",
                after.map(any -> face.link(session, first)),
                board.next()
                        .map(place -> face.link(
                                session, first + "&after=" + URLEncoder.encode(place.text(), StandardCharsets.UTF_8))),
                face.link(session, "/course/grades/tell"),
                face.link(session, "/course/grades/columns"),
                face.link(session, "/course/grades/names"),
                board.columnsPossible(),
                columns(words, configuration, board, mistake),
                Stream.of("path", "competency", "no-more", "fading", "nothing")
                        .map(each -> words.text("instructor.grades.counts." + each))
                        .toList(),
                Stream.concat(Stream.of(configuration.baseline()), configuration.roles().stream())
                        .map(role -> new GradesPage.Asked(
                                configuration.words().role(role.id(), words.locale()),
                                words.text("instructor.grades.counts.steps", steps(role))))
                        .toList());
    }

    /** As {@code grading} counts them: everybody is at tier 1. */
    private static int steps(JobRole role) {
        return role.targets().values().stream()
                .mapToInt(tier -> tier.level() - 1)
                .sum();
    }

    private Line line(LtiSession session, Words words, Published configuration, GradeDesk.Line line, Instant now) {
        String name = learners.find(session.tenant(), line.learner())
                .map(learner -> People.name(words, learner))
                .orElseGet(() -> words.text("instructor.nameless"));
        return new Line(
                line.learner().toString(),
                line.cell(),
                name,
                MeasureWords.of(line.measure(), words, configuration),
                due(words, line),
                line.sent()
                        .map(sent -> words.text(
                                "instructor.grades.sent", words.number(sent.score(), 2), words.since(sent.at(), now)))
                        .orElseGet(() -> words.text("instructor.grades.not-sent")),
                shown(words, line, now),
                state(words, line, now),
                line.fate()
                        .filter(fate -> fate == Fate.HELD || fate == Fate.REFUSED)
                        .isPresent(),
                line.answered(),
                acts(words, line));
    }

    private static String due(Words words, GradeDesk.Line line) {
        return line.due()
                .map(score -> words.number(score, 2))
                .orElseGet(() -> line.withheld()
                        .map(why -> words.text("instructor.grade.withheld." + key(why)))
                        .orElse("–"));
    }

    private static String shown(Words words, GradeDesk.Line line, Instant now) {
        return line.shown()
                .map(shown -> shown.points()
                        .map(points -> words.text(
                                "instructor.grades.shows",
                                words.number(points, 2),
                                words.number(shown.maximum(), 2),
                                words.since(shown.readAt(), now)))
                        .orElseGet(() -> words.text("instructor.grades.shows-none", words.since(shown.readAt(), now))))
                .orElseGet(() -> words.text("instructor.grades.not-read"));
    }

    private static String state(Words words, GradeDesk.Line line, Instant now) {
        Optional<Fate> fate = line.fate();
        if (fate.isEmpty()) {
            return words.text("instructor.grades.state.none");
        }
        return switch (fate.get()) {
            case REFUSED -> words.text("instructor.grades.why." + line.why().orElse("other"));
            case RETRYING ->
                words.text(
                        "instructor.grades.state.retrying",
                        line.attempts(),
                        line.nextTry().map(at -> words.since(at, now)).orElse(""));
            case HELD -> held(words, line);
            default -> words.text("instructor.grades.state." + key(fate.get()));
        };
    }

    /** "The course shows 80, we sent 82: a teacher changed it." */
    private static String held(Words words, GradeDesk.Line line) {
        String wanted = line.wanted().map(score -> words.number(score, 2)).orElse("–");
        Optional<String> shows = line.shown()
                .flatMap(shown -> shown.points().map(points -> points / shown.maximum() * 100))
                .map(percent -> words.number(percent, 2));
        Optional<String> sent = line.sent().map(each -> words.number(each.score(), 2));
        if (shows.isEmpty()) {
            return words.text("instructor.grades.held.cleared", sent.orElse("–"), wanted);
        }
        return sent.map(score -> words.text("instructor.grades.held.changed", shows.get(), score, wanted))
                .orElseGet(() -> words.text("instructor.grades.held.before", shows.get(), wanted));
    }

    private static List<Choice> acts(Words words, GradeDesk.Line line) {
        List<Choice> acts = new ArrayList<>();
        Optional<Fate> fate = line.fate();
        if (fate.filter(each -> each == Fate.REFUSED || each == Fate.RETRYING).isPresent()) {
            acts.add(new Choice(key(Act.AGAIN), words.text("instructor.grades.act.again")));
        }
        if (fate.filter(each -> each == Fate.HELD || each == Fate.ALREADY_NEWER).isPresent()) {
            acts.add(new Choice(
                    key(Act.OVERWRITE),
                    words.text(
                            "instructor.grades.act.overwrite",
                            line.wanted().map(score -> words.number(score, 2)).orElse("–"))));
        }
        boolean nothingBehind =
                line.withheld().filter(Withheld.NO_EVIDENCE::equals).isPresent();
        if (nothingBehind && line.sent().filter(sent -> sent.score() > 0).isPresent()) {
            acts.add(new Choice(key(Act.ZERO), words.text("instructor.grades.act.zero")));
        }
        return acts;
    }

    private static List<Column> columns(Words words, Published configuration, Board board, Optional<Mistake> mistake) {
        List<String> measures = new ArrayList<>(List.of("path"));
        configuration.framework().competencies().forEach(id -> measures.add("competency/" + id.value()));
        return measures.stream()
                .map(measure -> {
                    var chosen = board.columns().stream()
                            .filter(column -> column.measure().equals(measure))
                            .findFirst();
                    Optional<String> typed = mistake.filter(
                                    each -> each.measure().equals(measure))
                            .map(Mistake::name);
                    return new Column(
                            measure,
                            MeasureWords.of(measure, words, configuration),
                            chosen.isPresent(),
                            chosen.map(column -> words.text("instructor.grades.column." + column.state())
                                            + column.detail()
                                                    .filter(any ->
                                                            column.state().equals("stopped"))
                                                    .map(detail -> " (" + detail + ")")
                                                    .orElse(""))
                                    .orElse(""),
                            chosen.map(column -> typed.orElse(column.label())),
                            typed.isPresent());
                })
                .toList();
    }

    static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
