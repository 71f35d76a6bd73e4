package dev.waymark.instructor;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.Gap;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.instructor.ClassPage.Choice;
import dev.waymark.instructor.CoursePage.Option;
import dev.waymark.instructor.HeatMap.Counted;
import dev.waymark.instructor.HeatPage.Cell;
import dev.waymark.instructor.HeatPage.Head;
import dev.waymark.instructor.HeatPage.Line;
import dev.waymark.instructor.HeatPage.Way;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.learner.Learners.Learner;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.path.ClassPaths;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts the heat map together: role by competency for whoever may see groups, learner by competency for who may see people. */
@Singleton
final class HeatPages {

    static final int PEOPLE = 50;

    private static final String NO_ROLE = "none";

    private final Reachable reachable;
    private final Learners learners;
    private final ClassPaths classPaths;
    private final Configurations configurations;
    private final SessionLinks links;
    private final Clock clock;

    HeatPages(
            Reachable reachable,
            Learners learners,
            ClassPaths classPaths,
            Configurations configurations,
            SessionLinks links,
            Clock clock) {
        this.reachable = reachable;
        this.learners = learners;
        this.classPaths = classPaths;
        this.configurations = configurations;
        this.links = links;
        this.clock = clock;
    }

    private record Person(Learner learner, List<Gap> gaps) {}

    private List<Person> people(LtiSession session) {
        Map<LearnerId, ClassPaths.Line> lines = classPaths.of(session.tenant(), session.course());
        List<Learner> all = session.may(Right.SEE_PEOPLE)
                ? reachable.all(session)
                : learners.inCourse(session.tenant(), session.course());
        return all.stream()
                .filter(each -> lines.containsKey(each.id()))
                .map(each -> new Person(
                        each,
                        Optional.ofNullable(lines.get(each.id()))
                                .map(ClassPaths.Line::gaps)
                                .orElse(List.of())))
                .toList();
    }

    private static HeatMap map(LtiSession session, Published configuration, List<Person> people) {
        List<String> roles = Stream.concat(
                        configuration.roles().stream().map(role -> role.id().value()), Stream.of(NO_ROLE))
                .toList();
        return HeatMap.of(
                people.stream()
                        .map(each -> new Counted(role(configuration, each.learner()), each.gaps()))
                        .toList(),
                roles,
                configuration.framework().competencies().stream().sorted().toList(),
                !session.may(Right.SEE_PEOPLE));
    }

    private static String role(Published configuration, Learner learner) {
        return learner.role()
                .filter(id -> configuration.role(Optional.of(id)).id().equals(id))
                .map(JobRoleId::value)
                .orElse(NO_ROLE);
    }

    private static String roleName(Words words, Published configuration, String role) {
        return role.equals(NO_ROLE)
                ? words.text("instructor.class.show.no-role")
                : configuration.words().role(new JobRoleId(role), words.locale());
    }

    /** @param beside the role that a narrow page shows beside everybody; the largest if it is not one */
    HeatPage byRole(LtiSession session, Words words, String beside) {
        Published configuration = configurations.of(session.tenant(), session.course());
        HeatMap map = map(session, configuration, people(session));
        boolean seesPeople = session.may(Right.SEE_PEOPLE);
        String chosen = map.roles().contains(beside)
                ? beside
                : map.roles().stream()
                        .max(Comparator.comparingInt(role -> map.people(role).orElse(0)))
                        .orElse("");
        List<Head> head = new ArrayList<>();
        head.add(new Head(
                words.text(seesPeople ? "instructor.heat.everyone" : "instructor.heat.all-shown"),
                words.number(map.everybodyShown(), 0),
                false,
                Optional.empty()));
        map.roles()
                .forEach(role -> head.add(new Head(
                        roleName(words, configuration, role),
                        map.people(role)
                                .map(many -> words.number(many, 0))
                                .orElseGet(() -> words.text("instructor.heat.few")),
                        !role.equals(chosen),
                        Optional.empty())));
        List<Line> all = map.competencies().stream()
                .map(id -> {
                    List<Cell> cells = new ArrayList<>();
                    cells.add(cell(session, words, map.everybody(id), false, "", id, false));
                    map.roles()
                            .forEach(role -> cells.add(cell(
                                    session,
                                    words,
                                    map.cell(role, id),
                                    map.hidden(role, id),
                                    role,
                                    id,
                                    !role.equals(chosen))));
                    return new Line(configuration.words().competency(id, words.locale()), Optional.empty(), cells);
                })
                .toList();
        List<Line> lines = all.stream().filter(Line::tells).toList();
        return new HeatPage(
                words.text("instructor.heat.about", map.everybodyShown(), today(words)),
                finding(words, configuration, map),
                seesPeople
                        ? Optional.of(new Way(
                                words.text("instructor.heat.to-learners"),
                                links.to(session, "/course/heatmap?by=learner")))
                        : Optional.empty(),
                links.to(session, "/course/heatmap.csv"),
                links.to(session, "/course/heatmap"),
                ClassPages.carried(links.to(session, "/course/heatmap")),
                "role",
                words.text("instructor.heat.beside"),
                map.roles().stream()
                        .map(role ->
                                new Choice(new Option(role, roleName(words, configuration, role)), role.equals(chosen)))
                        .toList(),
                words.text("instructor.skill"),
                words.text("instructor.heat.caption"),
                false,
                head,
                lines,
                "",
                Optional.empty(),
                Optional.empty(),
                words.text(seesPeople ? "instructor.heat.hint" : "instructor.heat.hint-few"),
                omitted(words, all.size() - lines.size()));
    }

    /** @param beside the competency that a narrow page shows beside the names */
    HeatPage byLearner(LtiSession session, Words words, String beside, int page) {
        Published configuration = configurations.of(session.tenant(), session.course());
        List<Person> all = people(session);
        List<CompetencyId> competencies = configuration.framework().competencies().stream()
                .filter(id -> all.stream()
                        .anyMatch(person -> person.gaps().stream()
                                .anyMatch(gap -> gap.competency().equals(id))))
                .sorted()
                .toList();
        String chosen = competencies.stream()
                .map(CompetencyId::value)
                .filter(beside::equals)
                .findFirst()
                .orElseGet(() ->
                        competencies.isEmpty() ? "" : competencies.getFirst().value());
        int pages = Math.max(1, (all.size() + PEOPLE - 1) / PEOPLE);
        int here = Math.clamp(page, 1, pages);
        int from = (here - 1) * PEOPLE;
        int to = Math.min(all.size(), from + PEOPLE);
        String way = "/course/heatmap?by=learner&skill=" + encoded(chosen) + "&page=";
        List<ClassPage.Hidden> hidden = new ArrayList<>(ClassPages.carried(links.to(session, "/course/heatmap")));
        hidden.add(new ClassPage.Hidden("by", "learner"));
        return new HeatPage(
                words.text("instructor.heat.about", all.size(), today(words)),
                words.text("instructor.heat.answer-learners"),
                Optional.of(new Way(words.text("instructor.heat.to-roles"), links.to(session, "/course/heatmap"))),
                links.to(session, "/course/heatmap.csv?by=learner"),
                links.to(session, "/course/heatmap"),
                hidden,
                "skill",
                words.text("instructor.heat.skill-shown"),
                competencies.stream()
                        .map(id -> new Choice(
                                new Option(id.value(), configuration.words().competency(id, words.locale())),
                                id.value().equals(chosen)))
                        .toList(),
                words.text("instructor.person"),
                words.text("instructor.heat.caption-learners"),
                true,
                competencies.stream()
                        .map(id -> new Head(
                                configuration.words().competency(id, words.locale()),
                                "",
                                !id.value().equals(chosen),
                                Optional.of(links.to(session, "/course?skill=" + encoded(id.value()) + "&sort=tier"))))
                        .toList(),
                all.subList(from, to).stream()
                        .map(person -> line(session, words, person, competencies, chosen))
                        .toList(),
                pages > 1 ? words.text("instructor.range", from + 1, to, all.size()) : "",
                here > 1 ? Optional.of(links.to(session, way + (here - 1))) : Optional.empty(),
                here < pages ? Optional.of(links.to(session, way + (here + 1))) : Optional.empty(),
                words.text("instructor.heat.hint-learners"),
                omitted(words, configuration.framework().competencies().size() - competencies.size()));
    }

    private static String omitted(Words words, int skills) {
        return skills == 0 ? "" : words.text("instructor.heat.omitted", skills);
    }

    private Line line(LtiSession session, Words words, Person person, List<CompetencyId> competencies, String chosen) {
        return new Line(
                People.name(words, person.learner()),
                Optional.of(links.to(
                        session, "/course/person?learner=" + person.learner().id())),
                competencies.stream()
                        .map(id -> person.gaps().stream()
                                .filter(gap -> gap.competency().equals(id))
                                .findFirst()
                                .map(gap ->
                                        HeatCells.held(words, gap, !id.value().equals(chosen)))
                                .orElseGet(() -> new Cell(
                                        "none",
                                        "",
                                        words.text("instructor.heat.no-target"),
                                        "",
                                        Optional.empty(),
                                        !id.value().equals(chosen))))
                        .toList());
    }

    private Cell cell(
            LtiSession session,
            Words words,
            Optional<HeatMap.Cell> cell,
            boolean hidden,
            String role,
            CompetencyId id,
            boolean wide) {
        if (cell.isEmpty()) {
            return new Cell(
                    hidden ? "few" : "none",
                    "",
                    words.text(hidden ? "instructor.heat.few" : "instructor.heat.no-target"),
                    "",
                    Optional.empty(),
                    wide);
        }
        HeatMap.Cell found = cell.get();
        Optional<String> href = session.may(Right.SEE_PEOPLE)
                ? Optional.of(links.to(
                        session,
                        "/course?" + (role.isEmpty() ? "" : "role=" + encoded(role) + "&") + "skill="
                                + encoded(id.value()) + "&tier=below"))
                : Optional.empty();
        return new Cell(
                "h" + found.fifth(),
                HeatCells.MARKS.get(found.fifth() - 1),
                words.percent(found.share()),
                words.text("instructor.heat.of", found.below(), found.of()),
                href,
                wide);
    }

    /** The same table as lines of a file; what is hidden on the page is hidden here. */
    String csv(LtiSession session, Words words, boolean byLearner) {
        Published configuration = configurations.of(session.tenant(), session.course());
        List<Person> people = people(session);
        List<CompetencyId> competencies =
                configuration.framework().competencies().stream().sorted().toList();
        if (byLearner && session.may(Right.SEE_PEOPLE)) {
            List<String> head =
                    new ArrayList<>(List.of(words.text("instructor.person"), words.text("instructor.role")));
            competencies.forEach(id -> {
                String name = configuration.words().competency(id, words.locale());
                head.add(words.text("instructor.class.csv.tier", name));
                head.add(words.text("instructor.class.csv.target", name));
            });
            return CsvFile.of(
                    head,
                    people.stream()
                            .map(each -> {
                                List<String> line = new ArrayList<>(List.of(
                                        People.name(words, each.learner()),
                                        roleName(words, configuration, role(configuration, each.learner()))));
                                competencies.forEach(id -> {
                                    Optional<Gap> gap = each.gaps().stream()
                                            .filter(found -> found.competency().equals(id))
                                            .findFirst();
                                    line.add(gap.filter(Gap::known)
                                            .map(found -> Integer.toString(
                                                    found.held().level()))
                                            .orElse(""));
                                    line.add(gap.map(found -> Integer.toString(
                                                    found.target().level()))
                                            .orElse(""));
                                });
                                return List.copyOf(line);
                            })
                            .toList());
        }
        HeatMap map = map(session, configuration, people);
        List<List<String>> lines = new ArrayList<>();
        for (CompetencyId id : map.competencies()) {
            String skill = configuration.words().competency(id, words.locale());
            for (String role : map.roles()) {
                if (map.cell(role, id).isPresent() || map.hidden(role, id)) {
                    Optional<HeatMap.Cell> cell = map.cell(role, id);
                    lines.add(List.of(
                            skill,
                            roleName(words, configuration, role),
                            cell.map(each -> Integer.toString(each.below())).orElse(""),
                            cell.map(each -> Integer.toString(each.of())).orElse(""),
                            cell.isEmpty() ? words.text("instructor.heat.few") : ""));
                }
            }
        }
        return CsvFile.of(
                Stream.of(
                                "instructor.skill",
                                "instructor.role",
                                "instructor.heat.below",
                                "instructor.heat.people",
                                "instructor.heat.note")
                        .map(words::text)
                        .toList(),
                lines);
    }

    private static String finding(Words words, Published configuration, HeatMap map) {
        List<CompetencyId> told = map.competencies().stream()
                .filter(id -> map.everybody(id).isPresent())
                .sorted(Comparator.comparingDouble((CompetencyId id) ->
                        map.everybody(id).map(HeatMap.Cell::share).orElse(0.0)))
                .toList();
        if (told.isEmpty()) {
            return words.text("instructor.heat.nothing");
        }
        CompetencyId near = told.getFirst();
        CompetencyId far = told.getLast();
        return words.text(
                "instructor.heat.answer",
                configuration.words().competency(far, words.locale()),
                words.percent(map.everybody(far).map(HeatMap.Cell::share).orElse(0.0)),
                configuration.words().competency(near, words.locale()),
                words.percent(map.everybody(near).map(HeatMap.Cell::share).orElse(0.0)));
    }

    private String today(Words words) {
        return words.day(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
