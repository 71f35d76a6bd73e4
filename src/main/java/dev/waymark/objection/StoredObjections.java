package dev.waymark.objection;

import dev.waymark.competency.Configurations;
import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.EvidenceId;
import dev.waymark.evidence.Ledger;
import dev.waymark.evidence.LeftOut;
import dev.waymark.evidence.OwnObservations;
import dev.waymark.learner.LearnerId;
import dev.waymark.mastery.Overrides;
import dev.waymark.shared.Contention;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** In a table. Two people who answer one at once wait for each other, and the second finds it answered. */
@Singleton
class StoredObjections implements Objections {

    private final ObjectionRows rows;
    private final Ledger ledger;
    private final LeftOut leftOut;
    private final Overrides overrides;
    private final Configurations configurations;

    StoredObjections(
            ObjectionRows rows, Ledger ledger, LeftOut leftOut, Overrides overrides, Configurations configurations) {
        this.rows = rows;
        this.ledger = ledger;
        this.leftOut = leftOut;
        this.overrides = overrides;
        this.configurations = configurations;
    }

    @Override
    @Transactional
    public Raised raise(
            TenantId tenant,
            LearnerId learner,
            CourseId course,
            Subject subject,
            Claim claim,
            String words,
            Instant at) {
        if (claim.ofTier() != subject instanceof Subject.OfTier) {
            return Raised.UNFIT;
        }
        if (words.length() > LONGEST_WORDS) {
            return Raised.TOO_LONG;
        }
        boolean known = switch (subject) {
            case Subject.OfStatement it -> isStatement(tenant, learner, it.statement());
            case Subject.OfTier it -> has(tenant, course, it.competency());
        };
        if (!known) {
            return Raised.UNKNOWN;
        }
        List<Objection> open = rows.of(tenant, learner, course).stream()
                .filter(each -> each.state() == State.OPEN)
                .toList();
        if (open.stream().anyMatch(each -> each.subject().equals(subject))) {
            return Raised.OPEN_ALREADY;
        }
        if (open.size() >= MOST_OPEN) {
            return Raised.TOO_MANY;
        }
        rows.insert(tenant, UUID.randomUUID().toString(), learner, course, subject, claim, words.strip(), at);
        return Raised.YES;
    }

    private boolean isStatement(TenantId tenant, LearnerId learner, EvidenceId statement) {
        return ledger.entry(tenant, learner, statement)
                .filter(entry -> !entry.source().equals(OwnObservations.SOURCE))
                .isPresent();
    }

    private boolean has(TenantId tenant, CourseId course, CompetencyId competency) {
        return configurations.of(tenant, course).framework().competencies().contains(competency);
    }

    @Override
    @Transactional
    public boolean withdraw(TenantId tenant, LearnerId learner, CourseId course, String id, Instant at) {
        return rows.withdraw(tenant, learner, course, id, at);
    }

    @Override
    @Transactional
    public List<Objection> of(TenantId tenant, LearnerId learner, CourseId course) {
        return rows.of(tenant, learner, course);
    }

    @Override
    @Transactional
    public List<Objection> inCourse(TenantId tenant, CourseId course, int limit) {
        return rows.inCourse(tenant, course, limit);
    }

    @Override
    @Transactional
    public Optional<Objection> one(TenantId tenant, CourseId course, String id) {
        return rows.one(tenant, course, id, false);
    }

    @Override
    public Answered answer(
            TenantId tenant,
            CourseId course,
            String id,
            Act act,
            String words,
            Optional<SetTier> tier,
            LearnerId by,
            Instant at) {
        if (words.isBlank() || words.strip().length() > LONGEST_ANSWER) {
            return Answered.WORDS;
        }
        var answer = new Answer(act, words.strip(), tier, by.toString(), at);
        return Contention.retry(() -> carryOut(tenant, course, id, answer, by));
    }

    /** The answer and what it does, in one transaction. */
    @Transactional(
            propagation = TransactionDefinition.Propagation.REQUIRES_NEW,
            isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public Answered carryOut(TenantId tenant, CourseId course, String id, Answer answer, LearnerId by) {
        Optional<Objection> found = rows.one(tenant, course, id, true).filter(each -> each.state() == State.OPEN);
        if (found.isEmpty()) {
            return Answered.GONE;
        }
        Objection objection = found.get();
        if (objection.learner().equals(by)) {
            return Answered.OWN;
        }
        if (!fits(tenant, course, objection, answer)) {
            return Answered.UNFIT;
        }
        if (answer.act() == Act.LEFT_OUT && objection.subject() instanceof Subject.OfStatement it) {
            leftOut.leaveOut(
                    tenant, objection.learner(), it.statement(), course, answer.words(), answer.by(), answer.at());
        }
        if (answer.act() == Act.TIER_SET && objection.subject() instanceof Subject.OfTier it) {
            answer.tier()
                    .ifPresent(set -> overrides.set(
                            tenant,
                            objection.learner(),
                            course,
                            it.competency(),
                            set.tier(),
                            answer.words(),
                            answer.by(),
                            set.until(),
                            answer.at()));
        }
        rows.answer(tenant, course, id, answer);
        return Answered.YES;
    }

    private boolean fits(TenantId tenant, CourseId course, Objection objection, Answer answer) {
        Instant furthest = answer.at().plus(Duration.ofDays(Overrides.LONGEST_DAYS));
        return switch (answer.act()) {
            case LEFT_OUT ->
                objection.subject() instanceof Subject.OfStatement
                        && answer.tier().isEmpty();
            case TIER_SET ->
                objection.subject() instanceof Subject.OfTier it
                        && has(tenant, course, it.competency())
                        && answer.tier()
                                .filter(set -> set.until().isAfter(answer.at())
                                        && !set.until().isAfter(furthest))
                                .isPresent();
            case MENDED, CHECK, PRACTICAL, DECLINED -> answer.tier().isEmpty();
        };
    }

    @Override
    public boolean bringBack(TenantId tenant, CourseId course, String id) {
        return Contention.retry(() -> countAgain(tenant, course, id));
    }

    /** In a transaction of its own. */
    @Transactional(
            propagation = TransactionDefinition.Propagation.REQUIRES_NEW,
            isolation = TransactionDefinition.Isolation.READ_COMMITTED)
    public boolean countAgain(TenantId tenant, CourseId course, String id) {
        return rows.one(tenant, course, id, true)
                .filter(each ->
                        each.answer().filter(it -> it.act() == Act.LEFT_OUT).isPresent())
                .map(each -> each.subject() instanceof Subject.OfStatement it
                        && leftOut.bringBack(tenant, each.learner(), it.statement()))
                .orElse(false);
    }
}
