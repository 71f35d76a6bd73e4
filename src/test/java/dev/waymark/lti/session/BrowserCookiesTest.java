package dev.waymark.lti.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.shared.ToolSettings;
import io.micronaut.http.HttpResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrowserCookiesTest {

    @Test
    void onHttpsThereIsOneCookieThatBelongsToThisHostAndThisPlatform() {
        assertThat(set("https://waymark.test"))
                .containsExactly("__Host-waymark=v; Path=/; Secure; HttpOnly; SameSite=None; Partitioned; Max-Age=600");
    }

    @Test
    void onHttpAPlainOneStandsBesideItForClientsThatAreNoBrowsers() {
        assertThat(set("http://localhost:8080"))
                .containsExactly(
                        "waymark=v; Path=/; Secure; HttpOnly; SameSite=None; Partitioned; Max-Age=600",
                        "waymark-plain=v; Path=/; HttpOnly; Max-Age=600");
    }

    private static List<String> set(String base) {
        var response = HttpResponse.ok();
        new BrowserCookies(new ToolSettings(URI.create(base), "s", false, "x"))
                .set(response, "waymark", "v", Duration.ofMinutes(10));
        return response.getHeaders().getAll("Set-Cookie");
    }
}
