package dev.waymark.lti.core;

import dev.waymark.lti.core.ResourceLinkLaunch.Context;
import dev.waymark.lti.core.ResourceLinkLaunch.GradeService;
import dev.waymark.lti.core.ResourceLinkLaunch.MembershipService;
import dev.waymark.lti.core.ResourceLinkLaunch.NoticeService;
import dev.waymark.lti.core.ResourceLinkLaunch.PersonName;
import dev.waymark.lti.core.ResourceLinkLaunch.ResourceLink;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a checked message. Tolerant where the specification obliges the sender and not us: what cannot be
 * used counts as absent, with a warning, and does not keep the person out (CORE 4.3, 5.4).
 */
final class LaunchReader {

    /** {@code $Context.id.history}: a variable that the platform did not replace (CORE 5.4.6). */
    private static final Pattern UNRESOLVED = Pattern.compile("\\$[A-Za-z][A-Za-z0-9_.-]*");

    static final String LINK = "LtiResourceLinkRequest";
    static final String DEEP_LINKING = "LtiDeepLinkingRequest";
    static final String REVIEW = "LtiSubmissionReviewRequest";

    private final Registration registration;
    private final List<String> warnings = new ArrayList<>();

    LaunchReader(Registration registration) {
        this.registration = registration;
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    Message read(Claims claims) {
        return switch (claims.string(Claims.MESSAGE_TYPE).orElse("")) {
            case DEEP_LINKING -> deepLinking(claims);
            case REVIEW ->
                new SubmissionReviewRequest(
                        launch(claims),
                        claims.object(Claims.FOR_USER).filled("user_id").orElseThrow());
            default -> launch(claims);
        };
    }

    private DeepLinkingRequest deepLinking(Claims claims) {
        List<String> roles = claims.array(Claims.ROLES);
        var settings = claims.object(Claims.DEEP_LINKING_SETTINGS);
        return new DeepLinkingRequest(
                registration.issuer(),
                registration.clientId(),
                claims.string(Claims.DEPLOYMENT_ID).orElseThrow(),
                claims.filled("sub"),
                RoleVocabulary.roles(roles),
                RoleVocabulary.testUser(roles),
                URI.create(claims.string(Claims.TARGET_LINK_URI).orElseThrow()),
                context(claims.object(Claims.CONTEXT)),
                person(claims),
                claims.object(Claims.LAUNCH_PRESENTATION).filled("locale"),
                returnUrl(claims),
                claims.object(Claims.TOOL_PLATFORM).filled("product_family_code"),
                custom(claims.object(Claims.CUSTOM)),
                grades(claims),
                members(claims),
                new DeepLinkingRequest.Settings(
                        settings.filled("deep_link_return_url")
                                .flatMap(Origins::address)
                                .orElseThrow(),
                        Set.copyOf(settings.strings("accept_types").orElse(List.of())),
                        settings.flag("accept_multiple").orElse(false),
                        settings.flag("accept_lineitem").orElse(true),
                        settings.string("data"),
                        settings.filled("title"),
                        settings.filled("text")));
    }

    private static PersonName person(Claims claims) {
        return new PersonName(
                claims.filled("name"),
                claims.filled("given_name"),
                claims.filled("family_name"),
                claims.filled("email"));
    }

    private ResourceLinkLaunch launch(Claims claims) {
        var presentation = claims.object(Claims.LAUNCH_PRESENTATION);
        var link = claims.object(Claims.RESOURCE_LINK);
        List<String> roles = claims.array(Claims.ROLES);
        return new ResourceLinkLaunch(
                registration.issuer(),
                registration.clientId(),
                claims.string(Claims.DEPLOYMENT_ID).orElseThrow(),
                claims.filled("sub"),
                RoleVocabulary.roles(roles),
                RoleVocabulary.testUser(roles),
                URI.create(claims.string(Claims.TARGET_LINK_URI).orElseThrow()),
                new ResourceLink(link.string("id").orElseThrow(), link.filled("title")),
                context(claims.object(Claims.CONTEXT)),
                person(claims),
                presentation.filled("locale"),
                returnUrl(claims),
                presentation.filled("document_target"),
                claims.object(Claims.LIS).filled("person_sourcedid"),
                claims.object(Claims.TOOL_PLATFORM).filled("product_family_code"),
                custom(claims.object(Claims.CUSTOM)),
                grades(claims),
                members(claims),
                notices(claims),
                Set.copyOf(claims.array(Claims.MENTEES)),
                claims.object(Claims.EXT).filled("user_username"));
    }

    static Optional<URI> returnUrl(Claims claims) {
        return claims.object(Claims.LAUNCH_PRESENTATION).filled("return_url").flatMap(Origins::address);
    }

    private Optional<Context> context(Claims context) {
        var id = context.filled("id");
        if (id.isPresent() && id.get().length() > MessageChecks.LONGEST_ID) {
            warnings.add("context.id has more than %d characters and was left out (CORE 5.4.1)"
                    .formatted(MessageChecks.LONGEST_ID));
            return Optional.empty();
        }
        return id.map(found -> new Context(found, context.filled("label"), context.filled("title")));
    }

    private Map<String, String> custom(Claims custom) {
        Map<String, String> resolved = new HashMap<>();
        custom.all().forEach((name, value) -> {
            if (value instanceof String text) {
                if (!UNRESOLVED.matcher(text).matches()) {
                    resolved.put(name, text);
                }
            } else {
                warnings.add(
                        "custom value %s is no string and was left out (CORE 5.4.6)".formatted(Found.quoted(name)));
            }
        });
        return resolved;
    }

    private Optional<GradeService> grades(Claims claims) {
        if (!claims.has(Claims.GRADE_SERVICE)) {
            return Optional.empty();
        }
        var service = claims.object(Claims.GRADE_SERVICE);
        return Optional.of(
                new GradeService(service.array("scope"), address(service, "lineitems"), address(service, "lineitem")));
    }

    private Optional<MembershipService> members(Claims claims) {
        return address(claims.object(Claims.MEMBERSHIP_SERVICE), "context_memberships_url")
                .map(MembershipService::new);
    }

    private Optional<NoticeService> notices(Claims claims) {
        var service = claims.object(Claims.NOTICE_SERVICE);
        return address(service, "platform_notification_service_url")
                .map(found -> new NoticeService(found, Set.copyOf(service.array("notice_types_supported"))));
    }

    /** We call back only where the platform is known to live (CORE 3.5). */
    private Optional<URI> address(Claims service, String name) {
        var said = service.filled(name);
        var usable = said.flatMap(Origins::address).filter(address -> ServiceAddresses.belongs(address, registration));
        if (said.isPresent() && usable.isEmpty()) {
            warnings.add("%s is not an address of %s and was left out (CORE 3.5): %s"
                    .formatted(name, registration.issuer(), Found.quoted(said.get())));
        }
        return usable;
    }
}
