package dev.waymark.credential;

import dev.waymark.engine.model.CompetencyId;
import dev.waymark.engine.model.CompetencyTier;
import dev.waymark.engine.model.Tier;
import dev.waymark.learner.LearnerId;
import dev.waymark.shared.CourseId;
import dev.waymark.shared.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Certificates of tiers. One can be had for the highest tier that the evidence bears out and that practical work rated by a
 * person shows as well; tier 1 is everybody's and not certified. A certificate says what was so on a day: what changes later does
 * not change it, but it can be revoked, and is then told by its page and by the public status list.
 */
public interface Certificates {

    /** Longest remark of whoever revokes, characters. */
    int LONGEST_REMARK = 1000;

    /** For each competency of the course's framework, in its order, what can be had and what is missing. */
    List<Reach> reach(TenantId tenant, LearnerId learner, CourseId course, Instant now);

    /** As {@link #reach}, with what is had, in one question that reads no signed text. */
    Outlook outlook(TenantId tenant, LearnerId learner, CourseId course, Instant now);

    /**
     * Issues what {@link #reach} offers.
     *
     * @param words what it says, in the reader's language
     * @param shownName the name that the learner agreed to have on it
     */
    Issued issue(
            TenantId tenant,
            LearnerId learner,
            CourseId course,
            CompetencyTier what,
            Wording words,
            Optional<String> shownName,
            Instant now);

    /** A learner's certificates from all courses, newest first, with those that were revoked. */
    List<Certificate> of(TenantId tenant, LearnerId learner);

    /** Takes back one's own; false if it is not theirs or was revoked before. */
    boolean withdraw(TenantId tenant, LearnerId learner, String certificate, Instant at);

    /**
     * Staff revoke what was issued in their course.
     *
     * @param remark for the learner and the staff; never public
     * @param by a name of ours for who does it
     * @return false if there is none such in the course, or it was revoked before
     */
    boolean revoke(
            TenantId tenant, CourseId course, String certificate, Reason reason, String remark, String by, Instant at);

    /** An administrator revokes what was issued anywhere in the organisation. */
    boolean revoke(TenantId tenant, String certificate, Reason reason, String remark, String by, Instant at);

    /**
     * Revokes all that a key signed, because it is not safe any more.
     *
     * @return how many were valid
     */
    int revokeSignedBy(TenantId tenant, String kid, String by, Instant at);

    /** How many an organisation has issued, and how many of these are revoked. */
    Tally tally(TenantId tenant);

    /** By its unguessable id, whoever asks: whoever holds the address was given it. */
    Optional<Certificate> published(String certificate);

    /** What somebody was given as a signed text, judged by our keys and our list. Nothing is fetched from elsewhere. */
    Checked check(String compactJws, Instant now);

    /**
     * A list of revocations as a signed credential (Bitstring Status List 1.0); empty if there is none such.
     *
     * @param list its number, from 0
     */
    Optional<String> statusList(TenantId tenant, int list, Instant now);

    /** Where everybody can see and verify it; also its {@code id}. */
    URI address(String certificate);

    /** What a certificate says, for people. */
    Shown read(Certificate certificate);

    /** The credential without its proof, as JSON; only of one that was not erased. */
    String json(Certificate certificate);

    /** What can be had, and what is had already, newest first. */
    record Outlook(List<Reach> reach, List<Held> had) {
        public Outlook {
            reach = List.copyOf(reach);
            had = List.copyOf(had);
        }
    }

    /** What of a certificate a list of them tells; its signed text stays where it is kept. */
    record Held(CompetencyId competency, Tier tier, Optional<Revocation> revocation) {

        public boolean valid() {
            return revocation.isEmpty();
        }
    }

    /** Why something cannot be had yet. */
    enum Lack {
        /** The evidence does not bear out the tier. */
        TIER,
        /** No rated practical work shows the tier. */
        PRACTICAL,
        /** The tier is provisional: it may well be another. */
        UNSURE,
        /** Staff set the tier; a certificate rests on evidence alone. */
        SET_BY_STAFF
    }

    /** Why a certificate was revoked; public. */
    enum Reason {
        /** Its holder took it back, or had their data erased. */
        WITHDRAWN,
        /** It should not have been issued. */
        ERROR,
        /** What it rested on does not hold. */
        EVIDENCE,
        /** The key that signed it is not safe any more. */
        KEY
    }

    /**
     * @param held the tier that the evidence bears out
     * @param known false if nothing has told us about the competency
     * @param offered what can be had now and is not had yet
     * @param goal the tier that {@code lacks} are about
     * @param lacks empty if nothing is missing for the goal
     * @param practicalAt when practical work was rated that shows {@code offered}, newest first
     */
    record Reach(
            CompetencyId competency,
            Tier held,
            boolean known,
            Optional<Tier> offered,
            Tier goal,
            Set<Lack> lacks,
            List<Instant> practicalAt) {
        public Reach {
            lacks = Set.copyOf(lacks);
            practicalAt = List.copyOf(practicalAt);
        }
    }

    /**
     * @param name such as "Practitioner in Checking outputs"
     * @param description what a person at this tier can do
     * @param criteria what one must show to get it
     * @param result what the tiers are called together, such as "Tier"
     * @param tiers names of tiers 1 to 4
     * @param competency its name
     * @param evidence a title and a sentence for each piece of practical work
     */
    record Wording(
            Locale locale,
            String name,
            String description,
            String criteria,
            String result,
            List<String> tiers,
            String competency,
            List<Piece> evidence) {
        public Wording {
            tiers = List.copyOf(tiers);
            evidence = List.copyOf(evidence);
        }
    }

    record Piece(String name, String narrative) {}

    sealed interface Issued {
        record Done(Certificate certificate) implements Issued {}

        /** The evidence does not allow it, or it is had already. */
        record NotReached() implements Issued {}

        /** Nobody has said under which name the organisation issues. */
        record NoIssuer() implements Issued {}
    }

    /**
     * @param shownName the name on it, if the learner agreed to one
     * @param learner empty after an erasure, like {@code course}
     * @param jwt the signed credential; empty after an erasure
     */
    record Certificate(
            TenantId tenant,
            String id,
            Optional<LearnerId> learner,
            Optional<CourseId> course,
            CompetencyId competency,
            Tier tier,
            Optional<String> shownName,
            String jwt,
            Instant issuedAt,
            Optional<Revocation> revocation) {

        public boolean valid() {
            return revocation.isEmpty();
        }
    }

    /**
     * @param remark for the learner and the staff
     * @param by a name of ours for who did it; empty if it was the learner
     */
    record Revocation(Instant at, Reason reason, String remark, String by) {}

    record Tally(long issued, long revoked) {}

    /**
     * @param competency its name
     * @param holder the name on it
     * @param tier its name
     * @param language of the words, a BCP 47 tag
     */
    record Shown(
            String name,
            String competency,
            String description,
            String criteria,
            String tier,
            Optional<String> holder,
            String issuer,
            String issuerUrl,
            List<Piece> evidence,
            String language) {
        public Shown {
            evidence = List.copyOf(evidence);
        }
    }

    sealed interface Checked {
        record Valid(Certificate certificate) implements Checked {}

        record Revoked(Certificate certificate, Revocation revocation) implements Checked {}

        record Refused(Why why) implements Checked {}
    }

    enum Why {
        /** No compact JWS. */
        NOT_A_CREDENTIAL,
        /** Signed by somebody else's key, so that only its issuer can be asked. */
        ISSUED_ELSEWHERE,
        /** It names a key of ours, and was not signed with it, or was changed since. */
        SIGNATURE,
        /** Signed by us, and its claims contradict what it says (OB 3.0, 8.2.6.1). */
        CLAIMS
    }
}
