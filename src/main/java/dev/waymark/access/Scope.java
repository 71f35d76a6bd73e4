package dev.waymark.access;

import java.util.Arrays;
import java.util.Optional;

/** What a key opens. Each has to be asked for: none includes another. */
public enum Scope {
    /** Groups of five people or more; nobody can be told from it. */
    GROUPS("groups:read"),
    /** Single people, by a pseudonym that means nothing outside this installation. */
    PEOPLE("people:read"),
    /** Which pseudonym is whom on which platform: what makes people of the pseudonyms again. */
    IDENTITIES("identities:read"),
    /** Has the ledger made anew from what is kept, and reads how far that is. Nobody can be told from it. */
    REPLAY("ledger:replay");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** As it is written in keys, documents and refusals. */
    public String text() {
        return text;
    }

    public static Optional<Scope> of(String text) {
        return Arrays.stream(values())
                .filter(each -> each.text.equals(text.strip()))
                .findFirst();
    }
}
