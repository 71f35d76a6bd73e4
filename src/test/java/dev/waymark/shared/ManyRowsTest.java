package dev.waymark.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that go in by portions are the rows that were given, whatever their number and whatever is in them. */
@Tag("storage")
@MicronautTest(transactional = false)
class ManyRowsTest {

    private static final String INTO = "INSERT INTO test_many_rows (row_no, words, share, flag, amount)";

    @Inject
    JdbcOperations jdbc;

    @Inject
    DataSource pool;

    @Inject
    TransactionOperations<Connection> transactions;

    private record Found(long number, String words, double share, boolean flag, int amount) {}

    @BeforeEach
    void anEmptyTable() throws SQLException {
        try (Connection database = DelegatingDataSource.unwrapDataSource(pool).getConnection();
                var statement = database.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS test_many_rows (row_no BIGINT NOT NULL PRIMARY KEY,"
                    + " words MEDIUMTEXT NOT NULL, share DOUBLE NOT NULL, flag BOOLEAN NOT NULL, amount INT NOT NULL)");
            statement.execute("DELETE FROM test_many_rows");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100, 101, 200, 257, 1000})
    void asManyGoInAsWereGiven(int count) {
        assertThat(insert(INTO, rows(0, count), "")).isEqualTo(count);
        assertThat(found()).hasSize(count).allSatisfy(each -> {
            assertThat(each.words()).isEqualTo(words(each.number()));
            assertThat(each.share()).isEqualTo(share(each.number()));
            assertThat(each.flag()).isEqualTo(each.number() % 3 == 0);
            assertThat(each.amount()).isEqualTo((int) each.number() - 50);
        });
    }

    @Test
    void ofThoseThatAreThereOnlyTheOthersAreCounted() {
        insert(INTO, rows(100, 30), "");
        assertThat(insert(INTO.replace("INSERT", "INSERT IGNORE"), rows(0, 250), ""))
                .isEqualTo(220);
        assertThat(found()).hasSize(250);
    }

    @Test
    void oneThatIsThereInARowThatMustNotBeLeavesNothing() {
        insert(INTO, rows(150, 1), "");
        assertThatThrownBy(() -> insert(INTO, rows(0, 250), "")).isInstanceOf(RuntimeException.class);
        assertThat(found()).hasSize(1);
    }

    @Test
    void whatStandsAfterTheRowsHoldsForAllOfThem() {
        insert(INTO, rows(0, 130), "");
        List<Object[]> others = new ArrayList<>();
        rows(0, 130).forEach(each -> others.add(new Object[] {each[0], "other", each[2], each[3], each[4]}));
        insert(INTO, others, "ON DUPLICATE KEY UPDATE words = VALUES(words)");
        assertThat(found())
                .hasSize(130)
                .allSatisfy(each -> assertThat(each.words()).isEqualTo("other"));
    }

    /** What the driver keeps for a connection goes with it. */
    @Test
    void connectionsThatThePoolReplacedDoNoHarm() throws SQLException {
        for (int round = 0; round < 4; round++) {
            insert(INTO, rows(round * 300L, 300), "");
            ((HikariDataSource) DelegatingDataSource.unwrapDataSource(pool))
                    .getHikariPoolMXBean()
                    .softEvictConnections();
        }
        assertThat(found()).hasSize(1200);
    }

    @Test
    void aValueOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> insert(INTO, List.<Object[]>of(new Object[] {1L, 'x', 1.0, true, 1}), ""))
                .hasStackTraceContaining("a text, a number or a flag expected, found class java.lang.Character");
        assertThat(found()).isEmpty();
    }

    private int insert(String into, List<Object[]> rows, String otherwise) {
        return transactions.executeWrite(status -> ManyRows.insert(jdbc, into, rows, otherwise));
    }

    private static List<Object[]> rows(long from, int count) {
        return LongStream.range(from, from + count)
                .mapToObj(n -> new Object[] {n, words(n), share(n), n % 3 == 0, (int) n - 50})
                .toList();
    }

    private static String words(long n) {
        return switch ((int) (n % 6)) {
            case 0 -> "";
            case 1 -> "{\"it's\":\"a \\\\ b\",\"line\":\"one\\ntwo\"}";
            case 2 -> "line\nof\ttwo \\' \\\" % _ ? ; -- /* \u001a";
            case 3 -> "\uD83D\uDE80 \u0645\u0631\u062D\u0628\u0627 \u00FC\u00DF\u00A5";
            case 4 -> "?".repeat(3000) + n;
            default -> "row " + n;
        };
    }

    private static double share(long n) {
        return n == 5 ? Double.MIN_VALUE : 1.0 / (n + 3) * (n % 2 == 0 ? 1 : -1e-7);
    }

    private List<Found> found() {
        return transactions.executeRead(status -> jdbc.prepareStatement(
                "SELECT row_no, words, share, flag, amount FROM test_many_rows ORDER BY row_no", select -> {
                    List<Found> all = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            all.add(new Found(
                                    rows.getLong(1),
                                    rows.getString(2),
                                    rows.getDouble(3),
                                    rows.getBoolean(4),
                                    rows.getInt(5)));
                        }
                    }
                    return all;
                }));
    }
}
