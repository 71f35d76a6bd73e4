package dev.waymark.instructor;

import dev.waymark.competency.CaseLibrary;
import dev.waymark.competency.Frameworks;
import dev.waymark.competency.Frameworks.Draft;
import dev.waymark.competency.Frameworks.Format;
import dev.waymark.competency.Frameworks.Kind;
import dev.waymark.competency.Frameworks.Report;
import dev.waymark.instructor.CoursePage.Option;
import dev.waymark.instructor.FrameworksPage.DraftForms;
import dev.waymark.instructor.FrameworksPage.Link;
import dev.waymark.instructor.FrameworksPage.Result;
import dev.waymark.instructor.FrameworksPage.Version;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts the page of frameworks into words. */
@Singleton
final class FrameworksPages {

    static final String PATH = "/course/frameworks";
    private static final int MOST_ROWS = 200;

    private final Frameworks frameworks;
    private final CaseLibrary library;
    private final FrameworkNames names;
    private final SessionLinks links;

    FrameworksPages(Frameworks frameworks, CaseLibrary library, FrameworkNames names, SessionLinks links) {
        this.frameworks = frameworks;
        this.library = library;
        this.names = names;
        this.links = links;
    }

    /** Those who may say what holds for the whole organisation; see decision record 0012. */
    static boolean mayPublish(LtiSession session) {
        return session.roles().contains(Role.ADMINISTRATOR);
    }

    FrameworksPage page(LtiSession session, Words words, Optional<String> said, Optional<Result> result) {
        List<Frameworks.Version> versions = frameworks.versions(session.tenant());
        List<Draft> drafts = frameworks.drafts(session.tenant());
        List<Option> bases = new ArrayList<>();
        versions.stream()
                .sorted(java.util.Comparator.comparing(each -> !each.inForce()))
                .forEach(each ->
                        bases.add(new Option(each.version(), names.of(session.tenant(), words, each.version()))));
        drafts.forEach(each -> bases.add(
                new Option(each.id(), words.text("frameworks.draft-of", each.version(), words.moment(each.at())))));
        return new FrameworksPage(
                links.csrf(session),
                said.map(words::text),
                mayPublish(session),
                library.isOpen(session.tenant()),
                links.to(session, PATH + "/open"),
                links.to(session, PATH + "/check"),
                links.to(session, PATH + "/use"),
                links.to(session, PATH + "/differences"),
                versions.stream().map(each -> version(session, words, each)).toList(),
                drafts.stream()
                        .map(each -> new Link(
                                each.version(),
                                links.to(session, PATH + "/draft?id=" + each.id()),
                                words.text("frameworks.draft-about", each.basedOn(), words.moment(each.at()))))
                        .toList(),
                Arrays.stream(Kind.values())
                        .map(kind -> new Option(kind.name(), words.text("frameworks.kind." + key(kind))))
                        .toList(),
                bases,
                result);
    }

    private Version version(LtiSession session, Words words, Frameworks.Version each) {
        String state = words.text(each.inForce() ? "frameworks.in-force" : "frameworks.available");
        return new Version(
                each.version(),
                names.of(session.tenant(), words, each.version()),
                state,
                words.text("frameworks.published", words.moment(each.at())),
                each.inForce(),
                exports(session, words, each.version()));
    }

    private List<Link> exports(LtiSession session, Words words, String of) {
        return Arrays.stream(Format.values())
                .map(format -> new Link(
                        words.text("frameworks.format." + key(format)),
                        links.to(session, PATH + "/export?of=" + encoded(of) + "&format=" + format.name()),
                        of))
                .toList();
    }

    /** What a dry run found. */
    Result checked(Words words, Report report, String file) {
        boolean good = report.findings().isEmpty();
        return new Result(
                words.text("frameworks.checked", file),
                words.text(
                        "frameworks.found",
                        report.findings().size(),
                        report.changes().size()),
                good,
                faults(report),
                report.obstacles().stream().limit(MOST_ROWS).toList(),
                report.notes().stream().limit(MOST_ROWS).toList(),
                report.granularities().entrySet().stream()
                        .map(each -> words.text("frameworks.granularity", each.getKey(), each.getValue()))
                        .toList(),
                changes(words, report.changes()),
                Optional.empty());
    }

    Optional<Result> draft(LtiSession session, Words words, String id) {
        Optional<Draft> known = frameworks.drafts(session.tenant()).stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
        return known.flatMap(draft -> frameworks.review(session.tenant(), id).map(report -> {
            boolean free = report.obstacles().isEmpty();
            return new Result(
                    words.text("frameworks.draft", draft.version()),
                    words.text(
                            free ? "frameworks.draft-good" : "frameworks.draft-bad",
                            report.changes().size()),
                    free,
                    List.of(),
                    report.obstacles().stream().limit(MOST_ROWS).toList(),
                    List.of(),
                    List.of(),
                    changes(words, report.changes()),
                    Optional.of(new DraftForms(
                            id,
                            free,
                            links.to(session, PATH + "/publish"),
                            links.to(session, PATH + "/discard"),
                            exports(session, words, id))));
        }));
    }

    Optional<Result> differences(LtiSession session, Words words, String from, String to) {
        return frameworks
                .differences(session.tenant(), from, to)
                .map(all -> new Result(
                        words.text("frameworks.differences", from, to),
                        words.text("frameworks.differences-found", all.size()),
                        true,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        changes(words, all),
                        Optional.empty()));
    }

    private static List<List<String>> faults(Report report) {
        return report.findings().stream()
                .limit(MOST_ROWS)
                .map(each -> List.of(
                        each.line() == 0 ? "–" : Integer.toString(each.line()),
                        each.column().isEmpty() ? "–" : each.column(),
                        each.expected(),
                        each.found().isEmpty() ? "–" : cut(each.found())))
                .toList();
    }

    private static List<List<String>> changes(Words words, List<Frameworks.Difference> changes) {
        return changes.stream()
                .limit(MOST_ROWS)
                .map(each -> List.of(
                        words.text("frameworks.what." + key(each.what())),
                        words.text("frameworks.change." + key(each.change())),
                        each.id(),
                        each.before().isEmpty() ? "–" : cut(each.before()),
                        each.after().isEmpty() ? "–" : cut(each.after())))
                .toList();
    }

    private static String cut(String text) {
        return text.length() <= 300 ? text : text.substring(0, 299) + "…";
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
