package dev.waymark.lrs.xapi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * An xAPI agent's inverse functional identifier, normalised so that equal people compare equal: e-mail in lower case,
 * {@code homePage} without a trailing slash. Never flattened to its account name.
 *
 * @param kind how the agent is identified
 * @param value {@code mailto:…}, a digest, an OpenID, or for accounts homePage, a space and the name
 */
public record AgentKey(Kind kind, String value) {

    public enum Kind {
        ACCOUNT,
        MBOX,
        MBOX_SHA1SUM,
        OPENID
    }

    public static AgentKey account(String homePage, String name) {
        String home = homePage.strip();
        while (home.endsWith("/")) {
            home = home.substring(0, home.length() - 1);
        }
        return new AgentKey(Kind.ACCOUNT, home + " " + name);
    }

    /**
     * @param mbox an e-mail address, with or without {@code mailto:}
     */
    public static AgentKey mbox(String mbox) {
        return new AgentKey(Kind.MBOX, "mailto:" + addressOf(mbox));
    }

    /**
     * The digests under which an e-mail address may come: of {@code mailto:…} as the specification asks (xAPI 1.0.3
     * Data 2.4.2.3), and of the bare address, as Open edX sends it.
     */
    public static Set<AgentKey> digestsOf(String mbox) {
        String address = addressOf(mbox);
        return Set.of(digest(sha1("mailto:" + address)), digest(sha1(address)));
    }

    public static AgentKey digest(String sha1) {
        return new AgentKey(Kind.MBOX_SHA1SUM, sha1.strip().toLowerCase(Locale.ROOT));
    }

    public static AgentKey openid(String openid) {
        return new AgentKey(Kind.OPENID, openid.strip());
    }

    /** One text for keys of tables. */
    public String key() {
        return kind + " " + value;
    }

    /** Reads {@link #key()}. */
    public static AgentKey ofKey(String key) {
        int space = key.indexOf(' ');
        return new AgentKey(Kind.valueOf(key.substring(0, space)), key.substring(space + 1));
    }

    /** 64 hexadecimal digits that stand for {@link #key()} where it is too long for an index. */
    public static String hash(String key) {
        return digest("SHA-256", key);
    }

    /** The account's home page, for {@link Kind#ACCOUNT} only. */
    String homePage() {
        return value.substring(0, value.indexOf(' '));
    }

    /** The account's name, for {@link Kind#ACCOUNT} only. */
    String accountName() {
        return value.substring(value.indexOf(' ') + 1);
    }

    private static String addressOf(String mbox) {
        String address = mbox.strip().toLowerCase(Locale.ROOT);
        return address.startsWith("mailto:")
                ? address.substring("mailto:".length()).strip()
                : address;
    }

    private static String sha1(String text) {
        return digest("SHA-1", text);
    }

    private static String digest(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
