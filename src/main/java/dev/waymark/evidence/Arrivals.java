package dev.waymark.evidence;

import dev.waymark.learner.Identities;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners.AgentsKnown;
import dev.waymark.lrs.feed.Feeds;
import dev.waymark.lrs.feed.StatementsStored;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.shared.Contention;
import dev.waymark.shared.TenantId;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;

/** Hears of statements that came in, and of people who did. */
@Singleton
class Arrivals {

    private final Bookkeeping books;
    private final Linking linking;
    private final Feeds feeds;
    private final Clock clock;

    Arrivals(Bookkeeping books, Linking linking, Feeds feeds, Clock clock) {
        this.clock = clock;
        this.books = books;
        this.linking = linking;
        this.feeds = feeds;
    }

    /** In the transaction that stored them: a statement is stored and in the ledger, or neither. */
    @EventListener
    void onStatements(StatementsStored news) {
        books.enter(news.tenant(), news.source(), news.stored(), news.voidedIds());
    }

    /** In the transaction that took them. */
    @EventListener
    void onRelease(Identities.AgentsReleased news) {
        books.unlink(news.tenant(), news.learner(), news.agentKeys());
    }

    /** First what waited here for these agents, then what the LRSs have about them by now. */
    @EventListener
    void onPerson(AgentsKnown news) {
        Set<AgentKey> agents = news.agentKeys().stream().map(AgentKey::ofKey).collect(Collectors.toSet());
        feeds.returned(news.tenant(), agents, clock.instant());
        Contention.retry(() -> linking.link(news.tenant(), news.learner(), news.agentKeys()));
        feeds.pullNow(news.tenant(), agents);
    }

    /** The part that is one transaction. */
    @Singleton
    static class Linking {

        private final Bookkeeping books;

        Linking(Bookkeeping books) {
            this.books = books;
        }

        @Transactional(
                propagation = TransactionDefinition.Propagation.REQUIRES_NEW,
                isolation = TransactionDefinition.Isolation.READ_COMMITTED)
        public boolean link(TenantId tenant, LearnerId learner, Set<String> agentKeys) {
            books.link(tenant, learner, agentKeys);
            return true;
        }
    }
}
