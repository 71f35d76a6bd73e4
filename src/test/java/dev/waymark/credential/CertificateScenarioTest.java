package dev.waymark.credential;

import static dev.waymark.credential.OpenBadgeTest.bits;
import static dev.waymark.credential.OpenBadgeTest.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.waymark.admin.AdminAtWork;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Evidence;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.engine.model.Observation;
import dev.waymark.engine.model.Tier;
import dev.waymark.evidence.OwnObservations;
import dev.waymark.evidence.OwnObservations.Own;
import dev.waymark.learner.Erasures;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lti.Browser;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.lti.session.SessionAtWork;
import dev.waymark.practical.PracticalWork;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A learner reaches a tier, asks for a certificate and shows it; it is withdrawn, revoked, erased. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CertificateScenarioTest implements TestPropertyProvider {

    private static final String MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
    private static final String SKILL = "C03";
    private static final CompetencyId COMPETENCY = new CompetencyId(SKILL);

    private final FakePlatform platform = FakePlatform.start();
    private final LaunchDriver driver = new LaunchDriver(platform);

    @Inject
    EmbeddedServer server;

    @Inject
    SessionAtWork sessions;

    @Inject
    Learners learners;

    @Inject
    OwnObservations observations;

    @Inject
    PracticalWork work;

    @Inject
    Certificates certificates;

    @Inject
    Issuers issuers;

    @Inject
    Erasures erasures;

    @Inject
    AdminAtWork admin;

    @Override
    public Map<String, String> getProperties() {
        Path folder = Path.of("target/lti-config-certificate-scenario");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of(
                "waymark.lti-config",
                folder.toString(),
                "waymark.rosters.read",
                "false",
                "waymark.certificates.name",
                "Test University",
                "waymark.certificates.url",
                "https://university.test",
                "waymark.erasure.grace",
                "0s",
                "waymark.erasure.work",
                "false");
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void aTierWithRatedPracticalWorkIsCertifiedShownAndVerified() throws Exception {
        Browser ada = launch("c-ada", "Ada Learner", "Learner");
        reach(ada, 3, 3);
        assertThat(ada.get("/home/certificates").body()).contains("Get the certificate", "Ada Learner, as your course");
        assertThat(ada.get("/home").body())
                .contains("You can have a certificate: 3 Practitioner in ", "Your practical work was rated")
                .contains(": it shows 3 Practitioner, rated on ");

        assertThat(ask(ada, 3, "shown")).contains("said=issued");
        assertThat(ask(ada, 3, "shown")).as("once is enough").contains("said=not-reached");
        String id = only(ada).id();
        assertThat(ada.get("/home").body()).doesNotContain("You can have a certificate");
        Browser anybody = Browser.on(server.getURI());
        var page = anybody.get("/credential/" + id, "Accept", "text/html");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("This certificate is valid", "Ada Learner", "Test University", "Practitioner");
        assertThat(page.body()).contains("<figure class=\"code\">", "Point a camera at it");
        assertThat(page.setCookies()).isEmpty();
        assertThat(page.headers().firstValue("X-Robots-Tag")).contains("noindex");

        var jwt = fetch("/credential/" + id, "application/vc+jwt");
        assertThat(jwt.headers().firstValue("Content-Type").orElse("")).startsWith("application/vc+jwt");
        JWSObject jws = JWSObject.parse(jwt.body());
        OpenBadgeTest.assertHeader(jws);
        RSAKey key = RSAKey.parse(anybody.get(path(jws.getHeader().getKeyID())).body());
        assertThat(key.isPrivate()).isFalse();
        assertThat(jws.verify(new RSASSAVerifier(key))).isTrue();
        Map<String, Object> payload = jws.getPayload().toJSONObject();
        assertThat(path(payload.get("id").toString())).isEqualTo("/credential/" + id);
        assertThat(JWKSet.parse(anybody.get(path(payload.get("iss") + "/keys")).body())
                        .getKeyByKeyId(key.getKeyID()))
                .isNotNull();
        Map<String, Object> profile = JSONObjectUtils.parse(
                anybody.get(path(payload.get("iss").toString())).body());
        assertThat(profile).containsEntry("id", payload.get("iss")).containsEntry("name", "Test University");

        Map<String, Object> json = JSONObjectUtils.parse(
                fetch("/credential/" + id, "application/json").body());
        assertThat(json).containsKeys("@context", "credentialSubject", "issuer").doesNotContainKeys("iss", "nbf");
        assertThat(anybody.get("/credential/" + id + "?as=svg").body())
                .contains("<openbadges:credential verify=\"" + jwt.body() + "\">");

        assertThat(check(anybody, jwt.body())).contains("This certificate is valid");
        assertThat(check(anybody, jwt.body().substring(0, jwt.body().length() - 8) + "AAAAAAAA"))
                .contains("Do not trust it");
        assertThat(check(anybody, "eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.AAAA")).contains("not issued here");
        assertThat(check(anybody, "<script>")).contains("no signed certificate").doesNotContain("<script>alert");
    }

    @Test
    void withoutRatedPracticalWorkNothingIsIssued() {
        Browser ben = launch("c-ben", "Ben Learner", "Learner");
        quizzes(ben, 2, 1);
        assertThat(ben.get("/home/certificates").body())
                .contains("A practical piece rated 2")
                .doesNotContain("Get the certificate");
        assertThat(ask(ben, 2, "shown")).contains("said=not-reached");
        assertThat(ask(ben, 3, "shown")).contains("said=not-reached");
        assertThat(certificates.of(TenantId.FIRST, learner(ben))).isEmpty();
    }

    @Test
    void homeSaysWhenOnlyPracticalWorkIsMissing() {
        Browser bea = launch("c-bea", "Bea Learner", "Learner");
        assertThat(bea.get("/home").body()).doesNotContain("rated practical work is missing");
        for (int i = 0; i < 5; i++) {
            quizzes(bea, 3, 6 * i);
        }
        assertThat(bea.get("/home").body())
                .contains("For a certificate of ", " only rated practical work is missing.", "Hand in practical work")
                .doesNotContain("You can have a certificate");
    }

    @Test
    void practicalWorkCertifiesNoHigherTierThanItShows() {
        Browser cleo = launch("c-cleo", "Cleo Learner", "Learner");
        reach(cleo, 3, 2);
        List<Certificates.Reach> reach = reach(cleo);
        assertThat(reach)
                .filteredOn(each -> each.competency().equals(COMPETENCY))
                .singleElement()
                .satisfies(each -> assertThat(each.offered()).isNotEqualTo(Optional.of(Tier.PRACTITIONER)));
        assertThat(ask(cleo, 3, "none")).contains("said=not-reached");
    }

    @Test
    void aNameStandsOnItOnlyIfTheLearnerAgrees() {
        Browser dana = launch("c-dana", "Dana Learner", "Learner");
        reach(dana, 3, 3);
        ask(dana, 3, "none");
        String id = only(dana).id();
        assertThat(Browser.on(server.getURI()).get("/credential/" + id).body())
                .contains("This certificate is valid")
                .doesNotContain("Dana");
        assertThat(only(dana).jwt()).isNotEmpty();
        assertThat(certificates.json(only(dana)))
                .doesNotContain("Dana")
                .doesNotContain(learner(dana).toString());
    }

    @Test
    void staffOfTheCourseRevokeAndPageAndListSaySoAtOnce() throws Exception {
        Browser eve = launch("c-eve", "Eve Learner", "Learner");
        Browser tess = launch("c-tess", "Tess Teacher", "Instructor");
        Browser ta = launch("c-ta", "Tom Assistant", "TeachingAssistant");
        reach(eve, 3, 3);
        ask(eve, 3, "shown");
        Certificates.Certificate issued = only(eve);
        assertThat(bit(issued)).as("not revoked").isFalse();
        String person = "/course/person?learner=" + learner(eve);
        assertThat(tess.get(person).body()).contains("Revoke", "/credential/" + issued.id());
        assertThat(ta.get(person).body()).doesNotContain("/credential/" + issued.id());
        Map<String, String> form = Map.of(
                "learner",
                learner(eve).toString(),
                "certificate",
                issued.id(),
                "reason",
                "EVIDENCE",
                "remark",
                "The work was copied.");
        assertThat(post(ta, "/course/person/certificate", form).status()).isEqualTo(403);
        assertThat(post(tess, "/course/person/certificate", without(form, "remark"))
                        .location())
                .contains("mistake=certificate");
        assertThat(post(tess, "/course/person/certificate", form).location()).contains("said=certificate");

        Browser anybody = Browser.on(server.getURI());
        String page = anybody.get("/credential/" + issued.id()).body();
        assertThat(page)
                .contains("This certificate was revoked", "what it rested on does not hold")
                .doesNotContain("Eve", "The work was copied", "Practitioner");
        assertThat(anybody.get("/credential/" + issued.id() + "?as=jwt").status())
                .isEqualTo(410);
        assertThat(check(anybody, issued.jwt())).contains("This certificate was revoked");
        assertThat(bit(issued)).as("revoked").isTrue();
        assertThat(eve.get("/home/certificates").body()).contains("revoked on", "The work was copied.");
        var home = eve.get("/home");
        assertThat(home.body()).contains("A certificate was revoked");
        String until = home.body().replaceAll("(?s).*name=\"until\" value=\"([0-9]+)\".*", "$1");
        assertThat(post(eve, "/home/seen", Map.of("until", until)).location()).contains("/home?said=seen");
        assertThat(eve.get("/home").body())
                .as("what was read is no news")
                .doesNotContain("A certificate was revoked")
                .doesNotContain("Your practical work was rated");
        assertThat(tess.get(person).body()).contains("was revoked, because", "Tess Teacher");
        assertThat(post(tess, "/course/person/certificate", form).location())
                .as("once")
                .contains("mistake=certificate");
    }

    @Test
    void whoAsksSeveralTimesAtOnceGetsOne() throws Exception {
        Browser mia = launch("c-mia", "Mia Learner", "Learner");
        reach(mia, 3, 3);
        Map<String, String> form = new HashMap<>(Map.of("competency", SKILL, "tier", "3", "name", "shown"));
        form.put("csrf", sessions.csrf(mia));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> tasks = Collections.nCopies(
                    6, () -> mia.post("/home/certificates", form).location());
            List<String> answers =
                    threads.invokeAll(tasks).stream().map(Future::resultNow).toList();
            assertThat(answers).filteredOn(each -> each.contains("said=issued")).hasSize(1);
            assertThat(answers)
                    .filteredOn(each -> each.contains("said=not-reached"))
                    .hasSize(5);
        }
        assertThat(only(mia).valid()).isTrue();
    }

    @Test
    void nobodyElseWithdrawsOrRevokesIt() {
        Browser fay = launch("c-fay", "Fay Learner", "Learner");
        Browser gus = launch("c-gus", "Gus Learner", "Learner");
        reach(fay, 3, 3);
        ask(fay, 3, "shown");
        String id = only(fay).id();
        assertThat(gus.get("/home/certificates").body()).doesNotContain(id);
        assertThat(post(gus, "/home/certificates/withdraw", Map.of("certificate", id))
                        .location())
                .contains("said=gone");
        var elsewhere = new CourseId(sessions.of(fay).course().registration(), "another");
        var now = Instant.now();
        assertThat(certificates.revoke(TenantId.FIRST, elsewhere, id, Certificates.Reason.ERROR, "x", "y", now))
                .isFalse();
        assertThat(certificates.revoke(new TenantId(2), id, Certificates.Reason.ERROR, "x", "y", now))
                .isFalse();
        assertThat(certificates.of(new TenantId(2), learner(fay))).isEmpty();
        assertThat(only(fay).valid()).isTrue();
        assertThat(post(fay, "/home/certificates/withdraw", Map.of("certificate", id))
                        .location())
                .contains("said=withdrawn");
        assertThat(Browser.on(server.getURI()).get("/credential/" + id).body()).contains("its holder withdrew it");
        assertThat(fay.get("/home/certificates").body())
                .as("another one can be had")
                .contains("Get the certificate");
    }

    @Test
    void anotherKeySignsAndWhatTheFirstOneSignedStaysVerifiable() {
        Browser hal = launch("c-hal", "Hal Learner", "Learner");
        reach(hal, 3, 3);
        ask(hal, 3, "shown");
        String before = only(hal).jwt();
        Issuers.Key next = issuers.rotate(TenantId.FIRST, "an administrator", Instant.now());
        Browser anybody = Browser.on(server.getURI());
        assertThat(check(anybody, before)).contains("This certificate is valid");
        assertThat(issuers.keys(TenantId.FIRST))
                .filteredOn(key -> key.retiredAt().isEmpty())
                .extracting(Issuers.Key::kid)
                .containsExactly(next.kid());
        Browser ida = launch("c-ida", "Ida Learner", "Learner");
        reach(ida, 3, 3);
        ask(ida, 3, "shown");
        assertThat(check(anybody, only(ida).jwt())).contains("This certificate is valid");
        assertThat(header(only(ida).jwt())).endsWith(next.kid());
        assertThat(header(before)).doesNotEndWith(next.kid());
    }

    @Test
    void anAdministratorSaysWhoIssuesLetsAnotherKeySignAndRevokes() {
        Browser desk = admin.signedIn(server.getURI());
        assertThat(AdminAtWork.send(
                                desk,
                                "/admin/certificates",
                                "/admin/certificates/issuer",
                                Map.of("name", "Renamed University", "url", "ftp://x.test"))
                        .status())
                .isEqualTo(400);
        assertThat(AdminAtWork.send(
                                desk,
                                "/admin/certificates",
                                "/admin/certificates/issuer",
                                Map.of("name", "Renamed University", "url", "https://renamed.test"))
                        .location())
                .contains("said=named");
        Browser kim = launch("c-kim", "Kim Learner", "Learner");
        reach(kim, 3, 3);
        ask(kim, 3, "shown");
        String id = only(kim).id();
        Browser anybody = Browser.on(server.getURI());
        assertThat(anybody.get("/credential/" + id).body()).contains("Renamed University", "https://renamed.test");
        assertThat(AdminAtWork.send(desk, "/admin/certificates", "/admin/certificates/keys", Map.of())
                        .location())
                .contains("said=rotated");
        Map<String, String> form = Map.of(
                "certificate", certificates.address(id).toString(), "reason", "KEY", "remark", "The key was lost.");
        assertThat(AdminAtWork.send(desk, "/admin/certificates", "/admin/certificates/revoke", form)
                        .location())
                .contains("said=revoked");
        assertThat(anybody.get("/credential/" + id).body()).contains("the key that signed it is not safe");
        Browser lea = launch("c-lea", "Lea Learner", "Learner");
        reach(lea, 3, 3);
        ask(lea, 3, "shown");
        assertThat(AdminAtWork.send(desk, "/admin/certificates", "/admin/certificates/keys", Map.of("leaked", "yes"))
                        .location())
                .contains("said=leaked");
        assertThat(anybody.get("/credential/" + only(lea).id()).body()).contains("the key that signed it is not safe");
        assertThat(issuers.name(TenantId.FIRST, "Test University", "https://university.test", "a", Instant.now()))
                .isTrue();
    }

    @Test
    void anErasureRevokesAndLeavesNoName() throws Exception {
        Browser jon = launch("c-jon", "Jon Learner", "Learner");
        reach(jon, 3, 3);
        ask(jon, 3, "shown");
        Certificates.Certificate issued = only(jon);
        assertThat(jon.get("/home/data").body()).contains("Certificates that were issued to you");
        assertThat(jon.get("/home/data/export.json").body()).contains(issued.id(), "Jon Learner");
        LearnerId learner = learner(jon);
        erasures.ask(TenantId.FIRST, learner, "", Instant.now().minus(Duration.ofDays(1)));
        erasures.carryOutDue(TenantId.FIRST);
        assertThat(erasures.all(TenantId.FIRST, 50))
                .as("the person is told of it")
                .anyMatch(each -> each.remains().getOrDefault("revoked", 0L) == 1);

        assertThat(certificates.of(TenantId.FIRST, learner)).isEmpty();
        Certificates.Certificate left = certificates.published(issued.id()).orElseThrow();
        assertThat(left.learner()).isEmpty();
        assertThat(left.shownName()).isEmpty();
        assertThat(left.jwt()).isEmpty();
        Browser anybody = Browser.on(server.getURI());
        assertThat(anybody.get("/credential/" + issued.id()).body())
                .contains("This certificate was revoked")
                .doesNotContain("Jon");
        assertThat(check(anybody, issued.jwt())).contains("This certificate was revoked");
        assertThat(bit(issued)).isTrue();
    }

    @Test
    void anUnknownAddressAnUnnamedIssuerAndAStrangersKeyHaveNothing() {
        Browser anybody = Browser.on(server.getURI());
        assertThat(anybody.get("/credential/AAAAAAAAAAAAAAAAAAAAAA").status()).isEqualTo(404);
        assertThat(anybody.get("/credential/AAAAAAAAAAAAAAAAAAAAAA").body()).contains("not known here");
        assertThat(anybody.get("/credential/keys/" + "0".repeat(43)).status()).isEqualTo(404);
        assertThat(anybody.get("/credential/status/1/999").status()).isEqualTo(404);
        assertThat(issuers.name(TenantId.FIRST, "X", "javascript:alert(1)", "a", Instant.now()))
                .isFalse();
        assertThat(issuers.name(TenantId.FIRST, " ", "https://x.test", "a", Instant.now()))
                .isFalse();
    }

    /** Whether the certificate's bit in the public list is set; the list's signature is verified on the way. */
    private boolean bit(Certificates.Certificate issued) throws Exception {
        Map<?, ?> status = object(JWSObject.parse(issued.jwt()).getPayload().toJSONObject(), "credentialStatus");
        Browser anybody = Browser.on(server.getURI());
        JWSObject list = JWSObject.parse(anybody.get(path(String.valueOf(status.get("statusListCredential"))))
                .body());
        RSAKey key = RSAKey.parse(anybody.get(path(list.getHeader().getKeyID())).body());
        assertThat(list.verify(new RSASSAVerifier(key))).isTrue();
        Map<String, Object> payload = list.getPayload().toJSONObject();
        assertThat(payload.get("id")).isEqualTo(status.get("statusListCredential"));
        int index = Integer.parseInt(String.valueOf(status.get("statusListIndex")));
        byte[] bits = bits(String.valueOf(object(payload, "credentialSubject").get("encodedList")));
        return (bits[index / 8] & 0x80 >> index % 8) != 0;
    }

    /** As a program that says which form it wants; a browser always asks for a page. */
    private HttpResponse<String> fetch(String path, String accept) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(server.getURI().resolve(path))
                            .header("Accept", accept)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String header(String jwt) {
        try {
            return JWSObject.parse(jwt).getHeader().getKeyID();
        } catch (java.text.ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static String path(String address) {
        return URI.create(address).getPath();
    }

    private static Map<String, String> without(Map<String, String> form, String name) {
        Map<String, String> less = new HashMap<>(form);
        less.remove(name);
        return less;
    }

    private String check(Browser browser, String text) {
        String boundary = "----waymarkcheck";
        return browser.postAs(
                        "multipart/form-data; boundary=" + boundary,
                        "/credential/check",
                        "--" + boundary + "\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n" + text + "\r\n--"
                                + boundary + "--\r\n")
                .body();
    }

    private List<Certificates.Reach> reach(Browser browser) {
        LtiSession session = sessions.of(browser);
        return certificates.reach(session.tenant(), learner(browser), session.course(), Instant.now());
    }

    private Certificates.Certificate only(Browser browser) {
        List<Certificates.Certificate> all =
                certificates.of(TenantId.FIRST, learner(browser)).stream().toList();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private String ask(Browser browser, int tier, String name) {
        return post(
                        browser,
                        "/home/certificates",
                        Map.of("competency", SKILL, "tier", Integer.toString(tier), "name", name))
                .location();
    }

    /** Quizzes at a tier, and two pieces of practical work handed in for tier 3 that people rated. */
    private void reach(Browser browser, int quizTier, int rated) {
        quizzes(browser, quizTier, 0);
        LtiSession session = sessions.of(browser);
        for (int i = 0; i < 2; i++) {
            var handed = work.handIn(
                    session.tenant(),
                    learner(browser),
                    session.course(),
                    new PracticalWork.Draft(
                            COMPETENCY,
                            Tier.PRACTITIONER,
                            "Work " + i,
                            PracticalWork.Kind.TEXT,
                            "done",
                            "",
                            new byte[0]),
                    Instant.now());
            assertThat(work.rate(
                            session.tenant(),
                            session.course(),
                            ((PracticalWork.Handed.In) handed).piece(),
                            LearnerId.of("00000000-0000-4000-8000-00000000abcd"),
                            Optional.of(Tier.ofLevel(rated)),
                            "",
                            false,
                            Instant.now()))
                    .isEqualTo(PracticalWork.Rated.COUNTS);
        }
    }

    private void quizzes(Browser browser, int tier, int from) {
        Instant now = Instant.now();
        for (int i = from; i < from + 6; i++) {
            observations.enter(
                    TenantId.FIRST,
                    learner(browser),
                    List.of(new Own(
                            new Evidence(
                                    new EvidenceId(UUID.randomUUID().toString()),
                                    now.minusSeconds(60L * i),
                                    now.minusSeconds(60L * i),
                                    new ActivityId("https://lms.test/quiz/" + tier + "/" + i),
                                    new TreeSet<>(Set.of(new CompetencyTier(COMPETENCY, Tier.ofLevel(tier)))),
                                    1,
                                    new Observation.Score(.95, OptionalInt.of(15))),
                            "http://adlnet.gov/expapi/verbs/scored",
                            "Quiz " + i,
                            Optional.empty())));
        }
    }

    private LearnerId learner(Browser browser) {
        LtiSession session = sessions.of(browser);
        return learners.bySubject(
                        session.tenant(),
                        session.registration(),
                        session.subject().orElseThrow())
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
}
