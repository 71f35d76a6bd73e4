package dev.waymark.learner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.learner.Rosters.State;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.FakePlatform.Request;
import dev.waymark.lti.FakePlatform.Response;
import dev.waymark.lti.core.ResourceLinkLaunch;
import dev.waymark.lti.core.ResourceLinkLaunch.Context;
import dev.waymark.lti.core.ResourceLinkLaunch.MembershipService;
import dev.waymark.lti.core.ResourceLinkLaunch.PersonName;
import dev.waymark.lti.core.ResourceLinkLaunch.ResourceLink;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.lti.registration.Platforms;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The list of a course, from the platform's pages to what staff see of it. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RosterScenarioTest implements TestPropertyProvider {

    private static final AtomicInteger COURSES = new AtomicInteger();

    private final FakePlatform platform = FakePlatform.start();
    private final List<Request> asked = new CopyOnWriteArrayList<>();
    private String context = "";
    private String family = "moodle";

    @Inject
    Rosters rosters;

    @Inject
    RosterReading reading;

    @Inject
    RosterRows rows;

    @Inject
    Platforms platforms;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    @Inject
    ApplicationEventPublisher<LaunchAccepted> launches;

    @Override
    public Map<String, String> getProperties() {
        Path folder = Path.of("target/lti-config-roster-scenario");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of("waymark.lti-config", folder.toString(), "waymark.rosters.read", "false");
    }

    @BeforeEach
    void aCourseOfItsOwn() {
        context = "roster-" + COURSES.incrementAndGet();
        family = "moodle";
        asked.clear();
        platform.onToken(request -> Response.json(
                200,
                "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"scope\":"
                        + "\"https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly\"}"));
        lists(Response.json(200, members(1, 3)));
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void readsTheListAfterStaffOpenedTheCourseAndNotInTheirRequest() {
        launch("90", Role.INSTRUCTOR);
        assertThat(asked).isEmpty();
        assertThat(state()).isEqualTo(State.NEVER);
        read();
        assertThat(asked).singleElement().satisfies(request -> {
            assertThat(request.headers())
                    .containsEntry("accept", "application/vnd.ims.lti-nrps.v2.membershipcontainer+json");
            assertThat(request.headers().get("user-agent")).startsWith("Waymark/");
        });
        assertThat(state()).isEqualTo(State.DONE);
        assertThat(missing()).containsExactly("Person 1", "Person 2", "Person 3");
        read();
        assertThat(asked).as("it is fresh").hasSize(1);
        launch("90", Role.INSTRUCTOR);
        read();
        assertThat(asked).as("staff came back within minutes").hasSize(1);
    }

    @Test
    void leavesOutWhoHasOpenedWaymarkAndWhoIsStaffByAnyLaunch() {
        lists(Response.json(
                200,
                "{\"members\":[" + member("1", "Ana", "Learner") + "," + member("2", "Tom", "Learner") + ","
                        + member("3", "Tess", "Instructor") + "," + member("4", "Ben", "Learner") + "]}"));
        launch("90", Role.INSTRUCTOR);
        launch("2", Role.INSTRUCTOR); // Moodle's assistant: Learner on the list, Instructor in the launch
        launch("4", Role.LEARNER);
        read();
        assertThat(missing()).containsExactly("Ana");
        assertThat(asLearner("2")).as("the launch's role stays").isZero();
    }

    @Test
    void followsEveryPageWhateverTheQuotationMarks() {
        family = "canvas";
        platform.onService(request -> {
            asked.add(request);
            String self = platform.issuer() + request.path();
            return switch (asked.size()) {
                case 1 -> linked(members(1, 50), "<" + self + "?page=2&limit=50>; rel=\"next\"");
                case 2 ->
                    linked(
                            members(51, 100),
                            "<" + self + "?page=3&amp;limit=50>; rel=\u00e2\u0080\u009cnext\u00e2\u0080\u009d");
                default -> linked(members(101, 120), "<" + self + "?page=1>; rel=\"first\"");
            };
        });
        launch("90", Role.INSTRUCTOR);
        read();
        assertThat(asked.stream().map(Request::query))
                .containsExactly("limit=50", "page=2&limit=50", "page=3&limit=50");
        assertThat(rosters.reading(TenantId.FIRST, course()).orElseThrow().people())
                .isEqualTo(120);
        assertThat(rosters.reading(TenantId.FIRST, course()).orElseThrow().pages())
                .isEqualTo(3);
    }

    @Test
    void fiveThousandPeopleAreReadWhileWhoeverWaitsSeesHowManyThereAre() {
        int people = 5_000;
        List<Integer> seen = new CopyOnWriteArrayList<>();
        platform.onService(request -> {
            asked.add(request);
            rosters.reading(TenantId.FIRST, course()).filter(Rosters.Reading::going).stream()
                    .map(Rosters.Reading::found)
                    .forEach(seen::add);
            int from = (asked.size() - 1) * 50 + 1;
            String page = members(from, Math.min(people, from + 49));
            return from + 50 > people
                    ? Response.json(200, page)
                    : linked(page, "<" + platform.issuer() + request.path() + "?page=" + asked.size() + ">; rel=next");
        });
        launch("tess", Role.INSTRUCTOR);
        Instant begun = Instant.now();

        read();

        assertThat(asked).hasSize(people / 50);
        assertThat(seen)
                .as("people so far, at each page")
                .startsWith(0, 50, 100)
                .endsWith(4_900, 4_950)
                .isSorted();
        var done = rosters.reading(TenantId.FIRST, course()).orElseThrow();
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.people()).isEqualTo(people);
        assertThat(done.going()).isFalse();
        assertThat(missing()).hasSize(people);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void halfAListIsNoList() {
        launch("90", Role.INSTRUCTOR);
        read();
        platform.onService(request -> {
            asked.add(request);
            return request.query().contains("page=2")
                    ? Response.json(500, "oops")
                    : linked(members(1, 1), "<" + platform.issuer() + request.path() + "?page=2>; rel=\"next\"");
        });
        readAgain();
        assertThat(state()).isEqualTo(State.FAILED);
        assertThat(missing()).as("nobody left").hasSize(3);
    }

    @Test
    void marksWhoLeftAndTakesThemBackWhenTheyReturn() {
        launch("90", Role.INSTRUCTOR);
        read();
        lists(Response.json(200, members(1, 2)));
        readAgain();
        assertThat(missing()).containsExactly("Person 1", "Person 2");
        assertThat(left("3")).as("kept, with the day").isTrue();
        lists(Response.json(200, members(1, 3)));
        readAgain();
        assertThat(missing()).hasSize(3);
        assertThat(left("3")).isFalse();
    }

    @Test
    void aListThatSuddenlyShrinksIsKeptBackUntilAPersonConfirms() {
        lists(Response.json(200, members(1, 30)));
        launch("90", Role.INSTRUCTOR);
        read();
        lists(Response.json(200, members(1, 2)));
        readAgain();
        assertThat(state()).isEqualTo(State.KEPT_BACK);
        assertThat(rosters.reading(TenantId.FIRST, course()).orElseThrow().leaving())
                .isEqualTo(28);
        assertThat(missing()).hasSize(30);

        assertThat(rosters.confirmLeaving(TenantId.FIRST, course(), "tess", Instant.now()))
                .isTrue();
        assertThat(rosters.confirmLeaving(TenantId.FIRST, course(), "tess", Instant.now()))
                .as("once")
                .isFalse();
        read();
        assertThat(state()).isEqualTo(State.DONE);
        assertThat(missing()).hasSize(2);
    }

    @Test
    void anEmptyListIsKeptBackToo() {
        lists(Response.json(200, members(1, 30)));
        launch("90", Role.INSTRUCTOR);
        read();
        lists(Response.json(200, "{\"members\":[]}"));
        readAgain();
        assertThat(state()).isEqualTo(State.KEPT_BACK);
        assertThat(missing()).hasSize(30);
    }

    @Test
    void readsOnlyWhatChangedWhereThePlatformOffersIt() {
        String differences = "/2/members/differences";
        platform.onService(request -> {
            asked.add(request);
            return request.path().equals(differences)
                    ? linked(
                            "{\"members\":["
                                    + member("2", "Person 2", "Learner").replace("Active", "Deleted") + ","
                                    + member("9", "New", "Learner") + "]}",
                            "<" + platform.issuer() + differences + "?since=2>; rel=\"differences\"")
                    : linked(members(1, 3), "<" + platform.issuer() + differences + "?since=1>; rel=\"differences\"");
        });
        launch("90", Role.INSTRUCTOR);
        read();
        readAgain();
        assertThat(asked.getLast().path()).isEqualTo(differences);
        assertThat(missing()).containsExactly("New", "Person 1", "Person 3");
        readAgain();
        assertThat(asked.getLast().query()).isEqualTo("since=2");
    }

    @Test
    void asksForTheWholeListWhenThePlatformHasForgottenTheDifferences() {
        platform.onService(request -> {
            asked.add(request);
            return request.path().endsWith("/differences")
                    ? Response.json(404, "{}")
                    : linked(members(1, 3), "<" + platform.issuer() + "/2/members/differences>; rel=\"differences\"");
        });
        launch("90", Role.INSTRUCTOR);
        read();
        readAgain();
        assertThat(state()).isEqualTo(State.FAILED);
        readAgain();
        assertThat(state()).isEqualTo(State.DONE);
        assertThat(asked.stream().map(Request::path).filter(path -> path.endsWith("/members")))
                .hasSize(2);
    }

    @Test
    void waitsAsLongAsItIsAskedToAndSaysWhyItCouldNotRead() {
        lists(new Response(429, "text/plain", "", Map.of("Retry-After", "600")));
        launch("90", Role.INSTRUCTOR);
        read();
        assertThat(state()).isEqualTo(State.FAILED);
        var found = rosters.reading(TenantId.FIRST, course()).orElseThrow();
        assertThat(found.detail().orElseThrow()).contains("429");
        assertThat(found.nextTry().orElseThrow()).isAfter(Instant.now().plusSeconds(500));
        read();
        assertThat(asked).hasSize(1);
        rosters.readSoon(TenantId.FIRST, course(), Instant.now());
        read();
        assertThat(asked)
                .as("nobody's wish goes before what the platform asked for")
                .hasSize(1);
    }

    @Test
    void readsAtMostOnceAMinuteHoweverOftenSomebodyAsks() {
        launch("90", Role.INSTRUCTOR);
        read();
        for (int click = 0; click < 5; click++) {
            rosters.readSoon(TenantId.FIRST, course(), Instant.now());
            read();
        }
        assertThat(asked).hasSize(1);
        readAgain();
        assertThat(asked).as("a minute later").hasSize(2);
    }

    @Test
    void aListThatNeverEndsIsGivenUp() {
        platform.onService(request -> {
            asked.add(request);
            return linked(
                    members(1, 1), "<" + platform.issuer() + request.path() + "?" + request.query() + ">; rel=next");
        });
        launch("90", Role.INSTRUCTOR);
        read();
        assertThat(state()).isEqualTo(State.FAILED);
        assertThat(asked).hasSize(1);
    }

    @Test
    void neverAsksAForeignHostForTheNextPage() {
        platform.onService(request -> {
            asked.add(request);
            return linked(members(1, 1), "<http://evil.test/members?page=2>; rel=\"next\"");
        });
        launch("90", Role.INSTRUCTOR);
        read();
        assertThat(state()).isEqualTo(State.FAILED);
        assertThat(missing()).isEmpty();
    }

    @Test
    void keepsNoMailAddress() {
        launch("90", Role.INSTRUCTOR);
        read();
        List<String> columns = transactions.executeWrite(status ->
                jdbc.prepareStatement("SELECT * FROM learner_roster WHERE tenant = 1", select -> {
                    var found = new ArrayList<String>();
                    try (var row = select.executeQuery()) {
                        while (row.next()) {
                            for (int at = 1; at <= row.getMetaData().getColumnCount(); at++) {
                                found.add(String.valueOf(row.getObject(at)));
                            }
                        }
                    }
                    return found;
                }));
        assertThat(columns).isNotEmpty().noneMatch(value -> value.contains("@"));
    }

    private void launch(String subject, Role... roles) {
        launches.publishEvent(new LaunchAccepted(
                TenantId.FIRST,
                registration(),
                new ResourceLinkLaunch(
                        platform.issuer(),
                        FakePlatform.CLIENT_ID,
                        "d-1",
                        Optional.of(subject),
                        Set.of(roles),
                        false,
                        URI.create("http://localhost:8080/"),
                        new ResourceLink("link-1", Optional.empty()),
                        Optional.of(new Context(context, Optional.empty(), Optional.empty())),
                        new PersonName(
                                Optional.of("Launched " + subject),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(family),
                        Map.of(),
                        Optional.empty(),
                        Optional.of(new MembershipService(URI.create(platform.issuer() + "/2/members")))),
                Instant.now()));
    }

    private RegistrationId registration() {
        return platforms.ofIssuer(platform.issuer()).getFirst().id();
    }

    private CourseId course() {
        return new CourseId(registration().value(), context);
    }

    private void read() {
        reading.readDue(TenantId.FIRST);
    }

    /** As if the last try lay a minute back. */
    private void readAgain() {
        transactions.executeWrite(status -> jdbc.prepareStatement(
                "UPDATE learner_roster_sync SET tried_at = tried_at - 61000000 WHERE tenant = 1 AND context_id = ?",
                update -> {
                    update.setString(1, context);
                    return update.executeUpdate();
                }));
        rosters.readSoon(TenantId.FIRST, course(), Instant.now());
        read();
    }

    private State state() {
        return rosters.reading(TenantId.FIRST, course()).orElseThrow().state();
    }

    private List<String> missing() {
        return rosters.notYetHere(TenantId.FIRST, course()).stream()
                .map(person -> person.name().orElse("?"))
                .toList();
    }

    private int asLearner(String subject) {
        return transactions.executeWrite(status -> jdbc.prepareStatement(
                "SELECT c.as_learner FROM learner_course c JOIN learner_identity i ON i.tenant = c.tenant"
                        + " AND i.learner = c.learner WHERE c.tenant = 1 AND c.context_id = ? AND i.subject = ?",
                select -> {
                    select.setString(1, context);
                    select.setString(2, subject);
                    try (var row = select.executeQuery()) {
                        assertThat(row.next()).isTrue();
                        return row.getInt(1);
                    }
                }));
    }

    private boolean left(String subject) {
        return transactions.executeWrite(status -> jdbc.prepareStatement(
                "SELECT left_at, status FROM learner_roster WHERE tenant = 1 AND context_id = ? AND subject = ?",
                select -> {
                    select.setString(1, context);
                    select.setString(2, subject);
                    try (var row = select.executeQuery()) {
                        assertThat(row.next()).isTrue();
                        return row.getObject(1) != null && row.getString(2).equals("DELETED");
                    }
                }));
    }

    private void lists(Response response) {
        platform.onService(request -> {
            asked.add(request);
            return response;
        });
    }

    private static Response linked(String body, String link) {
        return new Response(200, "application/json", body, Map.of("Link", link));
    }

    private static String members(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> member(Integer.toString(number), "Person " + number, "Learner"))
                .collect(Collectors.joining(",", "{\"id\":\"x\",\"members\":[", "]}"));
    }

    private static String member(String id, String name, String role) {
        return """
                {"status":"Active","roles":["%s"],"user_id":"%s","name":"%s","email":"p%s@example.org"}""".formatted(role, id, name, id);
    }
}
