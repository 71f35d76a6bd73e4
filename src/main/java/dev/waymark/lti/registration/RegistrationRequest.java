package dev.waymark.lti.registration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Our registration as we send it to a platform (LTI Dynamic Registration 1.0, 3.5; captures 04 and 05 for Moodle). */
final class RegistrationRequest {

    static final String TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration";

    private static final String CANVAS = "https://canvas.instructure.com/lti/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private RegistrationRequest() {}

    /** The scopes that we ask for: those that we can use and that the platform has; all, if it does not say. */
    static List<String> wanted(PlatformConfiguration platform) {
        return ToolFacts.SCOPES.stream()
                .filter(scope ->
                        platform.scopes().isEmpty() || platform.scopes().contains(scope))
                .toList();
    }

    static String json(PlatformConfiguration platform, ToolFacts facts) {
        ObjectNode root = JSON.createObjectNode();
        root.put("application_type", "web");
        strings(root.putArray("response_types"), List.of("id_token"));
        strings(root.putArray("grant_types"), List.of("implicit", "client_credentials"));
        root.put("initiate_login_uri", facts.loginUri().toString());
        strings(root.putArray("redirect_uris"), List.of(facts.launchUri().toString()));
        root.put("client_name", ToolFacts.NAME);
        root.put("jwks_uri", facts.keySetUri().toString());
        root.put("logo_uri", facts.logoUri().toString());
        root.put("token_endpoint_auth_method", "private_key_jwt");
        root.put("scope", String.join(" ", wanted(platform)));
        ObjectNode tool = root.putObject(TOOL);
        tool.put("domain", facts.domain());
        tool.put("description", ToolFacts.DESCRIPTION);
        tool.put("target_link_uri", facts.launchUri().toString());
        ObjectNode custom = tool.putObject("custom_parameters");
        (platform.canvas() ? ToolFacts.customForCanvas() : ToolFacts.custom()).forEach(custom::put);
        strings(tool.putArray("claims"), ToolFacts.CLAIMS);
        ArrayNode messages = tool.putArray("messages");
        message(messages, platform, facts, "LtiResourceLinkRequest", ToolFacts.NAME, ToolFacts.OPENING);
        message(messages, platform, facts, "LtiDeepLinkingRequest", "Add from Waymark", ToolFacts.CHOOSING);
        if (platform.canvas()) {
            tool.put(CANVAS + "privacy_level", "name_only");
            tool.put(CANVAS + "tool_id", "waymark");
        }
        return root.toString();
    }

    private static void message(
            ArrayNode messages,
            PlatformConfiguration platform,
            ToolFacts facts,
            String type,
            String label,
            List<String> wanted) {
        if (!platform.messages().isEmpty() && !platform.messages().contains(type)) {
            return;
        }
        ObjectNode message = messages.addObject();
        message.put("type", type);
        message.put("target_link_uri", facts.launchUri().toString());
        message.put("label", label);
        message.put("icon_uri", facts.smallIconUri().toString());
        List<String> placements = placements(platform.placements(), wanted);
        if (!placements.isEmpty()) {
            strings(message.putArray("placements"), placements);
            if (platform.canvas() && type.equals("LtiResourceLinkRequest")) {
                message.put(CANVAS + "course_navigation/default_enabled", false);
            }
        }
    }

    /** The platform's own words for the places we want: some put an address before the name. */
    private static List<String> placements(Set<String> offered, List<String> wanted) {
        return offered.stream()
                .filter(each -> wanted.stream()
                        .anyMatch(name -> each.equals(name)
                                || each.toLowerCase(Locale.ROOT).endsWith("/" + name.toLowerCase(Locale.ROOT))))
                .toList();
    }

    private static void strings(ArrayNode array, Collection<String> values) {
        values.forEach(array::add);
    }
}
