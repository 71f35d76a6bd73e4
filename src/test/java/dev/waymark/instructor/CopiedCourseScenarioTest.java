package dev.waymark.instructor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.competency.CourseOrigins;
import dev.waymark.competency.CourseSetup;
import dev.waymark.competency.CourseSetup.Origin;
import dev.waymark.competency.CourseSetup.Piece;
import dev.waymark.competency.CourseSetup.Say;
import dev.waymark.competency.CourseSetups;
import dev.waymark.lrs.FakeLrs;
import dev.waymark.lrs.Written;
import dev.waymark.lrs.feed.Feeds;
import dev.waymark.lti.Browser;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.session.SessionAtWork;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A course is copied on the platform: its staff are offered what the earlier one had, and nothing happens unseen. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CopiedCourseScenarioTest implements TestPropertyProvider {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final String OLD_QUIZ = "https://lms.test/mod/quiz/view.php?id=70";
    private static final String NEW_QUIZ = "https://lms.test/mod/quiz/view.php?id=90";

    private final FakePlatform platform = FakePlatform.start();
    private final FakeLrs lrs = new FakeLrs();
    private final LaunchDriver driver = new LaunchDriver(platform);

    @Inject
    EmbeddedServer server;

    @Inject
    SessionAtWork sessions;

    @Inject
    CourseSetups setups;

    @Inject
    CourseOrigins origins;

    @Inject
    Feeds feeds;

    @Override
    public Map<String, String> getProperties() {
        Path folder = Path.of("target/lti-config-copied-scenario");
        platform.register(folder, "learn.json", FakePlatform.CLIENT_ID, "d-1");
        return Map.of(
                "waymark.lti-config",
                folder.toString(),
                "waymark.rosters.read",
                "false",
                "waymark.lrs.url",
                lrs.url(),
                "waymark.lrs.user",
                FakeLrs.USER,
                "waymark.lrs.password",
                FakeLrs.PASSWORD,
                "waymark.lrs.poll",
                "1h");
    }

    @AfterAll
    void stop() {
        platform.close();
        lrs.close();
    }

    @Test
    void whatTheEarlierCourseHadIsOfferedAndItsActivitiesAreSuggestedByName() {
        Browser first = launch("cc-first", "Instructor", "old-1", "");
        setUp(sessions.of(first).course());
        Browser teacher = launch("cc-teacher", "Instructor", "new-1", "old-1,older");
        Browser learner = launch("cc-learner", "Learner", "new-1", "old-1,older");
        lrs.add("""
                {"id":"%s","actor":%s,"verb":{"id":"http://adlnet.gov/expapi/verbs/scored"},"object":{"id":"%s",\
                "definition":{"name":{"en":"Prompting  Quiz"},"type":"http://adlnet.gov/expapi/activities/assessment"}},\
                "result":{"score":{"scaled":0.8}},"timestamp":"2026-03-01T10:00:00Z"}""".formatted(
                        Written.id(), Written.actor("cc-learner").replace(Written.SITE, platform.issuer()), NEW_QUIZ));
        feeds.readNow(TENANT);
        CourseId copy = sessions.of(teacher).course();
        assertThat(setups.draft(TENANT, copy))
                .as("nothing is taken over unseen")
                .isEmpty();

        String page = teacher.get("/course/setup?step=framework").body();
        assertThat(page).contains("This course is a copy", "one role with their targets", "2 activities settled");
        assertThat(post(learner, "/course/setup/copy", Map.of("act", "take")).status())
                .isEqualTo(403);
        assertThat(post(teacher, "/course/setup/copy", Map.of("act", "take")).location())
                .contains("said=taken");

        CourseSetup draft = setups.draft(TENANT, copy).orElseThrow().setup();
        assertThat(draft.roles()).containsExactly("sales");
        assertThat(draft.targets().get("sales")).containsEntry("C04", 4);
        assertThat(draft.library()).isFalse();
        assertThat(draft.pieces()).as("accepted by nobody yet").isEmpty();
        assertThat(setups.published(TENANT, copy)).isEmpty();
        String activities = teacher.get("/course/setup?step=activities").body();
        assertThat(activities).contains("the course that this one was copied from said so");

        post(teacher, "/course/setup/activities", Map.of("act", "sure"));
        assertThat(setups.draft(TENANT, copy)
                        .orElseThrow()
                        .setup()
                        .piece(NEW_QUIZ)
                        .orElseThrow())
                .satisfies(piece -> {
                    assertThat(piece.counts()).containsExactly("C04@3");
                    assertThat(piece.minutes()).isEqualTo(35);
                });
        assertThat(teacher.get("/course/setup?step=framework").body()).doesNotContain("This course is a copy");
        assertThat(post(teacher, "/course/setup/copy", Map.of("act", "take")).location())
                .as("a draft is begun")
                .contains("wrong=unusable");
    }

    @Test
    void whoeverBeginsAfreshIsOfferedNothingMore() {
        Browser first = launch("cc-first-2", "Instructor", "old-2", "");
        setUp(sessions.of(first).course());
        Browser teacher = launch("cc-teacher-2", "Instructor", "new-2", "old-2");
        assertThat(post(teacher, "/course/setup/copy", Map.of("act", "afresh")).location())
                .contains("said=afresh");
        assertThat(teacher.get("/course/setup?step=framework").body()).doesNotContain("This course is a copy");
        assertThat(origins.said(TENANT, sessions.of(teacher).course())).isEmpty();
    }

    @Test
    void aCourseOfAnotherPlatformOrTenantOrWithoutASetUpIsNoOrigin() {
        Browser first = launch("cc-first-3", "Instructor", "old-3", "");
        CourseId old = sessions.of(first).course();
        setUp(old);
        var copy = new CourseId(old.registration(), "new-3");
        var other = new CourseId(old.registration() + 1, "old-3");
        origins.remember(TENANT, copy, List.of(other), Instant.now());
        assertThat(origins.offer(TENANT, copy)).isEmpty();
        origins.remember(new TenantId(7), copy, List.of(old), Instant.now());
        assertThat(origins.known(new TenantId(7), copy)).isTrue();
        assertThat(setups.published(new TenantId(7), old)).isEmpty();
        assertThat(origins.offer(TENANT, copy)).isEmpty();
        origins.remember(TENANT, copy, List.of(new CourseId(old.registration(), "empty"), old), Instant.now());
        assertThat(origins.offer(TENANT, copy).orElseThrow().from()).isEqualTo(old);
    }

    @Test
    void whereThePlatformTellsOnlyTheEarlierLinkItsCourseIsTheOrigin() {
        Browser learner = launch("cc-learner-4", "Learner", "old-4", "link-of-old-4", "");
        CourseId old = sessions.of(learner).course();
        setUp(old);
        Browser teacher = launch(
                "cc-teacher-4",
                "Instructor",
                "new-4",
                "link-of-new-4",
                "\"resource_link_id_history\": \"link-of-old-4,link-nobody-knows\",");
        assertThat(origins.offer(TENANT, sessions.of(teacher).course())
                        .orElseThrow()
                        .from())
                .isEqualTo(old);
        assertThat(teacher.get("/course/setup?step=framework").body()).contains("This course is a copy");
        Browser stranger = launch(
                "cc-teacher-5",
                "Instructor",
                "new-5",
                "link-of-new-5",
                "\"resource_link_id_history\": \"link-nobody-knows\",");
        assertThat(origins.offer(TENANT, sessions.of(stranger).course())).isEmpty();
    }

    private void setUp(CourseId course) {
        var asked = new TreeMap<>(Map.of("sales", new TreeMap<>(Map.of("C04", 4))));
        var draft = setups.change(
                TENANT,
                course,
                "test",
                begun -> begun.withLibrary(false)
                        .withRoles(List.of("sales"), new TreeMap<>(asked))
                        .with(piece(OLD_QUIZ, "Prompting quiz", "C04@3"))
                        .with(piece("https://lms.test/mod/page/view.php?id=71", "Only in the old course", "C01@2")));
        assertThat(setups.publish(TENANT, course, draft.revision(), "test"))
                .isInstanceOf(CourseSetups.Publishing.Published.class);
    }

    private static Piece piece(String activity, String name, String counts) {
        return new Piece(
                activity,
                name,
                null,
                Origin.STATEMENTS,
                Say.MENDED,
                new TreeSet<>(List.of(counts)),
                "ASSESSMENT",
                1,
                35,
                null,
                "2026-11-01");
    }

    private Browser.Answer post(Browser browser, String path, Map<String, String> fields) {
        Map<String, String> form = new HashMap<>(fields);
        form.put("csrf", sessions.csrf(browser));
        return browser.post(path, form);
    }

    private Browser launch(String who, String role, String course, String history) {
        return launch(
                who, role, course, "link-9", history.isEmpty() ? "" : "\"context_id_history\": \"" + history + "\",");
    }

    private Browser launch(String who, String role, String course, String link, String custom) {
        Browser browser = Browser.on(server.getURI());
        String payload = LaunchFixtures.one("valid", "student-normal")
                .payload()
                .replace("membership#Learner", "membership#" + role)
                .replace("\"locale\": \"es\"", "\"locale\": \"en\"")
                .replace("u-4711", who)
                .replace("course-2", course)
                .replace("link-9", link)
                .replace("claim/custom\": {", "claim/custom\": {" + custom);
        var answer = driver.launch(browser, new LaunchFixtures.Case(who, payload, Optional.empty(), Optional.empty()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        browser.get(answer.location());
        return browser;
    }
}
