package dev.waymark.lrs.feed;

import dev.waymark.shared.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How the reading of sources goes, and what an administrator may ask of it. Writes are logged with who asked. */
public interface Readings {

    /** How a source's reading stands. */
    Progress of(TenantId tenant, String source);

    /** Nothing is asked of the source until it is resumed, not even for a learner who is here. */
    void pause(TenantId tenant, String source, String by);

    /** Goes on at once, whatever it was waiting for. */
    void resume(TenantId tenant, String source, String by);

    /** Reads everything stored since then again, beside the new; the epoch for everything. What we have stays once. */
    void readAgain(TenantId tenant, String source, Instant since, String by);

    /**
     * Tries what could not be used once more: statements by themselves, as a later version may understand them, and
     * stretches that the source could not give, by asking it again.
     */
    Retried tryAgain(TenantId tenant, String source, String by);

    /** How many statements of a source could not be used, stretches that it could not give among them. */
    long unusable(TenantId tenant, String source);

    /**
     * @param used statements that can be used now
     * @param left statements that cannot
     * @param asked stretches that the source will be asked for again
     */
    record Retried(int used, int left, int asked) {}

    /**
     * @param position everything that was stored up to then is with us; empty before the first page
     * @param completeTo up to which storing time the last full reading knew everything
     * @param lag between that and now; empty before the first full reading
     * @param retryAt when a source that failed is tried next
     * @param problem what went wrong last
     * @param refused true if it waits for other credentials
     * @param clockAhead how far its clock is ahead of ours, negative if behind
     * @param statements that were new to us, since reading began
     * @param late of these, those that surfaced behind the cursor
     * @param rate statements in a second, while it was busy
     */
    record Progress(
            boolean paused,
            Optional<Instant> position,
            Optional<Instant> completeTo,
            Optional<Duration> lag,
            Optional<Instant> pageAt,
            int failures,
            Optional<Instant> retryAt,
            Optional<String> problem,
            boolean refused,
            Duration clockAhead,
            long statements,
            long late,
            double rate,
            Optional<Filling> filling,
            Optional<Again> again,
            Optional<Instant> nightlyDone,
            long nightlyFound) {}

    /**
     * What was there before us is being read.
     *
     * @param share of the storing time that has been gone through, 0 to 1
     * @param left an estimate, from the storing time gone through so far; empty while there is too little to tell
     */
    record Filling(long statements, double rate, double share, Optional<Duration> left) {}

    /**
     * A stretch is being read again.
     *
     * @param share 0 to 1
     * @param read how many statements came so far, known ones too
     * @param rate of these in a second, while it was busy
     * @param left as that of {@link Filling}
     */
    record Again(Instant from, Instant until, double share, long read, double rate, Optional<Duration> left) {}
}
