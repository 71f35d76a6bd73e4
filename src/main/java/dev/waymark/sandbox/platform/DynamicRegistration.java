package dev.waymark.sandbox.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.waymark.sandbox.http.Pages;
import dev.waymark.sandbox.http.Refusal;
import dev.waymark.sandbox.http.Request;
import dev.waymark.sandbox.http.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Dynamic registration as a Moodle 4.5 does it: plain text said to be HTML for what it does not like, a page with 404 for a
 * token that is none, status 200 for what was registered, scopes that nobody asked for, and custom parameters that are
 * told as far as their second equals sign.
 */
final class DynamicRegistration {

    static final String PATH = "/mod/lti/openid-registration\\.php";
    static final String CONFIGURATION = "/mod/lti/openid-configuration\\.php";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration";
    private static final String NEW = "reg";
    private static final String UPDATE = "reg-update";
    private static final Duration TOKEN_LASTS = Duration.ofHours(1);
    private static final List<String> REQUIRED =
            List.of("response_types", "initiate_login_uri", "redirect_uris", "client_name", "jwks_uri");
    private static final List<String> CLAIMS = List.of("sub", "iss", "name", "family_name", "given_name", "email");
    private static final List<String> GRADES = List.of(
            "https://purl.imsglobal.org/spec/lti-ags/scope/score",
            "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly",
            "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly",
            "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem");
    private static final String ROSTER = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final URI issuer;
    private final Tools tools;
    private final PlatformKey key;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    DynamicRegistration(URI issuer, Tools tools, PlatformKey key, Clock clock) {
        this.issuer = issuer;
        this.tools = tools;
        this.key = key;
        this.clock = clock;
    }

    /**
     * What is opened when an administrator has entered the tool's registration address.
     *
     * @param update the deployment of a tool that registers once more
     */
    URI begin(URI registration, Optional<String> update) {
        String token = token(update.orElseGet(this::newClientId), update.isPresent() ? UPDATE : NEW, clock.instant());
        return URI.create(registration + (registration.getRawQuery() == null ? "?" : "&") + "openid_configuration="
                + URLEncoder.encode(issuer + "/mod/lti/openid-configuration.php", StandardCharsets.UTF_8)
                + "&registration_token=" + token);
    }

    Response configuration(Request request) {
        ObjectNode all = JSON.createObjectNode();
        all.put("issuer", issuer.toString());
        all.put("token_endpoint", issuer + "/mod/lti/token.php");
        all.putArray("token_endpoint_auth_methods_supported").add("private_key_jwt");
        all.putArray("token_endpoint_auth_signing_alg_values_supported").add("RS256");
        all.put("jwks_uri", issuer + "/mod/lti/certs.php");
        all.put("authorization_endpoint", issuer + "/mod/lti/auth.php");
        all.put("registration_endpoint", issuer + "/mod/lti/openid-registration.php");
        ArrayNode scopes = all.putArray("scopes_supported");
        scopes.add("https://purl.imsglobal.org/spec/lti-bo/scope/basicoutcome");
        List.of(GRADES.get(2), GRADES.get(1), GRADES.get(0), GRADES.get(3), ROSTER)
                .forEach(scopes::add);
        scopes.add("https://purl.imsglobal.org/spec/lti-ts/scope/toolsetting").add("openid");
        all.putArray("response_types_supported").add("id_token");
        all.putArray("subject_types_supported").add("public").add("pairwise");
        all.putArray("id_token_signing_alg_values_supported").add("RS256");
        ArrayNode claims = all.putArray("claims_supported");
        List.of("sub", "iss", "name", "given_name", "family_name", "email").forEach(claims::add);
        ObjectNode platform = all.putObject("https://purl.imsglobal.org/spec/lti-platform-configuration");
        platform.put("product_family_code", "moodle");
        platform.put("version", "4.5.6 (Build: 20250811)");
        ArrayNode messages = platform.putArray("messages_supported");
        messages.addObject().put("type", "LtiResourceLinkRequest");
        messages.addObject()
                .put("type", "LtiDeepLinkingRequest")
                .putArray("placements")
                .add("ContentArea");
        ArrayNode variables = platform.putArray("variables");
        List.of(
                        "Context.id",
                        "Context.title",
                        "Context.label",
                        "Context.id.history",
                        "ResourceLink.id",
                        "User.username")
                .forEach(variables::add);
        return Response.json(200, all.toPrettyString());
    }

    /** GET tells what is registered, POST registers. */
    Response answer(Request request) {
        try {
            JWTClaimsSet token = token(request);
            boolean update = UPDATE.equals(claim(token, "scope"));
            if (request.method().equals("GET")) {
                return tools.byDeployment(token.getSubject())
                        .map(each -> Response.json(
                                200, JSON.valueToTree(each.answered()).toString()))
                        .orElseGet(DynamicRegistration::notFound);
            }
            return register(token, update, request.text());
        } catch (Refusal refusal) {
            return refusal.status() == 404
                    ? notFound()
                    : Response.of(refusal.status(), "text/html; charset=utf-8", refusal.text());
        }
    }

    private Response register(JWTClaimsSet token, boolean update, String body) {
        JsonNode asked = json(body);
        check(asked);
        Optional<Tools.Registered> before = update ? tools.byDeployment(token.getSubject()) : Optional.empty();
        if (update && before.isEmpty()) {
            throw new Refusal(404, "no such tool");
        }
        String client = before.map(each -> each.tool().clientId()).orElseGet(token::getSubject);
        String deployment = before.map(each -> each.tool().deployment()).orElseGet(tools::nextDeployment);
        if (!update && !used.add(client)) {
            throw new Refusal(401, "token_already_used");
        }
        ObjectNode answer = answer(asked, client, deployment);
        URI login = URI.create(asked.path("initiate_login_uri").asText());
        tools.put(
                new Tool(
                        client,
                        deployment,
                        asked.path("client_name").asText(),
                        URI.create(login.getScheme() + "://" + login.getRawAuthority()),
                        login,
                        URI.create(asked.path("redirect_uris").path(0).asText()),
                        URI.create(asked.path("jwks_uri").asText())),
                JSON.convertValue(answer, new com.fasterxml.jackson.core.type.TypeReference<Map<String, Object>>() {}));
        return Response.json(200, answer.toString());
    }

    private static void check(JsonNode asked) {
        for (String each : REQUIRED) {
            if (!asked.hasNonNull(each)) {
                throw new Refusal(400, "missing required attribute " + each);
            }
        }
        if (!holds(asked.path("response_types"), "id_token")) {
            throw new Refusal(400, "invalid_response_types");
        }
        if (!asked.path("token_endpoint_auth_method").asText().equals("private_key_jwt")) {
            throw new Refusal(400, "invalid_token_endpoint_auth_method");
        }
        if (!asked.path("application_type").asText("web").equals("web")) {
            throw new Refusal(400, "invalid_application_type");
        }
        if (!asked.path("redirect_uris").isArray()) {
            throw new Refusal(400, "invalid_redirect_uris");
        }
        String domain = asked.path(TOOL).path("domain").asText();
        if (domain.isEmpty()) {
            throw new Refusal(400, "missing_domain");
        }
        String target = asked.path(TOOL).path("target_link_uri").asText();
        if (!target.isEmpty() && !domain.equals(authority(target))) {
            throw new Refusal(400, "domain_targetlinkuri_mismatch");
        }
    }

    private ObjectNode answer(JsonNode asked, String client, String deployment) {
        ObjectNode all = JSON.createObjectNode();
        all.put("client_id", client);
        all.putArray("response_types").add("id_token");
        all.set("jwks_uri", asked.path("jwks_uri"));
        all.set("initiate_login_uri", asked.path("initiate_login_uri"));
        all.putArray("grant_types").add("client_credentials").add("implicit");
        all.set("redirect_uris", asked.path("redirect_uris"));
        all.put("application_type", "web");
        all.put("token_endpoint_auth_method", "private_key_jwt");
        all.set("client_name", asked.path("client_name"));
        if (asked.hasNonNull("logo_uri")) {
            all.set("logo_uri", asked.path("logo_uri"));
        }
        all.put("scope", scopes(asked.path("scope").asText()));
        ObjectNode tool = all.putObject(TOOL);
        JsonNode wanted = asked.path(TOOL);
        tool.put("version", "1.3.0");
        tool.put("deployment_id", deployment);
        tool.set("target_link_uri", wanted.path("target_link_uri"));
        tool.set("domain", wanted.path("domain"));
        if (wanted.hasNonNull("description")) {
            tool.set("description", wanted.path("description"));
        }
        for (JsonNode message : wanted.path("messages")) {
            if (message.path("type").asText().equals("LtiDeepLinkingRequest")) {
                ObjectNode told = tool.putArray("messages").addObject();
                told.set("type", message.path("type"));
                if (message.hasNonNull("target_link_uri")) {
                    told.set("target_link_uri", message.path("target_link_uri"));
                }
            }
        }
        ObjectNode custom = JSON.createObjectNode();
        wanted.path("custom_parameters")
                .properties()
                .forEach(each ->
                        custom.put(each.getKey(), each.getValue().asText().split("=", 2)[0]));
        if (!custom.isEmpty()) {
            tool.set("custom_parameters", custom);
        }
        ArrayNode claims = tool.putArray("claims");
        CLAIMS.stream().filter(each -> holds(wanted.path("claims"), each)).forEach(claims::add);
        return all;
    }

    /** Whoever asks for one of the scopes of grades is told that they have all of them. */
    private static String scopes(String asked) {
        List<String> wanted = List.of(asked.split(" "));
        StringBuilder told = new StringBuilder();
        if (GRADES.stream().anyMatch(wanted::contains)) {
            told.append(String.join(" ", GRADES));
        }
        if (wanted.contains(ROSTER)) {
            told.append(told.isEmpty() ? "" : " ").append(ROSTER);
        }
        return told.toString();
    }

    private static boolean holds(JsonNode array, String text) {
        for (JsonNode each : array) {
            if (each.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    private static String authority(String address) {
        try {
            String authority = URI.create(address).getRawAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static JsonNode json(String body) {
        try {
            JsonNode read = JSON.readTree(body);
            if (read != null && read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            // Answered as below.
        }
        throw new Refusal(404, "not JSON");
    }

    private JWTClaimsSet token(Request request) {
        String header = request.header("Authorization").orElse("");
        if (!header.startsWith("Bearer ")) {
            throw new Refusal(401, "missing_registration_token");
        }
        try {
            SignedJWT jwt = SignedJWT.parse(header.substring("Bearer ".length()));
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            boolean ours = jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)
                    && jwt.verify(new RSASSAVerifier(key.key()));
            boolean inTime = claims.getExpirationTime() != null
                    && claims.getExpirationTime().toInstant().isAfter(clock.instant());
            if (ours && inTime && claims.getSubject() != null) {
                return claims;
            }
        } catch (ParseException | JOSEException e) {
            // Answered as below.
        }
        throw new Refusal(404, "no token of ours");
    }

    private static String claim(JWTClaimsSet claims, String name) {
        return String.valueOf(claims.getClaim(name));
    }

    private String token(String subject, String scope, Instant now) {
        var claims = new JWTClaimsSet.Builder()
                .subject(subject)
                .claim("scope", scope)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(TOKEN_LASTS)))
                .build();
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(com.nimbusds.jose.JOSEObjectType.JWT)
                        .keyID(key.key().getKeyID())
                        .build(),
                claims);
        try {
            jwt.sign(new RSASSASigner(key.key()));
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform signs with RSA", e);
        }
        return jwt.serialize();
    }

    private String newClientId() {
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < 15; i++) {
            made.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return made.toString();
    }

    private static Response notFound() {
        return Pages.html(404, "sandbox/message.jte", Map.of("title", "Error", "text", "Not found"));
    }
}
