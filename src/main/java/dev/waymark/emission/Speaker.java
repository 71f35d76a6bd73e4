package dev.waymark.emission;

import dev.waymark.emission.StatementAuthor.Whom;
import dev.waymark.learner.Identities;
import dev.waymark.learner.Identities.LinkedAgent;
import dev.waymark.learner.Identities.Voucher;
import dev.waymark.learner.LearnerId;
import dev.waymark.lrs.outbox.StatementOutbox;
import dev.waymark.lrs.xapi.AgentKey;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.ToolSettings;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Optional;

/** Knows by which account to speak of a person, and puts what is said into the outbox. */
@Singleton
class Speaker {

    private final Identities identities;
    private final StatementOutbox outbox;
    private final ToolSettings settings;

    Speaker(Identities identities, StatementOutbox outbox, ToolSettings settings) {
        this.identities = identities;
        this.outbox = outbox;
        this.settings = settings;
    }

    /**
     * By the account of their platform before any other that is theirs; a person of whom no account is known cannot be
     * spoken of.
     */
    Optional<Whom> whom(TenantId tenant, LearnerId learner, Optional<CourseId> course) {
        return identities.agents(tenant, learner).stream()
                .sorted(Comparator.comparing((LinkedAgent each) -> each.vouchedBy() != Voucher.LAUNCH)
                        .thenComparing(LinkedAgent::agentKey))
                .map(each -> AgentKey.ofKey(each.agentKey()))
                .filter(key ->
                        key.kind() == AgentKey.Kind.ACCOUNT && key.value().indexOf(' ') > 0)
                .findFirst()
                .map(key -> {
                    int space = key.value().indexOf(' ');
                    return new Whom(
                            settings.baseUrl().toString(),
                            tenant.toString(),
                            learner.toString(),
                            key.value().substring(0, space),
                            key.value().substring(space + 1),
                            course.map(CourseId::key));
                });
    }

    void say(TenantId tenant, Authored statement) {
        outbox.add(tenant, statement.id(), statement.json());
    }
}
