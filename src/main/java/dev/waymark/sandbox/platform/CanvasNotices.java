package dev.waymark.sandbox.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.sandbox.http.Refusal;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import dev.waymark.sandbox.http.Router;
import dev.waymark.sandbox.platform.BrokenLaunch.Draft;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;

/**
 * The Platform Notification Service in the manner of Canvas: a tool registers an address of its own for a kind of notice,
 * and each notice is sent there once, never again.
 */
final class CanvasNotices {

    private static final String PATH = "/api/lti/notice-handlers/([^/]+)";
    private static final Set<String> SCOPE = Set.of("https://purl.imsglobal.org/spec/lti/scope/noticehandlers");
    private static final Set<String> KINDS = Set.of("LtiHelloWorldNotice", "LtiContextCopyNotice");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LTI = LaunchClaims.LTI;

    private final URI issuer;
    private final CanvasClaims claims;
    private final IdTokens tokens;
    private final AccessTokens access;
    private final Tool tool;
    private final Clock clock;
    private final Map<String, String> handlers = new ConcurrentHashMap<>();

    CanvasNotices(URI issuer, CanvasClaims claims, IdTokens tokens, AccessTokens access, Tool tool, Clock clock) {
        this.issuer = issuer;
        this.claims = claims;
        this.tokens = tokens;
        this.access = access;
        this.tool = tool;
        this.clock = clock;
    }

    void routes(Router router) {
        router.on("GET", PATH, this::registered).on("PUT", PATH, this::register);
    }

    private Response registered(Request request, Matcher path) {
        if (!access.allow(request, SCOPE)) {
            return CanvasAccess.error(401, "unauthorized", "invalid access token or scope");
        }
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("client_id", CanvasClient.OURS.id())
                .put("deployment_id", path.group(1));
        var all = answer.putArray("notice_handlers");
        KINDS.forEach(kind -> all.addObject().put("notice_type", kind).put("handler", handlers.getOrDefault(kind, "")));
        return Response.json(200, answer.toString());
    }

    /** An empty handler takes the registration back; one on another host than the tool's is refused. */
    private Response register(Request request, Matcher path) {
        if (!access.allow(request, SCOPE)) {
            return CanvasAccess.error(401, "unauthorized", "invalid access token or scope");
        }
        JsonNode wanted;
        try {
            wanted = JSON.readTree(request.text());
        } catch (JsonProcessingException e) {
            throw new Refusal(400, "expected JSON");
        }
        String kind = wanted.path("notice_type").asText();
        String handler = wanted.path("handler").asText();
        if (!KINDS.contains(kind)) {
            return CanvasAccess.error(400, "bad_request", "notice_type is unknown");
        }
        if (handler.isEmpty()) {
            handlers.remove(kind);
        } else if (handler.startsWith(tool.base() + "/")) {
            handlers.put(kind, handler);
            if (kind.equals("LtiHelloWorldNotice")) {
                send(handler, kind, Map.of());
            }
        } else {
            return CanvasAccess.error(400, "bad_request", "handler must be on the tool's domain");
        }
        return Response.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("notice_type", kind)
                        .put("handler", handler)
                        .toString());
    }

    /** @return how many handlers answered well */
    int courseCopied(String origin) {
        String handler = handlers.get("LtiContextCopyNotice");
        return handler == null
                ? 0
                : send(handler, "LtiContextCopyNotice", Map.of(LTI + "origin_contexts", List.of(origin)));
    }

    private int send(String handler, String kind, Map<String, Object> more) {
        Instant now = clock.instant();
        Map<String, Object> notice = new LinkedHashMap<>();
        notice.put("iss", issuer.toString());
        notice.put("aud", CanvasClient.OURS.id());
        notice.put("azp", CanvasClient.OURS.id());
        notice.put("iat", now.getEpochSecond());
        notice.put("exp", now.getEpochSecond() + 3600);
        notice.put("nonce", UUID.randomUUID().toString());
        notice.put(LTI + "version", "1.3.0");
        notice.put(LTI + "deployment_id", CanvasClient.OURS.deploymentId());
        notice.put(
                LTI + "notice", Map.of("id", UUID.randomUUID().toString(), "timestamp", now.toString(), "type", kind));
        notice.put(LTI + "context", claims.context());
        notice.putAll(more);
        String jwt = tokens.signed(new Draft(tokens.header(), notice, new HashMap<>()));
        var body = JsonNodeFactory.instance.objectNode();
        body.putArray("notices").addObject().put("jwt", jwt);
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(handler))
                    .timeout(Duration.ofSeconds(5))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                    .build();
            return http.send(request, BodyHandlers.ofString()).statusCode() / 100 == 2 ? 1 : 0;
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
