package dev.waymark.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Without this, a storage run on the wrong server would look like a storage run. */
@Tag("storage")
@MicronautTest(transactional = false)
class ServerUnderTestTest {

    @Inject
    DataSource database;

    @Test
    void theTestsReallyRunOnTheServerThatWasAskedFor() throws SQLException {
        String asked = System.getProperty("waymark.storage", "h2");
        try (var connection = ((io.micronaut.data.connection.jdbc.advice.DelegatingDataSource) database)
                .getTargetDataSource()
                .getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
            String version =
                    connection.getMetaData().getDatabaseProductVersion().toLowerCase(Locale.ROOT);
            switch (asked) {
                case "mariadb" -> assertThat(product + " " + version).contains("mariadb");
                case "server" -> assertThat(product + " " + version).containsAnyOf("mysql", "mariadb");
                default -> assertThat(product).isEqualTo("h2");
            }
        }
    }
}
