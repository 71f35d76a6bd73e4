package dev.waymark.lrs.feed;

import dev.waymark.lrs.Lrs;
import dev.waymark.lrs.xapi.AgentJson;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.shared.Contention;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls what a source has about some agents, for a learner who waits: bounded in time, up to the newest statement, and
 * without touching the source's cursor. After a first pull of everything it begins where the last pull or the background
 * reading ended, less the overlap.
 */
@Singleton
class AgentPull {

    /** A learner waits for this. */
    static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final Logger LOG = LoggerFactory.getLogger(AgentPull.class);
    private static final int MOST_PAGES = 40;
    private static final Duration LEAVE_ALONE = Duration.ofSeconds(10);

    private final Fetching fetching;
    private final StatementStore store;
    private final Cursors cursors;
    private final AgentMarks marks;
    private final Clock clock;

    /** Until when a source that failed is not asked again by this node. Forgetting it costs one slow page. */
    private final Map<String, Instant> leftAlone = new ConcurrentHashMap<>();

    AgentPull(Fetching fetching, StatementStore store, Cursors cursors, AgentMarks marks, Clock clock) {
        this.fetching = fetching;
        this.store = store;
        this.cursors = cursors;
        this.marks = marks;
        this.clock = clock;
    }

    /** True if the source told everything it has about the agents, before patience ran out. */
    boolean pull(TenantId tenant, Lrs lrs, Set<AgentKey> agents) {
        Instant until = leftAlone.getOrDefault(lrs.source(), Instant.EPOCH);
        Cursors.State source = cursors.of(tenant, lrs.source());
        if (until.isAfter(clock.instant())
                || source.paused()
                || source.retryAt().isAfter(clock.instant())) {
            return false;
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        // Not the time up to which all is known: where an LRS's two clocks differ, that is ahead of what was seen.
        Instant complete = source.completeTo().isPresent() ? source.position() : Instant.EPOCH;
        for (AgentKey agent :
                agents.stream().sorted(Comparator.comparing(AgentKey::key)).toList()) {
            if (!new Pulled(tenant, lrs, agent, complete, deadline).all()) {
                return false;
            }
        }
        return true;
    }

    /** When everything about the agents was known; empty if that never was. */
    Optional<Instant> asOf(TenantId tenant, Lrs lrs, Set<AgentKey> agents) {
        Optional<Instant> background = cursors.of(tenant, lrs.source()).completeTo();
        Optional<Instant> oldest = Optional.empty();
        for (AgentKey agent : agents) {
            Optional<Instant> own = marks.of(tenant, lrs.source(), agent).asOf();
            Optional<Instant> known = own.filter(time -> background.isEmpty() || time.isAfter(background.get()))
                    .or(() -> background);
            if (known.isEmpty()) {
                return Optional.empty();
            }
            oldest = oldest.filter(time -> time.isBefore(known.get())).or(() -> known);
        }
        return oldest;
    }

    boolean wasReachable(TenantId tenant, Lrs lrs, Set<AgentKey> agents) {
        return agents.stream()
                .allMatch(agent -> marks.of(tenant, lrs.source(), agent).reachable());
    }

    /** One agent's pull. */
    private final class Pulled {
        private final TenantId tenant;
        private final Lrs lrs;
        private final AgentKey agent;
        private final long deadline;
        private final Instant since;
        private Instant position;
        private boolean sawAny;

        Pulled(TenantId tenant, Lrs lrs, AgentKey agent, Instant complete, long deadline) {
            this.tenant = tenant;
            this.lrs = lrs;
            this.agent = agent;
            this.deadline = deadline;
            AgentMarks.Mark before = marks.of(tenant, lrs.source(), agent);
            // The first pull asks for everything: an LRS may have been filled with old statements since it was read.
            boolean goOnFromBackground = before.asOf().isPresent() && complete.isAfter(before.position());
            this.position = goOnFromBackground ? complete : before.position();
            this.since = Pages.back(position, lrs.pace().overlap());
        }

        boolean all() {
            Instant asked = clock.instant();
            boolean complete = true;
            for (String spelling : AgentJson.spellings(agent)) {
                // An LRS has an account under one spelling; the other is tried while it has shown nothing.
                if (!sawAny && complete) {
                    complete = pages(spelling);
                }
            }
            if (complete) {
                marks.complete(tenant, lrs.source(), agent, position, asked);
            } else {
                marks.incomplete(tenant, lrs.source(), agent, position);
            }
            return complete;
        }

        private boolean pages(String spelling) {
            Query query = Query.of(spelling, since);
            URI next = query.at(lrs);
            Set<URI> seen = new HashSet<>();
            for (int page = 0; page < MOST_PAGES; page++) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                seen.add(next);
                Fetched fetched = fetching.page(lrs, next, Duration.ofMillis(left));
                if (!(fetched instanceof Fetched.Page got)) {
                    refused(fetched);
                    return false;
                }
                keep(got);
                if (got.page().more().isEmpty()) {
                    return true;
                }
                Optional<URI> more = got.page().more().flatMap(text -> NextPage.resolve(lrs, text));
                if (more.isPresent() && !seen.contains(more.get())) {
                    next = more.get();
                    continue;
                }
                Optional<Query> byTime =
                        Pages.byTime(query, got.page(), Pages.inOrder(got.page()), Pages.spreads(got.page()));
                if (byTime.isEmpty()) {
                    return false;
                }
                query = byTime.get();
                next = query.at(lrs);
            }
            return false;
        }

        private void keep(Fetched.Page got) {
            sawAny |= !got.page().statements().isEmpty();
            if (got.page().statements().isEmpty() && got.page().unusable().isEmpty()) {
                return;
            }
            Set<String> concerned = Contention.retry(
                    () -> store.store(tenant, lrs.source(), got.page(), Cursors.Move.STAY, Instant.EPOCH));
            if (!concerned.isEmpty()) {
                Contention.retry(() -> {
                    store.applyLateVoids(tenant, lrs.source(), concerned);
                    return true;
                });
            }
            Instant settled = got.lrsNow().minus(lrs.pace().settle());
            if (Pages.inOrder(got.page())) {
                Pages.reach(got.page())
                        .map(newest -> newest.isBefore(settled) ? newest : settled)
                        .filter(newest -> newest.isAfter(position))
                        .ifPresent(newest -> position = newest);
            }
        }

        private void refused(Fetched fetched) {
            Instant until = clock.instant().plus(LEAVE_ALONE);
            switch (fetched) {
                case Fetched.Later(Optional<Duration> pause, String problem) -> {
                    leftAlone.put(lrs.source(), pause.map(clock.instant()::plus).orElse(until));
                    LOG.warn("A learner's statements could not be pulled: {}", problem);
                }
                case Fetched.Faulty(String problem, String body) -> {
                    leftAlone.put(lrs.source(), until);
                    LOG.warn("A learner's statements could not be pulled: {}", problem);
                }
                case Fetched.Denied(String problem) -> {
                    leftAlone.put(lrs.source(), until);
                    LOG.error("A learner's statements could not be pulled: {}", problem);
                }
                case Fetched.Poisoned(String problem, String body) ->
                    LOG.warn("A learner's statements could not be read: {}", problem);
                case Fetched.Page page -> throw new IllegalStateException("a page is no refusal");
            }
        }
    }
}
