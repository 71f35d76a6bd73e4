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
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code contentitem_return.php}: takes what was chosen. As a Moodle does, it checks the signature, {@code iss} and the
 * times, with no leeway, and nothing else; what it does not like is a page with status 404.
 */
final class DeepLinkReturn {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DL = "https://purl.imsglobal.org/spec/lti-dl/claim/";

    /** Points of a column that nobody asked for: this tool always accepts grades. */
    private static final double USUAL_POINTS = 100;

    private final Tools tools;
    private final Placements placements;
    private final Columns columns;
    private final Clock clock;

    DeepLinkReturn(Tools tools, Placements placements, Columns columns, Clock clock) {
        this.tools = tools;
        this.placements = placements;
        this.columns = columns;
        this.clock = clock;
    }

    Response take(Request request) {
        try {
            var jwt = SignedJWT.parse(request.form().getOrDefault("JWT", ""));
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Optional<Tool> tool = Optional.ofNullable(claims.getIssuer()).flatMap(tools::byClient);
            if (tool.isEmpty()) {
                return refused("Consumer key is incorrect.");
            }
            if (!signed(jwt, tools.keysOf(tool.get()))) {
                return refused("Exception - Signature verification failed");
            }
            Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
            if (claims.getExpirationTime() != null
                    && !claims.getExpirationTime().toInstant().isAfter(now)) {
                return refused("Exception - Expired token");
            }
            if (claims.getIssueTime() != null
                    && claims.getIssueTime().toInstant().isAfter(now)) {
                return refused("Exception - Cannot handle token with iat prior to " + claims.getIssueTime());
            }
            return added(JSON.valueToTree(claims.toJSONObject()));
        } catch (ParseException e) {
            return refused("Exception - Wrong number of segments");
        }
    }

    /** Links and pages of other kinds become activities of the tool all the same, as seen. */
    private Response added(JsonNode claims) {
        if (claims.hasNonNull(DL + "errormsg")) {
            return page(200, "Nothing was added", claims.path(DL + "errormsg").asText());
        }
        List<String> titles = new ArrayList<>();
        for (JsonNode item : claims.path(DL + "content_items")) {
            titles.add(add(item));
        }
        String told = claims.path(DL + "msg").asText("");
        return titles.isEmpty()
                ? page(200, "Nothing was added", told)
                : page(200, "Added to the course", String.join(", ", titles) + (told.isEmpty() ? "" : ". " + told));
    }

    private String add(JsonNode item) {
        Map<String, String> custom = new HashMap<>();
        item.path("custom")
                .fields()
                .forEachRemaining(
                        each -> custom.put(each.getKey(), each.getValue().asText()));
        JsonNode lineItem = item.path("lineItem");
        double max = lineItem.path("scoreMaximum").asDouble(USUAL_POINTS);
        String title = item.path("title").asText("Waymark");
        var placed = placements.add(
                title, max, Optional.of(item.path("url").asText("")).filter(url -> !url.isEmpty()), custom);
        columns.add(
                title,
                max,
                lineItem.path("resourceId").asText(""),
                lineItem.path("tag").asText(""),
                placed.link());
        return title;
    }

    private static boolean signed(SignedJWT jwt, ToolKeys keys) {
        String kid = jwt.getHeader().getKeyID();
        if (kid == null) {
            return false;
        }
        if (keys.known(kid).filter(key -> holds(jwt, key)).isEmpty()) {
            keys.fetch();
        }
        return keys.known(kid).filter(key -> holds(jwt, key)).isPresent();
    }

    private static boolean holds(SignedJWT jwt, RSAKey key) {
        try {
            return jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256) && jwt.verify(new RSASSAVerifier(key));
        } catch (JOSEException e) {
            return false;
        }
    }

    private static Response refused(String why) {
        return page(404, "Error", why);
    }

    private static Response page(int status, String title, String text) {
        return Pages.html(status, "sandbox/message.jte", Map.of("title", title, "text", text));
    }
}
