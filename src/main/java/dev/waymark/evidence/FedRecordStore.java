package dev.waymark.evidence;

import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lrs.feed.Feeds;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** Asks the feed about the person's agents. */
@Singleton
class FedRecordStore implements RecordStore {

    private final Feeds feeds;
    private final Learners learners;

    FedRecordStore(Feeds feeds, Learners learners) {
        this.feeds = feeds;
        this.learners = learners;
    }

    @Override
    public Freshness freshnessOf(TenantId tenant, LearnerId learner) {
        var agents = learners.agentsOf(tenant, learner).stream()
                .map(AgentKey::ofKey)
                .collect(Collectors.toUnmodifiableSet());
        Feeds.Freshness found = feeds.freshness(tenant, agents);
        return new Freshness(found.configured(), found.asOf(), found.reachable());
    }
}
