package dev.waymark.evidence;

import dev.waymark.engine.model.EvidenceId;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Statements of one learner that are read as if they were not there, because staff decided so. The statement stays in the
 * ledger with that reason; what it outdid, such as an earlier attempt, counts again. Reading the ledger anew gives the same.
 *
 * <p>Not for observations of our own: a self-assessment is outdone by the next, and a rating by another.
 */
@Singleton
public class LeftOut {

    private final LeftOutRows rows;
    private final Bookkeeping books;

    LeftOut(LeftOutRows rows, Bookkeeping books) {
        this.rows = rows;
        this.books = books;
    }

    /**
     * Leaves one out and reads the learner's entries again, in the caller's transaction.
     *
     * @param reason in the words of whoever decided, at most 1,000 characters; the learner may read it
     * @param by a name of ours, no personal data
     * @return false if it was left out already
     */
    @Transactional
    public boolean leaveOut(
            TenantId tenant,
            LearnerId learner,
            EvidenceId statement,
            CourseId course,
            String reason,
            String by,
            Instant at) {
        boolean fresh = rows.add(tenant, learner, statement, course, reason, by, at);
        if (fresh) {
            books.readAgain(tenant, Row.Owner.of(learner));
        }
        return fresh;
    }

    /** Lets one count again, as far as it counts by itself; false if it was not left out. */
    @Transactional
    public boolean bringBack(TenantId tenant, LearnerId learner, EvidenceId statement) {
        boolean was = rows.remove(tenant, learner, statement);
        if (was) {
            books.readAgain(tenant, Row.Owner.of(learner));
        }
        return was;
    }
}
