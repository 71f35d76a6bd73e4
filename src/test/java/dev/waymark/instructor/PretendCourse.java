package dev.waymark.instructor;

import dev.waymark.competency.CourseSetups;
import dev.waymark.credential.NoCertificates;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.JobRoleId;
import dev.waymark.engine.model.LearningPath;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.Ledger.SeenActivities;
import dev.waymark.evidence.LedgerSearch;
import dev.waymark.grading.Grades.RoleRequest;
import dev.waymark.home.PretendHouse;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Rosters;
import dev.waymark.learner.StaffNotes;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.registration.Platforms;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.mastery.Overrides;
import dev.waymark.path.ClassPaths;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import dev.waymark.web.PagesForTests;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The staff's page of a pretend house, made as the controller makes it. */
public final class PretendCourse {

    static final String QUIZ = "https://learn.example/mod/quiz/view.php?id=7";
    static final String PAGE = "https://learn.example/mod/page/view.php?id=8";

    /** A list with two people who have not come, and eight who are missing all at once. */
    private static final Rosters ROSTERS = rosters(new Rosters.Reading(
            Optional.of(PretendHouse.NOW),
            12,
            1,
            Rosters.State.KEPT_BACK,
            Optional.empty(),
            Optional.empty(),
            8,
            0,
            false));

    private static Rosters rosters(Rosters.Reading reading) {
        return new Rosters() {
            @Override
            public List<Person> notYetHere(TenantId tenant, CourseId course) {
                return List.of(
                        new Person("77", Optional.of("Absent <b>Abel</b>"), PretendHouse.NOW),
                        new Person("78", Optional.empty(), PretendHouse.NOW));
            }

            @Override
            public Optional<Reading> reading(TenantId tenant, CourseId course) {
                return Optional.of(reading);
            }

            @Override
            public void readSoon(TenantId tenant, CourseId course, Instant at) {}

            @Override
            public boolean confirmLeaving(TenantId tenant, CourseId course, String by, Instant at) {
                return true;
            }
        };
    }

    /**
     * The page of the course's list while it is read.
     *
     * @param found people so far
     * @param before people when it was last read to its end; 0 if it never was
     */
    static String listWhileItIsRead(int found, int before) {
        var house = new PretendHouse();
        var reading = new Rosters.Reading(
                Optional.of(PretendHouse.NOW).filter(at -> before > 0),
                before,
                25,
                Rosters.State.RUNNING,
                Optional.empty(),
                Optional.empty(),
                0,
                found,
                true);
        var lists = new CourseLists(rosters(reading), house, Clock.fixed(PretendHouse.NOW, ZoneOffset.UTC));
        LtiSession teacher = PretendHouse.session(Role.INSTRUCTOR);
        var face = new CourseFace(house, house, PagesForTests.pages(), PagesForTests.refusals());
        return text(face.show(
                HttpRequest.GET("/course/list"),
                teacher,
                CourseLists.PATH,
                "The list",
                "list",
                lists.page(teacher, face.words(teacher), 1, true)));
    }

    /** What was told of reminders. */
    static final List<String> REMINDED = new ArrayList<>();

    private PretendCourse() {}

    static CourseController controller(PretendHouse house) {
        house.seen.add(new SeenActivities(
                QUIZ,
                Optional.of("http://adlnet.gov/expapi/activities/assessment"),
                Optional.of("Spot the weak claim"),
                31));
        house.seen.add(new SeenActivities(PAGE, Optional.empty(), Optional.of("Course survey"), 4));
        house.seen.add(new SeenActivities(
                "https://elsewhere.example/quiz/1", Optional.empty(), Optional.of("Another platform’s quiz"), 9));
        Clock clock = Clock.fixed(PretendHouse.NOW, ZoneOffset.UTC);
        var seenHere = new SeenHere(house, nothing(LedgerSearch.class), house, nothing(Platforms.class), house);
        return new CourseController(
                new ClassPages(
                        classList(house, clock),
                        house,
                        house,
                        house,
                        new CourseLists(ROSTERS, house, clock),
                        house,
                        clock),
                new CoursePages(house, house, seenHere, house),
                seenHere,
                house,
                house,
                ROSTERS,
                new CourseLists(ROSTERS, house, clock),
                new FirstAct(notSetUp(), house),
                new CourseFace(house, house, PagesForTests.pages(), PagesForTests.refusals()),
                house,
                PagesForTests.pages(),
                clock);
    }

    /** One learner's page of a pretend house, in which one tier is set and one note is kept. */
    static PersonController person(PretendHouse house, Clock clock) {
        var face = new CourseFace(house, house, PagesForTests.pages(), PagesForTests.refusals());
        var overrides = new PretendOverrides();
        var log = new PersonLog(overrides, house, house, new NoCertificates());
        return new PersonController(
                house,
                house,
                overrides,
                house,
                new PretendNotes(),
                house,
                (tenant, learner, course, competency, due, channel, at) ->
                        REMINDED.add(competency.value() + " " + due + " " + channel),
                new NoCertificates(),
                new PersonPages(
                        house,
                        house,
                        overrides,
                        house,
                        house,
                        house,
                        new PretendNotes(),
                        log,
                        new PersonCertificates(new NoCertificates()),
                        face,
                        clock),
                new Reachable(house),
                face,
                clock);
    }

    /** One tier that holds. */
    private static final class PretendOverrides implements Overrides {

        @java.lang.Override
        public void set(
                TenantId tenant,
                LearnerId learner,
                CourseId course,
                CompetencyId competency,
                Tier tier,
                String reason,
                String by,
                Instant until,
                Instant at) {}

        @java.lang.Override
        public boolean withdraw(
                TenantId tenant,
                LearnerId learner,
                CourseId course,
                long number,
                String reason,
                String by,
                Instant at) {
            return true;
        }

        @java.lang.Override
        public List<Override> of(TenantId tenant, LearnerId learner, CourseId course) {
            return List.of(new Override(
                    1,
                    new CompetencyId("C05"),
                    Tier.LITERATE,
                    Optional.empty(),
                    "Watched her read three <reports>.",
                    "staff of 1/2",
                    PretendHouse.NOW.minusSeconds(86_400),
                    PretendHouse.NOW.plusSeconds(86_400 * 30L),
                    Optional.empty()));
        }
    }

    /** One note. */
    private static final class PretendNotes implements StaffNotes {

        @java.lang.Override
        public void write(TenantId tenant, LearnerId learner, CourseId course, String text, String by, Instant at) {}

        @java.lang.Override
        public boolean remove(TenantId tenant, LearnerId learner, CourseId course, long number, String by, Instant at) {
            return true;
        }

        @java.lang.Override
        public List<Note> of(TenantId tenant, LearnerId learner, CourseId course) {
            return List.of(new Note(course, 1, "staff of 1/2", PretendHouse.NOW, "Prefers mornings & <tea>."));
        }

        @java.lang.Override
        public List<Note> of(TenantId tenant, LearnerId learner) {
            return of(tenant, learner, PretendHouse.COURSE);
        }
    }

    private static CourseSetups notSetUp() {
        return (CourseSetups) Proxy.newProxyInstance(
                CourseSetups.class.getClassLoader(),
                new Class<?>[] {CourseSetups.class},
                (self, method, arguments) -> method.getReturnType() == List.class ? List.of() : Optional.empty());
    }

    /** Sofia, summed up from her path as it stands. */
    static ClassList classList(PretendHouse house, Clock clock) {
        return new ClassList(
                new Reachable(house),
                house,
                (tenant, course) -> {
                    var current = house.current(tenant, PretendHouse.SOFIA, course, PretendHouse.NOW);
                    return Map.of(
                            PretendHouse.SOFIA,
                            new ClassPaths.Line(
                                    current.path().steps().stream()
                                            .filter(step -> step.lockedBy().isEmpty())
                                            .findFirst()
                                            .map(LearningPath.Step::item),
                                    current.gaps(),
                                    current.path().minutes(),
                                    current.path().shortfall(),
                                    PretendHouse.NOW));
                },
                house,
                (tenant, people) -> Map.of(),
                (tenant, people, since) -> Map.of(),
                house,
                clock);
    }

    /** Answers every question for a list with an empty one. */
    private static <T> T nothing(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> List.of()));
    }

    /** The page with everything on it, and the refusal of a learner, by name. */
    public static Map<String, String> all() {
        var house = new PretendHouse();
        house.roleRequest = Optional.of(
                new RoleRequest(PretendHouse.SOFIA, Optional.empty(), new JobRoleId("sales"), PretendHouse.NOW));
        CourseController controller = controller(house);
        LtiSession teacher = PretendHouse.session(Role.INSTRUCTOR);
        var face = new CourseFace(house, house, PagesForTests.pages(), PagesForTests.refusals());
        Clock clock = Clock.fixed(PretendHouse.NOW, ZoneOffset.UTC);
        var desk = new PretendDesk(new ArrayList<>());
        var grades = new GradesController(new GradesPages(desk, house, house, face, clock), desk, desk, face, clock);
        var person = person(house, clock);
        Map<String, String> all = new HashMap<>(Map.of(
                "grades",
                text(grades.grades(
                        HttpRequest.GET("/course/grades"),
                        teacher,
                        Optional.empty(),
                        Optional.of(PretendHouse.SOFIA + "_" + PretendDesk.CELL + "_path"),
                        Optional.of("told"))),
                "person",
                text(person.person(
                        HttpRequest.GET("/course/person"),
                        teacher,
                        Optional.of("42"),
                        Optional.empty(),
                        Optional.of("C03"),
                        Optional.of("set"),
                        Optional.empty())),
                "course",
                text(controller.course(
                        HttpRequest.GET("/course"), PretendHouse.session(Role.INSTRUCTOR), Optional.of("settled"))),
                "activities",
                text(controller.activities(
                        HttpRequest.GET("/course/activities"),
                        PretendHouse.session(Role.INSTRUCTOR),
                        Optional.of("settled"))),
                "what-if",
                text(whatIf(house)
                        .suppose(
                                HttpRequest.POST("/course/learner", ""),
                                PretendHouse.session(Role.INSTRUCTOR),
                                Map.of(
                                        "learner",
                                        PretendHouse.SOFIA.toString(),
                                        "hours",
                                        "1",
                                        "weeks",
                                        "12",
                                        "competency",
                                        "C05",
                                        "tier",
                                        "3",
                                        "act",
                                        "keep"))),
                "refused",
                text(controller.course(
                        HttpRequest.GET("/course"), PretendHouse.session(Role.LEARNER), Optional.empty()))));
        all.put("list-read", listWhileItIsRead(1_250, 5_000));
        all.put("setup-counting", setUpThatWasJustPublished());
        all.put(
                "list",
                text(controller.list(HttpRequest.GET("/course/list"), teacher, Optional.empty(), Optional.empty())));
        all.put(
                "course-skill",
                text(controller.course(HttpRequest.GET("/course?skill=C04"), teacher, Optional.empty())));
        return all;
    }

    /** The set-up of a large course while its people are counted anew. */
    private static String setUpThatWasJustPublished() {
        var page = new SetupPage(
                "token",
                "framework",
                List.of(
                        new SetupPage.Way("Framework", "/course/setup?step=framework", "now"),
                        new SetupPage.Way("Roles", "/course/setup?step=roles", "done"),
                        new SetupPage.Way("Publish", "/course/setup?step=publish", "open")),
                "What is there to learn?",
                "A framework names the skills.",
                "Version 1 of this set-up holds.",
                Optional.of("Published."),
                Optional.empty(),
                Optional.of(new SetupPage.Counting("120 of 512 people are counted anew.", .234, "/course/setup")),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                "/course/setup/framework",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "/course/coverage",
                "/course/criteria",
                Optional.empty(),
                Optional.empty());
        var house = new PretendHouse();
        return text(new CourseFace(house, house, PagesForTests.pages(), PagesForTests.refusals())
                .show(
                        HttpRequest.GET("/course/setup"),
                        PretendHouse.session(Role.INSTRUCTOR),
                        "/course/setup",
                        "Set-up",
                        "setup",
                        page));
    }

    static WhatIfController whatIf(PretendHouse house) {
        return new WhatIfController(
                new WhatIfPages(house, house, house, house),
                house,
                house,
                house,
                new Reachable(house),
                house,
                house,
                PagesForTests.pages(),
                PagesForTests.refusals(),
                Clock.fixed(PretendHouse.NOW, ZoneOffset.UTC));
    }

    /** A heat map of a large course: sixteen columns, which is as wide as one gets, and thirty lines. */
    public static String heat(boolean byLearner) {
        List<String> marks = List.of("○", "◔", "◑", "◕", "●");
        List<HeatPage.Head> head = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            head.add(new HeatPage.Head(
                    byLearner ? "Responsible experimentation " + i : "Customer support representative " + i,
                    "32 people",
                    i > 0,
                    Optional.of("/course?skill=C0" + i).filter(href -> byLearner)));
        }
        List<HeatPage.Line> lines = new ArrayList<>();
        for (int row = 0; row < 30; row++) {
            List<HeatPage.Cell> cells = new ArrayList<>();
            for (int i = 0; i < head.size(); i++) {
                int step = (row + i) % 6;
                cells.add(
                        step == 5
                                ? new HeatPage.Cell("few", "", "–", "fewer than 5", Optional.empty(), i > 0)
                                : new HeatPage.Cell(
                                        "h" + (step + 1),
                                        marks.get(step),
                                        20 * step + "%",
                                        "12 of 32",
                                        Optional.of("/course?skill=C" + row),
                                        i > 0));
            }
            lines.add(new HeatPage.Line("Evaluating what a model says " + row, Optional.of("/course"), cells));
        }
        var page = new HeatPage(
                "512 people, 27 November",
                "Most people are below their target in evaluation.",
                Optional.empty(),
                "/course/heatmap.csv",
                "/course/heatmap",
                List.of(),
                "role",
                "Beside everyone",
                List.of(),
                "Skill",
                "Share below target",
                byLearner,
                head,
                lines,
                "",
                Optional.empty(),
                Optional.empty(),
                "Groups under five are left out.",
                "Two skills are left out.");
        var house = new PretendHouse();
        return text(new CourseFace(house, house, PagesForTests.pages(), PagesForTests.refusals())
                .show(
                        HttpRequest.GET("/course/heatmap"),
                        PretendHouse.session(Role.INSTRUCTOR),
                        "/course/heatmap",
                        "Heat map",
                        "heatmap",
                        page));
    }

    private static String text(HttpResponse<String> answer) {
        return answer.getBody(String.class).orElse("");
    }
}
