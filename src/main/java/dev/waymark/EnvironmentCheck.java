package dev.waymark;

import dev.waymark.shared.SettingRefused;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of the environment as an administrator wrote them and refuses what cannot be meant, before anything
 * starts. Each refusal is a sentence that names the setting, what was expected and what was found; a secret or a password
 * is never repeated.
 */
final class EnvironmentCheck {

    private EnvironmentCheck() {}

    static void check(Map<String, String> environment) {
        port(environment.get("WAYMARK_PORT"));
        yesOrNo(environment.get("WAYMARK_ALLOW_PRIVATE_ADDRESSES"));
        address("WAYMARK_BASE_URL", environment.get("WAYMARK_BASE_URL"));
        address("WAYMARK_LRS_URL", environment.get("WAYMARK_LRS_URL"));
        database(environment.get("WAYMARK_DB_URL"));
        folder(environment.get("WAYMARK_LTI_CONFIG"));
        if (given(environment.get("WAYMARK_LRS_URL")) != given(environment.get("WAYMARK_LRS_USER"))) {
            throw new SettingRefused("WAYMARK_LRS_URL and WAYMARK_LRS_USER belong together: set both, or neither.");
        }
    }

    private static void port(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return;
        }
        try {
            int port = Integer.parseInt(text.trim());
            if (port >= 1 && port <= 65535) {
                return;
            }
        } catch (NumberFormatException e) {
            throw new SettingRefused("WAYMARK_PORT must be a number from 1 to 65535; found \"" + text + "\".");
        }
        throw new SettingRefused("WAYMARK_PORT must be a number from 1 to 65535; found \"" + text + "\".");
    }

    private static void yesOrNo(@Nullable String text) {
        if (text != null && !text.isBlank() && !text.equals("true") && !text.equals("false")) {
            throw new SettingRefused("WAYMARK_ALLOW_PRIVATE_ADDRESSES must be true or false; found \"" + text + "\".");
        }
    }

    private static void address(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return;
        }
        try {
            URI address = URI.create(text.trim());
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (web && address.getHost() != null && address.getUserInfo() == null) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new SettingRefused(name + " must be an http or https address; found \"" + text + "\".");
        }
        throw new SettingRefused(name + " must be an http or https address with a host and without a password in it.");
    }

    private static void database(@Nullable String text) {
        if (text != null && !text.isBlank() && !text.startsWith("jdbc:h2:") && !text.startsWith("jdbc:mysql:")) {
            throw new SettingRefused("WAYMARK_DB_URL must begin with jdbc:h2: or jdbc:mysql: (which MariaDB takes too);"
                    + " found \"" + text.replaceAll("//.*", "//…") + "\".");
        }
    }

    private static void folder(@Nullable String text) {
        if (text != null && !text.isBlank() && !Files.isDirectory(Path.of(text.trim()))) {
            throw new SettingRefused("WAYMARK_LTI_CONFIG must name a folder; \"" + text + "\" is none.");
        }
    }

    private static boolean given(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
