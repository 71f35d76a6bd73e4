package dev.waymark.sandbox.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.waymark.sandbox.http.Pages;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an instructor chooses in the tool comes back here, in the manner of Canvas: its data must be ours and unspent, its
 * nonce new, its audience us. An item with a line item becomes an assignment.
 */
final class CanvasDeepLinks {

    static final String RETURN = "/courses/2/deep_linking_response";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LTI = LaunchClaims.LTI;
    private static final String DL = "https://purl.imsglobal.org/spec/lti-dl/claim/";

    private final URI issuer;
    private final URI site;
    private final ToolKeys keys;
    private final Placements placements;
    private final CanvasGrades grades;
    private final Clock clock;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final Set<String> nonces = ConcurrentHashMap.newKeySet();

    CanvasDeepLinks(URI issuer, URI site, ToolKeys keys, Placements placements, CanvasGrades grades, Clock clock) {
        this.issuer = issuer;
        this.site = site;
        this.keys = keys;
        this.placements = placements;
        this.grades = grades;
        this.clock = clock;
    }

    /** What the tool is told of a choice that begins. */
    Map<String, Object> settings() {
        String data = UUID.randomUUID().toString();
        waiting.add(data);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("deep_link_return_url", site + RETURN);
        settings.put("accept_types", List.of("ltiResourceLink"));
        settings.put("accept_presentation_document_targets", List.of("iframe", "window"));
        settings.put("accept_media_types", "application/vnd.ims.lti.v1.ltilink");
        settings.put("auto_create", true);
        settings.put("accept_multiple", true);
        settings.put("accept_lineitem", true);
        settings.put("data", data);
        return settings;
    }

    Response take(Request request) {
        try {
            SignedJWT jwt = SignedJWT.parse(request.form().getOrDefault("JWT", ""));
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Optional<String> wrong = wrong(jwt, claims);
            return wrong.isPresent() ? page(400, "Invalid JWT", wrong.get()) : added(claims);
        } catch (ParseException e) {
            return page(400, "Invalid JWT", "JWT format is invalid");
        }
    }

    private Optional<String> wrong(SignedJWT jwt, JWTClaimsSet claims) throws ParseException {
        Instant now = clock.instant();
        Optional<CanvasClient> client = Optional.ofNullable(claims.getIssuer()).flatMap(CanvasClient::withId);
        if (client.isEmpty()) {
            return Optional.of("Client not found");
        }
        if (!claims.getAudience().contains(issuer.toString())) {
            return Optional.of("the 'aud' is invalid");
        }
        if (!signed(jwt)) {
            return Optional.of("JWT verification failure");
        }
        if (claims.getExpirationTime() == null
                || !claims.getExpirationTime().toInstant().isAfter(now)) {
            return Optional.of("JWT has expired");
        }
        if (claims.getIssueTime() == null || claims.getIssueTime().toInstant().isAfter(now.plusSeconds(60))) {
            return Optional.of("the 'iat' must not be in the future");
        }
        if (!client.get().deploymentId().equals(claims.getStringClaim(LTI + "deployment_id"))) {
            return Optional.of("the deployment_id is invalid");
        }
        if (!"LtiDeepLinkingResponse".equals(claims.getStringClaim(LTI + "message_type"))) {
            return Optional.of("the message_type is invalid");
        }
        String nonce = claims.getStringClaim("nonce");
        if (nonce == null || !nonces.add(nonce)) {
            return Optional.of("the 'nonce' is invalid");
        }
        String data = claims.getStringClaim(DL + "data");
        return data != null && waiting.remove(data) ? Optional.empty() : Optional.of("the 'data' is invalid");
    }

    private Response added(JWTClaimsSet claims) {
        JsonNode all = JSON.valueToTree(claims.toJSONObject());
        if (all.hasNonNull(DL + "errormsg")) {
            return page(200, "Nothing was added", all.path(DL + "errormsg").asText());
        }
        List<String> titles = new ArrayList<>();
        for (JsonNode item : all.path(DL + "content_items")) {
            titles.add(add(item));
        }
        return titles.isEmpty()
                ? page(200, "Nothing was added", all.path(DL + "msg").asText(""))
                : page(200, "Added to the course", String.join(", ", titles));
    }

    private String add(JsonNode item) {
        Map<String, String> custom = new HashMap<>();
        item.path("custom")
                .properties()
                .forEach(each -> custom.put(each.getKey(), each.getValue().asText()));
        JsonNode lineItem = item.path("lineItem");
        double max = lineItem.path("scoreMaximum").asDouble(0);
        String title = item.path("title").asText("Waymark");
        var placed = placements.add(
                title, max, Optional.of(item.path("url").asText("")).filter(url -> !url.isEmpty()), custom);
        if (max > 0) {
            grades.addAssignment(
                    title,
                    max,
                    lineItem.path("resourceId").asText(""),
                    lineItem.path("tag").asText(""),
                    CanvasClaims.link(placed.activity().cmid()));
        }
        return title;
    }

    private boolean signed(SignedJWT jwt) {
        String kid = jwt.getHeader().getKeyID();
        if (kid == null || !jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)) {
            return false;
        }
        if (keys.known(kid).filter(key -> holds(jwt, key)).isEmpty()) {
            keys.fetch();
        }
        return keys.known(kid).filter(key -> holds(jwt, key)).isPresent();
    }

    private static boolean holds(SignedJWT jwt, RSAKey key) {
        try {
            return jwt.verify(new RSASSAVerifier(key));
        } catch (JOSEException e) {
            return false;
        }
    }

    private static Response page(int status, String title, String text) {
        return Pages.html(status, "sandbox/message.jte", Map.of("title", title, "text", text));
    }
}
