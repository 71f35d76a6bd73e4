package dev.waymark.lrs;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * One LRS that a tenant reads from and sends to.
 *
 * @param source names it in tables and to people: its host and path
 * @param statements its statement resource
 * @param authorization the header that lets us in; blank if the LRS is open
 * @param version of xAPI that we ask for; answers of another are read as well
 * @param takesOurs true if our own statements are sent there
 */
public record Lrs(String source, URI statements, String authorization, String version, Pace pace, boolean takesOurs) {

    static final String USUAL_VERSION = "1.0.3";

    private static final int NAME_LENGTH = 100;

    static Lrs at(URI statements, String user, String password) {
        return new Lrs(
                nameOf(statements),
                statements,
                user.isEmpty() && password.isEmpty() ? "" : basic(user, password),
                USUAL_VERSION,
                Pace.USUAL,
                true);
    }

    /** Host and path, which is how a source is called unless that is taken. */
    static String nameOf(URI statements) {
        String name = statements.getRawAuthority()
                + statements.getRawPath().substring(0, statements.getRawPath().length() - "/statements".length());
        return name.substring(0, Math.min(NAME_LENGTH, name.length()));
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** True if the address is on the same scheme, host and port as the LRS, so that it may see our password. */
    public boolean sameOrigin(URI address) {
        return statements.getScheme().equalsIgnoreCase(address.getScheme())
                && statements.getHost().equalsIgnoreCase(address.getHost())
                && port(statements) == port(address);
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }

    @Override
    public String toString() {
        return "Lrs[" + source + "]";
    }
}
