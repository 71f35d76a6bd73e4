package dev.waymark.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * By what rows about a person are found, in every room.
 *
 * @param learner our random name of them
 * @param accounts who they are on each platform
 * @param agentKeys text forms of the xAPI agents that are theirs
 */
public record Person(TenantId tenant, String learner, Set<Account> accounts, Set<String> agentKeys) {

    public Person {
        accounts = Set.copyOf(accounts);
        agentKeys = Set.copyOf(agentKeys);
    }

    /**
     * @param registration our number of the platform's registration
     * @param subject the platform's own name for the person
     */
    public record Account(long registration, String subject) {}

    /** SHA-256 in 64 hexadecimal digits, as tables keep what is too long for an index. */
    public static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Person[" + learner + "]"; // their accounts are not a log's to keep
    }
}
