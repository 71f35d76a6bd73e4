package dev.waymark.lti.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.List;

/**
 * {@code GET /lti/config/canvas.json}: everything a Canvas developer key needs, to be pasted by its address
 * (<em>Enter URL</em>). The file {@code lti-config/canvas/developer-key.json} is this answer for an example's host.
 */
@Controller("/lti/config")
class CanvasConfigController {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HEIGHT = 800;

    private final ToolFacts facts;

    CanvasConfigController(ToolFacts facts) {
        this.facts = facts;
    }

    @Get(uri = "/canvas.json", produces = MediaType.APPLICATION_JSON)
    HttpResponse<String> canvas() {
        return HttpResponse.ok(json(facts)).header("Cache-Control", "public, max-age=300");
    }

    static String json(ToolFacts facts) {
        ObjectNode root = JSON.createObjectNode();
        root.put("title", ToolFacts.NAME);
        root.put("description", ToolFacts.DESCRIPTION);
        root.put("oidc_initiation_url", facts.loginUri().toString());
        root.put("target_link_uri", facts.launchUri().toString());
        root.put("public_jwk_url", facts.keySetUri().toString());
        strings(root.putArray("redirect_uris"), List.of(facts.launchUri().toString()));
        strings(root.putArray("scopes"), ToolFacts.SCOPES);
        ObjectNode custom = root.putObject("custom_fields");
        ToolFacts.customForCanvas().forEach(custom::put);
        ObjectNode extension = root.putArray("extensions").addObject();
        extension.put("platform", "canvas.instructure.com");
        extension.put("domain", facts.domain());
        extension.put("tool_id", "waymark");
        extension.put("privacy_level", "name_only");
        ObjectNode settings = extension.putObject("settings");
        settings.put("text", ToolFacts.NAME);
        settings.put("icon_url", facts.smallIconUri().toString());
        settings.put("platform", "canvas.instructure.com");
        ArrayNode placements = settings.putArray("placements");
        ObjectNode navigation = placement(placements, facts, "course_navigation", "LtiResourceLinkRequest");
        navigation.put("default", "disabled");
        for (String where : List.of("assignment_selection", "link_selection", "editor_button")) {
            ObjectNode choosing = placement(placements, facts, where, "LtiDeepLinkingRequest");
            choosing.put("selection_width", HEIGHT);
            choosing.put("selection_height", HEIGHT);
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts can be written", e);
        }
    }

    private static ObjectNode placement(ArrayNode placements, ToolFacts facts, String where, String message) {
        ObjectNode placement = placements.addObject();
        placement.put("placement", where);
        placement.put("message_type", message);
        placement.put("target_link_uri", facts.launchUri().toString());
        placement.put("text", ToolFacts.NAME);
        placement.put("icon_url", facts.smallIconUri().toString());
        placement.put("enabled", true);
        return placement;
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}
