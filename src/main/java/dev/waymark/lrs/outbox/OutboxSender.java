package dev.waymark.lrs.outbox;

import dev.waymark.lrs.Lrs;
import dev.waymark.lrs.LrsConnection;
import dev.waymark.lrs.LrsReply;
import dev.waymark.lrs.LrsSources;
import dev.waymark.lrs.outbox.OutboxRows.WaitingRow;
import dev.waymark.lrs.xapi.SameStatement;
import dev.waymark.shared.Leases;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits for each LRS, oldest first, in batches; one node at a time for each. A statement that the LRS refuses
 * for good, or stumbles over each time while it takes others, is set aside with the reason, so that it does not hold up
 * those behind it; an LRS that is away or busy holds up all.
 *
 * <p>Our ids are made from what is said, so to send a batch again after a lost answer does no harm.
 */
@Singleton
class OutboxSender {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);
    private static final int BATCH = 50;
    private static final int BATCHES_IN_A_ROW = 100;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final long LONGEST_PAUSE_SECONDS = 300;
    private static final int FAULTS_THAT_ARE_A_STATEMENTS = 4;
    private static final int LOOKS_FOR_WHAT_IS_REFUSED = 4;

    /** Answers that are about the statement. Others, a wrong address or password among them, are about us. */
    private static final Set<Integer> ABOUT_THE_STATEMENT = Set.of(400, 409, 412, 413, 422);

    private final OutboxRows rows;
    private final Tenants tenants;
    private final LrsSources sources;
    private final LrsConnection connection;
    private final Leases leases;
    private final Clock clock;

    OutboxSender(
            OutboxRows rows,
            Tenants tenants,
            LrsSources sources,
            LrsConnection connection,
            Leases leases,
            Clock clock) {
        this.rows = rows;
        this.tenants = tenants;
        this.sources = sources;
        this.connection = connection;
        this.leases = leases;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "${waymark.lrs.send:3s}", initialDelay = "${waymark.lrs.send:3s}")
    void sendAll() {
        for (TenantId tenant : tenants.all()) {
            try {
                send(tenant);
            } catch (RuntimeException e) {
                LOG.error(
                        "Sending statements of tenant {} broke off; what was not noted as sent is sent again",
                        tenant,
                        e);
            }
        }
    }

    void send(TenantId tenant) {
        List<Lrs> all = sources.takingOurs(tenant);
        for (Lrs lrs : all) {
            boolean first = lrs.equals(all.get(0));
            send(tenant, lrs, first ? List.of(lrs.source(), OutboxRows.ANY) : List.of(lrs.source()));
        }
    }

    private void send(TenantId tenant, Lrs lrs, List<String> line) {
        if (due(tenant, line).isEmpty()) {
            return;
        }
        Optional<Leases.Lease> lease = leases.claim("lrs-outbox/" + tenant + "/" + lrs.source(), LEASE);
        if (lease.isEmpty()) {
            return;
        }
        try {
            for (int batch = 0; batch < BATCHES_IN_A_ROW; batch++) {
                List<WaitingRow> waiting = due(tenant, line);
                if (waiting.isEmpty() || !sendBatch(lrs, waiting, lease.get().work())) {
                    return;
                }
            }
        } finally {
            leases.release(lease.get());
        }
    }

    private List<WaitingRow> due(TenantId tenant, List<String> line) {
        List<WaitingRow> waiting = rows.oldest(tenant, line, BATCH);
        boolean held = !waiting.isEmpty() && waiting.get(0).retryAt().isAfter(clock.instant());
        return held ? List.of() : waiting;
    }

    /** False if the LRS wants to be left alone for now, or another node sends by now. */
    private boolean sendBatch(Lrs lrs, List<WaitingRow> batch, String work) {
        if (leases.claim(work, LEASE).isEmpty()) {
            return false;
        }
        LrsReply reply = post(lrs, batch);
        if (reply instanceof LrsReply.Answered answer) {
            if (taken(answer)) {
                rows.settle(batch, "SENT", "");
                return true;
            }
            if (ABOUT_THE_STATEMENT.contains(answer.status())) {
                // One of them is at fault, and a batch is refused as a whole.
                return batch.size() == 1
                        ? refused(lrs, batch.get(0), answer)
                        : batch.stream().allMatch(each -> sendBatch(lrs, List.of(each), work));
            }
            if (answer.status() == 500 && batch.size() > 1 && batch.get(0).attempts() >= FAULTS_THAT_ARE_A_STATEMENTS) {
                return pastWhatItStumblesOver(lrs, batch, work, reply);
            }
        }
        pause(lrs, batch.get(0), reply);
        return false;
    }

    private LrsReply post(Lrs lrs, List<WaitingRow> batch) {
        String body = batch.stream().map(WaitingRow::json).collect(Collectors.joining(",", "[", "]"));
        return connection.post(lrs, lrs.statements(), body, LrsConnection.PATIENT);
    }

    /**
     * A server error that comes each time may be one statement's: it must not hold up all others for ever. Each is sent by
     * itself, and those that meet the error twice while others are taken are set aside. Where none is taken, it is the LRS.
     */
    private boolean pastWhatItStumblesOver(Lrs lrs, List<WaitingRow> batch, String work, LrsReply first) {
        List<WaitingRow> left = batch;
        int before;
        do {
            before = left.size();
            List<WaitingRow> stumbled = new ArrayList<>();
            for (WaitingRow each : left) {
                LrsReply reply = post(lrs, List.of(each));
                boolean error = reply instanceof LrsReply.Answered answer && answer.status() == 500;
                if (error) {
                    stumbled.add(each);
                } else if (reply instanceof LrsReply.Answered answer && taken(answer)) {
                    rows.settle(List.of(each), "SENT", "");
                } else if (!sendBatch(lrs, List.of(each), work)) {
                    return false;
                }
                if (leases.claim(work, LEASE).isEmpty()) {
                    return false;
                }
            }
            left = stumbled;
        } while (!left.isEmpty() && left.size() < before);
        if (left.size() == batch.size()) {
            pause(lrs, batch.get(0), first);
            return false;
        }
        LOG.warn("Set {} statements aside: {} answers 500 to them and takes others", left.size(), lrs.source());
        rows.settle(left, "DEAD", lrs.source() + " answered 500 to it each time, and took others");
        return true;
    }

    private static boolean taken(LrsReply.Answered answer) {
        return answer.status() == 200 || answer.status() == 204;
    }

    private boolean refused(Lrs lrs, WaitingRow row, LrsReply.Answered answer) {
        String reason = lrs.source() + " refused it with " + answer.status() + ": "
                + new String(answer.body(), StandardCharsets.UTF_8).strip();
        if (answer.status() == 409) {
            LrsReply reply = kept(lrs, "statementId", row);
            if (reply instanceof LrsReply.Answered hidden && hidden.status() == 404) {
                reply = kept(lrs, "voidedStatementId", row);
            }
            boolean answers = reply instanceof LrsReply.Answered kept && (kept.status() == 200 || kept.status() == 404);
            boolean shown = reply instanceof LrsReply.Answered kept && kept.status() == 200;
            if (!answers || (!shown && row.attempts() < LOOKS_FOR_WHAT_IS_REFUSED)) {
                // What another request of ours brought may not be shown yet.
                pause(lrs, row, answers ? answer : reply);
                return false;
            }
            if (shown && reply instanceof LrsReply.Answered kept && SameStatement.is(row.json(), kept.body())) {
                rows.settle(List.of(row), "SENT", "the LRS had it already");
                return true;
            }
            reason = lrs.source()
                    + (shown
                            ? " has another statement under this id (409)"
                            : " refuses its id (409) and shows no statement under it");
        }
        LOG.warn("Set statement {} aside: the LRS refused it with {}", row.statementId(), answer.status());
        rows.settle(List.of(row), "DEAD", reason);
        return true;
    }

    private LrsReply kept(Lrs lrs, String by, WaitingRow row) {
        URI asked = URI.create(lrs.statements() + "?" + by + "=" + row.statementId());
        return connection.get(lrs, asked, LrsConnection.PATIENT);
    }

    private void pause(Lrs lrs, WaitingRow first, LrsReply reply) {
        String reason = switch (reply) {
            case LrsReply.Answered answer -> lrs.source() + " answered " + answer.status() + " to statements";
            case LrsReply.TooLong() -> lrs.source() + " answered with more than we read";
            case LrsReply.Unreachable(String why) -> lrs.source() + " cannot be reached: " + why;
        };
        Optional<Duration> asked = reply instanceof LrsReply.Answered answer ? answer.retryAfter() : Optional.empty();
        long ceiling = Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(first.attempts() + 1, 30)) * 1000;
        Duration jittered = Duration.ofMillis(ThreadLocalRandom.current().nextLong(ceiling));
        Duration pause = asked.filter(time -> time.compareTo(jittered) > 0).orElse(jittered);
        LOG.warn("Sending statements goes on in {} s: {}", pause.toSeconds(), reason);
        rows.delay(first, clock.instant().plus(pause), reason);
    }
}
