package dev.waymark.shared;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Says whether we may call an address at all. Whatever a launch, a registration or an LRS page names is checked here
 * first, so that nobody can make this server call into the network it stands in.
 *
 * <p>https to public addresses only, unless {@code WAYMARK_ALLOW_PRIVATE_ADDRESSES} says that this is a test
 * installation. Redirects are never followed by our clients. That the address belongs to somebody registered is the
 * caller's check.
 */
@Singleton
public final class OutboundAddresses {

    private final boolean privateAllowed;
    private final NameService names;

    /** Finds the numbers of a name; tests have one that changes its mind. */
    @FunctionalInterface
    interface NameService {
        InetAddress[] lookUp(String host) throws UnknownHostException;
    }

    @Inject
    public OutboundAddresses(ToolSettings settings) {
        this(settings, InetAddress::getAllByName);
    }

    OutboundAddresses(ToolSettings settings, NameService names) {
        this.privateAllowed = settings.allowPrivateAddresses();
        this.names = names;
    }

    /** Why we may not call this address; empty if we may. Resolves the host's name. */
    public Optional<String> refusal(URI address) {
        String scheme = address.getScheme();
        String host = address.getHost();
        if (host == null || scheme == null) {
            return Optional.of("\"" + address + "\" is not an absolute http or https address");
        }
        if (address.getUserInfo() != null) {
            return Optional.of("the address of " + host + " carries a user name or password");
        }
        boolean https = "https".equalsIgnoreCase(scheme);
        if (!https && !(privateAllowed && "http".equalsIgnoreCase(scheme))) {
            return Optional.of("\"" + scheme + "\" to " + host + " is not https");
        }
        if (privateAllowed) {
            return Optional.empty();
        }
        try {
            return refusal(host, lookUp(host));
        } catch (UnknownHostException e) {
            return Optional.of("the name " + host + " cannot be found");
        }
    }

    InetAddress[] lookUp(String host) throws UnknownHostException {
        return names.lookUp(host);
    }

    /** Why we may not connect to these numbers of a name; empty if we may to each of them. */
    Optional<String> refusal(String host, InetAddress... found) {
        boolean allowed = privateAllowed || Arrays.stream(found).allMatch(OutboundAddresses::isPublic);
        return allowed
                ? Optional.empty()
                : Optional.of(host + " is a private or loopback address; set"
                        + " WAYMARK_ALLOW_PRIVATE_ADDRESSES=true only on a test installation");
    }

    static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (bytes.length == 4) {
            boolean carrierNat = first == 100 && second >= 64 && second < 128;
            boolean benchmark = first == 198 && (second == 18 || second == 19);
            boolean special = first == 0 || first >= 240 || (first == 192 && second == 0 && bytes[2] == 0);
            return !(carrierNat || benchmark || special);
        }
        boolean uniqueLocal = (first & 0xfe) == 0xfc;
        boolean translated = first == 0x00 && second == 0x64; // 64:ff9b::/96 reaches IPv4, private included
        boolean tunnelled = first == 0x20 && second == 0x02; // 2002::/16 carries an IPv4 address, private included
        boolean teredo = first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0; // 2001::/32 carries one too
        boolean compatible = new BigInteger(1, bytes).bitLength() <= Integer.SIZE; // ::a.b.c.d does so too
        return !(uniqueLocal || translated || tunnelled || teredo || compatible);
    }
}
