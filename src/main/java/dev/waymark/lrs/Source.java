package dev.waymark.lrs;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Where statements come from, as an administrator sees it.
 *
 * @param name in tables; never changes
 * @param label what people call it
 * @param address its statement resource; empty for a sender that only pushes
 * @param authorization what lets us in, without the secret itself
 * @param fromEnvironment true for the one that the settings name, which pages cannot change
 * @param readable false if its secret cannot be opened, as after a change of {@code WAYMARK_SECRET}
 */
public record Source(
        String name,
        String label,
        Optional<URI> address,
        Authorization authorization,
        String user,
        String version,
        Pace pace,
        boolean takesOurs,
        boolean fromEnvironment,
        boolean readable) {

    /** How we identify ourselves to an LRS. */
    public enum Authorization {
        NONE,
        BASIC,
        BEARER
    }

    /** A token that may push statements. */
    public record PushToken(String hash, String startsWith, Instant made, Optional<Instant> used) {}
}
