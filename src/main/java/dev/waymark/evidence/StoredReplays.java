package dev.waymark.evidence;

import dev.waymark.lrs.feed.KeptStatements;
import dev.waymark.shared.Contention;
import dev.waymark.shared.TenantId;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes that a replay is wanted; {@link ReplayWork} does it. */
@Singleton
class StoredReplays implements Replays {

    private static final Logger LOG = LoggerFactory.getLogger(StoredReplays.class);

    private final ReplayRows rows;
    private final KeptStatements kept;
    private final KeptAgain again;
    private final Clock clock;

    StoredReplays(ReplayRows rows, KeptStatements kept, KeptAgain again, Clock clock) {
        this.rows = rows;
        this.kept = kept;
        this.again = again;
        this.clock = clock;
    }

    @Override
    @Transactional(isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public Asked ask(TenantId tenant, Optional<String> source, String by) {
        if (source.isPresent() && !kept.hasOf(tenant, source.get())) {
            return new Asked.NoSource(source.get());
        }
        String id = UUID.randomUUID().toString();
        boolean begun = rows.begin(tenant, id, source, by, clock.instant());
        // One that ended between the two questions leaves the way free.
        Optional<ReplayRows.Kept> there = begun ? rows.find(tenant, id) : rows.running(tenant);
        if (there.isEmpty()) {
            return ask(tenant, source, by);
        }
        Replay replay = there.get().replay();
        if (begun) {
            LOG.info(
                    "{} has the ledger of tenant {} made anew from {}: replay {}",
                    by,
                    tenant,
                    source.orElse("all sources"),
                    id);
        }
        return begun ? new Asked.Begun(replay) : new Asked.Runs(replay);
    }

    @Override
    public boolean readAgain(TenantId tenant, String statement) {
        return Contention.retry(() -> again.one(tenant, statement)) > 0;
    }

    @Override
    @Transactional
    public Optional<Replay> find(TenantId tenant, String id) {
        return rows.find(tenant, id).map(ReplayRows.Kept::replay);
    }

    @Override
    @Transactional
    public List<Replay> newest(TenantId tenant, int limit) {
        return rows.newest(tenant, limit).stream().map(ReplayRows.Kept::replay).toList();
    }
}
