package dev.waymark.lti.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answers that the services of a real Moodle 4.5 gave. */
@Tag("shared-data")
class MoodleServicesContractTest {

    private static final Path CAPTURES = Path.of("../shared/captures/moodle-4.5");
    private static final URI BASE = URI.create("http://127.0.0.1:8080/");

    private final ObjectMapper json = new ObjectMapper();

    @BeforeAll
    static void needsTheCaptures() {
        Assumptions.assumeTrue(Files.isDirectory(CAPTURES), "captured messages are not at " + CAPTURES);
    }

    @Test
    void readsAListOfPeopleWithItsShortRoles() throws IOException {
        var members = Member.list(body("40-nrps-full.json")).orElseThrow();
        assertThat(members).hasSizeGreaterThanOrEqualTo(5);
        assertThat(members)
                .filteredOn(each -> each.userId().equals("4"))
                .singleElement()
                .satisfies(assistant -> {
                    assertThat(assistant.name()).contains("Tom Assistant");
                    assertThat(assistant.roles()).as("by the list").isEqualTo(Set.of(Role.LEARNER));
                });
        assertThat(members)
                .filteredOn(each -> each.userId().equals("3"))
                .singleElement()
                .satisfies(teacher -> assertThat(teacher.roles()).isEqualTo(Set.of(Role.INSTRUCTOR)));
        assertThat(members)
                .filteredOn(each -> each.userId().equals("6"))
                .singleElement()
                .satisfies(each -> assertThat(each.name())
                        .as("without the blank that Moodle leaves")
                        .contains("Bob O'Brien"));
        assertThat(members).extracting(Member::status).containsOnly(Member.Status.ACTIVE);
    }

    @Test
    void readsPeopleWithoutNames() throws IOException {
        var members = Member.list(body("42-nrps-without-name-email.json")).orElseThrow();
        assertThat(members).isNotEmpty().allMatch(each -> each.name().isEmpty());
    }

    @Test
    void followsThePagesOfAList() throws IOException {
        JsonNode all = json.readTree(CAPTURES.resolve("41-nrps-variants.json").toFile());
        assertThat(LinkHeader.find(links(all.path("limit=2")), "next", BASE))
                .contains(
                        URI.create(
                                "http://127.0.0.1:8080/mod/lti/services.php/CourseSection/2/bindings/1/memberships?limit=2&from=2"));
        assertThat(Member.list(text(all.path("limit=2"))))
                .get()
                .satisfies(page -> assertThat(page).hasSize(2));
        assertThat(LinkHeader.find(links(all.path("limit=2 from=40")), "next", BASE))
                .isEmpty();
        assertThat(Member.list(text(all.path("limit=2 from=40"))))
                .get()
                .satisfies(page -> assertThat(page).isEmpty());
        assertThat(Member.list(text(all.path("accept json"))))
                .as("an error is no list")
                .isEmpty();
    }

    @Test
    void readsLineItemsAndTheirTypographicLinks() throws IOException {
        JsonNode all =
                json.readTree(CAPTURES.resolve("56-ags-lineitem-variants.json").toFile());
        var items = LineItem.list(text(all.path("list"))).orElseThrow();
        assertThat(items).anySatisfy(item -> {
            assertThat(item.resourceId()).contains("quiz-42");
            assertThat(item.tag()).contains("final");
            assertThat(item.resourceLinkId()).contains("4");
            assertThat(item.maximum()).isEqualTo(20);
            assertThat(item.id().getRawQuery()).isEqualTo("type_id=1");
        });
        assertThat(items)
                .anySatisfy(item ->
                        assertThat(item.resourceId()).as("empty is none").isEmpty());
        assertThat(LinkHeader.find(links(all.path("list limit=1")), "next", BASE))
                .contains(
                        URI.create("http://127.0.0.1:8080/mod/lti/services.php/2/lineitems?type_id=1&limit=1&from=1"));
        assertThat(LineItem.one(text(all.path("create unbound")))).isPresent();
        assertThat(LineItem.list(text(all.path("list Accept */*")))).isEmpty();
    }

    @Test
    void readsWhatTheGradebookShows() throws IOException {
        var results = ResultItem.list(body("62-ags-results.json")).orElseThrow();
        assertThat(results)
                .filteredOn(each -> each.userId().equals("5"))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.percent()).contains(83.5);
                    assertThat(result.at()).contains(java.time.Instant.parse("2026-11-23T08:44:17Z"));
                });
        JsonNode all = json.readTree(
                CAPTURES.resolve("63-ags-score-result-variants.json").toFile());
        assertThat(ResultItem.list(text(all.path("results limit=1"))))
                .as("an error page")
                .isEmpty();
        assertThat(ResultItem.list(text(all.path("results user no grade"))))
                .get()
                .satisfies(page -> assertThat(page).isEmpty());
    }

    private String body(String capture) throws IOException {
        return text(json.readTree(CAPTURES.resolve(capture).toFile()));
    }

    private static String text(JsonNode exchange) {
        return exchange.path("response").path("body").asText();
    }

    private static List<String> links(JsonNode exchange) {
        List<String> found = new ArrayList<>();
        for (JsonNode header : exchange.path("response").path("headers")) {
            if (header.path(0).asText().equalsIgnoreCase("Link")) {
                found.add(header.path(1).asText());
            }
        }
        return found;
    }
}
