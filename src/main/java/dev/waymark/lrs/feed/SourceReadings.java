package dev.waymark.lrs.feed;

import dev.waymark.lrs.xapi.SameStatement;
import dev.waymark.lrs.xapi.StatementPage;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.shared.Contention;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows and steers readings by way of their cursors, so that it does not matter which node reads. */
@Singleton
class SourceReadings implements Readings {

    private static final Logger LOG = LoggerFactory.getLogger(SourceReadings.class);
    private static final int AT_ONCE = 200;
    private static final double ENOUGH_TO_TELL = 0.001;

    private final Cursors cursors;
    private final StatementStore store;
    private final UnusableRows unusable;
    private final Statements statements;
    private final Clock clock;

    SourceReadings(Cursors cursors, StatementStore store, UnusableRows unusable, Statements statements, Clock clock) {
        this.cursors = cursors;
        this.store = store;
        this.unusable = unusable;
        this.statements = statements;
        this.clock = clock;
    }

    @Override
    public Progress of(TenantId tenant, String source) {
        Cursors.State state = cursors.of(tenant, source);
        Instant now = clock.instant();
        return new Progress(
                state.paused(),
                Optional.of(state.position()).filter(time -> time.isAfter(Instant.EPOCH)),
                state.completeTo(),
                state.completeTo().map(time -> Duration.between(time, now.plus(state.clockAhead()))),
                state.pageAt(),
                state.failures(),
                Optional.of(state.retryAt()).filter(time -> time.isAfter(now)),
                Optional.of(state.problem()).filter(text -> !text.isBlank()),
                !state.refused().isEmpty(),
                state.clockAhead(),
                state.statements(),
                state.late(),
                rate(state.statements(), state.busy()),
                state.filling().map(filling -> filling(filling, state.position(), now)),
                state.again().map(stretch -> again(stretch, state.goneThrough())),
                state.nightlyDone(),
                state.nightlyFound());
    }

    private static Filling filling(Cursors.Filling filling, Instant position, Instant now) {
        double share = share(filling.from(), position, now);
        return new Filling(
                filling.statements(), rate(filling.statements(), filling.busy()), share, left(share, filling.busy()));
    }

    private static Again again(Cursors.Stretch stretch, Cursors.Again gone) {
        double share = share(stretch.from(), gone.at(), stretch.until());
        return new Again(
                stretch.from(),
                stretch.until(),
                share,
                gone.read(),
                rate(gone.read(), gone.busy()),
                left(share, gone.busy()));
    }

    private static Optional<Duration> left(double share, Duration busy) {
        return share < ENOUGH_TO_TELL
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds((long) (busy.toSeconds() * (1 - share) / share)));
    }

    private static double share(Instant from, Instant at, Instant to) {
        double whole = Duration.between(from, to).toMillis();
        double done = Duration.between(from, at).toMillis();
        return whole <= 0 ? 1 : Math.clamp(done / whole, 0, 1);
    }

    private static double rate(long statements, Duration busy) {
        return busy.isZero() ? 0 : statements / (busy.toNanos() / 1e9);
    }

    @Override
    public void pause(TenantId tenant, String source, String by) {
        cursors.pause(tenant, source, true);
        LOG.info("{} paused the source {} of tenant {}", by, source, tenant);
    }

    @Override
    public void resume(TenantId tenant, String source, String by) {
        cursors.pause(tenant, source, false);
        LOG.info("{} resumed the source {} of tenant {}", by, source, tenant);
    }

    @Override
    public void readAgain(TenantId tenant, String source, Instant since, String by) {
        Instant until = cursors.of(tenant, source).position();
        if (until.isAfter(since)) {
            cursors.readAgain(tenant, source, new Cursors.Stretch(since, until));
        }
        LOG.info("{} has the source {} of tenant {} read again since {}", by, source, tenant, since);
    }

    /** True of another statement by an id that we have: the first stays, and what came later stays set aside. */
    private boolean contradicts(TenantId tenant, String source, StatementPage read) {
        return read.statements().stream()
                .anyMatch(statement -> statements.byIds(tenant, List.of(statement.id())).stream()
                        .filter(known -> known.source().equals(source))
                        .anyMatch(known ->
                                !SameStatement.is(statement.raw(), known.json().getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public long unusable(TenantId tenant, String source) {
        return unusable.count(tenant, source);
    }

    @Override
    public Retried tryAgain(TenantId tenant, String source, String by) {
        int used = 0;
        int left = 0;
        String after = "";
        while (true) {
            List<UnusableRows.KeptStatement> some = unusable.statements(tenant, source, after, AT_ONCE);
            for (UnusableRows.KeptStatement each : some) {
                StatementPage read = StatementPages.readOne(each.raw());
                if (read.unusable().isEmpty() && !contradicts(tenant, source, read)) {
                    Contention.retry(() -> {
                        store.storeAfterAll(tenant, source, read, each.hash());
                        return true;
                    });
                    used++;
                } else {
                    left++;
                }
            }
            if (some.size() < AT_ONCE) {
                break;
            }
            after = some.getLast().hash();
        }
        List<Cursors.Stretch> stretches = unusable.stretches(tenant, source);
        stretches.forEach(each -> cursors.readAgain(tenant, source, each));
        LOG.info(
                "{} had what is unusable of the source {} of tenant {} tried again: {} used", by, source, tenant, used);
        return new Retried(used, left, stretches.size());
    }
}
