package dev.waymark.emission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.evidence.Launches;
import dev.waymark.learner.LearnerId;
import dev.waymark.learner.Learners;
import dev.waymark.lrs.outbox.StatementOutbox;
import dev.waymark.lti.core.Role;
import dev.waymark.lti.launch.LaunchAccepted;
import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Learners who may fall behind are spoken of once a week, with reasons that can be checked. */
@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = "waymark.emission.at-risk", value = "true")
@Property(name = "waymark.lrs.send", value = "10h")
class RiskWatchScenarioTest {

    private static final TenantId TENANT = TenantId.FIRST;
    private static final RegistrationId PLATFORM = new RegistrationId(77);

    @Inject
    RiskWatch watch;

    @Inject
    ApplicationEventPublisher<LaunchAccepted> launches;

    @Inject
    Learners learners;

    @Inject
    StatementOutbox outbox;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    @Test
    void whoStaysAwayIsSpokenOfOnceAWeekAndWhoComesIsNot() {
        LearnerId away = launched("away", 20);
        LearnerId here = launched("here", 0);
        assertThat(learners.coursesSince(TENANT, Instant.now().minus(60, ChronoUnit.DAYS)))
                .anyMatch(each -> each.registration() == PLATFORM.value());

        watch.everyNight();
        watch.everyNight();

        assertThat(spokenOf("away")).singleElement().satisfies(statement -> {
            assertThat(statement.at("/verb/id").asText()).endsWith("/verbs/flagged-at-risk");
            assertThat(statement.at("/context/extensions").elements().next())
                    .extracting(JsonNode::asText)
                    .containsExactly(RiskWatch.NO_VISIT, RiskWatch.NO_WORK);
        });
        assertThat(spokenOf("here")).isEmpty();
        assertThat(away).isNotEqualTo(here);
    }

    private LearnerId launched(String subject, int daysAgo) {
        launches.publishEvent(new LaunchAccepted(
                TENANT,
                PLATFORM,
                Launches.launch("https://risk.test", Optional.of(subject), Role.LEARNER),
                Instant.now().minus(daysAgo, ChronoUnit.DAYS)));
        return learners.bySubject(TENANT, PLATFORM, subject).orElseThrow().id();
    }

    private List<JsonNode> spokenOf(String name) {
        List<String> found = transactions.executeWrite(status ->
                jdbc.prepareStatement("SELECT json FROM lrs_outgoing WHERE tenant = ? ORDER BY seq", select -> {
                    select.setLong(1, TENANT.value());
                    List<String> all = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            all.add(rows.getString(1));
                        }
                    }
                    return all;
                }));
        return found.stream()
                .map(OurProfile::parse)
                .filter(each -> each.at("/actor/account/homePage").asText().equals("https://risk.test"))
                .filter(each -> each.at("/actor/account/name").asText().equals(name))
                .filter(each -> each.at("/verb/id").asText().endsWith("flagged-at-risk"))
                .toList();
    }
}
