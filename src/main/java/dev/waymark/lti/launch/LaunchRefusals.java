package dev.waymark.lti.launch;

import dev.waymark.lti.core.LaunchOutcome.Refused;
import dev.waymark.lti.core.Reason;
import dev.waymark.lti.registration.RegisteredPlatform;
import dev.waymark.lti.session.FramedBy;
import dev.waymark.web.Messages;
import dev.waymark.web.RefusalPages;
import dev.waymark.web.RefusalPages.Refusal;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers a login or launch that was refused: a row for the administrator, a page for the person. */
@Singleton
final class LaunchRefusals {

    private final LaunchAudit audit;
    private final RefusalPages pages;
    private final Messages messages;

    LaunchRefusals(LaunchAudit audit, RefusalPages pages, Messages messages) {
        this.audit = audit;
        this.pages = pages;
        this.messages = messages;
    }

    /**
     * @param platform whose pages may frame the answer; empty if it is not known
     * @param newWindow where the person may try again at the top of a window
     */
    HttpResponse<String> answer(
            HttpRequest<?> request, Optional<RegisteredPlatform> platform, Refused refused, Optional<URI> newWindow) {
        return answer(request, platform, refused, newWindow, Optional.empty());
    }

    /**
     * @param path how the browser was known, if it was
     */
    HttpResponse<String> answer(
            HttpRequest<?> request,
            Optional<RegisteredPlatform> platform,
            Refused refused,
            Optional<URI> newWindow,
            Optional<BrowserPath> path) {
        String code = audit.refused(platform, refused, path);
        platform.ifPresent(known -> FramedBy.allow(request, known.frameOrigins()));
        Locale locale =
                Messages.nearest(request.getLocale().orElse(Locale.ENGLISH).toLanguageTag());
        String words = words(refused.reason());
        List<String> details = new ArrayList<>();
        details.add(refused.detail());
        details.add(refused.reason().code() + " · " + refused.clause());
        platform.ifPresent(
                known -> details.add(known.name() + " · " + known.registration().issuer()));
        refused.clockSkew().ifPresent(skew -> details.add(messages.text(locale, "lti.refused.skew", skew.toSeconds())));
        return pages.render(new Refusal(
                status(refused.reason()),
                locale,
                messages.text(locale, words + ".title"),
                messages.text(locale, words + ".text"),
                code,
                details,
                refused.returnUrl(),
                newWindow));
    }

    static HttpStatus status(Reason reason) {
        return switch (reason) {
            case REGISTRATION_UNKNOWN, REGISTRATION_AMBIGUOUS -> HttpStatus.NOT_FOUND;
            case REGISTRATION_INACTIVE -> HttpStatus.FORBIDDEN;
            case METHOD_NOT_ALLOWED -> HttpStatus.METHOD_NOT_ALLOWED;
            case TOO_MANY_LOGINS -> HttpStatus.TOO_MANY_REQUESTS;
            case LOGIN_INCOMPLETE, TARGET_FOREIGN, RESPONSE_INCOMPLETE, PLATFORM_ERROR, TOKEN_IN_ADDRESS ->
                HttpStatus.BAD_REQUEST;
            case FOR_USER_NOT_ONESELF, DEEP_LINKING_NOT_STAFF -> HttpStatus.FORBIDDEN;
            default -> HttpStatus.UNAUTHORIZED;
        };
    }

    /** The person needs to know what to do; many reasons come to the same. */
    static String words(Reason reason) {
        return "lti.refused."
                + switch (reason) {
                    case REGISTRATION_UNKNOWN, REGISTRATION_AMBIGUOUS -> "platform_unknown";
                    case REGISTRATION_INACTIVE -> "platform_off";
                    case LOGIN_INCOMPLETE, RESPONSE_INCOMPLETE, TOKEN_IN_ADDRESS, METHOD_NOT_ALLOWED -> "not_a_launch";
                    case PLATFORM_ERROR -> "platform_error";
                    case TOO_MANY_LOGINS -> "too_many";
                    case STATE_MISMATCH -> "other_browser";
                    case STATE_UNKNOWN, STATE_EXPIRED -> "too_late";
                    case NONCE_SPENT -> "used";
                    case EXPIRED, ISSUED_AT_IMPLAUSIBLE -> "clock";
                    case KEYS_UNREACHABLE -> "keys_unreachable";
                    case TARGET_FOREIGN,
                            TARGET_MISSING,
                            TARGET_MISMATCH,
                            DEPLOYMENT_MISSING,
                            DEPLOYMENT_UNKNOWN,
                            DEPLOYMENT_MISMATCH,
                            MESSAGE_TYPE_UNSUPPORTED,
                            MESSAGE_TYPE_MISSING,
                            VERSION_MISSING,
                            VERSION_UNSUPPORTED,
                            RESOURCE_LINK_MISSING,
                            DEEP_LINKING_SETTINGS_MISSING,
                            DEEP_LINKING_RETURN_FOREIGN,
                            FOR_USER_MISSING,
                            ROLES_MISSING -> "set_up";
                    case DEEP_LINKING_NOT_STAFF -> "not_staff";
                    case FOR_USER_NOT_ONESELF -> "not_yours";
                    case SUBJECT_MISSING, CLAIM_TOO_LONG -> "person_unclear";
                    case TOKEN_TOO_LARGE,
                            TOKEN_MALFORMED,
                            ALGORITHM_NOT_ALLOWED,
                            KID_MISSING,
                            KID_UNKNOWN,
                            SIGNATURE_INVALID,
                            ISSUER_MISMATCH,
                            AUDIENCE_MISMATCH,
                            AUTHORIZED_PARTY_MISMATCH,
                            EXPIRY_MISSING,
                            ISSUED_AT_MISSING,
                            NONCE_MISSING,
                            NONCE_MISMATCH -> "not_trusted";
                };
    }
}
