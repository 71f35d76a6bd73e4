package dev.waymark.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundAddressesTest {

    private final OutboundAddresses strict = addresses(false);
    private final OutboundAddresses test = addresses(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/token",
                "https://localhost/token",
                "https://10.1.2.3/token",
                "https://172.16.0.1/",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://100.64.0.1/",
                "https://0.0.0.0/",
                "https://[::1]/",
                "https://[fd00::1]/",
                "https://[fe80::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::1]/",
                "https://[2001:0:7f00:1::1]/",
                "https://[::10.0.0.1]/"
            })
    void refusesPrivateAndLoopbackAddresses(String address) {
        assertThat(strict.refusal(URI.create(address))).get().asString().contains("private or loopback");
    }

    @Test
    void refusesWhatIsNotHttps() {
        assertThat(strict.refusal(URI.create("http://93.184.216.34/")))
                .get()
                .asString()
                .contains("not https");
        assertThat(strict.refusal(URI.create("file:///etc/passwd"))).isPresent();
        assertThat(strict.refusal(URI.create("/relative"))).isPresent();
        assertThat(test.refusal(URI.create("ftp://127.0.0.1/"))).isPresent();
    }

    @Test
    void refusesAnAddressWithAPasswordInIt() {
        assertThat(strict.refusal(URI.create("https://user:secret@93.184.216.34/")))
                .get()
                .asString()
                .doesNotContain("secret");
    }

    @Test
    void allowsPublicAddresses() {
        assertThat(strict.refusal(URI.create("https://93.184.216.34/token"))).isEmpty();
    }

    @Test
    void aTestInstallationMayCallLoopbackByHttp() {
        assertThat(test.refusal(URI.create("http://127.0.0.1:8082/xapi"))).isEmpty();
    }

    @Test
    void knowsThePublicAddressesOfBothVersions() throws UnknownHostException {
        assertThat(OutboundAddresses.isPublic(InetAddress.getByName("2606:4700:4700::1111")))
                .isTrue();
        assertThat(OutboundAddresses.isPublic(InetAddress.getByName("255.255.255.255")))
                .isFalse();
    }

    private static OutboundAddresses addresses(boolean allowPrivate) {
        return new OutboundAddresses(new ToolSettings(
                URI.create("http://localhost:8080"), "a-secret-of-ours-0123456789abcdefg", allowPrivate, "lti-config"));
    }
}
