package dev.waymark.lti.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.Browser;
import dev.waymark.lti.Browser.Answer;
import dev.waymark.lti.FakePlatform;
import dev.waymark.lti.LaunchDriver;
import dev.waymark.lti.LaunchFixtures;
import dev.waymark.lti.PlatformKey;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forged, broken, doubled and replayed launches, through the doors that the world has, on one node and on two. */
@Tag("storage")
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackScenarioTest implements TestPropertyProvider {

    private static final Path FOLDER = Path.of("target/lti-config-attack-scenario");
    private static final PlatformKey ATTACKER = PlatformKey.named("evil");

    private final FakePlatform platform = FakePlatform.start();
    private final LaunchDriver driver = new LaunchDriver(platform);

    @Inject
    EmbeddedServer server;

    @Inject
    ApplicationContext node;

    @Inject
    LaunchTrail trail;

    @Override
    public Map<String, String> getProperties() {
        platform.register(FOLDER, "learn.json", FakePlatform.CLIENT_ID, "d-1", "d-2");
        return Map.of("waymark.lti-config", FOLDER.toString(), "waymark.test.room", "true");
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    static List<Attack> attacks() {
        return Attack.all();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void everyLaunchEndsAsItMust(Attack attack) {
        var browser = Browser.on(server.getURI());
        Map<String, String> asked = driver.login(browser, "POST", Map.of()).locationQuery();
        String payload = LaunchFixtures.one("valid", "student-normal")
                .payload(platform.issuer(), asked.getOrDefault("nonce", ""), Instant.now());
        var target = new Attack.Target(platform.key(), ATTACKER, asked.getOrDefault("state", ""));
        Answer answer = browser.post("/lti/launch", attack.form().apply(target, payload));
        if (attack.reason().equals("accepted")) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(303);
            assertThat(trail.lastOutcome()).isEqualTo("accepted");
            return;
        }
        assertThat(answer.status()).as(answer.body()).isIn(400, 401);
        assertThat(trail.lastReason()).isEqualTo(attack.reason());
        assertThat(answer.body()).matches("(?s).*WM-[2-9A-Z]{4}.*").doesNotContain("Imke", "Exception", "io.micronaut");
        assertThat(browser.get("/test-room").status()).isEqualTo(401);
        // Whoever was refused may try again with the same login, unless the login itself was spent.
        Answer right = browser.post(
                "/lti/launch",
                Map.of("state", target.state(), "id_token", platform.key().token(payload)));
        assertThat(right.status())
                .as("the honest launch afterwards: " + right.body())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "multipart/form-data; boundary=x", "text/plain", "application/xml"})
    void otherBodiesThanFormsAreNotRead(String type) {
        var browser = Browser.on(server.getURI());
        for (String path : List.of("/lti/launch", "/lti/login")) {
            assertThat(browser.postAs(type, path, "{\"state\":\"1.x\",\"id_token\":\"a.b.c\"}")
                            .status())
                    .isIn(400, 415);
        }
    }

    @Test
    void aFieldThatComesTwiceIsNotUsed() {
        var browser = Browser.on(server.getURI());
        var form = driver.answeredForm(browser, LaunchFixtures.one("valid", "student-normal"));
        for (String twice : List.of("state", "id_token")) {
            assertThat(browser.post("/lti/launch", Browser.encoded(form) + "&" + twice + "=x")
                            .status())
                    .isEqualTo(400);
        }
        assertThat(browser.post("/lti/launch", form).status()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iss=",
                "iss=%00",
                "iss=x&login_hint=",
                "login_hint=5",
                "iss=x&login_hint=5&target_link_uri=javascript:x",
                "iss=x&login_hint=5&target_link_uri=http://localhost:8080@evil.test/",
                "iss=x&iss=y&login_hint=5",
                "%69%73%73=%ff%fe&login_hint=5",
                "iss=x&login_hint=5&login_hint=6"
            })
    void aLoginThatIsIncompleteGoesNowhere(String query) {
        for (Answer answer : List.of(
                Browser.on(server.getURI()).get("/lti/login?" + query),
                Browser.on(server.getURI()).post("/lti/login", query))) {
            assertThat(answer.status()).isBetween(400, 404);
            assertThat(answer.location()).isEmpty();
        }
    }

    /** Moodle says 0 for somebody who is not logged in; its answer is an error, and ours a page. */
    @Test
    void aLoginOfNobodyGoesToThePlatformWhichSaysNo() {
        var browser = Browser.on(server.getURI());
        Answer login = driver.login(browser, "POST", Map.of("login_hint", "0"));
        assertThat(login.locationQuery()).containsEntry("login_hint", "0");
        Answer refused = browser.post(
                "/lti/launch",
                Map.of("error", "access_denied", "state", login.locationQuery().getOrDefault("state", "")));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("did not let you through", "access_denied", "new window");
        assertThat(trail.lastReason()).isEqualTo("platform_error");
    }

    @Test
    void ofManyReplaysAtTwoNodesOneWins() throws Exception {
        try (var other = secondNode()) {
            List<URI> nodes = List.of(
                    server.getURI(), other.getBean(EmbeddedServer.class).start().getURI());
            for (int round = 0; round < 5; round++) {
                var browser = Browser.on(nodes.getFirst());
                var form = driver.answeredForm(browser, LaunchFixtures.one("valid", "student-normal"));
                var kept = Map.copyOf(browser.cookies);
                List<Integer> statuses = together(nodes, 6, node -> {
                    var tab = Browser.on(node);
                    tab.cookies.putAll(kept);
                    return tab.post("/lti/launch", form).status();
                });
                assertThat(statuses).containsOnlyOnce(303);
                assertThat(statuses)
                        .filteredOn(status -> status != 303)
                        .hasSize(11)
                        .containsOnly(401);
            }
        }
    }

    @Test
    void aLoginAtOneNodeIsFinishedAtAnother() {
        try (var other = secondNode()) {
            var browser = Browser.on(server.getURI());
            var form = driver.answeredForm(browser, LaunchFixtures.one("valid", "teacher-normal"));
            var there = Browser.on(other.getBean(EmbeddedServer.class).start().getURI());
            there.cookies.putAll(browser.cookies);
            assertThat(there.post("/lti/launch", form).status()).isEqualTo(303);
            browser.cookies.putAll(there.cookies);
            assertThat(browser.get("/test-room").status()).isEqualTo(200);
        }
    }

    /** @param each how many callers each node has */
    private static List<Integer> together(List<URI> nodes, int each, java.util.function.Function<URI, Integer> call)
            throws Exception {
        var barrier = new CyclicBarrier(nodes.size() * each);
        List<Callable<Integer>> calls = new ArrayList<>();
        for (URI node : nodes) {
            for (int i = 0; i < each; i++) {
                calls.add(() -> {
                    barrier.await();
                    return call.apply(node);
                });
            }
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }

    private ApplicationContext secondNode() {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "waymark.lti-config", FOLDER.toString(), "waymark.test.room", "true", "micronaut.server.port", -1));
        for (String name : List.of("url", "username", "password")) {
            node.getProperty("datasources.default." + name, String.class)
                    .ifPresent(value -> settings.put("datasources.default." + name, value));
        }
        return ApplicationContext.run(settings, "test");
    }
}
