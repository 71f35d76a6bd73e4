package dev.waymark.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("storage")
@MicronautTest(transactional = false)
class LeasesTest {

    @Inject
    Leases thisNode;

    @Inject
    JdbcOperations jdbc;

    @Inject
    io.micronaut.transaction.TransactionOperations<java.sql.Connection> transactions;

    private final String work = "test/" + UUID.randomUUID();

    @Test
    void onlyOneNodeHoldsAPieceOfWork() {
        assertThat(thisNode.claim(work, Duration.ofMinutes(1))).isPresent();
        assertThat(claimAsAnotherNode(Clock.systemUTC(), Duration.ofMinutes(1))).isFalse();
    }

    @Test
    void theHolderRenewsWithoutANewFence() {
        long fence = thisNode.claim(work, Duration.ofMinutes(1)).orElseThrow().fence();
        assertThat(thisNode.claim(work, Duration.ofMinutes(1)).orElseThrow().fence())
                .isEqualTo(fence);
    }

    @Test
    void aLeaseThatRanOutGoesToAnotherNodeWithAHigherFence() {
        long fence = thisNode.claim(work, Duration.ofMinutes(1)).orElseThrow().fence();
        assertThat(claimAsAnotherNode(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2)), Duration.ofMillis(1)))
                .isTrue();
        assertThat(fenceNow()).isGreaterThan(fence);
    }

    @Test
    void aReleasedLeaseIsFreeAtOnce() {
        thisNode.release(thisNode.claim(work, Duration.ofMinutes(1)).orElseThrow());
        assertThat(claimAsAnotherNode(Clock.systemUTC(), Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void ofManyNodesThatClaimAtOnceOneWins() throws Exception {
        try (var nodes = Executors.newFixedThreadPool(6)) {
            var claims = nodes.invokeAll(IntStream.range(0, 6)
                    .<Callable<Boolean>>mapToObj(
                            n -> () -> claimAsAnotherNode(Clock.systemUTC(), Duration.ofMinutes(1)))
                    .toList());
            long won = claims.stream().filter(each -> each.resultNow()).count();
            assertThat(won).isEqualTo(1);
        }
    }

    private boolean claimAsAnotherNode(Clock clock, Duration howLong) {
        return transactions.executeWrite(
                status -> new DatabaseLeases(jdbc, clock).claim(work, howLong).isPresent());
    }

    private long fenceNow() {
        return transactions.executeRead(status ->
                jdbc.prepareStatement("SELECT fence FROM shared_lease WHERE work = '" + work + "'", select -> {
                    try (var rows = select.executeQuery()) {
                        rows.next();
                        return rows.getLong(1);
                    }
                }));
    }
}
