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
 */
public record Lrs(String source, URI statements, String authorization) {

    private static final int NAME_LENGTH = 100;

    static Lrs at(URI statements, String user, String password) {
        String name = statements.getRawAuthority()
                + statements.getRawPath().substring(0, statements.getRawPath().length() - "/statements".length());
        String authorization = user.isEmpty() && password.isEmpty()
                ? ""
                : "Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new Lrs(name.substring(0, Math.min(NAME_LENGTH, name.length())), statements, authorization);
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
