package dev.waymark.shared;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What every room may know of the installation. Checked by {@link SettingsCheck} before anything else starts.
 *
 * @param baseUrl where browsers reach this tool, without a trailing slash ({@code WAYMARK_BASE_URL})
 * @param secret encrypts keys and seals tokens ({@code WAYMARK_SECRET}); 32 characters or more
 * @param allowPrivateAddresses true if platforms and LRSs may be on loopback and private addresses and on plain http:
 *     test installations only ({@code WAYMARK_ALLOW_PRIVATE_ADDRESSES})
 * @param ltiConfig folder of the platform files ({@code WAYMARK_LTI_CONFIG})
 */
@ConfigurationProperties("waymark")
public record ToolSettings(URI baseUrl, @Nullable String secret, boolean allowPrivateAddresses, String ltiConfig) {

    @Override
    public String toString() {
        return "ToolSettings[baseUrl=" + baseUrl + "]"; // the secret is nobody's to read
    }

    /** Where browsers reach a page of ours. */
    public URI at(String path) {
        return URI.create(baseUrl + path);
    }

    /** True if browsers reach us by https, so that cookies may be {@code Secure} and {@code __Host-}. */
    public boolean https() {
        return "https".equalsIgnoreCase(baseUrl.getScheme());
    }

    /**
     * @throws IllegalStateException if there is none, which {@link SettingsCheck} has ruled out
     */
    public String requiredSecret() {
        if (secret == null) {
            throw new IllegalStateException("WAYMARK_SECRET is not set");
        }
        return secret;
    }
}
