package dev.waymark.lrs.xapi;

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
        String home = homePage.endsWith("/") ? homePage.substring(0, homePage.length() - 1) : homePage;
        return new AgentKey(Kind.ACCOUNT, home + " " + name);
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
}
