package dev.waymark.lrs.xapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StatementPagesTest {

    private static final String ID = "11111111-2222-4333-8444-555555555555";
    private static final String ACTOR = "\"actor\":{\"mbox\":\"mailto:Kim@Example.org\"}";
    private static final String VERB = "\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/completed\"}";
    private static final String OBJECT = "\"object\":{\"id\":\"https://example.org/a\"}";

    @Test
    void readsTheSecondVersionsContextWithoutMinding() throws PageUnreadable {
        Statement read = one("\"version\":\"2.0.0\"," + ACTOR + "," + VERB + "," + OBJECT
                + ",\"context\":{\"contextAgents\":[{\"objectType\":\"contextAgent\","
                + "\"agent\":{\"mbox\":\"mailto:m@example.org\"}}],\"contextGroups\":[]},"
                + "\"timestamp\":\"2026-01-02T03:04:05.123456789Z\",\"stored\":\"2026-01-02T05:04:06.5+02:00\"");
        assertThat(read.timestamp()).contains(Instant.parse("2026-01-02T03:04:05.123456Z"));
        assertThat(read.stored()).contains(Instant.parse("2026-01-02T03:04:06.5Z"));
        assertThat(read.version()).contains("2.0.0");
    }

    @Test
    void leavesEmptyWhatAScoreDoesNotSay() throws PageUnreadable {
        Statement.Result rawOnly = result("{\"score\":{\"raw\":87},\"success\":true}");
        assertThat(rawOnly.raw()).hasValue(87);
        assertThat(rawOnly.scaled()).isEmpty();
        assertThat(rawOnly.min()).isEmpty();
        assertThat(rawOnly.max()).isEmpty();
        assertThat(rawOnly.success()).contains(true);
        assertThat(rawOnly.completion()).isEmpty();
        assertThat(result("{\"score\":{}}")).isEqualTo(Statement.Result.NONE);
        assertThat(result("{\"score\":{\"scaled\":null},\"success\":null}")).isEqualTo(Statement.Result.NONE);
    }

    @Test
    void keepsEveryBitOfAScore() throws PageUnreadable {
        assertThat(result("{\"score\":{\"scaled\":0.8333333333333334}}").scaled())
                .isEqualTo(OptionalDouble.of(0.8333333333333334));
        assertThat(result("{\"score\":{\"scaled\":-1}}").scaled()).hasValue(-1.0);
    }

    @Test
    void anObjectMayBeAnAgentAGroupAReferenceOrAStatementWithin() throws PageUnreadable {
        assertThat(object("{\"objectType\":\"Agent\",\"mbox\":\"mailto:b@example.org\"}"))
                .isInstanceOf(StatementObject.Agent.class);
        assertThat(object("{\"objectType\":\"Group\",\"member\":[{\"mbox\":\"mailto:b@example.org\"}]}"))
                .isInstanceOf(StatementObject.Group.class);
        assertThat(object("{\"id\":\"" + ID.toUpperCase(java.util.Locale.ROOT) + "\",\"objectType\":\"StatementRef\"}"))
                .isEqualTo(new StatementObject.StatementRef(ID));
        assertThat(object("{\"objectType\":\"SubStatement\"," + ACTOR + "," + VERB + "," + OBJECT + "}"))
                .isEqualTo(new StatementObject.SubStatement());
        assertThat(object("{\"objectType\":\"Thing\",\"id\":\"https://example.org/x\"}"))
                .isEqualTo(new StatementObject.Unknown("Thing"));
    }

    @Test
    void aVoidingStatementNamesItsTarget() throws PageUnreadable {
        Statement read = one(ACTOR + ",\"verb\":{\"id\":\"https://adlnet.gov/expapi/verbs/voided\"},"
                + "\"object\":{\"objectType\":\"StatementRef\",\"id\":\"" + ID + "\"}");
        assertThat(read.voids()).contains(ID);
        assertThat(one(ACTOR + "," + VERB + ",\"object\":{\"objectType\":\"StatementRef\",\"id\":\"" + ID + "\"}")
                        .voids())
                .isEmpty();
    }

    @Test
    void takesASingleContextActivityAsAListOfOne() throws PageUnreadable {
        Statement read = one(ACTOR + "," + VERB + "," + OBJECT
                + ",\"context\":{\"contextActivities\":{\"parent\":{\"id\":\"https://example.org/p\"},"
                + "\"grouping\":[{\"id\":\"https://example.org/g\"}],\"category\":null}}");
        assertThat(read.context().parents())
                .extracting(StatementObject.Activity::id)
                .containsExactly("https://example.org/p");
        assertThat(read.context().grouping())
                .extracting(StatementObject.Activity::id)
                .containsExactly("https://example.org/g");
        assertThat(read.context().categories()).isEmpty();
    }

    @Test
    void readsMoodlesEventInstructorRegistrationAndPlatform() throws PageUnreadable {
        Statement.Context context = one(ACTOR + "," + VERB + "," + OBJECT
                        + ",\"context\":{\"platform\":\"Moodle\",\"registration\":\"" + ID
                        + "\",\"instructor\":{\"account\":{\"homePage\":\"https://m.test\",\"name\":\"3\"}},"
                        + "\"extensions\":{\"https://x\":[1,{\"event_name\":\"no\"}],"
                        + "\"http://lrs.learninglocker.net/define/extensions/info\":"
                        + "{\"other\":{\"a\":1},\"event_name\":\"\\\\mod_quiz\\\\event\\\\attempt_submitted\"}}}")
                .context();
        assertThat(context.eventName()).contains("\\mod_quiz\\event\\attempt_submitted");
        assertThat(context.platform()).contains("Moodle");
        assertThat(context.registration()).contains(ID);
        assertThat(context.instructor().flatMap(Actor::key)).contains(AgentKey.account("https://m.test", "3"));
    }

    @Test
    void passesOverExtensionsAttachmentsAndWhatItDoesNotKnow() throws PageUnreadable {
        Statement read = one(ACTOR + "," + VERB
                + ",\"object\":{\"id\":\"https://example.org/a\",\"definition\":{\"name\":{\"ja\":\"合格\",\"en-GB\":\"A\"},"
                + "\"type\":\"https://example.org/t\",\"extensions\":{\"https://x\":{\"big\":12345678901234567890,"
                + "\"nul\":null,\"arr\":[1,\"x\",null,true]}}}},"
                + "\"attachments\":[{\"length\":4294967296,\"sha2\":\"x\"}],\"futureProp\":{\"a\":[{}]},"
                + "\"authority\":{\"objectType\":\"Group\",\"member\":[{\"mbox\":\"mailto:x@example.org\"}]}");
        assertThat(read.object())
                .isEqualTo(new StatementObject.Activity(
                        "https://example.org/a", Optional.of("https://example.org/t"), Optional.of("A")));
        assertThat(read.authority()).isEmpty();
    }

    @Test
    void aGroupIsItsMembersAndNeverALearnerItself() throws PageUnreadable {
        Actor team =
                one("\"actor\":{\"objectType\":\"Group\",\"account\":{\"homePage\":\"https://m.test\",\"name\":\"t\"},"
                                + "\"member\":[{\"mbox\":\"mailto:a@example.org\"},{\"openid\":\"https://b.example.org/\"}]},"
                                + VERB + "," + OBJECT)
                        .actor();
        assertThat(team.agents())
                .extracting(agent -> agent.key().orElseThrow().kind())
                .containsExactly(AgentKey.Kind.MBOX, AgentKey.Kind.OPENID);
        Actor closed = one("\"actor\":{\"objectType\":\"Group\",\"mbox\":\"mailto:team@example.org\"}," + VERB + ","
                        + OBJECT)
                .actor();
        assertThat(closed.agents()).isEmpty();
    }

    @Test
    void aBadStatementIsKeptWithItsReasonAndSpoilsNoPage() throws PageUnreadable {
        String good = "{\"id\":\"" + ID + "\"," + ACTOR + "," + VERB + "," + OBJECT + "}";
        String badAccount = "{\"actor\":{\"account\":{\"name\":\"x\"},\"name\":\"N\"}," + VERB + "," + OBJECT
                + ",\"result\":{\"score\":{\"raw\":\"ten\"}},\"id\":\"99999999-2222-4333-8444-555555555555\"}";
        String body = "{\"statements\":[42," + badAccount + ", " + good + " ,null,{\"id\":\"7\"}],\"more\":\"/next\"}";
        StatementPage page = StatementPages.read(body.getBytes(StandardCharsets.UTF_8));
        assertThat(page.statements())
                .singleElement()
                .satisfies(read -> assertThat(read.raw()).isEqualTo(good));
        assertThat(page.more()).contains("/next");
        assertThat(page.unusable()).hasSize(4);
        assertThat(page.unusable().get(1).raw()).isEqualTo(badAccount);
        assertThat(page.unusable().get(1).id()).contains("99999999-2222-4333-8444-555555555555");
        assertThat(page.unusable().get(1).reason())
                .contains("homePage and name")
                .contains("2.4.2.4");
        assertThat(page.unusable().get(3).reason()).contains("must be a UUID");
    }

    @Test
    void saysWhichFieldIsMissingOrOfTheWrongKind() {
        assertThat(reason(VERB + "," + OBJECT)).contains("\"actor\" is required");
        assertThat(reason(ACTOR + "," + OBJECT)).contains("\"verb.id\" is required");
        assertThat(reason(ACTOR + "," + VERB)).contains("\"object\" is required");
        assertThat(reason("\"actor\":{\"name\":\"Kim\"}," + VERB + "," + OBJECT))
                .contains("account, mbox");
        assertThat(reason(ACTOR + "," + VERB + ",\"object\":{}")).contains("\"object.id\"");
        assertThat(reason(ACTOR + "," + VERB + "," + OBJECT + ",\"result\":{\"success\":\"yes\"}"))
                .contains("result.success")
                .contains("true or false");
        assertThat(reason(ACTOR + "," + VERB + "," + OBJECT + ",\"result\":{\"score\":{\"scaled\":1e999}}"))
                .contains("range of doubles");
        assertThat(reason(ACTOR + "," + VERB + "," + OBJECT + ",\"timestamp\":\"yesterday\""))
                .contains("ISO 8601");
    }

    @Test
    void aReasonNeverQuotesAName() {
        assertThat(reason("\"actor\":{\"name\":\"Kim Example\"}," + VERB + "," + OBJECT))
                .doesNotContain("Kim");
    }

    @Test
    void refusesWhatIsNoPage() {
        for (String body : new String[] {"", "[]", "<html>", "{\"statements\":[{\"id\":\"x\"", "{\"error\":\"no\"}"}) {
            assertThatThrownBy(() -> StatementPages.read(body.getBytes(StandardCharsets.UTF_8)))
                    .as(body)
                    .isInstanceOf(PageUnreadable.class);
        }
        assertThatThrownBy(() -> StatementPages.read(new byte[StatementPages.BODY_CEILING + 1]))
                .isInstanceOf(PageUnreadable.class)
                .hasMessageContaining("at most 10485760 bytes");
    }

    @Test
    void slicesRawTextByBytesSoThatOtherAlphabetsStayWhole() throws PageUnreadable {
        String statement =
                "{\"id\":\"" + ID + "\",\"actor\":{\"mbox\":\"mailto:a@example.org\",\"name\":\"Zażółć 合格 😀\"}," + VERB
                        + "," + OBJECT + "}";
        StatementPage page =
                StatementPages.read(("{\"more\":\"\",\"statements\":[" + statement + "," + statement + "]}")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(page.statements()).extracting(Statement::raw).containsExactly(statement, statement);
        assertThat(page.more()).isEmpty();
    }

    private static Statement one(String fields) throws PageUnreadable {
        StatementPage page = StatementPages.readOne("{\"id\":\"" + ID + "\"," + fields + "}");
        assertThat(page.unusable()).isEmpty();
        return page.statements().get(0);
    }

    private static Statement.Result result(String json) throws PageUnreadable {
        return one(ACTOR + "," + VERB + "," + OBJECT + ",\"result\":" + json).result();
    }

    private static StatementObject object(String json) throws PageUnreadable {
        return one(ACTOR + "," + VERB + ",\"object\":" + json).object();
    }

    private static String reason(String fields) {
        StatementPage page = StatementPages.readOne("{\"id\":\"" + ID + "\"," + fields + "}");
        assertThat(page.statements()).isEmpty();
        return page.unusable().get(0).reason();
    }

    @Test
    void aPageThatIsReadInOneGoIsThePageThatIsReadOneByOne() throws Exception {
        String page = "{\"more\":\"/next\",\"statements\":[ "
                + dev.waymark.lrs.Written.quizAttempt("Zoë 合格", 1, 1, 5.25, "2026-01-01T10:00:00.123Z") + " ,\n"
                + dev.waymark.lrs.Written.voids(dev.waymark.lrs.Written.id()) + "]}";
        byte[] body = page.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(StatementPages.readAtOnce(body)).contains(StatementPages.readOneByOne(body));
        assertThat(StatementPages.read(body).statements()).hasSize(2);
    }

    @Test
    void aPageWithOneBadStatementIsNotReadInOneGo() throws Exception {
        String page =
                "{\"statements\":[{\"id\":\"x\"}," + dev.waymark.lrs.Written.viewed("7", "2026-01-01T10:00:00Z") + "]}";
        byte[] body = page.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(StatementPages.readAtOnce(body)).isEmpty();
        assertThat(StatementPages.read(body).statements()).hasSize(1);
        assertThat(StatementPages.read(body).unusable()).hasSize(1);
    }
}
