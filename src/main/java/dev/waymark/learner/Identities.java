package dev.waymark.learner;

import dev.waymark.lti.registration.RegistrationId;
import dev.waymark.shared.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which xAPI agents are whose, and who says so. In this order: the account (issuer, subject) of a launch; accounts on home
 * pages that an administrator has declared to be a platform's; e-mail addresses and their digests of platforms whose
 * addresses an administrator vouches for; and what an administrator linked by hand. Never by name, never across tenants.
 */
public interface Identities {

    /** What an administrator has declared, oldest first. */
    List<Mapping> mappings(TenantId tenant);

    /**
     * Declares a mapping. It is applied at once to those who have launched, by what their last launch said, and to others
     * as they launch; one of e-mail addresses only then.
     *
     * @param by our name of the administrator
     * @throws IllegalArgumentException if it cannot be declared, with a sentence that says why
     */
    Mapping declare(TenantId tenant, Declared declared, String by, Instant at);

    /** Withdraws a mapping and takes from their people the agents that it gave them. */
    void withdraw(TenantId tenant, String mapping, Instant at);

    /** Platforms whose e-mail addresses are vouched for. */
    Set<RegistrationId> mailVouched(TenantId tenant);

    /** Vouches for the addresses of a platform, or no longer, which takes from their people the agents that it gave them. */
    void vouchMail(TenantId tenant, RegistrationId registration, boolean vouched, String by, Instant at);

    /**
     * Links an agent by hand.
     *
     * @return false if it is somebody else's, or none that can be a person's
     */
    boolean link(TenantId tenant, String agentKey, LearnerId learner, String by, Instant at);

    /**
     * Takes an agent from whom it is linked to, for good: no launch gives it back.
     *
     * @return false if it is nobody's
     */
    boolean unlink(TenantId tenant, String agentKey, String by, Instant at);

    /** The agents of a person, with who says so. */
    List<LinkedAgent> agents(TenantId tenant, LearnerId learner);

    /** Who has this value in their last launch from a platform; empty if nobody, more than one, or for e-mail addresses. */
    Optional<LearnerId> byField(TenantId tenant, RegistrationId registration, Field field, String value);

    /** What a person's last launch from a platform said besides the subject, without e-mail addresses. */
    Map<Field, String> fieldsOf(TenantId tenant, RegistrationId registration, LearnerId learner);

    /** People whose name or id begins so, in any case of letters; by name. */
    List<Learners.Learner> people(TenantId tenant, String beginning, int limit);

    /** What names a person in an account. */
    enum Field {
        /** The platform's own name for the person (LTI {@code sub}). */
        SUBJECT,
        /** {@code lis.person_sourcedid}, or the custom parameter {@code person_sourcedid}. */
        SOURCED_ID,
        /**
         * The custom parameter {@code username} or {@code user_username} ({@code $User.username}), or what Moodle tells
         * where names are shared ({@code ext.user_username}).
         */
        USERNAME,
        /** Moodle's id number: the custom parameter {@code idnumber}, or the sourced id, where Moodle puts it. */
        ID_NUMBER,
        /** The custom parameter {@code canvas_user_id} ({@code $Canvas.user.id}). */
        CANVAS_USER_ID,
        /** The e-mail address; only of a platform whose addresses are vouched for. */
        EMAIL
    }

    /** How an agent names the person. */
    enum Kind {
        /** {@code account} with this home page; the field is its name. */
        ACCOUNT,
        /** {@code openid}, which is this address with the field after it. */
        OPENID
    }

    /**
     * @param homePage http or https
     */
    record Declared(RegistrationId registration, Kind kind, String homePage, Field field) {}

    record Mapping(String id, Declared declared, String by, Instant at) {}

    /**
     * @param vouchedBy how it came to be theirs
     */
    record LinkedAgent(String agentKey, Voucher vouchedBy, Instant since) {}

    /** Who says that an agent is a person's. */
    enum Voucher {
        LAUNCH,
        MAPPING,
        MAIL,
        HAND;

        static Voucher of(String text) {
            return text.startsWith("map ")
                    ? MAPPING
                    : text.startsWith("mail ") ? MAIL : text.startsWith("hand") ? HAND : LAUNCH;
        }
    }

    /** These agents are this learner's no longer. Published in the transaction that took them. */
    record AgentsReleased(TenantId tenant, LearnerId learner, Set<String> agentKeys) {
        public AgentsReleased {
            agentKeys = Set.copyOf(agentKeys);
        }

        static AgentsReleased of(TenantId tenant, LearnerId learner, Collection<String> agentKeys) {
            return new AgentsReleased(tenant, learner, Set.copyOf(agentKeys));
        }
    }

    /** Reads a field of a launch by the names that it goes by; empty if the launch does not have it. */
    static Optional<String> noBlank(Optional<String> text) {
        return text.map(String::strip).filter(value -> !value.isEmpty());
    }
}
