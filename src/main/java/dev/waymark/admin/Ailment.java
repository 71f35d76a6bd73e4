package dev.waymark.admin;

import dev.waymark.lti.core.Reason;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What an administrator can do about a refused launch: many reasons come to the same cure. Its words are
 * {@code admin.doctor.<code>.what}, and {@code .other} for what to change; where the way there differs by product, also
 * {@code .moodle} and {@code .canvas}.
 */
enum Ailment {
    REGISTRATION_UNKNOWN(Step.ASKED, true),
    REGISTRATION_OFF(Step.ASKED),
    REGISTRATION_AMBIGUOUS(Step.ASKED),
    NOT_A_LAUNCH(Step.ASKED),
    TOO_MANY(Step.ASKED),
    PLATFORM_ERROR(Step.BROWSER, true),
    TOO_LATE(Step.BROWSER),
    COOKIES(Step.BROWSER, true),
    USED(Step.BROWSER),
    KEY_UNKNOWN(Step.KEY, true),
    KEYS_UNREACHABLE(Step.KEY, true),
    SIGNATURE(Step.KEY),
    IDENTITY(Step.CLAIMS, true),
    CLOCK(Step.CLOCKS),
    NONCE(Step.CLAIMS),
    DEPLOYMENT(Step.CLAIMS, true),
    ADDRESS(Step.CLAIMS, true),
    MESSAGE(Step.CLAIMS, true),
    PERSON(Step.CLAIMS, true),
    NOT_ALLOWED(Step.CLAIMS),
    OTHER(Step.CLAIMS);

    /** How far a launch gets, in order. */
    enum Step {
        ASKED,
        BROWSER,
        KEY,
        CLOCKS,
        CLAIMS
    }

    private final Step step;

    private final boolean byProduct;

    Ailment(Step step) {
        this(step, false);
    }

    Ailment(Step step, boolean byProduct) {
        this.step = step;
        this.byProduct = byProduct;
    }

    /**
     * Key of what to do, sentences with {@code |} between.
     *
     * @param family the product of the platform, such as {@code moodle}; empty if it is not known
     */
    String todo(String family) {
        return key() + "." + (byProduct && (family.equals("moodle") || family.equals("canvas")) ? family : "other");
    }

    /** Where the launch stopped. */
    Step step() {
        return step;
    }

    String key() {
        return "admin.doctor." + name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param reason a {@link Reason#code()}
     */
    static Ailment of(String reason) {
        Optional<Reason> known = Arrays.stream(Reason.values())
                .filter(each -> each.code().equals(reason))
                .findFirst();
        return known.map(Ailment::of).orElse(OTHER);
    }

    static Ailment of(Reason reason) {
        return switch (reason) {
            case REGISTRATION_UNKNOWN -> REGISTRATION_UNKNOWN;
            case REGISTRATION_INACTIVE -> REGISTRATION_OFF;
            case REGISTRATION_AMBIGUOUS -> REGISTRATION_AMBIGUOUS;
            case LOGIN_INCOMPLETE, RESPONSE_INCOMPLETE, TOKEN_IN_ADDRESS, METHOD_NOT_ALLOWED -> NOT_A_LAUNCH;
            case TOO_MANY_LOGINS -> TOO_MANY;
            case PLATFORM_ERROR -> PLATFORM_ERROR;
            case STATE_UNKNOWN, STATE_EXPIRED -> TOO_LATE;
            case STATE_MISMATCH -> COOKIES;
            case NONCE_SPENT -> USED;
            case KID_UNKNOWN, KID_MISSING -> KEY_UNKNOWN;
            case KEYS_UNREACHABLE -> KEYS_UNREACHABLE;
            case SIGNATURE_INVALID, ALGORITHM_NOT_ALLOWED, TOKEN_MALFORMED, TOKEN_TOO_LARGE -> SIGNATURE;
            case ISSUER_MISMATCH, AUDIENCE_MISMATCH, AUTHORIZED_PARTY_MISMATCH -> IDENTITY;
            case EXPIRED, ISSUED_AT_IMPLAUSIBLE, EXPIRY_MISSING, ISSUED_AT_MISSING -> CLOCK;
            case NONCE_MISSING, NONCE_MISMATCH -> NONCE;
            case DEPLOYMENT_MISSING, DEPLOYMENT_UNKNOWN, DEPLOYMENT_MISMATCH -> DEPLOYMENT;
            case TARGET_FOREIGN, TARGET_MISSING, TARGET_MISMATCH -> ADDRESS;
            case SUBJECT_MISSING, CLAIM_TOO_LONG -> PERSON;
            default -> byName(reason);
        };
    }

    private static Ailment byName(Reason reason) {
        String name = reason.name();
        if (name.endsWith("_NOT_STAFF") || name.startsWith("FOR_USER")) {
            return NOT_ALLOWED;
        }
        boolean message = name.startsWith("MESSAGE")
                || name.startsWith("VERSION")
                || name.startsWith("RESOURCE_LINK")
                || name.startsWith("ROLES")
                || name.startsWith("DEEP_LINKING");
        return message ? MESSAGE : OTHER;
    }
}
