package dev.waymark.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.access.ApiTokens;
import dev.waymark.access.Scope;
import dev.waymark.admin.AdminAtWork;
import dev.waymark.lti.Browser;
import dev.waymark.lti.Browser.Answer;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.Right;
import dev.waymark.permission.PermissionCourse.Person;
import dev.waymark.permission.PermissionDocument.Line;
import dev.waymark.shared.TenantId;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.MediaType;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.web.router.Router;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every route there is, called as everybody there is: what happens is what {@code docs/permissions.md} says. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionMatrixTest implements TestPropertyProvider {

    private static final String COURSE = "Pages of a course";
    private static final String DOOR = "The administrator's own door";
    private static final String PROGRAMS = "Programs";
    private static final String OPEN = "Doors";

    private final PermissionCourse course = new PermissionCourse("target/lti-config-permission-matrix");
    private final PermissionDocument document = PermissionDocument.read();

    @Inject
    EmbeddedServer server;

    @Inject
    Router router;

    @Inject
    PermissionCourse.Rooms rooms;

    @Inject
    AdminAtWork adminAtWork;

    @Inject
    ApiTokens keys;

    @Override
    public Map<String, String> getProperties() {
        return course.properties();
    }

    @BeforeAll
    void people() {
        course.open(server.getURI(), rooms);
    }

    @AfterAll
    void stop() {
        course.close();
    }

    @Test
    void everyRouteIsInTheDocumentAndNoOther() {
        Set<String> running = new TreeSet<>(routes().keySet());
        Set<String> written = new TreeSet<>();
        for (Line line : document.lines()) {
            assertThat(written.add(line.name()))
                    .as("docs/permissions.md has %s twice", line.name())
                    .isTrue();
        }
        Set<String> missing = new TreeSet<>(running);
        missing.removeAll(written);
        Set<String> gone = new TreeSet<>(written);
        gone.removeAll(running);
        assertThat(missing)
                .as("routes of the tool that docs/permissions.md does not have; how to add one stands at its top")
                .isEmpty();
        assertThat(gone)
                .as("routes of docs/permissions.md that the tool does not have")
                .isEmpty();
    }

    @Test
    void everyRoleReachesWhatTheDocumentSaysInItsOwnCourse() {
        List<String> wrong = new ArrayList<>();
        for (Person person : Person.values()) {
            if (person.column().isEmpty()) {
                continue;
            }
            for (Line line : document.lines(COURSE)) {
                String cell = line.cell(person.column().get());
                Answer answer = call(course.browser(person), line);
                judge(wrong, line, person.column().get(), !cell.equals("no"), answer);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void anAssistantOfASectionDoesNotReachPagesOfTheWholeCourse() {
        List<String> wrong = new ArrayList<>();
        for (Line line : document.lines(COURSE)) {
            String cell = line.cell("assistant");
            Answer answer = call(course.browser(Person.SECTION_ASSISTANT), line);
            judge(
                    wrong,
                    line,
                    "assistant kept to a section",
                    Set.of("yes", "part", "own").contains(cell),
                    answer);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aCourseThatIsOverCanBeLookedAtAndNotChanged() {
        List<String> wrong = new ArrayList<>();
        for (Line line : document.lines(COURSE)) {
            Answer answer = call(course.browser(Person.INSTRUCTOR_AFTERWARDS), line);
            judge(wrong, line, "over", !line.cell("over").equals("no"), answer);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theRightsOfTheDocumentAreTheRightsOfTheCode() {
        for (Line line : document.lines(COURSE)) {
            Right right = Right.valueOf(line.cell("right").replace("`", ""));
            for (Person person : Person.values()) {
                person.column()
                        .ifPresent(column -> assertThat(course.session(person).may(right))
                                .as("%s: %s for %s", line.name(), right, column)
                                .isEqualTo(!line.cell(column).equals("no")));
            }
        }
    }

    @Test
    void nobodyReachesAPageOfACourseWithoutASession() {
        for (Line line : document.lines(COURSE)) {
            Answer answer = send(Browser.on(server.getURI()), line, "none", course.own());
            assertThat(answer.status()).as(line.name() + " without a session").isEqualTo(401);
        }
    }

    /** Ids of others are tried in every parameter that there is; no page says a word of the people behind them. */
    @Test
    void peopleOfAnotherCourseAndOfAnotherOrganisationDoNotExist() {
        for (Person person : List.of(Person.ADMINISTRATOR, Person.INSTRUCTOR, Person.ASSISTANT)) {
            for (Line line : document.lines(COURSE)) {
                if (line.route().equals("/course/links")) {
                    continue; // closes with its one answer
                }
                for (String stranger : List.of(course.elsewhere(), course.otherTenant())) {
                    Browser browser = course.browser(person);
                    Answer answer = send(browser, line, course.csrf(browser), stranger);
                    assertThat(answer.body())
                            .as("%s as %s with the id of a stranger", line.name(), person)
                            .doesNotContain(PermissionCourse.ELSEWHERE, PermissionCourse.OTHER_TENANT);
                    assertThat(answer.status()).as(line.name()).isLessThan(500);
                }
            }
        }
        assertThat(course.untouched(rooms)).isTrue();
    }

    @Test
    void aMentorSeesTheirMenteesAndNobodyElse() {
        Browser mentor = course.browser(Person.MENTOR);
        assertThat(mentor.get("/course").body()).contains(PermissionCourse.OWN).doesNotContain(PermissionCourse.SECOND);
        assertThat(mentor.get("/course/person?user=u-own").status()).isEqualTo(200);
        assertThat(mentor.get("/course/person?user=u-second").status()).isEqualTo(404);
    }

    @Test
    void anAssistantOfASectionSeesItsLearnersAndNobodyElse() {
        Browser assistant = course.browser(Person.SECTION_ASSISTANT);
        assertThat(assistant.get("/course").body())
                .contains(PermissionCourse.OWN)
                .doesNotContain(PermissionCourse.SECOND);
        assertThat(assistant.get("/course/person?user=u-own").status()).isEqualTo(200);
        assertThat(assistant.get("/course/person?user=u-second").status()).isEqualTo(404);
    }

    @Test
    void whomMoodleLaunchesAsInstructorAndListsAsLearnerIsAnAssistant() {
        LtiSession session = course.session(Person.LISTED_AS_LEARNER);
        assertThat(session.may(Right.DECIDE)).isFalse();
        assertThat(session.may(Right.SEE_COURSE)).isTrue();
        assertThat(course.browser(Person.LISTED_AS_LEARNER)
                        .post(
                                "/course/list/confirm",
                                Map.of("csrf", course.csrf(course.browser(Person.LISTED_AS_LEARNER))))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theAdministratorsDoorIsForAccountsAlone() {
        for (Line line : document.lines(DOOR)) {
            assertThat(line.cells().values()).as(line.name()).containsExactly("yes", "no", "no");
            Browser account = adminAtWork.signedIn(server.getURI());
            Answer answer = send(account, line, adminAtWork.csrf(account), course.own());
            assertThat(answer.status())
                    .as(line.name() + " as an account")
                    .isNotIn(401, 403)
                    .isLessThan(500);
            assertThat(answer.location()).as(line.name()).doesNotContain("/admin/login?next");
            Answer instructor = call(course.browser(Person.ADMINISTRATOR), line);
            assertThat(refusedAtTheDoor(instructor))
                    .as(line.name() + " with a session of a course")
                    .isTrue();
            assertThat(refusedAtTheDoor(send(Browser.on(server.getURI()), line, "none", course.own())))
                    .as(line.name() + " as nobody")
                    .isTrue();
        }
    }

    @Test
    void anAccountOfAnotherOrganisationSeesNothingOfOurs() {
        for (Line line : document.lines(DOOR)) {
            Browser account = adminAtWork.signedIn(server.getURI(), new TenantId(2));
            Answer answer = send(account, line, adminAtWork.csrf(account), course.own());
            assertThat(answer.body())
                    .as(line.name())
                    .doesNotContain(course.issuer(), PermissionCourse.OWN, PermissionCourse.SECOND);
        }
    }

    @Test
    void programsNeedAKeyAndAKeyOpensNoPage() {
        String key = keys.make(TenantId.FIRST, "matrix", Set.of(Scope.values()), Duration.ofDays(1), "test")
                .key();
        for (Line line : document.lines(PROGRAMS)) {
            assertThat(line.cells().values()).as(line.name()).containsExactly("yes", "no", "no");
            String path = path(line, course.own());
            boolean gets = line.method().equals("GET");
            Answer program = gets
                    ? Browser.on(server.getURI()).get(path, "Authorization", "Bearer " + key)
                    : Browser.on(server.getURI()).post(path, Map.of(), "Authorization", "Bearer " + key);
            assertThat(program.status()).as(line.name()).isNotIn(401, 403).isLessThan(500);
            assertThat(program.body()).doesNotContain(PermissionCourse.OTHER_TENANT, course.otherTenant());
            Browser session = course.browser(Person.ADMINISTRATOR);
            Browser nobody = Browser.on(server.getURI());
            assertThat((gets ? session.get(path) : session.post(path, Map.of("csrf", course.csrf(session)))).status())
                    .as(line.name())
                    .isEqualTo(401);
            assertThat((gets ? nobody.get(path) : nobody.post(path, Map.of())).status())
                    .as(line.name())
                    .isEqualTo(401);
        }
        for (Line line : document.lines(COURSE)) {
            if (line.method().equals("GET")) {
                assertThat(Browser.on(server.getURI())
                                .get(path(line, course.own()), "Authorization", "Bearer " + key)
                                .status())
                        .as(line.name())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void theOpenDoorsAnswerEverybodyAndGiveNobodyAway() {
        for (Line line : document.lines(OPEN)) {
            Answer answer = send(Browser.on(server.getURI()), line, "none", course.own());
            assertThat(answer.status()).as(line.name()).isLessThan(500);
            assertThat(answer.body()).as(line.name()).doesNotContain(PermissionCourse.OWN, PermissionCourse.SECOND);
        }
    }

    private Answer call(Browser browser, Line line) {
        return send(browser, line, course.csrf(browser), course.own());
    }

    /** A refusal is 401 or 403; whatever else comes back, the route was reached. */
    private static void judge(List<String> wrong, Line line, String who, boolean let, Answer answer) {
        boolean refused = answer.status() == 401 || answer.status() == 403;
        if (refused == let || answer.status() >= 500) {
            wrong.add("%s as %s: the document lets them %s, the answer was %d"
                    .formatted(line.name(), who, let ? "in" : "not in", answer.status()));
        }
    }

    private static boolean refusedAtTheDoor(Answer answer) {
        return answer.status() == 403
                || (answer.status() == 303 && answer.location().startsWith("/admin/login"));
    }

    private Answer send(Browser browser, Line line, String csrf, String learner) {
        String path = path(line, learner);
        if (line.method().equals("GET")) {
            return browser.get(path);
        }
        Map<String, String> form = new TreeMap<>(course.parameters(learner));
        form.put("csrf", csrf);
        List<MediaType> takes = routes().getOrDefault(line.name(), List.of());
        if (takes.stream().anyMatch(type -> type.getName().startsWith("multipart"))) {
            return browser.postAs(
                    "multipart/form-data; boundary=" + PermissionCourse.BOUNDARY, path, PermissionCourse.parts(form));
        }
        return line.method().equals("PUT") ? browser.method("PUT", path) : browser.post(path, form);
    }

    private String path(Line line, String learner) {
        String path = line.route();
        for (var each : course.parameters(learner).entrySet()) {
            path = path.replace("{" + each.getKey() + "}", each.getValue());
        }
        assertThat(path)
                .as("a value for each variable of %s; PermissionCourse.parameters has them", line.name())
                .doesNotContain("{");
        return path + "?" + Browser.encoded(course.parameters(learner));
    }

    /** Method and route, as the document writes them, with the types that the route takes. */
    private Map<String, List<MediaType>> routes() {
        Map<String, List<MediaType>> found = new TreeMap<>();
        router.uriRoutes()
                .filter(route -> route.getHttpMethod() != HttpMethod.HEAD
                        && route.getHttpMethod() != HttpMethod.OPTIONS
                        && !ofATest(route.getTargetMethod().getDeclaringType()))
                .forEach(route -> found.put(
                        route.getHttpMethodName() + " "
                                + tidy(route.getUriMatchTemplate().toPathString()),
                        List.copyOf(route.getConsumes())));
        return found;
    }

    /** Tests plant routes of their own, to see what becomes of a fault. */
    private static boolean ofATest(Class<?> controller) {
        return controller
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .contains("test-classes");
    }

    private static String tidy(String route) {
        return route.length() > 1 && route.endsWith("/") ? route.substring(0, route.length() - 1) : route;
    }
}
