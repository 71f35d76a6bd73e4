package dev.waymark.sandbox.lrs;

import static dev.waymark.sandbox.lrs.StatementFixture.about;
import static dev.waymark.sandbox.lrs.StatementFixture.reference;
import static dev.waymark.sandbox.lrs.StatementFixture.voiding;
import static dev.waymark.sandbox.lrs.StatementFixture.withId;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxLrsTest {

    private static final UUID ONE = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final UUID TWO = UUID.fromString("22222222-2222-4222-8222-222222222222");

    private final SettableClock clock = new SettableClock();
    private final SandboxLrs lrs = SandboxLrs.start(0, Optional.empty(), clock);
    private final XapiClient client = new XapiClient(lrs.url());

    @AfterEach
    void stop() {
        lrs.close();
    }

    @Test
    void keepsAStatementAndAddsWhatOnlyAnLrsKnows() {
        var answer = client.post(about("https://lms.test/quiz").toString());
        assertThat(answer.statusCode()).isEqualTo(200);
        String id = XapiClient.json(answer).path(0).asText();
        JsonNode kept = XapiClient.json(client.get("statementId", id));
        assertThat(kept.path("id").asText()).isEqualTo(id);
        assertThat(kept.path("stored").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(kept.path("timestamp").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(kept.path("version").asText()).isEqualTo("1.0.0");
        assertThat(kept.at("/authority/account/name").asText()).isEqualTo("sandbox");
    }

    @Test
    void answersAListWithItsIdsInTheSameOrder() {
        ArrayNode batch = XapiClient.JSON
                .createArrayNode()
                .add(withId(TWO, "https://a.test/2"))
                .add(about("https://a.test/3"));
        JsonNode ids = XapiClient.json(client.post(batch.toString()));
        assertThat(ids.size()).isEqualTo(2);
        assertThat(ids.path(0).asText()).isEqualTo(TWO.toString());
        assertThat(client.objects("ascending", "true")).containsExactly("https://a.test/2", "https://a.test/3");
    }

    @Test
    void aListWithOneBadStatementKeepsNone() {
        ObjectNode bad = about("https://a.test/1");
        bad.remove("verb");
        ArrayNode batch =
                XapiClient.JSON.createArrayNode().add(about("https://a.test/0")).add(bad);
        var answer = client.post(batch.toString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("verb");
        assertThat(lrs.statements()).isEmpty();
    }

    @Test
    void refusesAListThatNamesOneIdTwice() {
        ArrayNode batch = XapiClient.JSON
                .createArrayNode()
                .add(withId(ONE, "https://a.test/1"))
                .add(withId(ONE, "https://a.test/1"));
        assertThat(client.post(batch.toString()).statusCode()).isEqualTo(400);
    }

    @Test
    void theSameStatementAgainIsNoConflictAndKeptOnce() {
        ObjectNode statement = withId(ONE, "https://a.test/1");
        statement.putObject("result").putObject("score").put("raw", 5).put("max", 10);
        ObjectNode writtenOtherwise = withId(ONE, "https://a.test/1");
        writtenOtherwise.putObject("result").putObject("score").put("max", 10.0).put("raw", 5.00);
        assertThat(client.put(ONE.toString(), statement.toString()).statusCode())
                .isEqualTo(204);
        assertThat(client.put(ONE.toString(), writtenOtherwise.toString()).statusCode())
                .isEqualTo(204);
        assertThat(client.post(writtenOtherwise.toString()).statusCode()).isEqualTo(200);
        assertThat(lrs.statements()).hasSize(1);
    }

    @Test
    void anotherStatementWithTheSameIdIsAConflictAndChangesNothing() {
        client.post(withId(ONE, "https://a.test/1").toString());
        assertThat(client.post(withId(ONE, "https://a.test/other").toString()).statusCode())
                .isEqualTo(409);
        assertThat(client.put(
                                ONE.toString(),
                                withId(ONE, "https://a.test/other").toString())
                        .statusCode())
                .isEqualTo(409);
        assertThat(client.objects()).containsExactly("https://a.test/1");
    }

    @Test
    void aConflictInAListKeepsNoneOfIt() {
        client.post(withId(ONE, "https://a.test/1").toString());
        ArrayNode batch = XapiClient.JSON
                .createArrayNode()
                .add(about("https://a.test/new"))
                .add(withId(ONE, "https://a.test/other"));
        assertThat(client.post(batch.toString()).statusCode()).isEqualTo(409);
        assertThat(lrs.statements()).hasSize(1);
    }

    @Test
    void aPutWhoseIdsDifferIsRefused() {
        assertThat(client.put(TWO.toString(), withId(ONE, "https://a.test/1").toString())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesStrangersAndVersionsItDoesNotSpeak() {
        URI address = URI.create(lrs.url() + "/statements");
        var stranger = client.send(HttpRequest.newBuilder(address).header("X-Experience-API-Version", "1.0.3"));
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(client.send(XapiClient.request(address).setHeader("X-Experience-API-Version", "2.0.0"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.send(HttpRequest.newBuilder(URI.create(lrs.url() + "/about")))
                        .body())
                .contains("1.0.3");
    }

    @Test
    void everyAnswerSaysVersionAndHowFarItIsConsistent() {
        for (var answer : List.of(client.get(), client.post("nonsense"), client.get("limit", "x"))) {
            assertThat(answer.headers().firstValue("X-Experience-API-Version")).contains("1.0.3");
            assertThat(answer.headers().firstValue("X-Experience-API-Consistent-Through"))
                    .contains("2026-03-01T12:00:00Z");
        }
    }

    @Test
    void sinceIsExclusiveAndUntilInclusive() {
        for (int i = 0; i < 3; i++) {
            client.post(about("https://a.test/" + i).toString());
            clock.pass(Duration.ofSeconds(10));
        }
        assertThat(client.objects(
                        "since", "2026-03-01T12:00:00Z", "until", "2026-03-01T12:00:20Z", "ascending", "true"))
                .containsExactly("https://a.test/1", "https://a.test/2");
        assertThat(client.objects("since", "2026-03-01T13:00:10+01:00")).containsExactly("https://a.test/2");
    }

    @Test
    void walksAllPagesInBothDirectionsByRelativeMore() {
        for (int i = 0; i < 7; i++) {
            client.post(about("https://a.test/" + i).toString());
        }
        List<String> forward = List.of(
                "https://a.test/0",
                "https://a.test/1",
                "https://a.test/2",
                "https://a.test/3",
                "https://a.test/4",
                "https://a.test/5",
                "https://a.test/6");
        assertThat(client.objects("limit", "2", "ascending", "true")).isEqualTo(forward);
        assertThat(client.objects("limit", "3")).isEqualTo(forward.reversed());
        assertThat(XapiClient.json(client.get("limit", "2")).path("more").asText())
                .startsWith("/xapi/statements?");
        assertThat(XapiClient.json(client.get("limit", "7")).path("more").asText())
                .isEmpty();
    }

    @Test
    void filtersByVerbActivityAndRegistration() {
        client.post(about("https://a.test/1", s -> s.putObject("context").put("registration", ONE.toString()))
                .toString());
        client.post(about("https://a.test/2", s -> s.putObject("verb").put("id", "https://v.test/read"))
                .toString());
        assertThat(client.objects("verb", "https://v.test/read")).containsExactly("https://a.test/2");
        assertThat(client.objects("activity", "https://a.test/1")).containsExactly("https://a.test/1");
        assertThat(client.objects("registration", ONE.toString())).containsExactly("https://a.test/1");
        assertThat(client.objects("registration", TWO.toString())).isEmpty();
    }

    @Test
    void findsActivitiesOfTheContextOnlyIfRelatedOnesAreAskedFor() {
        client.post(about(
                        "https://a.test/attempt",
                        s -> s.putObject("context")
                                .putObject("contextActivities")
                                .putArray("parent")
                                .addObject()
                                .put("id", "https://a.test/course"))
                .toString());
        assertThat(client.objects("activity", "https://a.test/course")).isEmpty();
        assertThat(client.objects("activity", "https://a.test/course", "related_activities", "true"))
                .containsExactly("https://a.test/attempt");
    }

    @Test
    void findsAgentsAsActorsMembersAndIfAskedForAsInstructors() {
        String asha = StatementFixture.ASHA;
        client.post(about("https://a.test/own").toString());
        client.post(about("https://a.test/group", s -> {
                    ObjectNode group = s.putObject("actor").put("objectType", "Group");
                    group.putArray("member")
                            .addObject()
                            .putObject("account")
                            .put("homePage", "https://lms.test")
                            .put("name", "7");
                })
                .toString());
        client.post(about("https://a.test/taught", s -> {
                    s.putObject("actor").put("mbox", "mailto:else@lms.test");
                    s.putObject("context")
                            .putObject("instructor")
                            .putObject("account")
                            .put("homePage", "https://lms.test")
                            .put("name", "7");
                })
                .toString());
        assertThat(client.objects("agent", asha, "ascending", "true"))
                .containsExactly("https://a.test/own", "https://a.test/group");
        assertThat(client.objects("agent", asha, "related_agents", "true"))
                .contains("https://a.test/taught")
                .hasSize(3);
        assertThat(client.objects("agent", "{\"account\":{\"homePage\":\"https://lms.test\",\"name\":\"8\"}}"))
                .isEmpty();
    }

    @Test
    void aVoidedStatementIsHiddenAndTheVoidingOneShown() {
        client.put(ONE.toString(), about("https://a.test/1").toString());
        client.put(TWO.toString(), voiding(ONE).toString());
        assertThat(client.get("statementId", ONE.toString()).statusCode()).isEqualTo(404);
        assertThat(client.get("voidedStatementId", ONE.toString()).statusCode()).isEqualTo(200);
        assertThat(client.objects()).containsExactly(ONE.toString());
        assertThat(client.all("activity", "https://a.test/1"))
                .singleElement()
                .satisfies(found -> assertThat(found.path("id").asText()).isEqualTo(TWO.toString()));
    }

    @Test
    void aVoidingStatementCannotBeVoided() {
        client.put(TWO.toString(), voiding(ONE).toString());
        client.post(voiding(TWO).toString());
        assertThat(client.get("statementId", TWO.toString()).statusCode()).isEqualTo(200);
    }

    @Test
    void aStatementVoidedBeforeItArrivesStaysHidden() {
        client.post(voiding(ONE).toString());
        client.put(ONE.toString(), about("https://a.test/1").toString());
        assertThat(client.get("statementId", ONE.toString()).statusCode()).isEqualTo(404);
    }

    @Test
    void statementsAboutAMatchingStatementMatchThroughAnyNumberOfSteps() {
        client.put(ONE.toString(), about("https://a.test/1").toString());
        ObjectNode comment = reference("https://v.test/commented", ONE);
        client.put(TWO.toString(), comment.toString());
        client.post(reference("https://v.test/liked", TWO).toString());
        client.post(about("https://a.test/else").toString());
        assertThat(client.all("activity", "https://a.test/1")).hasSize(3);
        assertThat(client.all("activity", "https://a.test/1", "since", "2026-03-01T12:00:00Z"))
                .as("time filters look at the statement itself")
                .hasSize(2);
    }

    @Test
    void idsFormatLeavesOnlyIdentifiers() {
        ObjectNode statement = withId(ONE, "https://a.test/1");
        ((ObjectNode) statement.path("actor")).put("name", "Asha");
        ((ObjectNode) statement.path("object"))
                .putObject("definition")
                .putObject("name")
                .put("en", "Quiz");
        client.post(statement.toString());
        JsonNode found = XapiClient.json(client.get("statementId", ONE.toString(), "format", "ids"));
        assertThat(found.path("actor").toString()).isEqualTo(StatementFixture.ASHA);
        assertThat(found.path("object").toString()).isEqualTo("{\"id\":\"https://a.test/1\"}");
        assertThat(XapiClient.json(client.get("format", "exact")).toString())
                .contains("Asha")
                .contains("Quiz");
    }

    @Test
    void refusesParametersThatItDoesNotKnowOrThatDoNotGoTogether() {
        assertThat(client.get("colour", "red").statusCode()).isEqualTo(400);
        assertThat(client.get("limit", "-1").statusCode()).isEqualTo(400);
        assertThat(client.get("since", "yesterday").statusCode()).isEqualTo(400);
        assertThat(client.get("agent", "Asha").statusCode()).isEqualTo(400);
        assertThat(client.get("ascending", "maybe").statusCode()).isEqualTo(400);
        assertThat(client.get("statementId", ONE.toString(), "verb", "https://v.test/x")
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.get("statementId", ONE.toString(), "voidedStatementId", TWO.toString())
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.get("attachments", "false").statusCode()).isEqualTo(200);
    }

    @Test
    void aLateCommitIsStoredBeforeItIsSeen() {
        lrs.faults(Faults.NONE.lateCommits(5_000, 2));
        client.post(about("https://a.test/prompt").toString());
        client.post(about("https://a.test/late").toString());
        client.post(about("https://a.test/overtaking").toString());
        assertThat(client.objects("ascending", "true"))
                .containsExactly("https://a.test/prompt", "https://a.test/overtaking");
        clock.pass(Duration.ofSeconds(5));
        assertThat(client.objects("ascending", "true"))
                .containsExactly("https://a.test/prompt", "https://a.test/late", "https://a.test/overtaking");
    }

    @Test
    void toldSoItAsksToWaitAndThenRecovers() {
        lrs.faults(Faults.NONE.tooManyRequests(1, 7));
        var answer = client.get();
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(client.get().statusCode()).isEqualTo(200);
        lrs.faults(Faults.NONE.garbage(1));
        assertThat(client.get().body()).isEqualTo("{\"statements\":[{\"id\":\"breaks o");
        lrs.faults(Faults.NONE.hanging(1, 20));
        assertThat(client.get().statusCode()).isEqualTo(200);
        lrs.faults(Faults.NONE.unavailable(1, 3));
        assertThat(client.post(about("https://a.test/1").toString()).statusCode())
                .isEqualTo(503);
        assertThat(client.post(about("https://a.test/1").toString()).statusCode())
                .isEqualTo(200);
        assertThat(lrs.statements()).hasSize(1);
    }

    @Test
    void toldSoItKeepsStatementsWithoutAnIdTwiceUnderTwoIds() {
        lrs.faults(Faults.NONE.duplicates(true));
        client.post(about("https://a.test/1").toString());
        client.post(withId(ONE, "https://a.test/2").toString());
        assertThat(client.objects("ascending", "true"))
                .containsExactly("https://a.test/1", "https://a.test/1", "https://a.test/2");
    }

    @Test
    void toldSoItCapsPagesAndGivesAWholeAddressInMore() {
        lrs.faults(Faults.NONE.pageCap(2).absoluteMore(true));
        for (int i = 0; i < 5; i++) {
            client.post(about("https://a.test/" + i).toString());
        }
        JsonNode page = XapiClient.json(client.get("limit", "100"));
        assertThat(page.path("statements").size()).isEqualTo(2);
        assertThat(page.path("more").asText())
                .startsWith(lrs.url().resolve("/xapi/statements?").toString());
        assertThat(client.all("limit", "100")).hasSize(5);
    }

    @Test
    void faultsAreSetByJsonAndWhatIsLeftOutStays() {
        URI faults = lrs.url().resolve("/faults");
        var put = HttpRequest.newBuilder(faults).PUT(HttpRequest.BodyPublishers.ofString("{\"pageCap\":3}"));
        assertThat(XapiClient.json(client.send(put)).path("pageCap").asInt()).isEqualTo(3);
        var more = HttpRequest.newBuilder(faults).PUT(HttpRequest.BodyPublishers.ofString("{\"unavailable\":1}"));
        assertThat(client.send(more).body()).contains("\"pageCap\":3").contains("\"unavailable\":1");
        var wrong = HttpRequest.newBuilder(faults).PUT(HttpRequest.BodyPublishers.ofString("{\"pageCap\":0}"));
        assertThat(client.send(wrong).statusCode()).isEqualTo(400);
    }

    @Test
    void aFormOfAnotherSiteCannotSetFaults() {
        var form = HttpRequest.newBuilder(lrs.url().resolve("/faults"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "https://elsewhere.test")
                .POST(HttpRequest.BodyPublishers.ofString("pageCap=1"));
        assertThat(client.send(form).statusCode()).isEqualTo(403);
    }

    @Test
    void itsPageSaysThatItIsASandbox() {
        var page = client.send(HttpRequest.newBuilder(lrs.url().resolve("/")));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("This is a sandbox").contains("Misbehave");
    }

    @Test
    void readsItsFileAgainWithVoidedOnesAndWithoutATornLine(@TempDir Path folder) throws Exception {
        try (var before = SandboxLrs.start(0, Optional.of(folder))) {
            var writer = new XapiClient(before.url());
            writer.put(ONE.toString(), about("https://a.test/1").toString());
            writer.post(about("https://a.test/2").toString());
            writer.post(voiding(ONE).toString());
        }
        Files.writeString(folder.resolve("statements.jsonl"), "{\"id\":\"torn", StandardOpenOption.APPEND);
        try (var after = SandboxLrs.start(0, Optional.of(folder))) {
            var reader = new XapiClient(after.url());
            assertThat(reader.all()).hasSize(2);
            assertThat(reader.get("voidedStatementId", ONE.toString()).statusCode())
                    .isEqualTo(200);
            reader.post(about("https://a.test/3").toString());
        }
        assertThat(Files.readAllLines(folder.resolve("statements.jsonl"))).hasSize(4);
    }
}
