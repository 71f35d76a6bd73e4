package dev.waymark.learner;

import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * People ask to have erased what is kept of them, may change their mind until it begins, and it is done: in every room, and
 * what was said to an LRS is taken back. What is kept afterwards is that somebody had themselves erased, and a keyed digest
 * of their accounts, so that a list of people or a late statement does not bring them back. Who comes again by themselves
 * begins anew.
 */
public interface Erasures {

    /**
     * Asks for it; who has asked already has not asked twice.
     *
     * @param reason optional; at most 1000 characters are kept, until it is done
     */
    Request ask(TenantId tenant, LearnerId learner, String reason, Instant at);

    /**
     * Changes their mind.
     *
     * @return false if nothing was asked for, or it has begun
     */
    boolean withdraw(TenantId tenant, LearnerId learner, Instant at);

    /** What this person has asked for and is still to be done. */
    Optional<Request> open(TenantId tenant, LearnerId learner);

    /** All requests of an organisation, those that are still to be done first, then the newest. */
    List<Request> all(TenantId tenant, int limit);

    /**
     * Lets a request begin at once.
     *
     * @return false if there is none that waits
     */
    boolean beginNow(TenantId tenant, String id, Instant at);

    /** Carries out what is due. Not inside a transaction. */
    void carryOutDue(TenantId tenant);

    /** What was erased of the person behind a platform's subject before they came again. */
    Optional<Past> past(TenantId tenant, RegistrationId registration, String subject);

    /** They were told of it. */
    void told(TenantId tenant, RegistrationId registration, String subject, Instant at);

    /** How long this organisation keeps backups; zero if nobody has told us. */
    Duration backupsKept();

    enum State {
        ASKED,
        WITHDRAWN,
        RUNNING,
        DONE
    }

    /**
     * @param learner empty once it is done
     * @param beginsAt until then they may change their mind
     * @param dueAt by when it has to be done
     * @param endedAt when it was withdrawn or done
     * @param rows how many rows went
     * @param remains what stays elsewhere; see {@link dev.waymark.shared.PersonalData#takeLeave}
     */
    record Request(
            String id,
            Optional<LearnerId> learner,
            String reason,
            Instant askedAt,
            Instant beginsAt,
            Instant dueAt,
            State state,
            Optional<Instant> endedAt,
            long rows,
            Map<String, Long> remains) {
        public Request {
            remains = Map.copyOf(remains);
        }
    }

    /**
     * @param told true if the person knows already
     */
    record Past(Instant erasedAt, boolean told, Map<String, Long> remains) {
        public Past {
            remains = Map.copyOf(remains);
        }
    }
}
