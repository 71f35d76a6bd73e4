package dev.waymark.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.learner.Learners;
import dev.waymark.lti.Browser;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.registration.Platforms;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.SessionAtWork;
import dev.waymark.shared.TenantId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A course with somebody of every role, two learners, one learner of another course and one of another organisation. */
final class PermissionCourse implements AutoCloseable {

    static final String OWN = "Olivia Own";
    static final String SECOND = "Sven Second";
    static final String ELSEWHERE = "Zoe Elsewhere";
    static final String OTHER_TENANT = "Quentin Foreign";
    static final String BOUNDARY = "----waymarkmatrix";

    private static final String MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
    private static final String FOREIGN = "00000000-0000-4000-8000-00000000f0e1";

    private final FakePlatform platform = FakePlatform.start();
    private final LaunchDriver driver = new LaunchDriver(platform);
    private final String folder;
    private final Map<Person, Browser> browsers = new EnumMap<>(Person.class);
    private Optional<SessionAtWork> sessions = Optional.empty();
    private Optional<Browser> ownBrowser = Optional.empty();
    private String own = "";
    private String elsewhere = "";

    PermissionCourse(String folder) {
        this.folder = folder;
    }

    /** Who opens the course; those with a column are in the document's table. */
    enum Person {
        ADMINISTRATOR("administrator", "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator", ""),
        INSTRUCTOR("instructor", MEMBERSHIP + "Instructor", ""),
        ASSISTANT("assistant", MEMBERSHIP + "TeachingAssistant", ""),
        DESIGNER("designer", MEMBERSHIP + "ContentDeveloper", ""),
        MENTOR("mentor", MEMBERSHIP + "Mentor", ""),
        LEARNER("learner", MEMBERSHIP + "Learner", ""),
        SECTION_ASSISTANT(
                "",
                MEMBERSHIP + "TeachingAssistant",
                "\"waymark_sections\": \"71\", \"waymark_section_restricted\": \"true\","),
        INSTRUCTOR_AFTERWARDS("", MEMBERSHIP + "Instructor", "\"waymark_course_ends\": \"2020-06-30T12:00:00Z\","),
        LISTED_AS_LEARNER("", MEMBERSHIP + "Instructor", "");

        private final String column;
        private final String role;
        private final String custom;

        Person(String column, String role, String custom) {
            this.column = column;
            this.role = role;
            this.custom = custom;
        }

        Optional<String> column() {
            return Optional.of(column).filter(text -> !text.isEmpty());
        }
    }

    Map<String, String> properties() {
        Path files = Path.of(folder);
        platform.register(files, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of("waymark.lti-config", folder, "waymark.mastery.recount", "1h", "waymark.rosters.read", "false");
    }

    /** What the tests need of the running tool. */
    @Singleton
    static class Rooms {

        private final JdbcOperations jdbc;
        private final Learners learners;
        private final Platforms platforms;
        private final SessionAtWork sessions;

        Rooms(JdbcOperations jdbc, Learners learners, Platforms platforms, SessionAtWork sessions) {
            this.jdbc = jdbc;
            this.learners = learners;
            this.platforms = platforms;
            this.sessions = sessions;
        }

        @Transactional
        public void put(String sql) {
            jdbc.prepareStatement(sql, insert -> insert.executeUpdate());
        }

        @Transactional
        public long count(String sql) {
            return jdbc.prepareStatement(sql, select -> {
                try (var rows = select.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            });
        }
    }

    void open(URI server, Rooms rooms) {
        sessions = Optional.of(rooms.sessions);
        ownBrowser = Optional.of(
                launch(server, "u-own", OWN, MEMBERSHIP + "Learner", "\"waymark_sections\": \"71\",", "course-2"));
        launch(server, "u-second", SECOND, MEMBERSHIP + "Learner", "\"waymark_sections\": \"72\",", "course-2");
        launch(server, "u-elsewhere", ELSEWHERE, MEMBERSHIP + "Learner", "", "course-3");
        var registration = rooms.platforms.all().stream()
                .filter(each -> each.registration().issuer().equals(platform.issuer()))
                .findFirst()
                .orElseThrow();
        own = id(rooms, registration.id().value(), "u-own");
        elsewhere = id(rooms, registration.id().value(), "u-elsewhere");
        rooms.put("INSERT IGNORE INTO shared_tenant (id, name, created_at) VALUES (2, 'Other', 0)");
        // The worst case: somebody of another organisation in a course with the very same key.
        rooms.put("INSERT IGNORE INTO learner_person (tenant, id, display_name, role, test_user, first_seen, last_seen)"
                + " VALUES (2, '" + FOREIGN + "', '" + OTHER_TENANT + "', '', 0, 1, 1)");
        rooms.put("INSERT IGNORE INTO learner_course (tenant, registration, context_id, learner, as_learner, last_seen)"
                + " VALUES (2, " + registration.id().value() + ", 'course-2', '" + FOREIGN + "', 1, 1)");
        rooms.put("INSERT IGNORE INTO learner_roster (tenant, registration, context_id, subject, display_name, roles,"
                + " status, since, seen_at) VALUES (1, " + registration.id().value()
                + ", 'course-2', 'u-LISTED_AS_LEARNER', '', 'LEARNER', 'ACTIVE', 1, 1)");
        rooms.put("UPDATE learner_roster_sync SET complete_at = 1 WHERE tenant = 1 AND registration = "
                + registration.id().value());
        for (Person person : Person.values()) {
            browsers.put(
                    person,
                    launch(server, "u-" + person.name(), "Person " + person, person.role, person.custom, "course-2"));
        }
    }

    private static String id(Rooms rooms, long registration, String subject) {
        return rooms.learners
                .bySubject(TenantId.FIRST, new dev.waymark.lti.registration.RegistrationId(registration), subject)
                .orElseThrow()
                .id()
                .toString();
    }

    private Browser launch(URI server, String subject, String name, String role, String custom, String context) {
        Browser browser = Browser.on(server);
        String payload = LaunchFixtures.one("valid", "student-normal")
                .payload()
                .replace(MEMBERSHIP + "Learner", role)
                .replace("\"locale\": \"es\"", "\"locale\": \"en\"")
                .replace("u-4711", subject)
                .replace("Imke Sander", name)
                .replace("course-2", context)
                .replace("\"unit\": \"2\",", "\"unit\": \"2\", " + custom)
                .replace(
                        "\"name\": \"" + name + "\"",
                        "\"https://purl.imsglobal.org/spec/lti/claim/role_scope_mentor\": [\"u-own\", \"u-elsewhere\"],"
                                + " \"name\": \"" + name + "\"");
        var answer =
                driver.launch(browser, new LaunchFixtures.Case(subject, payload, Optional.empty(), Optional.empty()));
        assertThat(answer.status())
                .as("launch of " + subject + ": " + answer.body())
                .isEqualTo(303);
        browser.get(answer.location());
        return browser;
    }

    Browser browser(Person person) {
        return Optional.ofNullable(browsers.get(person)).orElseThrow();
    }

    /** Of the learner whom {@link #own} names. */
    Browser ownBrowser() {
        return ownBrowser.orElseThrow();
    }

    LtiSession session(Person person) {
        return sessions.orElseThrow().of(browser(person));
    }

    String csrf(Browser browser) {
        return sessions.orElseThrow().csrf(browser);
    }

    String issuer() {
        return platform.issuer();
    }

    String own() {
        return own;
    }

    String elsewhere() {
        return elsewhere;
    }

    String otherTenant() {
        return FOREIGN;
    }

    /** A value for every variable and parameter that a route may want, all about this learner. */
    Map<String, String> parameters(String learner) {
        Map<String, String> all = new TreeMap<>();
        all.put("learner", learner);
        all.put("user", learner.equals(own) ? "u-own" : learner.equals(elsewhere) ? "u-elsewhere" : "u-foreign");
        all.put("id", "00000000-0000-4000-8000-000000000001");
        all.put("statement", "00000000-0000-4000-8000-000000000002");
        all.put("registration", "999999");
        all.put("dataset", "people");
        all.put("format", "csv");
        all.put("of", "ai-upskilling/1");
        all.put("from", "ai-upskilling/1");
        all.put("to", "ai-upskilling/1");
        all.put("kind", "ROLES");
        all.put("base", "ai-upskilling/1");
        all.put("act", "check");
        all.put("granularity", "");
        all.put("version", "nothing/1");
        all.put("scope", "courses");
        all.put("selector", "liveness");
        all.put("colour", "1d5b93");
        all.put("address", "wmc_nobody");
        all.put("tenant", "1");
        all.put("list", "0");
        all.put("kid", "0".repeat(43));
        all.put("identifier", "6f5f0f3c-0000-4000-8000-000000000001");
        return all;
    }

    /** True if nothing was written about the strangers. */
    boolean untouched(Rooms rooms) {
        return rooms.count(
                        "SELECT COUNT(*) FROM path_decision WHERE learner IN ('" + elsewhere + "', '" + FOREIGN + "')")
                == 0;
    }

    static String parts(Map<String, String> form) {
        var text = new StringBuilder();
        String csrf = Optional.ofNullable(form.get("csrf")).orElse("");
        text.append(part("csrf", csrf));
        form.forEach((name, value) -> {
            if (!name.equals("csrf")) {
                text.append(part(name, value));
            }
        });
        return text + "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\nrole\n\r\n--" + BOUNDARY + "--\r\n";
    }

    private static String part(String name, String value) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    @Override
    public void close() {
        platform.close();
    }
}
