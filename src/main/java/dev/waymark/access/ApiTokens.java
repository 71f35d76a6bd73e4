package dev.waymark.access;

import dev.waymark.shared.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of the API. A key is 256 random bits behind the name of its row, so that a digest is all that needs to be kept:
 * who reads the database cannot use them.
 */
public interface ApiTokens {

    /** The longest that a key may live. */
    Duration LONGEST = Duration.ofDays(400);

    /**
     * Makes a key.
     *
     * @param name what it is for, 1 to 200 characters; shown in the list
     * @param scopes at least one
     * @param life above 0, at most {@link #LONGEST}
     * @param by who made it, a name of ours
     * @throws IllegalArgumentException if one of them is not so; the message is for the person who asked
     */
    Made make(TenantId tenant, String name, Set<Scope> scopes, Duration life, String by);

    /** What is shown once and never again. */
    record Made(Token token, String key) {}

    /** Whose key this is; empty if it is nobody's, has ended or was withdrawn. */
    Optional<Token> open(String key);

    /** All of a tenant's, newest first, ended ones too. */
    List<Token> all(TenantId tenant);

    /** From now on it opens nothing; false if there is none of that name in this tenant, or it was withdrawn before. */
    boolean withdraw(TenantId tenant, String id);

    /**
     * A key as it is known afterwards.
     *
     * @param id 24 characters, no secret
     * @param lastUsedAt to the minute
     */
    record Token(
            TenantId tenant,
            String id,
            String name,
            Set<Scope> scopes,
            String madeBy,
            Instant madeAt,
            Instant endsAt,
            Optional<Instant> lastUsedAt,
            Optional<Instant> withdrawnAt) {

        public Token {
            scopes = Set.copyOf(scopes);
        }

        /** True if it opens something at that time. */
        public boolean holds(Instant now) {
            return withdrawnAt.isEmpty() && endsAt.isAfter(now);
        }
    }
}
