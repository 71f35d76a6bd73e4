package dev.waymark.learner;

import dev.waymark.learner.RosterRows.Sync;
import dev.waymark.lti.core.Member;
import dev.waymark.lti.nrps.Memberships;
import dev.waymark.shared.Contention;
import dev.waymark.shared.Leases;
import dev.waymark.shared.Leases.Lease;
import dev.waymark.shared.TenantId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Reads lists of people from platforms, page by page: all pages first, then one transaction, so that half a list is never
 * taken for a whole one.
 *
 * <p>Who is not on the whole list any more has left, and is marked, never deleted. A list that has shrunk by more than a
 * third all at once is more often a fault than the truth: nobody is marked then, staff are told, and a person confirms.
 * Where a platform offers what changed since, only that is read, and once a week the whole all the same.
 */
@Singleton
class RosterReading {

    private static final Duration EVERY = Duration.ofHours(24);
    private static final Duration WHOLE_EVERY = Duration.ofDays(7);
    private static final Duration LEASE = Duration.ofMinutes(3);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final long FIRST_PAUSE_SECONDS = 30;
    private static final int MOST_PAGES = 2_000;
    private static final int COURSES = 10;

    /** So few leaving at once is nothing unusual, however small the course. */
    private static final int FEW = 3;

    private final RosterRows rows;
    private final Leavers leavers;
    private final Memberships memberships;
    private final Leases leases;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    RosterReading(
            RosterRows rows,
            Leavers leavers,
            Memberships memberships,
            Leases leases,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.rows = rows;
        this.leavers = leavers;
        this.memberships = memberships;
        this.leases = leases;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Reads the lists whose turn it is. A course is read by one node at a time. Not inside a transaction. */
    void readDue(TenantId tenant) {
        Instant now = clock.instant();
        for (Sync sync : transactions.executeWrite(status -> rows.due(tenant, now, now.minus(EVERY), COURSES))) {
            Optional<Lease> lease = leases.claim(work(sync), LEASE);
            if (lease.isPresent()) {
                try {
                    read(sync);
                } finally {
                    leases.release(lease.get());
                }
            }
        }
    }

    private static String work(Sync sync) {
        String key = "roster/" + sync.tenant() + "/" + sync.course().key();
        return key.length() <= 190
                ? key
                : "roster/" + sync.tenant() + "/" + sync.course().registration() + "/"
                        + Integer.toHexString(key.hashCode());
    }

    private void read(Sync sync) {
        boolean whole =
                sync.differences().isEmpty() || sync.wholeAt().plus(WHOLE_EVERY).isBefore(clock.instant());
        URI page = whole
                ? memberships.first(sync.memberships(), sync.family())
                : sync.differences().orElseThrow();
        Map<String, Member> members = new LinkedHashMap<>();
        Set<URI> seen = new HashSet<>();
        while (true) {
            if (!seen.add(page) || seen.size() > MOST_PAGES) {
                fail(
                        sync,
                        Optional.empty(),
                        "the list does not end: a page came twice, or more than " + MOST_PAGES,
                        !whole);
                return;
            }
            switch (memberships.page(sync.tenant(), sync.registration(), sync.deployment(), page)) {
                case Memberships.Answer.TryLater later -> {
                    fail(sync, later.after(), later.detail(), false);
                    return;
                }
                case Memberships.Answer.NotTold untold -> {
                    // An address of differences may be forgotten; the whole list is asked for then.
                    fail(sync, Optional.empty(), untold.status() + " " + untold.detail(), !whole);
                    return;
                }
                case Memberships.Answer.Page found -> {
                    found.members().forEach(member -> members.put(member.userId(), member));
                    int pages = seen.size();
                    transactions.executeWrite(status -> {
                        rows.running(sync, pages, members.size(), clock.instant());
                        return true;
                    });
                    leases.claim(work(sync), LEASE);
                    if (found.next().isEmpty()) {
                        Optional<URI> next =
                                found.differences().or(() -> whole ? Optional.empty() : sync.differences());
                        Contention.retry(() -> transactions.executeWrite(
                                status -> keep(sync, List.copyOf(members.values()), next, whole, pages)));
                        return;
                    }
                    page = found.next().get();
                }
            }
        }
    }

    private boolean keep(Sync sync, List<Member> members, Optional<URI> differences, boolean whole, int pages) {
        Instant now = clock.instant();
        Set<String> erased = leavers.stillGone(
                sync.tenant(),
                sync.registration(),
                members.stream().map(Member::userId).toList());
        List<String> before = rows.present(sync.tenant(), sync.course());
        Set<String> here = new HashSet<>();
        List<Member> entering = new ArrayList<>();
        List<String> leaving = new ArrayList<>();
        for (Member member : members) {
            if (erased.contains(member.userId())) {
                continue; // They had themselves erased: a list does not bring them back.
            }
            if (member.status() == Member.Status.DELETED) {
                leaving.add(member.userId());
            } else {
                here.add(member.userId());
                entering.add(member);
            }
        }
        rows.enter(sync.tenant(), sync.course(), entering, now);
        if (whole) {
            before.stream().filter(subject -> !here.contains(subject)).forEach(leaving::add);
        }
        leaving.retainAll(new HashSet<>(before));
        Set<String> gone = new HashSet<>(leaving);
        boolean tooMany = gone.size() > FEW && gone.size() * 3 > before.size();
        if (tooMany && !sync.confirmed()) {
            rows.keptBack(sync, gone.size(), before.size(), now);
            return false;
        }
        gone.forEach(subject -> rows.leave(sync.tenant(), sync.course(), subject, now));
        int people = rows.present(sync.tenant(), sync.course()).size();
        rows.done(sync, differences, whole, pages, people, now);
        return true;
    }

    private void fail(Sync sync, Optional<Duration> asked, String detail, boolean forgetDifferences) {
        long longest = Math.min(LONGEST_PAUSE.toSeconds(), FIRST_PAUSE_SECONDS << Math.min(sync.failures(), 20));
        Duration pause = asked.orElseGet(() -> Duration.ofSeconds(
                1 + (long) (longest * ThreadLocalRandom.current().nextDouble())));
        transactions.executeWrite(status -> {
            rows.failed(sync, detail, forgetDifferences, clock.instant().plus(pause), asked.isPresent());
            return true;
        });
    }
}
