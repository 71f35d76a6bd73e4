package dev.waymark.web;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Addresses of our style sheets and scripts. They may be kept for ever: the address names the content, so that a new
 * release is a new address.
 */
@Singleton
public final class Assets {

    private static final List<String> NAMES = List.of(
            "tokens.css",
            "waymark.css",
            "theme.js",
            "frame.js",
            "htmx-2.0.11.min.js",
            "pages.js",
            "storage.js",
            "send.js",
            "register.js");

    private final Map<String, String> addresses = new HashMap<>();

    public Assets() {
        for (String name : NAMES) {
            addresses.put(name, "/assets/" + name + "?v=" + fingerprint(name));
        }
    }

    /**
     * @throws IllegalArgumentException if there is no such asset
     */
    public String at(String name) {
        String address = addresses.get(name);
        if (address == null) {
            throw new IllegalArgumentException("no asset \"" + name + "\"");
        }
        return address;
    }

    /** True if this is an address of ours for content as it is now. */
    boolean names(String address) {
        return addresses.containsValue(address);
    }

    private static String fingerprint(String name) {
        try (var stream = Assets.class.getResourceAsStream("/assets/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("asset " + name + " is not in the build");
            }
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(stream.readAllBytes());
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read asset " + name, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
