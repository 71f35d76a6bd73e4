package dev.waymark.instructor;

import dev.waymark.competency.Configurations;
import dev.waymark.competency.Configurations.Published;
import dev.waymark.engine.model.Gap;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.Tier;
import dev.waymark.grading.Grades;
import dev.waymark.grading.Grades.RoleRequest;
import dev.waymark.instructor.ClassList.Row;
import dev.waymark.instructor.ClassList.Why;
import dev.waymark.instructor.ClassPage.Choice;
import dev.waymark.instructor.ClassPage.Head;
import dev.waymark.instructor.ClassPage.Hidden;
import dev.waymark.instructor.ClassPage.Person;
import dev.waymark.instructor.CoursePage.Option;
import dev.waymark.instructor.CoursePage.Wish;
import dev.waymark.learner.Learners;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.lti.session.SessionLinks;
import dev.waymark.web.TierMark;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts the class page and its file together. */
@Singleton
final class ClassPages {

    static final int PEOPLE = 50;

    private final ClassList classList;
    private final Learners learners;
    private final Configurations configurations;
    private final Grades grades;
    private final CourseLists courseLists;
    private final SessionLinks links;
    private final Clock clock;

    ClassPages(
            ClassList classList,
            Learners learners,
            Configurations configurations,
            Grades grades,
            CourseLists courseLists,
            SessionLinks links,
            Clock clock) {
        this.classList = classList;
        this.learners = learners;
        this.configurations = configurations;
        this.grades = grades;
        this.courseLists = courseLists;
        this.links = links;
        this.clock = clock;
    }

    /** @param said message key of what the last form did */
    ClassPage page(LtiSession session, Words words, Optional<String> said, ClassQuery query) {
        Published configuration = configurations.of(session.tenant(), session.course());
        List<Row> all = classList.of(session);
        List<Row> kept = kept(words, configuration, all, query);
        int pages = Math.max(1, (kept.size() + PEOPLE - 1) / PEOPLE);
        int here = Math.clamp(query.page(), 1, pages);
        int from = (here - 1) * PEOPLE;
        int to = Math.min(kept.size(), from + PEOPLE);
        long look = all.stream().filter(row -> !row.reasons().isEmpty()).count();
        List<RoleRequest> wishes =
                session.may(Right.DECIDE) ? grades.pendingRoles(session.tenant(), session.course()) : List.of();
        return new ClassPage(
                links.csrf(session),
                session.courseTitle().orElse(""),
                said.map(words::text),
                words.text("instructor.class.answer", all.size(), look),
                session.reach().concluded() ? Optional.of(words.text("instructor.class.over")) : Optional.empty(),
                links.to(session, "/course"),
                hidden(session, query),
                query.text(),
                shows(words, query),
                roles(words, configuration, all, query),
                sections(words, all, query),
                skills(words, configuration, query),
                tiers(words, configuration, query),
                heads(session, words, query),
                kept.subList(from, to).stream()
                        .map(row -> person(session, words, configuration, row, query))
                        .toList(),
                query.narrows(),
                all.isEmpty(),
                links.to(session, "/course"),
                query.skill().isEmpty() ? words.text("instructor.class.hint-skill") : "",
                kept.isEmpty() ? "" : words.text("instructor.range", from + 1, to, kept.size()),
                here > 1 ? Optional.of(links.to(session, query.onPage(here - 1).path("/course"))) : Optional.empty(),
                here < pages
                        ? Optional.of(links.to(session, query.onPage(here + 1).path("/course")))
                        : Optional.empty(),
                links.to(session, query.onPage(1).path("/course/class.csv")),
                links.to(session, "/course/role"),
                wishes.stream()
                        .map(wish -> wish(session, words, configuration, wish))
                        .toList(),
                session.may(Right.SEE_COURSE),
                courseLists.of(session, words));
    }

    /** The same people in the same order, all of them, as lines of a file. */
    String csv(LtiSession session, Words words, ClassQuery query) {
        Published configuration = configurations.of(session.tenant(), session.course());
        List<Row> kept = kept(words, configuration, classList.of(session), query);
        List<String> head = new ArrayList<>(Stream.of(
                        "instructor.person",
                        "instructor.role",
                        "instructor.class.reached",
                        "instructor.class.targets",
                        "instructor.next",
                        "instructor.class.why",
                        "instructor.seen",
                        "instructor.class.worked",
                        "instructor.class.section")
                .map(words::text)
                .toList());
        configuration.framework().competencies().forEach(id -> {
            String name = configuration.words().competency(id, words.locale());
            head.add(words.text("instructor.class.csv.tier", name));
            head.add(words.text("instructor.class.csv.target", name));
        });
        List<List<String>> lines = kept.stream()
                .map(row -> {
                    List<String> line = new ArrayList<>(List.of(
                            People.name(words, row.learner()),
                            roleName(words, configuration, row),
                            Integer.toString(row.reached()),
                            Integer.toString(row.targets()),
                            next(words, configuration, row),
                            String.join("; ", reasons(words, configuration, row)),
                            row.learner().lastSeen().toString(),
                            row.lastWork().map(Instant::toString).orElse(""),
                            String.join(" ", row.sections())));
                    configuration.framework().competencies().forEach(id -> {
                        var gap = row.line().stream()
                                .flatMap(found -> found.gaps().stream())
                                .filter(each -> each.competency().equals(id))
                                .findFirst();
                        line.add(gap.filter(each -> each.known())
                                .map(each -> Integer.toString(each.held().level()))
                                .orElse(""));
                        line.add(gap.map(each -> Integer.toString(each.target().level()))
                                .orElse(""));
                    });
                    return List.copyOf(line);
                })
                .toList();
        return CsvFile.of(head, lines);
    }

    private List<Row> kept(Words words, Published configuration, List<Row> all, ClassQuery query) {
        return all.stream()
                .filter(query::keeps)
                .sorted(query.order(words.locale(), row -> roleName(words, configuration, row)))
                .toList();
    }

    private Person person(LtiSession session, Words words, Published configuration, Row row, ClassQuery query) {
        return new Person(
                People.name(words, row.learner()),
                links.to(session, "/course/person?learner=" + row.learner().id()),
                reasons(words, configuration, row),
                next(words, configuration, row),
                words.text("instructor.reached", row.reached(), row.targets()),
                Math.round(1000 * row.share()) / 10.0,
                query.gap(row).map(gap -> tier(words, configuration, gap)),
                roleName(words, configuration, row),
                ago(words, row.learner().lastSeen()),
                row.lastWork().map(at -> ago(words, at)).orElseGet(() -> words.text("instructor.class.never")));
    }

    private static ClassPage.Tier tier(Words words, Published configuration, Gap gap) {
        TierMark held = gap.known()
                ? new TierMark(gap.held().level(), PersonPages.numbered(words, configuration, gap.held()))
                : new TierMark(0, words.text("instructor.person.not-known"));
        return new ClassPage.Tier(
                held, words.text("instructor.class.target", PersonPages.numbered(words, configuration, gap.target())));
    }

    private String ago(Words words, Instant then) {
        Instant now = clock.instant();
        long days = Duration.between(then, now).toDays();
        return words.dateOf(then).equals(words.dateOf(now)) || days < 0
                ? words.text("instructor.class.today")
                : words.text("instructor.class.days-ago", Math.max(1, days));
    }

    private static List<String> reasons(Words words, Published configuration, Row row) {
        return row.reasons().stream()
                .map(reason -> ReasonSentences.of(words, configuration, reason))
                .toList();
    }

    private static String next(Words words, Published configuration, Row row) {
        return row.line()
                .flatMap(line -> line.next())
                .filter(item -> configuration.item(item).isPresent())
                .map(item -> configuration.words().item(item, words.locale()).title())
                .orElseGet(() -> words.text("instructor.no-step"));
    }

    private static String roleName(Words words, Published configuration, Row row) {
        return row.learner()
                .role()
                .filter(id -> configuration.role(Optional.of(id)).id().equals(id))
                .map(id -> configuration.words().role(id, words.locale()))
                .orElseGet(() -> words.text("instructor.no-role"));
    }

    /** A form that is sent as an address loses what its own address said after the question mark. */
    private List<Hidden> hidden(LtiSession session, ClassQuery query) {
        List<Hidden> hidden = new ArrayList<>(carried(links.to(session, "/course")));
        if (!query.sort().equals("reasons")) {
            hidden.add(new Hidden("sort", query.sort()));
        }
        if (query.turned()) {
            hidden.add(new Hidden("turned", "yes"));
        }
        return hidden;
    }

    static List<Hidden> carried(String address) {
        int mark = address.indexOf('?');
        return mark < 0
                ? List.of()
                : Arrays.stream(address.substring(mark + 1).split("&"))
                        .map(pair -> pair.split("=", 2))
                        .filter(pair -> pair.length == 2)
                        .map(pair -> new Hidden(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)))
                        .toList();
    }

    private static List<Choice> shows(Words words, ClassQuery query) {
        List<String> keys = new ArrayList<>(List.of("everyone", "look"));
        Arrays.stream(Why.values()).map(ClassQuery::key).forEach(keys::add);
        return keys.stream()
                .map(key -> choice(key, words.text("instructor.class.show." + key), query.show()))
                .toList();
    }

    private static List<Choice> roles(Words words, Published configuration, List<Row> all, ClassQuery query) {
        List<Choice> choices = new ArrayList<>();
        choices.add(choice("", words.text("instructor.class.all-roles"), query.role()));
        configuration.roles().stream()
                .map(role -> role.id())
                .filter(id -> all.stream()
                        .anyMatch(row -> row.learner().role().filter(id::equals).isPresent()))
                .map(id -> choice(id.value(), configuration.words().role(id, words.locale()), query.role()))
                .forEach(choices::add);
        if (all.stream().anyMatch(row -> row.learner().role().isEmpty())) {
            choices.add(choice("none", words.text("instructor.no-role"), query.role()));
        }
        return choices;
    }

    /** Empty where the platform tells of no sections; ids are all that a launch tells. */
    private static List<Choice> sections(Words words, List<Row> all, ClassQuery query) {
        List<String> ids = all.stream()
                .flatMap(row -> row.sections().stream())
                .distinct()
                .sorted()
                .toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Choice> choices = new ArrayList<>();
        choices.add(choice("", words.text("instructor.class.all-sections"), query.section()));
        ids.forEach(id -> choices.add(choice(id, id, query.section())));
        return choices;
    }

    private static List<Choice> skills(Words words, Published configuration, ClassQuery query) {
        List<Choice> choices = new ArrayList<>();
        choices.add(choice("", words.text("instructor.class.all-skills"), query.skill()));
        configuration.framework().competencies().stream()
                .map(id -> choice(id.value(), configuration.words().competency(id, words.locale()), query.skill()))
                .forEach(choices::add);
        return choices;
    }

    private static List<Choice> tiers(Words words, Published configuration, ClassQuery query) {
        List<Choice> choices = new ArrayList<>();
        choices.add(choice("", words.text("instructor.class.any-tier"), query.tier()));
        choices.add(choice("below", words.text("instructor.class.below"), query.tier()));
        for (Tier tier : Tier.values()) {
            choices.add(choice(
                    Integer.toString(tier.level()),
                    words.text("web.tier", tier.level(), configuration.words().tier(tier, words.locale())),
                    query.tier()));
        }
        return choices;
    }

    private static Choice choice(String value, String text, String chosen) {
        return new Choice(new Option(value, text), value.equals(chosen));
    }

    private List<Head> heads(LtiSession session, Words words, ClassQuery query) {
        List<Head> heads = new ArrayList<>(List.of(
                head(session, words.text("instructor.person"), "name", query),
                head(session, words.text("instructor.class.why"), "reasons", query),
                new Head(words.text("instructor.next"), Optional.empty(), "none"),
                head(session, words.text("instructor.targets"), "reached", query)));
        if (!query.skill().isEmpty()) {
            heads.add(head(session, words.text("instructor.class.tier"), "tier", query));
        }
        heads.addAll(List.of(
                head(session, words.text("instructor.role"), "role", query),
                head(session, words.text("instructor.seen"), "seen", query),
                head(session, words.text("instructor.class.worked"), "worked", query)));
        return heads;
    }

    private Head head(LtiSession session, String text, String sort, ClassQuery query) {
        String sorted = !query.sort().equals(sort)
                ? "none"
                : query.turned() == sort.equals("reasons") ? "ascending" : "descending";
        if (query.sort().equals(sort) && !sort.equals("reasons")) {
            sorted = query.turned() ? "descending" : "ascending";
        }
        return new Head(text, Optional.of(links.to(session, query.sortedBy(sort).path("/course"))), sorted);
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
                                offered(words, configuration, role),
                                offered(words, configuration, request.wanted()),
                                words.shortDay(request.askedAt())))
                        .orElseGet(() -> words.text(
                                "instructor.wish-first",
                                name,
                                offered(words, configuration, request.wanted()),
                                words.shortDay(request.askedAt()))));
    }

    private static String offered(Words words, Published configuration, JobRoleId role) {
        return configuration.roles().stream().anyMatch(each -> each.id().equals(role))
                ? configuration.words().role(role, words.locale())
                : role.value();
    }
}
