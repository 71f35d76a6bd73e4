package dev.waymark.evidence;

import dev.waymark.evidence.Replays.Replay;
import dev.waymark.evidence.Replays.State;
import dev.waymark.lrs.feed.KeptStatements;
import dev.waymark.lrs.feed.Readings;
import dev.waymark.shared.Contention;
import dev.waymark.shared.Leases;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works replays off: one node each, a slice of time at once, with where it stands in the database, so that a node that dies
 * leaves the rest for another.
 */
@Singleton
class ReplayWork {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayWork.class);
    private static final Duration LEASE = Duration.ofMinutes(3);
    private static final Duration SLICE = Duration.ofSeconds(30);
    private static final Duration TELL_EVERY = Duration.ofSeconds(10);
    private static final int PAGE = 500;
    private static final int PEOPLE_AT_ONCE = 100;
    private static final int MOST_FAILURES = 20;

    private final ReplayRows rows;
    private final KeptStatements kept;
    private final KeptAgain again;
    private final Readings readings;
    private final StaleOwners stale;
    private final StaleCount waiting;
    private final Tenants tenants;
    private final Leases leases;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;
    private final ReentrantLock here = new ReentrantLock();

    ReplayWork(
            ReplayRows rows,
            KeptStatements kept,
            KeptAgain again,
            Readings readings,
            StaleOwners stale,
            StaleCount waiting,
            Tenants tenants,
            Leases leases,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.rows = rows;
        this.kept = kept;
        this.again = again;
        this.readings = readings;
        this.stale = stale;
        this.waiting = waiting;
        this.tenants = tenants;
        this.leases = leases;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "${waymark.evidence.replay:2s}", initialDelay = "${waymark.evidence.replay:2s}")
    void workOff() {
        // A lease is a node's; of its threads one is enough.
        if (!here.tryLock()) {
            return;
        }
        try {
            for (TenantId tenant : tenants.all()) {
                transactions
                        .executeWrite(status -> rows.running(tenant))
                        .flatMap(running -> leases.claim("evidence/replay/" + tenant, LEASE))
                        .ifPresent(lease -> {
                            try {
                                slice(tenant, lease);
                            } finally {
                                leases.release(lease);
                            }
                        });
            }
        } finally {
            here.unlock();
        }
    }

    private void slice(TenantId tenant, Leases.Lease lease) {
        long until = System.nanoTime() + SLICE.toNanos();
        long told = System.nanoTime();
        Optional<ReplayRows.Kept> running = running(tenant);
        while (running.isPresent() && System.nanoTime() < until) {
            ReplayRows.Kept now = running.get();
            try {
                step(tenant, now);
            } catch (KeptAgain.Overtaken e) {
                LOG.info("{}", e.getMessage());
                return;
            } catch (RuntimeException e) {
                stumbled(tenant, now, e);
                return;
            }
            if (leases.claim(lease.work(), LEASE).isEmpty()) {
                return;
            }
            running = running(tenant);
            boolean moved = running.map(
                            next -> next.replay().state() != now.replay().state())
                    .orElse(false);
            if (moved || System.nanoTime() - told > TELL_EVERY.toNanos()) {
                running.ifPresent(next -> LOG.info("{}", sentence(tenant, next.replay())));
                told = System.nanoTime();
            }
        }
    }

    private Optional<ReplayRows.Kept> running(TenantId tenant) {
        return transactions.executeWrite(status -> rows.running(tenant));
    }

    private void step(TenantId tenant, ReplayRows.Kept now) {
        switch (now.replay().state()) {
            case TRYING -> tryAgain(tenant, now.replay());
            case READING -> read(tenant, now);
            case COUNTING -> count(tenant, now.replay());
            case DONE, FAILED -> throw new IllegalStateException("a replay that is over does not run");
        }
    }

    private void tryAgain(TenantId tenant, Replay replay) {
        int used = 0;
        int left = 0;
        int asked = 0;
        for (String source : kept.setAside(tenant)) {
            if (replay.source().isEmpty() || replay.source().get().equals(source)) {
                Readings.Retried retried = readings.tryAgain(tenant, source, replay.by());
                used += retried.used();
                left += retried.left();
                asked += retried.asked();
            }
        }
        int[] tried = {used, left, asked};
        long newest = kept.newest(tenant);
        long statements = kept.count(tenant, replay.source());
        Instant at = clock.instant();
        expect(
                replay,
                Contention.retry(() -> transactions.executeWrite(status ->
                        rows.tried(tenant, replay.id(), tried[0], tried[1], tried[2], statements, newest, at))));
    }

    private void read(TenantId tenant, ReplayRows.Kept now) {
        if (Contention.retry(() -> again.page(tenant, now, PAGE))) {
            return;
        }
        Replay replay = now.replay();
        Contention.retry(() -> waiting.note(tenant, replay.source()));
        long people = waiting.left(tenant);
        Instant at = clock.instant();
        expect(
                replay,
                Contention.retry(() -> transactions.executeWrite(status -> rows.noted(tenant, now, people, at))));
    }

    private void count(TenantId tenant, Replay replay) {
        List<Row.Owner> some = stale.some(tenant, PEOPLE_AT_ONCE);
        for (Row.Owner owner : some) {
            Contention.retry(() -> stale.settle(tenant, owner));
        }
        Instant at = clock.instant();
        if (some.isEmpty()) {
            boolean ended = transactions.executeWrite(status -> rows.end(tenant, replay.id(), State.DONE, "", at));
            if (ended) {
                transactions
                        .executeWrite(status -> rows.find(tenant, replay.id()))
                        .ifPresent(done -> LOG.info("{}", sentence(tenant, done.replay())));
            }
            return;
        }
        long left = waiting.left(tenant);
        expect(replay, transactions.executeWrite(status -> rows.counted(tenant, replay.id(), left, at)));
    }

    private static void expect(Replay replay, boolean stoodThere) {
        if (!stoodThere) {
            throw new KeptAgain.Overtaken(replay.id());
        }
    }

    private void stumbled(TenantId tenant, ReplayRows.Kept now, RuntimeException why) {
        String id = now.replay().id();
        boolean over = now.failures() + 1 >= MOST_FAILURES;
        LOG.error("The replay {} of tenant {} broke off{}", id, tenant, over ? " for good" : "; it goes on later", why);
        try {
            transactions.executeWrite(status -> {
                rows.stumbled(tenant, id, String.valueOf(why.getMessage()));
                return !over || rows.end(tenant, id, State.FAILED, String.valueOf(why.getMessage()), clock.instant());
            });
        } catch (RuntimeException e) {
            LOG.error("That it broke off could not be noted", e);
        }
    }

    static String sentence(TenantId tenant, Replay replay) {
        String begin = "Replay " + replay.id() + " of tenant " + tenant + " ("
                + replay.source().orElse("all sources") + "): ";
        return begin
                + switch (replay.state()) {
                    case TRYING -> "what was set aside is tried again";
                    case READING ->
                        replay.read() + " of " + replay.statements() + " statements read, " + replay.changed()
                                + " entries changed";
                    case COUNTING ->
                        "entries of " + replay.settled() + " of " + replay.people() + " people put together";
                    case DONE, FAILED ->
                        (replay.state() == State.DONE ? "done: " : "given up: ")
                                + replay.read() + " statements read, " + replay.changed() + " entries changed, "
                                + replay.unreadable() + " not readable any more; of what was set aside "
                                + replay.used() + " used, " + replay.setAside() + " left, " + replay.asked()
                                + " stretches asked for again; entries of " + replay.people()
                                + " people put together";
                };
    }
}
