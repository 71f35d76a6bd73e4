package dev.waymark.lti.core;

import java.util.Locale;

/** What was wrong with a login or a launch, stable enough to be looked up and counted. */
public enum Reason {
    // login initiation
    LOGIN_INCOMPLETE,
    REGISTRATION_UNKNOWN,
    REGISTRATION_AMBIGUOUS,
    REGISTRATION_INACTIVE,
    TARGET_FOREIGN,
    TOO_MANY_LOGINS,

    // the authentication response
    RESPONSE_INCOMPLETE,
    PLATFORM_ERROR,
    STATE_UNKNOWN,
    STATE_EXPIRED,
    STATE_MISMATCH,
    TOKEN_IN_ADDRESS,
    METHOD_NOT_ALLOWED,

    // the token, before anything in it is believed
    TOKEN_TOO_LARGE,
    TOKEN_MALFORMED,
    ALGORITHM_NOT_ALLOWED,
    KID_MISSING,
    KID_UNKNOWN,
    KEYS_UNREACHABLE,
    SIGNATURE_INVALID,

    // its claims
    ISSUER_MISMATCH,
    AUDIENCE_MISMATCH,
    AUTHORIZED_PARTY_MISMATCH,
    EXPIRY_MISSING,
    EXPIRED,
    ISSUED_AT_MISSING,
    ISSUED_AT_IMPLAUSIBLE,
    NONCE_MISSING,
    NONCE_MISMATCH,
    MESSAGE_TYPE_MISSING,
    MESSAGE_TYPE_UNSUPPORTED,
    VERSION_MISSING,
    VERSION_UNSUPPORTED,
    DEPLOYMENT_MISSING,
    DEPLOYMENT_UNKNOWN,
    DEPLOYMENT_MISMATCH,
    TARGET_MISSING,
    TARGET_MISMATCH,
    RESOURCE_LINK_MISSING,
    ROLES_MISSING,
    SUBJECT_MISSING,
    CLAIM_TOO_LONG,
    DEEP_LINKING_SETTINGS_MISSING,
    DEEP_LINKING_RETURN_FOREIGN,
    DEEP_LINKING_NOT_STAFF,
    FOR_USER_MISSING,
    FOR_USER_NOT_ONESELF,
    NONCE_SPENT;

    /** Lower case, as in audit rows and message keys: {@code kid_missing}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
