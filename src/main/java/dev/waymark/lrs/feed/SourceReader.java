package dev.waymark.lrs.feed;

import dev.waymark.lrs.Budget;
import dev.waymark.lrs.Lrs;
import dev.waymark.shared.Leases;
import dev.waymark.shared.Leases.Lease;
import dev.waymark.shared.SecretBox;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads everything a source has, by cursor, one node at a time.
 *
 * <p>An LRS gives a statement its storing time before others can see it, so a reader that goes on from the last one it saw
 * misses those that surface late: 8 to 19 of 100 were measured. Three things prevent that. The cursor never passes the
 * LRS's own time less a settle time, however new the statements were that came; every so often the reader looks back over
 * an overlap; and every night it reads the last days again. Statements seen twice cost a look-up.
 *
 * <p>The cursor is saved in the transaction that saves what was read. A page that cannot be read is halved by time until
 * what is broken is alone; that is kept with its reason and passed by.
 */
@Singleton
class SourceReader {

    private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);
    private static final Duration DENIED_PAUSE = Duration.ofHours(1);
    private static final Duration LONGEST_ASKED_FOR = Duration.ofHours(6);
    private static final Duration A_DAY = Duration.ofHours(24);
    private static final long LONGEST_PAUSE_SECONDS = 300;

    private final Fetching fetching;
    private final StatementStore store;
    private final Cursors cursors;
    private final Leases leases;
    private final SecretBox box;
    private final Clock clock;
    private final Duration leaseTime;

    /** What this node reads just now: its lease would not keep it from reading twice. */
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    private final Map<String, Budget> budgets = new ConcurrentHashMap<>();

    SourceReader(
            Fetching fetching,
            StatementStore store,
            Cursors cursors,
            Leases leases,
            SecretBox box,
            Clock clock,
            @Value("${waymark.lrs.lease:45s}") Duration leaseTime) {
        this.fetching = fetching;
        this.store = store;
        this.cursors = cursors;
        this.leases = leases;
        this.box = box;
        this.clock = clock;
        this.leaseTime = leaseTime;
    }

    /**
     * Reads on from the cursor to the newest statement, then some of what is to be read again; unless another node does,
     * or the source is paused, or asked to be left alone.
     */
    void read(TenantId tenant, Lrs lrs) {
        Cursors.State state = cursors.of(tenant, lrs.source());
        if (state.paused() || rests(lrs, state)) {
            return;
        }
        String work = "lrs-feed/" + tenant + "/" + lrs.source();
        if (!running.add(work)) {
            return;
        }
        try {
            Optional<Lease> lease = leases.claim(work, leaseTime);
            if (lease.isPresent()) {
                read(tenant, lrs, lease.get());
            }
        } catch (Cursors.Replaced replaced) {
            LOG.info("{}; this node leaves it to that one", replaced.getMessage());
        } finally {
            running.remove(work);
        }
    }

    /** Credentials that were refused rest until they are others, or an administrator says go on. */
    private boolean rests(Lrs lrs, Cursors.State state) {
        boolean others = !state.refused().isEmpty() && !state.refused().equals(fingerprint(lrs));
        return state.retryAt().isAfter(clock.instant()) && !others;
    }

    private String fingerprint(Lrs lrs) {
        return box.fingerprint("credentials of an LRS", lrs.authorization());
    }

    private void read(TenantId tenant, Lrs lrs, Lease lease) {
        try {
            cursors.begin(tenant, lrs.source(), lease);
            // Read again under the lease: another node may have read on since.
            Cursors.State state = cursors.of(tenant, lrs.source());
            var reading = reading(tenant, lrs, lease, state);
            Reading.End end = reading.tail();
            if (end instanceof Reading.End.AllRead) {
                planNightly(tenant, lrs);
                Cursors.State after = cursors.of(tenant, lrs.source());
                if (after.again().isPresent() && !after.paused()) {
                    reading = reading(tenant, lrs, lease, after);
                    end = reading.again(after.again().get(), after.goneThrough().at());
                }
            }
            if (end instanceof Reading.End.Stopped(Fetched obstacle)) {
                stop(tenant, lrs, lease, state.failures() * (reading.sawPages() ? 0 : 1) + 1, obstacle);
            }
        } finally {
            leases.release(lease);
        }
    }

    private Reading reading(TenantId tenant, Lrs lrs, Lease lease, Cursors.State state) {
        Budget budget = budgets.computeIfAbsent(
                tenant + "/" + lrs.source() + "/" + lrs.pace().requestsPerMinute(),
                unknown -> new Budget(lrs.pace().requestsPerMinute(), System.nanoTime()));
        return new Reading(
                new Reading.Means(fetching, store, cursors, clock, budget, () -> renewed(lease)),
                tenant,
                lrs,
                lease,
                state);
    }

    private boolean renewed(Lease lease) {
        return leases.claim(lease.work(), leaseTime)
                .filter(ours -> ours.fence() == lease.fence())
                .isPresent();
    }

    /** Once a day, in the small hours of this server if it is up then, what came in the last days is read again. */
    private void planNightly(TenantId tenant, Lrs lrs) {
        Cursors.State state = cursors.of(tenant, lrs.source());
        Instant now = clock.instant();
        if (lrs.pace().rescan().isZero() || state.again().isPresent()) {
            return;
        }
        Instant last = state.nightlyBegun().orElse(Instant.EPOCH);
        int hour = now.atZone(clock.getZone()).getHour();
        boolean night = hour >= 1 && hour < 5;
        boolean due = state.nightlyBegun().isEmpty()
                || last.plus(A_DAY).isBefore(now)
                || (night && last.plus(A_DAY.dividedBy(2)).isBefore(now));
        if (due) {
            cursors.nightlyBegun(tenant, lrs.source(), now);
            if (state.nightlyBegun().isPresent()) {
                // The first night has just been read.
                cursors.readAgain(
                        tenant,
                        lrs.source(),
                        new Cursors.Stretch(
                                Pages.back(state.position(), lrs.pace().rescan()), state.position()));
            }
        }
    }

    private void stop(TenantId tenant, Lrs lrs, Lease lease, int failures, Fetched obstacle) {
        switch (obstacle) {
            case Fetched.Denied(String problem) -> {
                LOG.error("Stopped reading statements: {}", problem);
                Instant retryAt = clock.instant().plus(DENIED_PAUSE);
                cursors.failed(tenant, lrs.source(), lease, failures, retryAt, problem, fingerprint(lrs));
            }
            case Fetched.Later(Optional<Duration> asked, String problem) ->
                pause(tenant, lrs, lease, failures, asked, problem);
            case Fetched.Faulty(String problem, String body) ->
                pause(tenant, lrs, lease, failures, Optional.empty(), problem);
            case Fetched.Poisoned(String problem, String body) ->
                pause(tenant, lrs, lease, failures, Optional.empty(), problem);
            case Fetched.Page page -> throw new IllegalStateException("a page is no obstacle");
        }
    }

    /** As long as the LRS asks for, or else twice as long each time, at random below that. */
    private void pause(TenantId tenant, Lrs lrs, Lease lease, int failures, Optional<Duration> wait, String problem) {
        long ceiling = Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(failures, 30)) * 1000;
        Duration jittered = Duration.ofMillis(ThreadLocalRandom.current().nextLong(ceiling));
        Duration pause = wait.map(asked -> asked.compareTo(LONGEST_ASKED_FOR) > 0 ? LONGEST_ASKED_FOR : asked)
                .filter(asked -> asked.compareTo(jittered) > 0)
                .orElse(jittered);
        LOG.warn("Reading statements goes on in {} s: {}", pause.toSeconds(), problem);
        cursors.failed(tenant, lrs.source(), lease, failures, clock.instant().plus(pause), problem, "");
    }
}
