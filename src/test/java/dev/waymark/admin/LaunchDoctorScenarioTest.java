package dev.waymark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.Browser;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.core.Reason;
import dev.waymark.lti.registration.Draft;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.lti.registration.Registrations;
import dev.waymark.lti.registration.ServiceTrouble;
import dev.waymark.lti.token.AccessTokens;
import dev.waymark.shared.TenantId;
import dev.waymark.web.Messages;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A person was shown a code; the administrator enters it and learns what to change. */
@Tag("storage")
@MicronautTest(transactional = false)
class LaunchDoctorScenarioTest {

    private static final Pattern CODE = Pattern.compile("WM-[0-9A-Z]{4}");

    @Inject
    EmbeddedServer server;

    @Inject
    AdminAtWork adminAtWork;

    @Inject
    Registrations registrations;

    @Inject
    ServiceTrouble trouble;

    @Inject
    AccessTokens tokens;

    @Inject
    Messages messages;

    private final FakePlatform lms = FakePlatform.start();
    private Browser admin;
    private RegistrationId id;

    @BeforeEach
    void register() {
        admin = adminAtWork.signedIn(server.getURI());
        var saving = registrations.add(
                TenantId.FIRST,
                new Draft(
                        "Northbank Moodle",
                        lms.issuer(),
                        FakePlatform.CLIENT_ID,
                        lms.issuer() + "/auth.php",
                        lms.issuer() + "/token",
                        lms.issuer() + "/keys",
                        List.of("d-1"),
                        "moodle",
                        ""));
        id = ((Registrations.Saving.Saved) saving).id();
    }

    @AfterEach
    void close() {
        lms.close();
    }

    @Test
    void saysWhichKeyWasSoughtAndWhichWereFoundAndWhereMoodleShowsIt() {
        var driver = new LaunchDriver(lms);
        var browser = Browser.on(server.getURI());
        assertThat(driver.launch(browser, LaunchFixtures.one("valid", "student-normal"))
                        .status())
                .isEqualTo(303);
        var lost = LaunchFixtures.one("invalid", "cert-02-incorrect-kid");
        String code = code(driver.launch(Browser.on(server.getURI()), lost));

        String page = admin.get("/admin/launches?code=" + code.toLowerCase(Locale.ROOT))
                .body();
        assertThat(page)
                .contains("Launch " + code + " was refused", "Northbank Moodle")
                .contains("signed this launch with a key that its key address does not list")
                .contains("Public keyset URL", "View configuration details")
                .contains("k-1", "SEC 6.3", "kid_unknown")
                .contains("By our cookie.")
                .contains("(not reached)")
                .contains("1 opened, 1 refused");
        assertThat(admin.get("/admin/launches").body()).contains(code);
    }

    @Test
    void measuresTheClocks() {
        var late = LaunchFixtures.one("invalid", "issued-tomorrow");
        String code = code(new LaunchDriver(lms).launch(Browser.on(server.getURI()), late));
        assertThat(admin.get("/admin/launches?code=" + code).body())
                .contains("The clocks do not agree", "NTP", "found 86")
                .contains("skew_s=86");
    }

    @Test
    void aFailedCallHasACodeTooAndIsCountedByTheHour() {
        lms.onToken(request -> new FakePlatform.Response(
                400, "text/html", "{\"error\":\"invalid_client ana@example.org\"}", Map.of()));
        var platform = registrations.find(TenantId.FIRST, id).orElseThrow().platform();
        var scopes = Set.of("https://purl.imsglobal.org/spec/lti-ags/scope/score");
        tokens.get(platform, "d-1", scopes);
        tokens.get(platform, "d-1", scopes);

        var found = trouble.newest(TenantId.FIRST, 100).stream()
                .filter(each -> each.registration().equals(id))
                .toList();
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().times()).isEqualTo(2);
        assertThat(found.getFirst().detail()).contains("invalid_client").doesNotContain("ana@");
        assertThat(admin.get("/admin/launches?code=" + found.getFirst().code()).body())
                .contains("token endpoint of the platform does not give us", "invalid_client: the client id is wrong");
        assertThat(admin.get("/admin/launches").body())
                .contains(found.getFirst().code());
    }

    @Test
    void keepsNothingThatOpensAnythingOrNamesAnybody() {
        var platform = registrations.find(TenantId.FIRST, id).orElseThrow().platform();
        String code = trouble.note(
                platform,
                ServiceTrouble.Service.GRADES,
                "401 for https://lms.test/lineitem?token=abc eyJhbGciOiJSUzI1NiIsImtpZCI6.eyJzdWIiOiI1In0.c2ln bo@x.test");
        assertThat(trouble.of(TenantId.FIRST, code).orElseThrow().detail())
                .isEqualTo("401 for https://lms.test/lineitem?… … …@…");
        assertThat(trouble.of(new TenantId(2), code)).isEmpty();
    }

    @Test
    void aCodeThatNobodyWasShownIsNotFound() {
        var page = admin.get("/admin/launches?code=WM-ZZZZ");
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body()).contains("There is no such code");
        var other = adminAtWork.signedIn(server.getURI(), TenantId.FIRST);
        assertThat(other.get("/admin/launches?code=" + "x".repeat(500)).status())
                .isEqualTo(200);
    }

    @Test
    void hasWordsForEveryReasonInEveryLanguageAndForEveryProduct() {
        for (Reason reason : Reason.values()) {
            Ailment ailment = Ailment.of(reason.code());
            assertThat(ailment).as("%s", reason).isNotEqualTo(Ailment.OTHER);
            for (Locale language : Messages.LANGUAGES) {
                assertThat(messages.text(language, ailment.key() + ".what")).isNotBlank();
                for (String family : List.of("moodle", "canvas", "")) {
                    assertThat(messages.text(language, ailment.todo(family))).isNotBlank();
                }
            }
        }
        assertThat(Ailment.of("never_heard_of")).isEqualTo(Ailment.OTHER);
        for (ServiceTrouble.Service service : ServiceTrouble.Service.values()) {
            String key = "admin.doctor.service." + service.name().toLowerCase(Locale.ROOT);
            assertThat(messages.text(Locale.ENGLISH, key + ".what")).isNotBlank();
            assertThat(messages.text(Locale.ENGLISH, key + ".other")).isNotBlank();
        }
    }

    private static String code(Browser.Answer refused) {
        var found = CODE.matcher(refused.body());
        assertThat(found.find())
                .as("a code in a page of status %d", refused.status())
                .isTrue();
        return found.group();
    }
}
