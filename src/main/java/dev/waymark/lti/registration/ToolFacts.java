package dev.waymark.lti.registration;

import dev.waymark.shared.ToolSettings;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Waymark tells every platform of itself: one truth for dynamic registration, Canvas's JSON and the docs. */
@Singleton
public final class ToolFacts {

    public static final String NAME = "Waymark";
    public static final String DESCRIPTION =
            "Shows learners where they stand for their job role, and the best next step.";

    private static final String AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/";

    /** All that we can use, the most needed first. */
    public static final List<String> SCOPES = List.of(
            AGS + "score",
            AGS + "lineitem",
            AGS + "lineitem.readonly",
            AGS + "result.readonly",
            "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly",
            "https://purl.imsglobal.org/spec/lti/scope/noticehandlers");

    /** What we want to know of a person. No e-mail: nothing here needs it. */
    static final List<String> CLAIMS = List.of("iss", "sub", "name", "given_name", "family_name");

    /** Where a link that somebody chose is placed. */
    static final List<String> CHOOSING = List.of(
            "ContentArea", "assignment_selection", "link_selection", "editor_button", "module_index_menu_modal");

    /** Where the tool opens by itself. */
    static final List<String> OPENING = List.of("course_navigation");

    private final ToolSettings settings;

    /** Custom parameter that a platform puts {@code $Context.id.history} into: what courses this one was copied from. */
    public static final String CONTEXT_HISTORY = "context_id_history";

    /** Custom parameter that a platform puts {@code $ResourceLink.id.history} into: what links this one was copied from. */
    public static final String LINK_HISTORY = "resource_link_id_history";

    public ToolFacts(ToolSettings settings) {
        this.settings = settings;
    }

    public URI loginUri() {
        return settings.at("/lti/login");
    }

    public URI launchUri() {
        return settings.at("/lti/launch");
    }

    public URI keySetUri() {
        return settings.at("/lti/jwks");
    }

    public URI logoUri() {
        return settings.at("/assets/icon-128.png");
    }

    public URI smallIconUri() {
        return settings.at("/assets/icon.svg");
    }

    /** Host, and port unless it is the usual one: Moodle compares it with the launch address (capture 05). */
    public String domain() {
        return settings.baseUrl().getAuthority();
    }

    /** Custom parameters for every platform: what a copied course or link was before, when the course ends, the groups. */
    public static Map<String, String> custom() {
        Map<String, String> custom = new LinkedHashMap<>();
        custom.put(CONTEXT_HISTORY, "$Context.id.history");
        custom.put(LINK_HISTORY, "$ResourceLink.id.history");
        custom.put("waymark_course_ends", "$CourseSection.timeFrame.end");
        custom.put("waymark_groups", "$Moodle.Person.userGroupIds");
        return custom;
    }

    /** The same, and what Canvas alone has. */
    public static Map<String, String> customForCanvas() {
        Map<String, String> custom = custom();
        custom.put("canvas_user_id", "$Canvas.user.id");
        custom.put("canvas_course_id", "$Canvas.course.id");
        custom.put("canvas_api_domain", "$Canvas.api.domain");
        custom.remove("waymark_groups");
        custom.put("waymark_course_ends", "$Canvas.course.endAt");
        custom.put("waymark_term_ends", "$Canvas.term.endAt");
        custom.put("waymark_course_state", "$Canvas.course.workflowState");
        custom.put("waymark_sections", "$Canvas.course.sectionIds");
        custom.put("waymark_section_restricted", "$Canvas.course.sectionRestricted");
        custom.put("waymark_brand", "$com.instructure.brandConfigJSON");
        return custom;
    }
}
