package dev.waymark.admin;

import java.util.List;
import java.util.Optional;

/**
 * Which programs read for this tenant.
 *
 * @param made a key that was just made; shown once
 * @param fault key of what was wrong; empty for nothing
 * @param said key of what was done; empty for nothing
 */
public record AnalystsPage(
        List<Key> keys, List<Account> accounts, List<Choice> scopes, Optional<String> made, String fault, String said) {

    public AnalystsPage {
        keys = List.copyOf(keys);
        accounts = List.copyOf(accounts);
        scopes = List.copyOf(scopes);
    }

    /**
     * @param state when it ends, or that it has ended or was withdrawn, in words
     * @param used when it was last used, in words
     */
    public record Key(String id, String name, String scopes, String state, String used, boolean holds) {}

    /** @param sees what it may see, in words */
    public record Account(String name, String sees) {}

    /** @param means what it opens, in words */
    public record Choice(String value, String means) {}
}
