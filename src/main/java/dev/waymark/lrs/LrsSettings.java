package dev.waymark.lrs;

import dev.waymark.shared.SettingRefused;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The LRS of the first organisation. Without an address there is none: nothing is read, and what we would say waits.
 *
 * @param url of the LRS, such as {@code https://lrs.example.org/xapi}; a slash or {@code /statements} at its end does no
 *     harm ({@code WAYMARK_LRS_URL})
 * @param user for HTTP Basic ({@code WAYMARK_LRS_USER})
 * @param password for HTTP Basic ({@code WAYMARK_LRS_PASSWORD})
 */
@ConfigurationProperties("waymark.lrs")
public record LrsSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password) {

    /**
     * Where the LRS is.
     *
     * @throws SettingRefused if the address is none
     */
    Optional<Lrs> lrs() {
        if (url == null || url.isBlank()) {
            return Optional.empty();
        }
        URI statements = LrsAddress.statements(url).orElseThrow(LrsSettings::refused);
        return Optional.of(Lrs.at(statements, user == null ? "" : user, password == null ? "" : password));
    }

    private static SettingRefused refused() {
        return new SettingRefused("WAYMARK_LRS_URL must be the http or https address of an LRS, without user name,"
                + " such as https://lrs.example.org/xapi; what was found is none.");
    }

    @Override
    public String toString() {
        return "LrsSettings[url=" + url + "]";
    }
}
