package dev.waymark.sandbox.platform;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import java.util.Collection;
import java.util.Optional;

/** What every service of a Canvas asks first: who is calling by which program, and may they. */
record CanvasAccess(AccessTokens tokens, Troubles troubles) {

    /** What is answered instead; empty if the call may go on. */
    Optional<Response> refusal(Request request, Collection<String> anyOf) {
        if (request.header("User-Agent").orElse("").isBlank()) {
            return Optional.of(error(403, "forbidden", "a User-Agent is required"));
        }
        Optional<Response> trouble = troubles.instead(request);
        if (trouble.isPresent()) {
            return trouble;
        }
        return tokens.allow(request, anyOf)
                ? Optional.empty()
                : Optional.of(error(401, "unauthorized", "invalid access token or scope"));
    }

    static Response error(int status, String type, String message) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("errors").put("type", type).put("message", message);
        return Response.json(status, body.toString());
    }
}
