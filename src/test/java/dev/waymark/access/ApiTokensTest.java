package dev.waymark.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.access.ApiTokens.Made;
import dev.waymark.access.ApiTokens.Token;
import dev.waymark.lti.SettableClock;
import dev.waymark.shared.TenantId;
import io.micronaut.context.annotation.Property;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("storage")
@MicronautTest(transactional = false)
@Property(name = "waymark.test.clock", value = "true")
class ApiTokensTest {

    private static final TenantId OURS = TenantId.FIRST;
    private static final TenantId THEIRS = new TenantId(2);
    private static final Duration MONTH = Duration.ofDays(30);

    @Inject
    ApiTokens tokens;

    @Inject
    SettableClock clock;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    @AfterEach
    void backToNow() {
        clock.ahead(Duration.ZERO);
    }

    @Test
    void aKeyOpensWhatItWasMadeFor() {
        Made made = tokens.make(OURS, " Warehouse ", Set.of(Scope.GROUPS, Scope.PEOPLE), MONTH, "ada");

        Token opened = tokens.open(made.key()).orElseThrow();
        assertThat(opened.tenant()).isEqualTo(OURS);
        assertThat(opened.name()).isEqualTo("Warehouse");
        assertThat(opened.scopes()).containsExactlyInAnyOrder(Scope.GROUPS, Scope.PEOPLE);
        assertThat(opened.endsAt()).isEqualTo(made.token().madeAt().plus(MONTH));
    }

    @Test
    void aKeyWithOneOtherLetterOpensNothing() {
        String key = made().key();
        String last = key.endsWith("A") ? "B" : "A";

        assertThat(tokens.open(key.substring(0, key.length() - 1) + last)).isEmpty();
        assertThat(tokens.open(key + "A")).isEmpty();
        assertThat(tokens.open(key.substring(0, 29))).isEmpty();
        assertThat(tokens.open("")).isEmpty();
        assertThat(tokens.open("wmk_")).isEmpty();
    }

    @Test
    void aKeyEnds() {
        Made made = made();
        clock.ahead(MONTH.plusMinutes(1));

        assertThat(tokens.open(made.key())).isEmpty();
    }

    @Test
    void aWithdrawnKeyOpensNothingAndStaysInTheList() {
        Made made = made();

        assertThat(tokens.withdraw(OURS, made.token().id())).isTrue();
        assertThat(tokens.withdraw(OURS, made.token().id())).isFalse();
        assertThat(tokens.open(made.key())).isEmpty();
        assertThat(tokens.all(OURS))
                .filteredOn(each -> each.id().equals(made.token().id()))
                .singleElement()
                .satisfies(each -> assertThat(each.withdrawnAt()).isPresent());
    }

    @Test
    void anotherOrganisationCannotSeeOrWithdrawIt() {
        Made made = made();

        assertThat(tokens.withdraw(THEIRS, made.token().id())).isFalse();
        assertThat(tokens.all(THEIRS)).isEmpty();
        assertThat(tokens.open(made.key())).isPresent();
    }

    @Test
    void itIsKnownWhenItWasLastUsed() {
        Made made = made();
        assertThat(tokens.all(OURS).getFirst().lastUsedAt()).isEmpty();

        tokens.open(made.key());
        assertThat(tokens.all(OURS))
                .filteredOn(each -> each.id().equals(made.token().id()))
                .singleElement()
                .satisfies(each -> assertThat(each.lastUsedAt()).isPresent());
    }

    @Test
    void theKeyItselfIsNotInTheDatabase() {
        String secret = made().key().substring("wmk_".length() + 25);

        long found = transactions.executeRead(status -> jdbc.prepareStatement(
                "SELECT COUNT(*) FROM access_token WHERE digest = ? OR name = ? OR made_by = ?", select -> {
                    select.setString(1, secret);
                    select.setString(2, secret);
                    select.setString(3, secret);
                    try (var rows = select.executeQuery()) {
                        rows.next();
                        return rows.getLong(1);
                    }
                }));
        assertThat(found).isZero();
    }

    @Test
    void refusesAKeyWithoutANameAScopeOrAnEnd() {
        assertThatThrownBy(() -> tokens.make(OURS, "  ", Set.of(Scope.GROUPS), MONTH, "ada"))
                .hasMessageContaining("name");
        assertThatThrownBy(() -> tokens.make(OURS, "x", Set.of(), MONTH, "ada")).hasMessageContaining("scope");
        assertThatThrownBy(() -> tokens.make(OURS, "x", Set.of(Scope.GROUPS), Duration.ZERO, "ada"))
                .hasMessageContaining("days");
        assertThatThrownBy(() -> tokens.make(OURS, "x", Set.of(Scope.GROUPS), Duration.ofDays(401), "ada"))
                .hasMessageContaining("400 days");
    }

    private Made made() {
        return tokens.make(OURS, "Warehouse", Set.of(Scope.GROUPS), MONTH, "ada");
    }
}
