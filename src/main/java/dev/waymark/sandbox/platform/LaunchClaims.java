package dev.waymark.sandbox.platform;

import dev.waymark.sandbox.course.Course;
import dev.waymark.sandbox.course.Person;
import dev.waymark.sandbox.platform.Launches.Launch;
import dev.waymark.sandbox.platform.Launches.Purpose;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The claims of an id_token, in the order and with the oddities of Moodle. */
final class LaunchClaims {

    static final String LTI = "https://purl.imsglobal.org/spec/lti/claim/";
    private static final String MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
    private static final String INSTITUTION = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#";
    private static final String SYSTEM = "http://purl.imsglobal.org/vocab/lis/v2/system/person#";

    private final URI issuer;
    private final Course course;
    private final Tools tools;
    private final Placements placements;
    private final Columns columns;

    LaunchClaims(URI issuer, Course course, Tools tools, Placements placements, Columns columns) {
        this.issuer = issuer;
        this.course = course;
        this.tools = tools;
        this.placements = placements;
        this.columns = columns;
    }

    /** @param nonce of the authorization request */
    Map<String, Object> of(Launch launch, String nonce, Instant now) {
        Person who = launch.who();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("nonce", nonce);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + 60);
        claims.put("iss", issuer.toString());
        claims.put("aud", tools.current().clientId());
        claims.put(LTI + "deployment_id", tools.current().deployment());
        claims.put(LTI + "target_link_uri", target(launch));
        claims.put("sub", who.id());
        claims.put(LTI + "lis", Map.of("person_sourcedid", "", "course_section_sourcedid", ""));
        claims.put(LTI + "roles", roles(who));
        claims.put(
                LTI + "context",
                Map.of(
                        "id",
                        course.id(),
                        "label",
                        course.label(),
                        "title",
                        course.title(),
                        "type",
                        List.of("CourseSection")));
        switch (launch.purpose()) {
            case Purpose.Link ignored -> {
                claims.put(LTI + "message_type", "LtiResourceLinkRequest");
                link(claims, launch);
            }
            case Purpose.Review review -> {
                claims.put(LTI + "message_type", "LtiSubmissionReviewRequest");
                claims.put(LTI + "for_user", Map.of("user_id", review.forUser()));
                link(claims, launch);
            }
            case Purpose.DeepLinking ignored -> {
                claims.put(LTI + "message_type", "LtiDeepLinkingRequest");
                claims.put("https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings", settings());
            }
        }
        Map<String, Object> ext = new LinkedHashMap<>();
        if (launch.namesShared() && who.named()) {
            claims.put("given_name", who.given());
            claims.put("family_name", who.family());
            claims.put("name", who.fullName());
            claims.put("email", who.email());
            ext.put("user_username", who.username());
        }
        ext.put("lms", "moodle-2");
        claims.put(LTI + "ext", ext);
        claims.put(
                LTI + "launch_presentation",
                launch.purpose() instanceof Purpose.DeepLinking
                        ? Map.of("locale", launch.locale())
                        : presentation(launch.locale()));
        claims.put(LTI + "tool_platform", platform());
        claims.put(LTI + "version", "1.3.0");
        claims.put(LTI + "custom", custom(launch));
        claims.put("https://purl.imsglobal.org/spec/lti-ags/claim/endpoint", grades(launch));
        claims.put(
                "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice",
                Map.of("context_memberships_url", memberships(), "service_versions", List.of("1.0", "2.0")));
        return claims;
    }

    /** Where a login and its launch lead. */
    String target(Launch launch) {
        return launch.purpose() instanceof Purpose.DeepLinking
                ? tools.current().launch().toString()
                : placements
                        .find(launch.cmid())
                        .target()
                        .orElse(tools.current().launch().toString());
    }

    private void link(Map<String, Object> claims, Launch launch) {
        var placed = placements.find(launch.cmid());
        claims.put(
                LTI + "resource_link",
                Map.of("title", placed.activity().title(), "description", "", "id", placed.link()));
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("accept_types", List.of("ltiResourceLink"));
        settings.put("accept_presentation_document_targets", List.of("frame", "iframe", "window"));
        settings.put("accept_copy_advice", false);
        settings.put("accept_multiple", true);
        settings.put("accept_unsigned", false);
        settings.put("auto_create", false);
        settings.put("can_confirm", false);
        settings.put(
                "deep_link_return_url",
                issuer + "/mod/lti/contentitem_return.php?course=" + course.id() + "&id=1&sesskey=practice");
        settings.put("title", "Waymark");
        settings.put("text", "");
        return settings;
    }

    private static List<String> roles(Person who) {
        return switch (who.kind()) {
            case LEARNER -> List.of(MEMBERSHIP + "Learner");
            case INSTRUCTOR -> List.of(MEMBERSHIP + "Instructor");
            case ADMINISTRATOR ->
                List.of(INSTITUTION + "Administrator", MEMBERSHIP + "Instructor", SYSTEM + "Administrator");
        };
    }

    private Map<String, Object> presentation(String locale) {
        return Map.of(
                "locale",
                locale,
                "document_target",
                "iframe",
                "return_url",
                issuer + "/mod/lti/return.php?course=" + course.id());
    }

    private static Map<String, Object> platform() {
        return Map.of(
                "product_family_code", "moodle",
                "version", "2024100706",
                "guid", "practice-lms-of-waymark",
                "name", "Practice",
                "description", "Practice LMS of Waymark");
    }

    /** The last one and the literal {link_id} come from a real Moodle: what it cannot resolve it sends as it stands. */
    private Map<String, Object> custom(Launch launch) {
        Map<String, Object> custom = new LinkedHashMap<>(Map.of(
                "context_memberships_url",
                memberships(),
                "link_setting_url",
                issuer + "/mod/lti/services.php/links/{link_id}/custom",
                "due",
                "$ResourceLink.submission.endDateTime"));
        if (!(launch.purpose() instanceof Purpose.DeepLinking)) {
            custom.putAll(placements.find(launch.cmid()).custom());
        }
        return custom;
    }

    /** The line item is named only where the link has exactly one. */
    private Map<String, Object> grades(Launch launch) {
        String lineItems = issuer + "/mod/lti/services.php/" + course.id() + "/lineitems";
        Map<String, Object> grades = new LinkedHashMap<>();
        grades.put("scope", Tool.SCOPES.subList(0, 4));
        grades.put("lineitems", lineItems + "?type_id=" + tools.current().deployment());
        var own = launch.purpose() instanceof Purpose.DeepLinking
                ? List.<Columns.Column>of()
                : columns.ofLink(placements.find(launch.cmid()).link());
        if (own.size() == 1) {
            grades.put(
                    "lineitem",
                    "%s/%d/lineitem?type_id=%s"
                            .formatted(
                                    lineItems,
                                    own.getFirst().id(),
                                    tools.current().deployment()));
        }
        return grades;
    }

    private String memberships() {
        return issuer + "/mod/lti/services.php/CourseSection/" + course.id() + "/bindings/1/memberships";
    }
}
