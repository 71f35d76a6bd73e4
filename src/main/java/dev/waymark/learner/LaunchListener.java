package dev.waymark.learner;

import dev.waymark.lti.core.ResourceLinkLaunch;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.lti.session.LtiSession;
import dev.waymark.shared.Contention;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Knows a person when they launch, and says which agents are theirs.
 *
 * <p>Moodle's xAPI plugin by default names a person by the account (site address, user id), which are exactly the issuer
 * and subject of the launch. So that account is theirs, and nothing personal is needed to join the two. By e-mail only
 * where an administrator vouches for the platform's addresses, and never by name; see {@link Identities}.
 */
@Singleton
class LaunchListener {

    private final ApplicationEventPublisher<Learners.AgentsKnown> news;
    private final Welcome welcome;

    LaunchListener(ApplicationEventPublisher<Learners.AgentsKnown> news, Welcome welcome) {
        this.news = news;
        this.welcome = welcome;
    }

    /** Before anybody else who hears of the launch: they may ask who it was. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void onLaunch(LaunchAccepted accepted) {
        Optional<Learners.AgentsKnown> known = Contention.retry(() -> welcome.in(accepted));
        known.ifPresent(news::publishEvent);
    }

    /** The part that is one transaction. */
    @Singleton
    static class Welcome {

        private final People people;
        private final StoredLearners learners;
        private final Identities identities;
        private final LearnerFields fields;
        private final Leavers leavers;

        Welcome(People people, StoredLearners learners, Identities identities, LearnerFields fields, Leavers leavers) {
            this.leavers = leavers;
            this.people = people;
            this.fields = fields;
            this.learners = learners;
            this.identities = identities;
        }

        /** Empty for an anonymous launch, who is nobody we can know again, and for staff, who are not here to learn. */
        @Transactional(
                propagation = TransactionDefinition.Propagation.REQUIRES_NEW,
                isolation = TransactionDefinition.Isolation.READ_COMMITTED)
        public Optional<Learners.AgentsKnown> in(LaunchAccepted accepted) {
            ResourceLinkLaunch launch = accepted.launch();
            if (launch.subject().isEmpty()) {
                return Optional.empty();
            }
            TenantId tenant = accepted.tenant();
            String agent = accountKey(launch.issuer(), launch.subject().get());
            leavers.returned(tenant, accepted.registration(), launch.subject().get(), accepted.at());
            LearnerId id = people.identify(
                    tenant, accepted.registration(), launch.subject().get(), agent);
            people.seen(tenant, id, nameOf(launch), launch.testUser(), accepted.at());
            fields.remember(tenant, accepted.registration(), id, launch);
            agentsOf(accepted).forEach((key, says) -> people.claim(tenant, id, key, says, accepted.at()));
            boolean asLearner = LtiSession.learns(launch.roles());
            people.inCourse(tenant, id, courseOf(accepted), asLearner, accepted.at());
            people.inSections(tenant, id, courseOf(accepted), LtiSession.sections(launch.custom()));
            return asLearner
                    ? Optional.of(new Learners.AgentsKnown(tenant, id, learners.agentsOf(tenant, id)))
                    : Optional.empty();
        }

        private Map<String, String> agentsOf(LaunchAccepted accepted) {
            List<Identities.Mapping> mappings = identities.mappings(accepted.tenant()).stream()
                    .filter(each -> each.declared().registration().equals(accepted.registration()))
                    .toList();
            boolean mail = identities.mailVouched(accepted.tenant()).contains(accepted.registration());
            return LaunchAgents.of(accepted.launch(), accepted.registration(), mappings, mail);
        }
    }

    /** The text form of an account; see {@link LaunchAgents}. */
    static String accountKey(String issuer, String subject) {
        return LaunchAgents.account(issuer, subject);
    }

    private static CourseId courseOf(LaunchAccepted accepted) {
        return CourseId.of(
                accepted.registration().value(),
                accepted.launch().context().map(ResourceLinkLaunch.Context::id),
                accepted.launch().resourceLink().id());
    }

    private static Optional<String> nameOf(ResourceLinkLaunch launch) {
        var person = launch.person();
        String parts = java.util.stream.Stream.of(person.given(), person.family())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return person.name()
                .filter(name -> !name.isBlank())
                .or(() -> Optional.of(parts).filter(name -> !name.isBlank()));
    }
}
