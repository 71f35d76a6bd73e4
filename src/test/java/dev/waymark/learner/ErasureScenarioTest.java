package dev.waymark.learner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.admin.AdminAtWork;
import dev.waymark.lrs.FakeLrs;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.feed.Feeds;
import dev.waymark.lrs.outbox.StatementOutbox;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.lti.Browser;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.registration.Platforms;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.lti.session.SessionAtWork;
import dev.waymark.shared.Person;
import dev.waymark.shared.PersonalData;
import dev.waymark.shared.PersonalRows;
import dev.waymark.shared.PersonalTable;
import dev.waymark.shared.TenantId;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Somebody sees what is kept of them, takes it along, has it erased, and comes again. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureScenarioTest implements TestPropertyProvider {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final String MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#";

    /** A planted row here would be the framework in force, or a request. */
    private static final Set<String> CONTENT = Set.of(
            "competency_version",
            "competency_draft",
            "competency_alignment",
            "learner_erasure",
            "competency_course",
            "competency_course_draft",
            "competency_case_open");

    private static int people;

    private final FakePlatform platform = FakePlatform.start();
    private final FakeLrs lrs = new FakeLrs();
    private final LaunchDriver driver = new LaunchDriver(platform);

    @Inject
    EmbeddedServer server;

    @Inject
    SessionAtWork sessions;

    @Inject
    AdminAtWork admin;

    @Inject
    Learners learners;

    @Inject
    Erasures erasures;

    @Inject
    PersonalRecords records;

    @Inject
    Persons persons;

    @Inject
    PersonalRows rows;

    @Inject
    List<PersonalData> rooms;

    @Inject
    Platforms platforms;

    @Inject
    StatementOutbox outbox;

    @Inject
    Feeds feeds;

    @Inject
    EveryTable tables;

    @Inject
    TransactionOperations<Connection> transactions;

    private String subject = "";
    private String name = "";

    @Override
    public Map<String, String> getProperties() {
        Path folder = Path.of("target/lti-config-erasure-scenario");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        Map<String, String> settings = new HashMap<>();
        settings.put("waymark.lti-config", folder.toString());
        settings.put("waymark.rosters.read", "false");
        settings.put("waymark.erasure.work", "false");
        settings.put("waymark.erasure.backups", "35d");
        // Else they may work off what was planted, before the test looks.
        settings.put("waymark.mastery.recount", "1h");
        settings.put("waymark.evidence.realign", "1h");
        settings.put("waymark.lrs.url", lrs.url());
        settings.put("waymark.lrs.user", FakeLrs.USER);
        settings.put("waymark.lrs.password", FakeLrs.PASSWORD);
        settings.put("waymark.lrs.poll", "1h");
        settings.put("waymark.lrs.send", "1h");
        return settings;
    }

    @BeforeEach
    void somebodyOfTheirOwn() {
        people++;
        subject = "u-ellen-" + people + "-" + Math.abs(System.nanoTime());
        name = "Ellen Erased " + people;
    }

    @AfterAll
    void stop() {
        platform.close();
        lrs.close();
    }

    @Test
    void seesAndTakesAlongWhatEveryRoomKeepsOfThemAndNothingOfAnybodyElse() throws IOException {
        lrs.add(statement(subject, "2026-03-01T10:00:00Z"));
        Browser ellen = launch(subject, name, "Learner");
        Browser other = launch("otto-" + people, "Otto Other", "Learner");
        other.get("/home");
        assertThat(ellen.get("/home").status()).isEqualTo(200);
        Person person = person(subject);
        plantEverywhere(person);
        plantEverywhere(person("otto-" + people));

        String page = ellen.get("/home/data").body();
        assertThat(page)
                .contains("Statements from the record store", "Your choices, one for each course", "Download as JSON")
                .doesNotContain("Otto");

        var json = ellen.get("/home/data/export.json");
        assertThat(json.headers().firstValue("content-disposition").orElse("")).startsWith("attachment");
        assertThat(json.body()).contains(name).doesNotContain("Otto", "otto-" + people);
        JsonNode all = new ObjectMapper().readTree(json.body());
        assertThat(all.path("lrs").path("lrs_statement").size()).isPositive();
        for (PersonalData room : rooms) {
            for (PersonalTable table : room.tables()) {
                if (CONTENT.contains(table.table())) {
                    continue;
                }
                String file = table.what().equals("acts") ? table.table() + "_as_staff" : table.table();
                assertThat(all.path(room.room()).path(file).size()).as(file).isPositive();
            }
        }

        var zip = new ByteArrayOutputStream();
        records.writeCsv(TENANT, learner(subject), zip);
        Map<String, String> files = unzip(zip.toByteArray());
        assertThat(files.get("learner_person.csv")).contains("display_name", name);
        assertThat(files).containsKeys("evidence_entry.csv", "path_choices.csv", "grading_act_as_staff.csv");
        assertThat(ellen.get("/home/data/export.zip").status()).isEqualTo(200);
    }

    @Test
    void nothingOfThemIsLeftInAnyTableAndNobodyElseLosesAnything() {
        lrs.add(statement(subject, "2026-03-01T10:00:00Z"));
        Browser ellen = launch(subject, name, "Learner");
        launch("otto-" + people, "Otto Other", "Learner").get("/home");
        ellen.get("/home");
        Person person = person(subject);
        Person other = person("otto-" + people);
        plantEverywhere(person);
        plantEverywhere(other);
        String said = UUID.randomUUID().toString();
        outbox.add(TENANT, UUID.fromString(said), ours(said, subject));
        tables.change("UPDATE lrs_outgoing SET state = 'SENT' WHERE statement_id = '" + said + "'");
        tables.change("UPDATE competency_version SET published_by = '" + person.learner() + "'");
        Map<String, Long> before = counts(other);

        // Without being sure nothing is asked for; and one may change one's mind.
        assertThat(post(ellen, "/home/data/erase", Map.of("reason", "moving")).status())
                .isEqualTo(422);
        assertThat(erasures.open(TENANT, learner(subject))).isEmpty();
        assertThat(post(ellen, "/home/data/erase", Map.of("sure", "yes", "reason", "moving"))
                        .location())
                .contains("said=asked");
        assertThat(ellen.get("/home/data").body()).contains("You asked on", "Keep my data");
        erasures.carryOutDue(TENANT);
        assertThat(learners.find(TENANT, learner(subject)))
                .as("not before its time")
                .isPresent();
        assertThat(post(ellen, "/home/data/keep", Map.of()).location()).contains("said=kept");
        assertThat(post(ellen, "/home/data/keep", Map.of()).location()).contains("said=too-late");
        post(ellen, "/home/data/erase", Map.of("sure", "yes", "reason", "moving on"));

        Browser desk = admin.signedIn(server.getURI());
        assertThat(desk.get("/admin/erasures").body()).contains(name, "Reason: moving on", "Begins on");
        String id = erasures.open(TENANT, learner(subject)).orElseThrow().id();
        assertThat(AdminAtWork.send(desk, "/admin/erasures", "/admin/erasures/begin", Map.of("id", id))
                        .location())
                .contains("said=begun");
        erasures.carryOutDue(TENANT);

        assertThat(tables.cellsWith(keys(person))).isEmpty();
        assertThat(counts(other)).isEqualTo(before);
        assertThat(tables.count(
                        "SELECT COUNT(*) FROM competency_version WHERE published_by = 'somebody who was erased'"))
                .as("what they published stays")
                .isPositive();
        assertThat(ellen.get("/home").status()).as("the visit has ended").isEqualTo(401);
        String list = desk.get("/admin/erasures").body();
        assertThat(list).doesNotContain(name, "moving on").contains("Done on", "sent to be voided", "Backups until");
        // What we said is taken back where it was said, once.
        assertThat(tables.count(
                        "SELECT COUNT(*) FROM lrs_outgoing WHERE state = 'WAITING' AND json LIKE '%verbs/voided%" + said
                                + "%'"))
                .isEqualTo(1);
    }

    @Test
    void whatComesLateDoesNotBringThemBackAndTheyMayBeginAnew() {
        Browser ellen = launch(subject, name, "Learner");
        ellen.get("/home");
        LearnerId first = learner(subject);
        lrs.add(statement(subject, "2026-03-01T10:00:00Z"));
        feeds.readNow(TENANT);
        erase(first);

        String late = lrs.add(statement(subject, "2026-03-05T10:00:00Z"));
        feeds.readNow(TENANT);
        assertThat(tables.cellsWith(List.of(subject, late))).isEmpty();

        // They come again by themselves: told first, once, and what was before stays out.
        Browser again = launch(subject, name, "Learner");
        assertThat(again.get("/home").location()).contains("/home/data");
        assertThat(again.get("/home/data").body())
                .contains("Your data were erased on", "Backups are kept for 35 days")
                .contains("Statements".toLowerCase());
        assertThat(again.get("/home").status()).isEqualTo(200);
        assertThat(learner(subject)).isNotEqualTo(first);
        assertThat(tables.cellsWith(List.of(late))).isEmpty();

        String fresh = lrs.add(statement(subject, Instant.now().plusSeconds(2).toString()));
        feeds.readNow(TENANT);
        launch(subject, name, "Learner");
        assertThat(tables.cellsWith(List.of(fresh))).isNotEmpty();
        assertThat(tables.cellsWith(List.of(late))).isEmpty();
    }

    @Test
    void anErasureThatWasBrokenOffIsTakenUpAgain() {
        launch(subject, name, "Learner").get("/home");
        LearnerId learner = learner(subject);
        Person person = person(subject);
        erasures.ask(TENANT, learner, "", Instant.now());
        String id = erasures.open(TENANT, learner).orElseThrow().id();
        // As a node leaves it that dies after the first transaction: the person is unknown already, rows are left.
        plantEverywhere(person);
        tables.change("UPDATE learner_erasure SET state = 'RUNNING' WHERE id = '" + id + "'");
        int place = 0;
        for (String key : person.agentKeys()) {
            tables.put(
                    "learner_erasure_key",
                    Map.of("tenant", 1L, "erasure", id, "place", place++, "kind", "AGENT", "named", key));
        }
        for (Person.Account each : person.accounts()) {
            tables.put(
                    "learner_erasure_key",
                    Map.of(
                            "tenant",
                            1L,
                            "erasure",
                            id,
                            "place",
                            place++,
                            "kind",
                            Long.toString(each.registration()),
                            "named",
                            each.subject()));
        }
        erasures.carryOutDue(TENANT);
        assertThat(tables.cellsWith(keys(person))).isEmpty();
        assertThat(erasures.all(TENANT, 100))
                .filteredOn(each -> each.id().equals(id))
                .singleElement()
                .satisfies(each -> assertThat(each.state()).isEqualTo(Erasures.State.DONE));
    }

    private void erase(LearnerId learner) {
        var request = erasures.ask(TENANT, learner, "", Instant.now());
        assertThat(erasures.beginNow(TENANT, request.id(), Instant.now())).isTrue();
        erasures.carryOutDue(TENANT);
        assertThat(learners.find(TENANT, learner)).isEmpty();
    }

    private List<String> keys(Person person) {
        var agent = person.agentKeys().iterator().next();
        return List.of(person.learner(), subject + "\"", subject, name, AgentKey.hash(agent)).stream()
                .filter(key -> !key.isEmpty())
                .toList();
    }

    /** A row of this person in every table that rooms say they have rows in. */
    private void plantEverywhere(Person person) {
        String agent = person.agentKeys().iterator().next();
        Person.Account account = person.accounts().iterator().next();
        String own = "planted-" + person.learner().substring(0, 8);
        for (PersonalData room : rooms) {
            for (PersonalTable table : room.tables()) {
                Map<String, Object> row = new HashMap<>();
                row.put("tenant", 1L);
                boolean joined = table.where().startsWith("EXISTS");
                if (joined) {
                    // Its rows hang on those of the table beside it, by this.
                    row.put("sitting", own);
                    row.put("session_hash", own);
                    row.put("statement_id", own);
                    row.put("source", own);
                    row.put("piece", own);
                } else {
                    String column = table.where().substring(0, table.where().indexOf(' '));
                    boolean stranger = table.where().contains("CONCAT");
                    switch (table.by()) {
                        case LEARNER -> row.put(column, person.learner());
                        case ACCOUNT -> {
                            row.put("registration", account.registration());
                            row.put("subject", account.subject());
                        }
                        case AGENT_HASH -> row.put(column, (stranger ? "?" : "") + AgentKey.hash(agent));
                        case AGENT_KEY -> row.put(column, agent);
                    }
                    row.put("sitting", own);
                    row.put("id_hash", own);
                    row.put("statement_id", own);
                    row.put("piece", own);
                    row.put("value_hash", own);
                    if (!table.table().equals("learner_erasure") && !row.containsKey("id")) {
                        row.put("id", numeric(table.table(), "id") ? (Object) number(person) : own);
                    }
                    row.put("state", "DONE");
                    row.put("scaled", "AUTO");
                    row.put("facts", "{}");
                    if (table.table().startsWith("lrs_")) {
                        row.put("source", own);
                    }
                    if (table.table().equals("credential_certificate")) {
                        // Two rows that are each other's neighbours in the public list.
                        row.put("certificate", own + table.what());
                        row.put(
                                "list_index",
                                number(person) % 1_000_000 * 2 + (table.what().equals("acts") ? 1 : 0));
                        row.put("reason", "ERROR");
                    }
                    if (table.what().equals("acts")) {
                        // A row about something else that the person did.
                        row.computeIfPresent("id", (key, id) -> id instanceof String text ? text + "-act" : id);
                        row.putIfAbsent(
                                "learner",
                                UUID.nameUUIDFromBytes(own.getBytes()).toString());
                        row.putIfAbsent("place", 2);
                        for (String key :
                                List.of("course", "context_id", "activity_hash", "version", "number", "decision")) {
                            row.putIfAbsent(key, numeric(table.table(), key) ? (Object) number(person) : own);
                        }
                    }
                }
                if (!CONTENT.contains(table.table())) {
                    tables.put(table.table(), row);
                }
            }
        }
    }

    private boolean numeric(String table, String column) {
        return tables.columns().getOrDefault(table, List.of()).stream()
                .anyMatch(each -> each.name().equals(column) && !EveryTable.isText(each.type()));
    }

    private static long number(Person person) {
        return Math.abs((long) person.learner().hashCode()) + 10;
    }

    private Map<String, Long> counts(Person person) {
        Map<String, Long> found = new TreeMap<>();
        transactions.executeRead(status -> {
            rooms.forEach(room -> room.tables()
                    .forEach(table ->
                            found.merge(table.table() + " " + table.where(), rows.count(table, person), Long::sum)));
            return true;
        });
        return found;
    }

    private Person person(String who) {
        return transactions.executeRead(status -> persons.of(TENANT, learner(who)));
    }

    private LearnerId learner(String who) {
        return learners.bySubject(TENANT, registration(), who).orElseThrow().id();
    }

    private RegistrationId registration() {
        return platforms.all().stream()
                .filter(each -> each.registration().issuer().equals(platform.issuer()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Browser.Answer post(Browser browser, String path, Map<String, String> fields) {
        Map<String, String> form = new HashMap<>(fields);
        form.put("csrf", sessions.csrf(browser));
        return browser.post(path, form);
    }

    private Browser launch(String who, String called, String role) {
        Browser browser = Browser.on(server.getURI());
        String payload = LaunchFixtures.one("valid", "student-normal")
                .payload()
                .replace(MEMBERSHIP + "Learner", MEMBERSHIP + role)
                .replace("\"locale\": \"es\"", "\"locale\": \"en\"")
                .replace("u-4711", who)
                .replace("Imke Sander", called);
        var answer = driver.launch(browser, new LaunchFixtures.Case(who, payload, Optional.empty(), Optional.empty()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return browser;
    }

    private String statement(String who, String timestamp) {
        return Written.quizAttempt(who, 10, 1, 7.5, timestamp).replace(Written.SITE, platform.issuer());
    }

    private String ours(String id, String who) {
        return "{\"id\":\"" + id + "\",\"actor\":{\"account\":{\"homePage\":\"" + platform.issuer() + "\",\"name\":\""
                + who + "\"}},\"verb\":{\"id\":\"https://w.test/v\"},\"object\":{\"id\":\"https://w.test/o\"}}";
    }

    private static Map<String, String> unzip(byte[] bytes) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var zip = new ZipInputStream(new java.io.ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
