package dev.waymark.sandbox.platform;

import dev.waymark.sandbox.course.Course;
import dev.waymark.sandbox.course.Person;
import dev.waymark.sandbox.platform.Launches.Launch;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The claims of an id_token, in the manner of Canvas: an hour of life, azp, roles of three kinds, vendor's claims. */
final class CanvasClaims {

    private static final String LTI = LaunchClaims.LTI;
    private static final String MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
    private static final String INSTITUTION = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#";
    private static final String SYSTEM = "http://purl.imsglobal.org/vocab/lis/v2/system/person#";
    private static final long LASTS_SECONDS = 3600;

    private final URI issuer;
    private final URI site;
    private final Course course;
    private final Tool tool;
    private final Placements placements;
    private final CanvasGrades columns;

    CanvasClaims(URI issuer, URI site, Course course, Tool tool, Placements placements, CanvasGrades columns) {
        this.issuer = issuer;
        this.site = site;
        this.course = course;
        this.tool = tool;
        this.placements = placements;
        this.columns = columns;
    }

    /** The name of a person in LTI: opaque, always the same. */
    static String sub(Person who) {
        return UUID.nameUUIDFromBytes(("canvas user " + who.id()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** An opaque id of forty hexadecimal digits. */
    static String opaque(String of) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(of.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    /** The id of a link in a launch. */
    static String link(int cmid) {
        return opaque("link " + cmid);
    }

    Map<String, Object> of(Launch launch, CanvasClient client, String nonce, Instant now) {
        Map<String, Object> claims = common(launch, client, nonce, now);
        var placed = placements.find(launch.cmid());
        claims.put(LTI + "message_type", "LtiResourceLinkRequest");
        claims.put(
                LTI + "resource_link",
                Map.of("id", link(launch.cmid()), "title", placed.activity().title()));
        claims.put(LTI + "target_link_uri", placed.target().orElse(tool.launch().toString()));
        Map<String, Object> custom = custom(launch.who());
        custom.putAll(placed.custom());
        claims.put(LTI + "custom", custom);
        Map<String, Object> endpoint = grades();
        columns.columnOf(link(launch.cmid())).ifPresent(column -> endpoint.put("lineitem", column));
        claims.put("https://purl.imsglobal.org/spec/lti-ags/claim/endpoint", endpoint);
        return claims;
    }

    /** Of a launch in which somebody chooses what to add. */
    Map<String, Object> choosing(
            Launch launch, CanvasClient client, String nonce, Instant now, Map<String, Object> settings) {
        Map<String, Object> claims = common(launch, client, nonce, now);
        claims.put(LTI + "message_type", "LtiDeepLinkingRequest");
        claims.put("https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings", settings);
        claims.put("https://www.instructure.com/placement", "course_assignments_menu");
        return claims;
    }

    private Map<String, Object> common(Launch launch, CanvasClient client, String nonce, Instant now) {
        Person who = launch.who();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put(LTI + "version", "1.3.0");
        claims.put("aud", client.id());
        claims.put("azp", client.id());
        claims.put(LTI + "deployment_id", client.deploymentId());
        claims.put("exp", now.getEpochSecond() + LASTS_SECONDS);
        claims.put("iat", now.getEpochSecond());
        claims.put("iss", issuer.toString());
        claims.put("nonce", nonce);
        claims.put("sub", sub(who));
        claims.put(LTI + "target_link_uri", tool.launch().toString());
        claims.put(LTI + "context", context());
        claims.put(LTI + "tool_platform", platform());
        claims.put(LTI + "launch_presentation", presentation(launch.locale()));
        claims.put("locale", launch.locale());
        claims.put(LTI + "roles", roles(who));
        claims.put(LTI + "custom", custom(who));
        claims.put(LTI + "lti11_legacy_user_id", opaque("legacy " + who.id()));
        claims.put(LTI + "lti1p1", Map.of("user_id", opaque("legacy " + who.id())));
        claims.put(LTI + "lis", Map.of("person_sourcedid", "", "course_offering_sourcedid", ""));
        claims.put("https://www.instructure.com/placement", "course_navigation");
        if (launch.namesShared() && who.named()) {
            claims.put("email", who.email());
            claims.put("name", who.fullName());
            claims.put("given_name", who.given());
            claims.put("family_name", who.family());
            claims.put("picture", site + "/images/messages/avatar-50.png");
        }
        claims.put("https://purl.imsglobal.org/spec/lti-ags/claim/endpoint", grades());
        claims.put(
                "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice",
                Map.of("context_memberships_url", site + CanvasMembers.PATH, "service_versions", List.of("2.0")));
        claims.put(
                "https://purl.imsglobal.org/spec/lti/claim/platformnotificationservice",
                Map.of(
                        "platform_notification_service_url",
                        site + "/api/lti/notice-handlers/" + client.deploymentId(),
                        "service_versions",
                        List.of("1.0"),
                        "scope",
                        List.of("https://purl.imsglobal.org/spec/lti/scope/noticehandlers"),
                        "notice_types_supported",
                        List.of("LtiHelloWorldNotice", "LtiContextCopyNotice")));
        return claims;
    }

    Map<String, Object> context() {
        return Map.of(
                "id",
                opaque("course " + course.id()),
                "label",
                course.label(),
                "title",
                course.title(),
                "type",
                List.of("http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering"));
    }

    private static Map<String, Object> platform() {
        return Map.of(
                "guid", "practice.waymark:canvas-lms",
                "name", CanvasClient.OURS.customer(),
                "version", "cloud",
                "product_family_code", "canvas");
    }

    private Map<String, Object> presentation(String locale) {
        return Map.of(
                "document_target",
                "iframe",
                "return_url",
                site + "/courses/2/external_content/success/external_tool_redirect",
                "locale",
                locale,
                "height",
                "100%",
                "width",
                "100%");
    }

    static List<String> roles(Person who) {
        return switch (who.kind()) {
            case LEARNER -> List.of(INSTITUTION + "Student", MEMBERSHIP + "Learner", SYSTEM + "User");
            case INSTRUCTOR -> List.of(INSTITUTION + "Instructor", MEMBERSHIP + "Instructor", SYSTEM + "User");
            case ADMINISTRATOR -> List.of(INSTITUTION + "Administrator", SYSTEM + "User");
        };
    }

    /** The last is a variable that this Canvas does not know, sent as it stands. */
    private Map<String, Object> custom(Person who) {
        return new LinkedHashMap<>(Map.of(
                "canvas_user_id",
                Integer.valueOf(who.id()),
                "canvas_course_id",
                course.id(),
                "canvas_api_domain",
                site.getAuthority(),
                "context_id_history",
                "$Context.id.history"));
    }

    /** Line items are the tool's to make: a link of the course's navigation has none. */
    private Map<String, Object> grades() {
        return new LinkedHashMap<>(
                Map.of("scope", CanvasClient.SCOPES.subList(0, 4), "lineitems", site + CanvasGrades.ITEMS_PATH));
    }
}
