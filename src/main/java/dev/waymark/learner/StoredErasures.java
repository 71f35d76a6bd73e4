package dev.waymark.learner;

import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.Contention;
import dev.waymark.shared.Leases;
import dev.waymark.shared.Person;
import dev.waymark.shared.PersonalData;
import dev.waymark.shared.PersonalRows;
import dev.waymark.shared.PersonalTable;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries erasures out. In one transaction the person is forgotten here and every room takes leave, so that from then on
 * nothing that comes in can be theirs; what finds their rows is kept for as long as the erasure runs. Then each room erases,
 * in a transaction of its own, and all are asked again until none finds anything: what was under way meanwhile goes too. A
 * node that dies is taken over by another.
 */
@Singleton
class StoredErasures implements Erasures {

    private static final Logger LOG = LoggerFactory.getLogger(StoredErasures.class);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final int LONGEST_REASON = 1000;
    private static final int ROUNDS = 5;
    private static final String HERE = "learner";

    private final ErasureRows rows;
    private final Persons persons;
    private final Leavers leavers;
    private final List<PersonalData> rooms;
    private final PersonalRows personal;
    private final Leases leases;
    private final TransactionOperations<Connection> transactions;
    private final ErasureSettings settings;
    private final Clock clock;

    StoredErasures(
            ErasureRows rows,
            Persons persons,
            Leavers leavers,
            List<PersonalData> rooms,
            PersonalRows personal,
            Leases leases,
            TransactionOperations<Connection> transactions,
            ErasureSettings settings,
            Clock clock) {
        this.rows = rows;
        this.persons = persons;
        this.leavers = leavers;
        this.rooms =
                rooms.stream().sorted(Comparator.comparing(PersonalData::room)).toList();
        this.personal = personal;
        this.leases = leases;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Request ask(TenantId tenant, LearnerId learner, String reason, Instant at) {
        return Contention.retry(() -> transactions.executeWrite(status -> {
            Optional<Request> open = rows.open(tenant, learner);
            if (open.isPresent()) {
                return open.get();
            }
            String said = reason.strip();
            var request = new Request(
                    UUID.randomUUID().toString(),
                    Optional.of(learner),
                    said.length() <= LONGEST_REASON ? said : said.substring(0, LONGEST_REASON),
                    at,
                    at.plus(settings.grace()),
                    at.plus(settings.within()),
                    State.ASKED,
                    Optional.empty(),
                    0,
                    Map.of());
            rows.insert(tenant, request);
            return request;
        }));
    }

    @Override
    public boolean withdraw(TenantId tenant, LearnerId learner, Instant at) {
        return transactions.executeWrite(status -> rows.withdraw(tenant, learner, at));
    }

    @Override
    public Optional<Request> open(TenantId tenant, LearnerId learner) {
        return transactions.executeRead(status -> rows.open(tenant, learner));
    }

    @Override
    public List<Request> all(TenantId tenant, int limit) {
        return transactions.executeRead(status -> rows.all(tenant, limit));
    }

    @Override
    public boolean beginNow(TenantId tenant, String id, Instant at) {
        return transactions.executeWrite(status -> rows.beginNow(tenant, id, at));
    }

    @Override
    public Optional<Past> past(TenantId tenant, RegistrationId registration, String subject) {
        return transactions.executeRead(status -> leavers.past(tenant, registration, subject));
    }

    @Override
    public void told(TenantId tenant, RegistrationId registration, String subject, Instant at) {
        transactions.executeWrite(status -> {
            leavers.told(tenant, registration, subject, at);
            return true;
        });
    }

    @Override
    public Duration backupsKept() {
        return settings.backups();
    }

    @Override
    public void carryOutDue(TenantId tenant) {
        for (Request due : transactions.executeRead(status -> rows.due(tenant, clock.instant()))) {
            Optional<Leases.Lease> lease = leases.claim("erasure/" + tenant + "/" + due.id(), LEASE);
            if (lease.isPresent()) {
                try {
                    carryOut(tenant, due);
                } finally {
                    leases.release(lease.get());
                }
            }
        }
    }

    private void carryOut(TenantId tenant, Request due) {
        if (due.state() == State.ASKED && !Contention.retry(() -> begin(tenant, due))) {
            return;
        }
        Person person = transactions.executeRead(status -> rows.remembered(tenant, due));
        for (int round = 0; round < ROUNDS; round++) {
            if (erase(tenant, due, person) == 0) {
                Contention.retry(() -> transactions.executeWrite(status -> {
                    rows.done(tenant, due.id(), clock.instant());
                    return true;
                }));
                LOG.info("Erasure {} is done", due.id());
                return;
            }
        }
        LOG.warn("Erasure {} finds rows again after {} rounds; it goes on soon", due.id(), ROUNDS);
    }

    /** One transaction: from here on nobody is known to be the person. */
    private boolean begin(TenantId tenant, Request due) {
        return transactions.executeWrite(status -> {
            if (due.learner().isEmpty() || !rows.run(tenant, due.id())) {
                return false;
            }
            Instant now = clock.instant();
            Person person = persons.of(tenant, due.learner().get());
            Map<String, Long> remains = new HashMap<>();
            rooms.forEach(
                    room -> room.takeLeave(person, now).forEach((what, many) -> remains.merge(what, many, Long::sum)));
            rows.remember(tenant, due.id(), person, remains);
            person.accounts()
                    .forEach(each ->
                            leavers.left(tenant, each.registration(), each.subject(), ErasureRows.text(remains), now));
            rooms.stream()
                    .filter(room -> room.room().equals(HERE))
                    .forEach(room -> rows.count(tenant, due.id(), erase(room, person)));
            return true;
        });
    }

    private long erase(TenantId tenant, Request due, Person person) {
        long all = 0;
        for (PersonalData room : rooms) {
            all += Contention.retry(() -> transactions.executeWrite(status -> {
                long gone = erase(room, person);
                rows.count(tenant, due.id(), gone);
                return gone;
            }));
        }
        return all;
    }

    private long erase(PersonalData room, Person person) {
        long gone = room.eraseFurther(person);
        for (PersonalTable table : room.tables()) {
            gone += personal.erase(table, person);
        }
        return gone;
    }

    /** A node with {@code waymark.erasure.work=false} carries nothing out. */
    @Singleton
    @Requires(property = "waymark.erasure.work", notEquals = "false")
    static class Schedule {

        private final Erasures erasures;
        private final Tenants tenants;

        Schedule(Erasures erasures, Tenants tenants) {
            this.erasures = erasures;
            this.tenants = tenants;
        }

        @Scheduled(fixedDelay = "20s", initialDelay = "20s")
        void now() {
            for (TenantId tenant : tenants.all()) {
                try {
                    erasures.carryOutDue(tenant);
                } catch (RuntimeException e) {
                    LOG.error("carrying out erasures of tenant {} broke off; it goes on in the next round", tenant, e);
                }
            }
        }
    }
}
