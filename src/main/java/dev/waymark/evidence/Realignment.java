package dev.waymark.evidence;

import dev.waymark.competency.Configurations.AlignmentPublished;
import dev.waymark.shared.Contention;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads entries again whose alignment changed, whose reading somebody decided, and all of them after the rules changed.
 * Who is concerned is noted first, in one transaction, and then worked off owner by owner, so that a node that dies in the
 * middle leaves the rest for the others.
 */
@Singleton
class Realignment {

    private static final Logger LOG = LoggerFactory.getLogger(Realignment.class);

    /** Done at once, while somebody waits; the rest is done in the background. */
    private static final int AT_ONCE = 50;

    private static final int IN_A_ROW = 5_000;

    /** Raised where entries have to be written anew for another reason than other rules: 2 gave them their verb. */
    private static final String WRITTEN = "; written 2";

    private final StaleOwners stale;
    private final Tenants tenants;

    Realignment(StaleOwners stale, Tenants tenants) {
        this.stale = stale;
        this.tenants = tenants;
    }

    @EventListener
    void onAlignment(AlignmentPublished news) {
        Contention.retry(() -> stale.note(news.tenant(), news.activities()));
        work(news.tenant(), AT_ONCE);
    }

    @EventListener
    void onReading(ReadingChoices.ReadingChosen news) {
        Contention.retry(() -> stale.note(news.tenant(), List.of(news.activity())));
        work(news.tenant(), AT_ONCE);
    }

    @EventListener
    void onScale(SourceScales.ScaleChosen news) {
        work(news.tenant(), AT_ONCE);
    }

    @Scheduled(fixedDelay = "${waymark.evidence.realign:5s}", initialDelay = "${waymark.evidence.realign:5s}")
    void workOff() {
        for (TenantId tenant : tenants.all()) {
            try {
                Contention.retry(() ->
                        stale.noteNewRules(tenant, ReadingRules.mapper().rules().version() + WRITTEN));
                work(tenant, IN_A_ROW);
            } catch (RuntimeException e) {
                LOG.error("Reading again after a change of alignments broke off; it goes on later", e);
            }
        }
    }

    private void work(TenantId tenant, int most) {
        for (Row.Owner owner : stale.some(tenant, most)) {
            Contention.retry(() -> stale.settle(tenant, owner));
        }
    }
}
