package dev.waymark.lti.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.shared.OutboundAddresses;
import dev.waymark.shared.SettingRefused;
import dev.waymark.shared.ToolSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformFilesTest {

    private static final String GOOD = """
            {"name": "Learn", "issuer": "http://127.0.0.1:9000", "clientId": "c-1",
             "authorizationEndpoint": "http://127.0.0.1:9000/auth", "tokenEndpoint": "http://127.0.0.1:9000/token",
             "jwksUri": "http://127.0.0.1:9000/keys", "deploymentIds": ["1", "2"]}""";

    @TempDir
    Path folder;

    @Test
    void readsFilesOfTheFolderAndOfItsSubfolder() throws IOException {
        write("a.json", GOOD);
        Files.createDirectories(folder.resolve("platforms"));
        write("platforms/b.json", GOOD.replace("c-1", "c-2"));
        write("platforms/other.schema.json", "{}");
        write("notes.txt", "not a platform");
        assertThat(read(true, false).read().orElseThrow())
                .extracting(PlatformFile::clientId)
                .containsExactly("c-1", "c-2");
    }

    @Test
    void aFolderThatIsNotThereIsNoPlatforms() {
        assertThat(files(folder.resolve("nowhere"), true, false).read()).isEmpty();
    }

    @Test
    void namesTheFileAndTheFieldThatIsMissing() throws IOException {
        write("a.json", GOOD.replace("\"issuer\"", "\"isuer\""));
        assertRefused("a.json", "issuer");
    }

    @Test
    void namesAFieldOfTheWrongType() throws IOException {
        write("a.json", GOOD.replace("[\"1\", \"2\"]", "\"1\""));
        assertRefused("a.json", "deploymentIds");
    }

    @Test
    void refusesAFieldItDoesNotKnow() throws IOException {
        write("a.json", GOOD.replace("\"name\"", "\"secret\": \"x\", \"name\""));
        assertRefused("a.json", "secret");
    }

    @Test
    void refusesAPlatformWithoutDeployment() throws IOException {
        write("a.json", GOOD.replace("[\"1\", \"2\"]", "[]"));
        assertRefused("a.json", "deploymentIds");
    }

    @Test
    void refusesWhatIsNotJson() throws IOException {
        write("a.json", GOOD.substring(5));
        assertRefused("a.json", "not JSON");
    }

    @Test
    void refusesTwoFieldsOfOneName() throws IOException {
        write("a.json", GOOD.replace("\"name\"", "\"clientId\": \"x\", \"name\""));
        assertRefused("a.json", "clientId");
    }

    @Test
    void refusesTheSameIssuerAndClientTwiceAndNamesBothFiles() throws IOException {
        write("a.json", GOOD);
        write("b.json", GOOD.replace("Learn", "Learn again"));
        assertRefused("b.json", "a.json");
    }

    @Test
    void acceptsTwoClientsOfOneIssuer() throws IOException {
        write("a.json", GOOD);
        write("b.json", GOOD.replace("c-1", "c-2"));
        assertThat(read(true, false).read().orElseThrow()).hasSize(2);
    }

    @Test
    void refusesPrivateAddressesUnlessThisIsATestInstallation() throws IOException {
        write("a.json", GOOD);
        assertThatThrownBy(() -> read(false, false).read())
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("authorizationEndpoint");
        write("a.json", GOOD.replace("http://", "https://"));
        assertThatThrownBy(() -> read(false, false).read())
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("WAYMARK_ALLOW_PRIVATE_ADDRESSES");
    }

    @Test
    void aPracticeInstallationRefusesARealPlatform() throws IOException {
        write("a.json", GOOD);
        assertThat(read(true, true).read()).isPresent();
        write("b.json", GOOD.replace("\"http://127.0.0.1:9000\"", "\"https://moodle.test\""));
        assertThatThrownBy(() -> read(true, true).read())
                .isInstanceOf(SettingRefused.class)
                .hasMessageContainingAll("b.json", "issuer", "practice");
    }

    @Test
    void theSchemaInTheJarIsTheOneInTheFolder() throws IOException {
        try (var bundled = PlatformFiles.class.getResourceAsStream("/lti/platform.schema.json")) {
            assertThat(bundled)
                    .isNotNull()
                    .hasBinaryContent(Files.readAllBytes(Path.of("lti-config/platforms/platform.schema.json")));
        }
    }

    @Test
    void theFilesWeShipAreGood() throws IOException {
        assertThat(files(Path.of("lti-config/sandbox"), true, true).read().orElseThrow())
                .extracting(PlatformFile::clientId)
                .containsExactlyInAnyOrder("waymark-practice", "10000000000001");
        assertThat(files(Path.of("lti-config"), true, false).read()).isPresent();
        write("moodle.json", Files.readString(Path.of("lti-config/platforms/moodle.json.example")));
        assertThat(read(true, false).read().orElseThrow()).hasSize(1);
    }

    private void assertRefused(String... words) {
        assertThatThrownBy(() -> read(true, false).read())
                .isInstanceOf(SettingRefused.class)
                .hasMessageContainingAll(words);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private PlatformFiles read(boolean privateAllowed, boolean practice) {
        return files(folder, privateAllowed, practice);
    }

    private static PlatformFiles files(Path folder, boolean privateAllowed, boolean practice) {
        var settings = new ToolSettings(URI.create("http://localhost:8080"), "s", privateAllowed, folder.toString());
        return new PlatformFiles(settings, new OutboundAddresses(settings), practice);
    }
}
