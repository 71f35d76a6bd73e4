package dev.waymark.instructor;

import dev.waymark.competency.Configurations;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.results.LongFiles;
import dev.waymark.results.ResultFiles;
import dev.waymark.results.ResultFiles.Choice;
import dev.waymark.results.ResultFiles.Column;
import dev.waymark.results.ResultFiles.Report;
import dev.waymark.results.ResultFiles.Standing;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Files of grades in words. */
@Singleton
final class ResultsPages {

    static final String PATH = "/course/results";
    private static final int MOST_LINES = 200;

    private final ResultFiles files;
    private final LongFiles longFiles;
    private final Configurations configurations;
    private final CourseFace face;

    ResultsPages(ResultFiles files, LongFiles longFiles, Configurations configurations, CourseFace face) {
        this.files = files;
        this.longFiles = longFiles;
        this.configurations = configurations;
        this.face = face;
    }

    /**
     * @param watched what whoever waits for its end has begun: {@code going} to read a long file in, or to take it
     *     {@code back}
     */
    ResultsPage page(
            LtiSession session,
            Optional<String> said,
            Optional<String> fault,
            Optional<Report> report,
            Optional<String> watched) {
        Words words = face.words(session);
        Optional<ResultFiles.Going> going = longFiles.of(session.tenant(), session.course());
        List<ResultsPage.Import> imports = files.of(session.tenant(), session.course()).stream()
                .map(each -> new ResultsPage.Import(
                        each.id(),
                        each.fileName(),
                        each.undone()
                                .map(at -> words.text(
                                        "instructor.results.undone", words.moment(each.at()), words.moment(at)))
                                .orElseGet(() -> words.text(
                                        "instructor.results.applied", words.moment(each.at()), each.scores())),
                        each.undone().isPresent()
                                || going.filter(one -> one.draft().equals(each.id()))
                                        .isPresent()))
                .toList();
        return new ResultsPage(
                face.link(session, PATH + "/check"),
                face.link(session, PATH + "/apply"),
                face.link(session, PATH + "/undo"),
                face.link(session, PATH + "/go-on"),
                face.csrf(session),
                said,
                fault.or(() -> report.filter(each -> !each.fault().isEmpty())
                        .map(each -> words.text("instructor.results.fault." + key(each.fault())))),
                going.map(each -> going(session, words, each)),
                watched.filter(any -> going.isEmpty())
                        .map(what -> words.text(
                                what.equals("back")
                                        ? "instructor.results.said.undone"
                                        : "instructor.results.going.done")),
                report.filter(each -> each.fault().isEmpty()).map(each -> draft(session, words, each)),
                imports);
    }

    private ResultsPage.Going going(LtiSession session, Words words, ResultFiles.Going each) {
        String key = each.stopped()
                ? each.back() ? "instructor.results.back.stopped" : "instructor.results.going.stopped"
                : each.total() == 0
                        ? "instructor.results.going.looking"
                        : each.back() ? "instructor.results.back.text" : "instructor.results.going.text";
        return new ResultsPage.Going(
                each.draft(),
                words.text(each.back() ? "instructor.results.back" : "instructor.results.going"),
                words.text(key, each.fileName(), each.done(), each.total()),
                each.total() == 0 ? -1 : (double) each.done() / each.total(),
                each.stopped(),
                face.link(session, PATH + (each.back() ? "?said=back" : "?said=going")));
    }

    private ResultsPage.Draft draft(LtiSession session, Words words, Report report) {
        List<String> people = Arrays.stream(Standing.values())
                .filter(standing -> report.people(standing) > 0)
                .map(standing ->
                        words.text("instructor.results.people." + key(standing.name()), report.people(standing)))
                .toList();
        List<ResultsPage.Line> others = report.people().stream()
                .filter(each -> each.standing() != Standing.KNOWN)
                .limit(MOST_LINES)
                .map(each -> new ResultsPage.Line(
                        Integer.toString(each.line()),
                        each.name().isBlank() ? "–" : each.name(),
                        words.text(
                                "instructor.results.who." + key(each.standing().name()))))
                .toList();
        return new ResultsPage.Draft(
                report.draft(),
                report.fileName(),
                words.text(
                        "instructor.results.would",
                        words.text("instructor.results.kind." + key(report.kind())),
                        report.scores()),
                people,
                others,
                report.columns().stream()
                        .map(each -> column(session, words, each))
                        .toList(),
                report.troubles().stream()
                        .map(each -> new ResultsPage.Trouble(
                                Integer.toString(each.line()),
                                each.column(),
                                each.text(),
                                words.text("instructor.results.problem." + each.problem())))
                        .toList(),
                report.passedOver().isEmpty()
                        ? ""
                        : words.text(
                                "instructor.results.passed-over",
                                report.passedOver().stream().limit(20).collect(Collectors.joining(", "))));
    }

    private ResultsPage.Column column(LtiSession session, Words words, Column each) {
        var shown = configurations.inForce(session.tenant()).words();
        String counts = each.alignment()
                .map(found -> words.text(
                        found.suggested() ? "instructor.results.suggested" : "instructor.results.settled",
                        found.competencies().stream()
                                .map(what -> shown.competency(what.competency(), words.locale()))
                                .collect(Collectors.joining(", "))))
                .orElseGet(() -> words.text("instructor.results.unaligned"));
        List<String> does = new ArrayList<>();
        does.add(words.text("instructor.results.fresh", each.fresh()));
        if (each.same() > 0) {
            does.add(words.text("instructor.results.same", each.same()));
        }
        if (each.excused() > 0) {
            does.add(words.text("instructor.results.excused", each.excused()));
        }
        if (each.blank() > 0) {
            does.add(words.text("instructor.results.blank", each.blank()));
        }
        if (each.unreadable() > 0) {
            does.add(words.text("instructor.results.unreadable", each.unreadable()));
        }
        String possible =
                each.possible().isPresent() ? words.number(each.possible().getAsDouble(), 2) : "";
        return new ResultsPage.Column(
                each.index(),
                each.title(),
                counts,
                String.join(" ", does),
                each.choice().take(),
                each.otherwise(),
                each.choice().activity().orElse(""),
                possible,
                each.needsMaximum() || each.choice().possible().isPresent());
    }

    /** What the form says of the columns; {@code columns} names all that it shows, as a box that is not ticked says nothing. */
    static Map<Integer, Choice> choices(Map<String, Object> fields) {
        Map<Integer, Choice> choices = new HashMap<>();
        for (String each : SettleForm.one(fields, "columns").split(" ")) {
            if (!each.matches("[0-9]{1,4}")) {
                continue;
            }
            String activity = SettleForm.one(fields, "activity" + each);
            OptionalDouble possible = OptionalDouble.empty();
            String written = SettleForm.one(fields, "possible" + each).replace(',', '.');
            if (written.matches("[0-9]{1,6}(\\.[0-9]{1,4})?") && Double.parseDouble(written) > 0) {
                possible = OptionalDouble.of(Double.parseDouble(written));
            }
            choices.put(
                    Integer.parseInt(each),
                    new Choice(
                            SettleForm.one(fields, "take" + each).equals("yes"),
                            activity.isEmpty() ? Optional.empty() : Optional.of(activity),
                            possible));
        }
        return choices;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
