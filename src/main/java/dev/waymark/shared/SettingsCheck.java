package dev.waymark.shared;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;

/**
 * Refuses to start with settings that cannot be meant: each refusal is one sentence that names the setting, what was
 * expected and what was found, and never a secret.
 */
@Context
final class SettingsCheck {

    private static final int SECRET_LENGTH = 32;

    SettingsCheck(ToolSettings settings, Environment environment) {
        check(settings);
    }

    static void check(ToolSettings settings) {
        String scheme = settings.baseUrl().getScheme();
        if (settings.baseUrl().getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new SettingRefused("WAYMARK_BASE_URL must be the http or https address by which browsers reach this"
                    + " tool, such as https://waymark.example.org; found \"" + settings.baseUrl() + "\".");
        }
        if (settings.baseUrl().toString().endsWith("/")) {
            throw new SettingRefused(
                    "WAYMARK_BASE_URL must not end with a slash; found \"" + settings.baseUrl() + "\".");
        }
        String secret = settings.secret();
        if (secret == null || secret.isBlank()) {
            throw new SettingRefused("WAYMARK_SECRET is not set: it encrypts keys at rest and must be " + SECRET_LENGTH
                    + " characters or more. Make one with: openssl rand -base64 48");
        }
        if (secret.length() < SECRET_LENGTH) {
            throw new SettingRefused(
                    "WAYMARK_SECRET must be " + SECRET_LENGTH + " characters or more; found " + secret.length() + ".");
        }
    }
}
