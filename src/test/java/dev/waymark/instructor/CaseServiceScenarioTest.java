package dev.waymark.instructor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.competency.CaseLibrary;
import dev.waymark.competency.Frameworks;
import dev.waymark.competency.Frameworks.Format;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.ToolSettings;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The addresses in an exported CASE package lead here: for everybody if the organisation says so, else for nobody. */
@Tag("storage")
@MicronautTest(transactional = false)
class CaseServiceScenarioTest {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @Inject
    EmbeddedServer server;

    @Inject
    Frameworks frameworks;

    @Inject
    CaseLibrary library;

    @Inject
    ToolSettings settings;

    @BeforeEach
    void nobodySaidThatItIsOpen() {
        library.open(TENANT, false, "test");
    }

    @Test
    void whatIsNotOpenIsNotThere() throws Exception {
        JsonNode export = export(Format.CASE_1_1);
        HttpResponse<String> refused = get(local(export.at("/CFDocument/uri").asText()));
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(refused.body()).path("imsx_codeMajor").asText())
                .isEqualTo("failure");
        assertThat(JSON.readTree(get("/ims/case/v1p1/CFDocuments").body()).path("CFDocuments"))
                .isEmpty();
    }

    @Test
    void everyAddressOfOursInAnExportLeadsToTheObjectItNames() throws Exception {
        library.open(TENANT, true, "test");
        for (Format format : Set.of(Format.CASE_1_1, Format.CASE_1_0)) {
            JsonNode export = export(format);
            Set<String> addresses = new TreeSet<>();
            for (String list : Set.of("CFItems", "CFAssociations", "CFRubrics")) {
                export.path(list).forEach(each -> addresses.add(each.path("uri").asText()));
            }
            addresses.add(export.at("/CFDocument/uri").asText());
            assertThat(addresses).hasSizeGreaterThan(30);
            for (String address : addresses) {
                assertThat(address).startsWith(settings.baseUrl() + "/case/");
                HttpResponse<String> found = get(local(address));
                assertThat(found.statusCode()).as(address).isEqualTo(200);
                assertThat(JSON.readTree(found.body()).path("uri").asText()).isEqualTo(address);
            }
        }
    }

    @Test
    void whatStandsAloneSaysWhatItIsOfAndThePackageIsTheExport() throws Exception {
        library.open(TENANT, true, "test");
        JsonNode export = export(Format.CASE_1_1);
        String document = export.at("/CFDocument/identifier").asText();
        String item = export.at("/CFItems/0/identifier").asText();
        JsonNode alone = JSON.readTree(get("/ims/case/v1p1/CFItems/" + item).body());
        assertThat(alone.at("/CFDocumentURI/identifier").asText()).isEqualTo(document);
        assertThat(alone.path("fullStatement")).isEqualTo(export.at("/CFItems/0/fullStatement"));
        JsonNode listed =
                JSON.readTree(get("/ims/case/v1p1/CFDocuments?limit=5").body());
        assertThat(listed.at("/CFDocuments/0/CFPackageURI/uri").asText()).endsWith("/CFPackages/" + document);
        assertThat(JSON.readTree(get("/ims/case/v1p1/CFPackages/" + document).body()))
                .isEqualTo(export);
        JsonNode set =
                JSON.readTree(get("/ims/case/v1p1/CFItemAssociations/" + item).body());
        assertThat(set.at("/CFItem/identifier").asText()).isEqualTo(item);
        assertThat(set.path("CFAssociations")).isNotEmpty();
        HttpResponse<String> answer = get("/case/v1p0/CFItems/" + item);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(get("/case/v2p0/CFItems/" + item).statusCode()).isEqualTo(404);
        assertThat(get("/case/v1p1/CFPeople/" + item).statusCode()).isEqualTo(404);
        assertThat(get("/case/v1p1/CFItems/nobody").statusCode()).isEqualTo(404);
    }

    private JsonNode export(Format format) throws IOException {
        return JSON.readTree(
                frameworks.export(TENANT, "ai-upskilling/1", format).orElseThrow());
    }

    private String local(String address) {
        return address.substring(settings.baseUrl().toString().length());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(server.getURL() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
