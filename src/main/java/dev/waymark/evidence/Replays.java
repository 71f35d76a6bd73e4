package dev.waymark.evidence;

import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes the ledger anew from the statements that are kept: what was set aside is tried again, every kept statement is read
 * as it is read today, and everybody's entries are put together from that. Nothing is asked of a source, but for stretches
 * that it could not give before. Of a tenant one runs at a time; it goes on after its node died, on any node.
 *
 * <p>What people decided stays: links of accounts, alignments, statements that were left out. Estimates follow where
 * something changed.
 */
public interface Replays {

    /**
     * Begins one, in the background.
     *
     * @param source only what this source brought; empty for all
     * @param by who asks, for the log and the list: a name of ours, no personal data, at most 200 characters
     */
    Asked ask(TenantId tenant, Optional<String> source, String by);

    /**
     * Reads one statement again, from what is kept of it, and all that its people have in the ledger.
     *
     * @return true if something is said of it now that was not
     */
    boolean readAgain(TenantId tenant, String statement);

    /** One of a tenant's; empty if it has none of that id. */
    Optional<Replay> find(TenantId tenant, String id);

    /** A tenant's, newest first. */
    List<Replay> newest(TenantId tenant, int limit);

    /** What became of asking. */
    sealed interface Asked {

        record Begun(Replay replay) implements Asked {}

        /** One runs already; nothing was begun. */
        record Runs(Replay replay) implements Asked {}

        /** Nothing is kept of a source of that name. */
        record NoSource(String source) implements Asked {}
    }

    /** In their order. */
    enum State {
        /** What was set aside is tried again. */
        TRYING,
        /** Kept statements are read. */
        READING,
        /** Everybody's entries are put together. */
        COUNTING,
        DONE,
        /** It was given up; {@link Replay#problem} says why. What was done by then stays done. */
        FAILED;

        public boolean isOver() {
            return this == DONE || this == FAILED;
        }
    }

    /**
     * How one stands.
     *
     * @param statements to be read, when it began
     * @param read of these
     * @param changed entries that say something else now than before
     * @param unreadable statements that cannot be read any more; their entries stay as they are
     * @param people whose entries are put together; agents whom nobody is linked to are among them
     * @param settled of these
     * @param used statements that were set aside and count among the kept ones now
     * @param setAside statements that still cannot be used
     * @param asked stretches that their source is asked for again
     */
    record Replay(
            String id,
            Optional<String> source,
            String by,
            State state,
            Instant begun,
            Instant heard,
            Optional<Instant> ended,
            long statements,
            long read,
            long changed,
            long unreadable,
            long people,
            long settled,
            long used,
            long setAside,
            long asked,
            Optional<String> problem) {}
}
