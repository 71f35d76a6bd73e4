package dev.waymark.lrs.feed;

import dev.waymark.lrs.Budget;
import dev.waymark.lrs.Lrs;
import dev.waymark.lrs.LrsConnection;
import dev.waymark.lrs.xapi.StatementPage;
import dev.waymark.shared.Contention;
import dev.waymark.shared.Leases.Lease;
import dev.waymark.shared.TenantId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/**
 * One reading of a source under one lease: from the cursor to the end, or of a stretch again. The next page is asked for
 * while this one is stored; memory holds two pages, however much there is to read.
 */
final class Reading {

    /** What a reading works with. */
    record Means(
            Fetching fetching,
            StatementStore store,
            Cursors cursors,
            Clock clock,
            Budget budget,
            BooleanSupplier renewLease) {}

    /** How a reading ended. */
    sealed interface End {
        /** There is no more for now. */
        record AllRead() implements End {}

        /** There is more, and it is somebody else's turn. */
        record Enough() implements End {}

        record Stopped(Fetched obstacle) implements End {}
    }

    private static final Duration LOOK_BACK_EVERY = Duration.ofSeconds(30);
    private static final Duration FILLING = Duration.ofHours(1);
    private static final int PAGES_IN_A_ROW = 500;
    private static final int PAGES_AGAIN_IN_A_ROW = 100;
    private static final int MOST_PAGES_OUT_OF_ORDER = 50_000;
    private static final int FAULTS_THAT_ARE_THE_PAGES = 4;
    private static final int SMALLEST_PAGE = 10;

    private final Means with;
    private final TenantId tenant;
    private final Lrs lrs;
    private final Lease lease;
    private final Cursors.State state;
    private final int limit;
    private final boolean filling;
    private Optional<Cursors.Stretch> again = Optional.empty();
    private Instant reached;
    private Instant behind;
    private Instant newest = Instant.EPOCH;
    private Optional<Instant> lrsNowAtStart = Optional.empty();
    private boolean ordered = true;

    /** Whether later statements have come to be seen behind earlier ones: then the LRS heeds the order that we ask for. */
    private boolean rises;

    private Optional<Instant> newestOfPageBefore = Optional.empty();
    private int pages;
    private int readable;
    private boolean faultsAreThePages;
    private long lap;

    Reading(Means with, TenantId tenant, Lrs lrs, Lease lease, Cursors.State state) {
        this.with = with;
        this.tenant = tenant;
        this.lrs = lrs;
        this.lease = lease;
        this.state = state;
        this.reached = state.position();
        this.behind = state.position();
        this.filling = state.completeTo().isEmpty()
                || state.filling().isPresent()
                || state.position().isBefore(with.clock().instant().minus(FILLING))
                        && state.completeTo()
                                .get()
                                .isBefore(with.clock().instant().minus(FILLING));
        // An LRS that breaks off over a big page may manage a small one.
        this.limit = Math.max(
                Math.min(SMALLEST_PAGE, lrs.pace().pageSize()),
                lrs.pace().pageSize() >> Math.min(5, Math.max(0, state.failures() - 1)));
    }

    boolean sawPages() {
        return readable > 0;
    }

    TenantId tenant() {
        return tenant;
    }

    Lrs lrs() {
        return lrs;
    }

    Instant reached() {
        return reached;
    }

    /** Reads on to the newest statement. */
    End tail() {
        boolean lookBack =
                !state.overlapRead().plus(LOOK_BACK_EVERY).isAfter(with.clock().instant());
        Instant since = lookBack ? Pages.back(reached, lrs.pace().overlap()) : reached;
        End end = walk(Query.everything(since, limit));
        if (end instanceof End.Stopped(Fetched.Poisoned poison)) {
            end = new Narrowing(this).from(since);
        }
        if (end instanceof End.AllRead) {
            Instant now = now();
            Instant settled = now.minus(lrs.pace().settle());
            with.cursors()
                    .finished(
                            tenant,
                            lrs.source(),
                            lease,
                            with.clock().instant(),
                            newest.isBefore(settled) ? newest : settled,
                            settled,
                            lookBack);
        }
        return end;
    }

    /** Reads a stretch again. */
    End again(Cursors.Stretch stretch, Instant from) {
        again = Optional.of(stretch);
        reached = from;
        behind = stretch.until();
        Instant began = with.clock().instant();
        End end = walk(Query.everything(from, limit).between(from, stretch.until()));
        if (end instanceof End.Stopped(Fetched.Poisoned poison)) {
            end = new Narrowing(this).between(from, stretch.until());
        }
        if (end instanceof End.AllRead) {
            with.store().forgetStretches(tenant, lrs.source(), stretch, began);
            with.cursors()
                    .againDone(
                            tenant, lrs.source(), lease, stretch, with.clock().instant());
        }
        return end;
    }

    /** Stores page after page, to the end of what is asked for. */
    End walk(Query query) {
        Query asked = query;
        URI next = asked.at(lrs);
        Set<URI> seen = new HashSet<>();
        Optional<CompletableFuture<Fetched>> coming = Optional.empty();
        lap = System.nanoTime();
        newestOfPageBefore = Optional.empty();
        while (pages < mostPages()) {
            pages++;
            seen.add(next);
            Fetched fetched = coming.map(Reading::arrived).orElse(null);
            if (fetched == null) {
                fetched = fetch(next);
            }
            if (!(fetched instanceof Fetched.Page got)) {
                return new End.Stopped(judged(fetched));
            }
            readable++;
            lrsNowAtStart = lrsNowAtStart.or(() -> Optional.of(got.lrsNow()));
            Optional<URI> more = got.page()
                    .more()
                    .flatMap(text -> NextPage.resolve(lrs, text))
                    .filter(address -> !seen.contains(address));
            coming = more.filter(address -> pages < mostPages())
                    .map(address -> CompletableFuture.supplyAsync(() -> fetch(address), Thread::startVirtualThread));
            keep(got);
            boolean namesNone = got.page().more().isEmpty();
            if (namesNone && !Pages.isFull(got.page(), asked)) {
                return new End.AllRead();
            }
            if (more.isPresent()) {
                next = more.get();
                continue;
            }
            Optional<Query> byTime = Pages.byTime(asked, got.page(), ordered, rises);
            if (byTime.isEmpty() && namesNone) {
                return new End.AllRead();
            }
            if (byTime.isEmpty()) {
                return new End.Stopped(new Fetched.Later(
                        Optional.empty(),
                        lrs.source() + " names a next page that is elsewhere or was read already: "
                                + Sql.cut(got.page().more().orElse(""), 200)));
            }
            asked = byTime.get();
            next = asked.at(lrs);
            seen.clear();
            newestOfPageBefore = Optional.empty();
        }
        return new End.Enough();
    }

    private int mostPages() {
        int inARow = again.isPresent() ? PAGES_AGAIN_IN_A_ROW : PAGES_IN_A_ROW;
        return ordered ? inARow : MOST_PAGES_OUT_OF_ORDER;
    }

    /** Asks for a page, when the budget allows it. */
    Fetched fetch(URI address) {
        Duration wait = with.budget().take(System.nanoTime());
        if (wait.isPositive()) {
            try {
                Thread.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Fetched.Later(Optional.empty(), "interrupted");
            }
        }
        return with.fetching().page(lrs, address, LrsConnection.PATIENT);
    }

    private static Fetched arrived(CompletableFuture<Fetched> coming) {
        try {
            return coming.join();
        } catch (CompletionException e) {
            return new Fetched.Later(Optional.empty(), "asking for the next page broke off: " + e.getCause());
        }
    }

    /** A server error that comes at the same place each time is taken for the page's. */
    Fetched judged(Fetched obstacle) {
        faultsAreThePages |=
                readable == 0 && state.failures() >= FAULTS_THAT_ARE_THE_PAGES && obstacle instanceof Fetched.Faulty;
        return faultsAreThePages && obstacle instanceof Fetched.Faulty(String problem, String body)
                ? new Fetched.Poisoned(problem, body)
                : obstacle;
    }

    /** Stores a page, and with it how far everything is known now. */
    void keep(Fetched.Page got) {
        newest = Pages.newest(got.page()).filter(time -> time.isAfter(newest)).orElse(newest);
        lookAtOrder(got.page());
        Instant settled = got.lrsNow().minus(lrs.pace().settle());
        // A page that is empty or not in order says nothing of how far it reaches, nor does one of a single storing
        // time
        // with more to come from an LRS of which it is not known that it gives the oldest first.
        Instant to = Pages.reach(got.page())
                .filter(reach -> ordered && (rises || got.page().more().isEmpty()))
                .map(reach -> reach.isBefore(settled) ? reach : settled)
                .orElse(reached);
        store(got, to.isBefore(reached) ? reached : to);
    }

    private void lookAtOrder(StatementPage page) {
        Optional<Instant> oldest = Pages.oldest(page);
        if (oldest.isEmpty()) {
            return;
        }
        boolean falls = newestOfPageBefore.filter(oldest.get()::isBefore).isPresent();
        ordered &= Pages.inOrder(page) && !falls;
        rises |= ordered
                && (Pages.spreads(page)
                        || newestOfPageBefore.filter(oldest.get()::isAfter).isPresent());
        newestOfPageBefore = Pages.newest(page);
    }

    /** Stores a page that says nothing of how far everything is known. */
    void keepHere(Fetched.Page got) {
        newest = Pages.newest(got.page()).filter(time -> time.isAfter(newest)).orElse(newest);
        store(got, reached);
    }

    private void store(Fetched.Page got, Instant position) {
        if (!with.renewLease().getAsBoolean()) {
            throw new Cursors.Replaced(lrs.source());
        }
        Cursors.Move move = move(got, position);
        Set<String> concerned =
                Contention.retry(() -> with.store().store(tenant, lrs.source(), got.page(), move, behind));
        if (!concerned.isEmpty()) {
            Contention.retry(() -> {
                with.store().applyLateVoids(tenant, lrs.source(), concerned);
                return true;
            });
        }
        reached = position;
    }

    private Cursors.Move move(Fetched.Page got, Instant position) {
        Instant now = with.clock().instant();
        long before = lap;
        lap = System.nanoTime();
        var seen = new Cursors.Lap(
                now,
                Duration.between(now, got.lrsNow()),
                Duration.ofNanos(lap - before),
                Pages.oldest(got.page()),
                filling && again.isEmpty(),
                got.page().statements().size());
        return again.<Cursors.Move>map(stretch -> new Cursors.Move.Again(stretch, position, lease, seen))
                .orElseGet(() -> new Cursors.Move.To(position, lease, seen));
    }

    /** Keeps a stretch that cannot be had, with its reason, and passes it by. */
    void passBy(Instant from, Instant to, Fetched.Poisoned poison) {
        var nothing = new Fetched.Page(
                new StatementPage(List.of(), List.of(), Optional.empty()),
                lrsNowAtStart.orElseGet(with.clock()::instant));
        Cursors.Move move = move(nothing, to);
        Contention.retry(() -> {
            with.store().passBy(tenant, lrs.source(), new Cursors.Stretch(from, to), poison, move);
            return true;
        });
        reached = to;
    }

    /** True if this part of the stretch was read. */
    boolean readable(Instant upTo) {
        return !reached.isBefore(upTo);
    }

    Query everything() {
        return Query.everything(reached, limit);
    }

    Instant now() {
        return lrsNowAtStart.orElseGet(with.clock()::instant);
    }
}
