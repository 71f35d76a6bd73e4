package dev.waymark.lrs.feed;

import dev.waymark.lrs.Lrs;
import dev.waymark.lrs.LrsSources;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The feeds of all tenants: the background reading, and the pull for a learner who is here now. */
@Singleton
class LrsFeeds implements Feeds {

    private static final Logger LOG = LoggerFactory.getLogger(LrsFeeds.class);
    private static final int READERS = 4;

    private final Tenants tenants;
    private final LrsSources sources;
    private final SourceReader reader;
    private final AgentPull pull;
    private final Cursors cursors;
    private final Refusals refusals;
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore atOnce = new Semaphore(READERS);
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    LrsFeeds(
            Tenants tenants,
            LrsSources sources,
            SourceReader reader,
            AgentPull pull,
            Cursors cursors,
            Refusals refusals) {
        this.refusals = refusals;
        this.tenants = tenants;
        this.sources = sources;
        this.reader = reader;
        this.pull = pull;
        this.cursors = cursors;
    }

    @Override
    public void returned(TenantId tenant, Set<AgentKey> agents, Instant at) {
        refusals.allowFrom(tenant, agents.stream().map(AgentKey::key).toList(), at);
    }

    @PreDestroy
    void close() {
        readers.shutdownNow();
    }

    /** Each source by itself, a few at a time: one that hangs holds up no other. */
    @Scheduled(fixedDelay = "${waymark.lrs.poll:5s}", initialDelay = "${waymark.lrs.poll:5s}")
    void readAll() {
        for (TenantId tenant : tenants.all()) {
            for (Lrs lrs : sources.of(tenant)) {
                String name = tenant + "/" + lrs.source();
                if (underWay.add(name)) {
                    readers.submit(() -> {
                        try {
                            atOnce.acquire();
                            try {
                                read(tenant, lrs);
                            } finally {
                                atOnce.release();
                            }
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        } finally {
                            underWay.remove(name);
                        }
                    });
                }
            }
        }
    }

    @Override
    public void readNow(TenantId tenant) {
        sources.of(tenant).forEach(lrs -> read(tenant, lrs));
    }

    private void read(TenantId tenant, Lrs lrs) {
        try {
            reader.read(tenant, lrs);
        } catch (RuntimeException e) {
            // The next reading begins at the cursor, which stands for what is safe.
            LOG.error("Reading {} broke off", lrs.source(), e);
        }
    }

    @Override
    public Freshness pullNow(TenantId tenant, Set<AgentKey> agents) {
        List<Lrs> all = sources.of(tenant);
        boolean reachable = true;
        for (Lrs lrs : all) {
            reachable &= pull.pull(tenant, lrs, agents);
        }
        return freshness(tenant, agents, reachable);
    }

    @Override
    public Freshness freshness(TenantId tenant, Set<AgentKey> agents) {
        boolean reachable = sources.of(tenant).stream().allMatch(lrs -> pull.wasReachable(tenant, lrs, agents));
        return freshness(tenant, agents, reachable);
    }

    private Freshness freshness(TenantId tenant, Set<AgentKey> agents, boolean reachable) {
        List<Lrs> all = sources.of(tenant);
        if (all.isEmpty()) {
            // Where statements are only pushed, nobody can be asked; what came is as fresh as its sender.
            Optional<Instant> pushed = sources.lastPush(tenant);
            return new Freshness(pushed.isPresent(), pushed, true);
        }
        Optional<Instant> oldest = Optional.empty();
        for (Lrs lrs : all) {
            Optional<Instant> known = pull.asOf(tenant, lrs, agents);
            if (known.isEmpty()) {
                return new Freshness(true, Optional.empty(), reachable);
            }
            oldest = oldest.filter(time -> time.isBefore(known.get())).or(() -> known);
        }
        return new Freshness(true, oldest, reachable);
    }

    @Override
    public List<SourceState> sources(TenantId tenant) {
        return sources.of(tenant).stream()
                .map(lrs -> {
                    Cursors.State state = cursors.of(tenant, lrs.source());
                    return new SourceState(
                            lrs.source(),
                            state.completeTo(),
                            Optional.of(state.problem()).filter(text -> !text.isBlank()));
                })
                .toList();
    }
}
