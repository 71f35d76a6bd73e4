package dev.waymark.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.access.DatabaseAccounts;
import dev.waymark.shared.TenantId;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An account of the database sees the rows of its own organisation through the views, and nothing past them. */
@Tag("storage")
@MicronautTest(transactional = false)
class ViewsTest {

    @Inject
    Rows rows;

    @Inject
    DatabaseAccounts accounts;

    private String url = "";

    @BeforeEach
    void people() {
        url = rows.database();
        rows.clear();
        rows.put("DELETE FROM access_database_account");
        rows.person(1, "ours", "ROLE");
        rows.tier(1, "ours", "C01", 2);
        rows.person(2, "theirs", "ROLE");
        rows.tier(2, "theirs", "C01", 3);
    }

    @Test
    void anAccountSeesItsOwnOrganisation() throws Exception {
        accounts.add(TenantId.FIRST, "READER_A", true, "test");

        assertThat(as("reader_a", "SELECT person FROM analytics_tiers")).containsExactly("ours");
        assertThat(as("reader_a", "SELECT person FROM analytics_people")).containsExactly("ours");
    }

    @Test
    void anAccountThatNobodyListedSeesNothing() throws Exception {
        assertThat(as("reader_b", "SELECT person FROM analytics_tiers")).isEmpty();
    }

    @Test
    void anAccountForGroupsSeesNobody() throws Exception {
        accounts.add(TenantId.FIRST, "reader_c", false, "test");

        assertThat(as("reader_c", "SELECT person FROM analytics_tiers")).isEmpty();
        assertThat(as("reader_c", "SELECT person FROM analytics_evidence")).isEmpty();
    }

    @Test
    void anAccountBelongsToOneOrganisation() {
        assertThat(accounts.add(TenantId.FIRST, "reader_d", false, "test")).isTrue();
        assertThat(accounts.add(new TenantId(2), "Reader_D", true, "test")).isFalse();
        assertThat(accounts.remove(new TenantId(2), "reader_d")).isFalse();
        assertThat(accounts.remove(TenantId.FIRST, "reader_d")).isTrue();
        assertThatThrownBy(() -> accounts.add(TenantId.FIRST, "a'b@%", true, "test"))
                .hasMessageContaining("without its host");
    }

    /** The MariaDB of the tests knows no rights, so that this shows on H2 alone; on a server it was seen by hand. */
    @Test
    void anAccountCannotReadPastTheViews() throws Exception {
        if (!url.startsWith("jdbc:h2")) {
            assertThat(url).startsWith("jdbc:mysql");
            return;
        }
        accounts.add(TenantId.FIRST, "reader_e", true, "test");
        assertThatThrownBy(() -> as("reader_e", "SELECT display_name FROM learner_person"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("LEARNER_PERSON");
        assertThatThrownBy(() -> as("reader_e", "SELECT person FROM analytics_all_people"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> as("reader_e", "DELETE FROM analytics_people")).isInstanceOf(SQLException.class);
    }

    private List<String> as(String account, String sql) throws SQLException {
        if (url.startsWith("jdbc:h2")) {
            rows.put("CREATE USER IF NOT EXISTS " + account + " PASSWORD 'x'");
            for (String view : List.of("people", "tiers", "evidence")) {
                rows.put("GRANT SELECT ON analytics_" + view + " TO " + account);
            }
        }
        try (Connection own = DriverManager.getConnection(url, account, "x");
                var statement = own.createStatement()) {
            List<String> found = new ArrayList<>();
            try (var result = statement.executeQuery(sql)) {
                while (result.next()) {
                    found.add(result.getString(1));
                }
            }
            return found;
        }
    }
}
