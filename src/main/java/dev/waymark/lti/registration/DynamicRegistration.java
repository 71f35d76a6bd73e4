package dev.waymark.lti.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.lti.core.Origins;
import dev.waymark.shared.TenantId;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Registers us with a platform that asked for it (LTI Dynamic Registration 1.0): reads what the platform says of itself,
 * sends what we are, keeps what it calls us. What comes of it is switched off until an administrator of ours confirms.
 * Of the platform's answer only the client id and the deployment id are used; its scopes and claims are known to be wrong.
 *
 * <p>Talks to the platform: never inside a transaction.
 */
@Singleton
public class DynamicRegistration {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 255;

    private final PlatformHttp http;
    private final RegistrationWriting writing;
    private final Invites invites;
    private final ToolFacts facts;
    private final ToolKeys keys;

    DynamicRegistration(
            PlatformHttp http, RegistrationWriting writing, Invites invites, ToolFacts facts, ToolKeys keys) {
        this.http = http;
        this.writing = writing;
        this.invites = invites;
        this.facts = facts;
        this.keys = keys;
    }

    /** What came of it. */
    sealed interface Outcome {

        /**
         * The platform knows us now.
         *
         * @param name of the platform
         * @param told scopes that the platform says it granted
         * @param missing scopes that we wanted and that it neither has nor named
         * @param claimCode by which an administrator of ours makes it theirs; empty if an invite said whose it is
         * @param existed true if it was known before: the platform renewed it
         */
        record Registered(
                PlatformConfiguration platform,
                String name,
                List<String> told,
                List<String> missing,
                Optional<String> claimCode,
                boolean existed)
                implements Outcome {
            public Registered {
                told = List.copyOf(told);
                missing = List.copyOf(missing);
            }
        }

        /**
         * It did not work.
         *
         * @param key of the sentence for the person
         * @param detail what was expected and found, for an administrator
         */
        record Failed(String key, String detail, Optional<PlatformConfiguration> platform) implements Outcome {
            static Failed because(String key, String detail) {
                return new Failed(key, detail, Optional.empty());
            }
        }
    }

    /**
     * @param configuration where the platform's OpenID configuration is
     * @param token its registration token, if it gave one
     * @param code an invite of ours, if there was one
     */
    Outcome register(String configuration, Optional<String> token, Optional<String> code) {
        Optional<TenantId> tenant = code.flatMap(invites::tenantOf);
        if (code.isPresent() && tenant.isEmpty()) {
            return Outcome.Failed.because("invite_dead", "expected an invite that is good, found one that is not");
        }
        Optional<URI> address = Origins.address(configuration);
        if (address.isEmpty()) {
            return Outcome.Failed.because(
                    "not_begun", "expected openid_configuration to be an address, found none that can be used");
        }
        var request = HttpRequest.newBuilder(address.get()).header("Accept", "application/json");
        token.ifPresent(each -> request.header("Authorization", "Bearer " + each));
        return switch (http.send(request)) {
            case PlatformHttp.Answer.Forbidden forbidden -> Outcome.Failed.because("address", forbidden.detail());
            case PlatformHttp.Answer.Failed failed -> Outcome.Failed.because("unreachable", failed.detail());
            case PlatformHttp.Answer.Answered answered -> {
                Optional<JsonNode> found = answered.status() == 200 ? object(answered.body()) : Optional.empty();
                yield found.isEmpty()
                        ? Outcome.Failed.because(
                                "unreachable",
                                "expected the OpenID configuration as JSON, found status " + answered.status())
                        : switch (PlatformConfiguration.read(found.get(), address.get())) {
                            case PlatformConfiguration.Reading.NotBelieved not ->
                                Outcome.Failed.because("not_believed", not.detail());
                            case PlatformConfiguration.Reading.Read read ->
                                send(read.configuration(), token, tenant, code);
                        };
            }
        };
    }

    private Outcome send(
            PlatformConfiguration platform, Optional<String> token, Optional<TenantId> tenant, Optional<String> code) {
        var request = HttpRequest.newBuilder(platform.registrationEndpoint())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(RegistrationRequest.json(platform, facts)));
        token.ifPresent(each -> request.header("Authorization", "Bearer " + each));
        return switch (http.send(request)) {
            case PlatformHttp.Answer.Forbidden forbidden -> failed("address", forbidden.detail(), platform);
            case PlatformHttp.Answer.Failed failed -> failed("unreachable", failed.detail(), platform);
            case PlatformHttp.Answer.Answered answered -> read(answered, platform, tenant, code);
        };
    }

    private Outcome read(
            PlatformHttp.Answer.Answered answered,
            PlatformConfiguration platform,
            Optional<TenantId> tenant,
            Optional<String> code) {
        Optional<JsonNode> body = object(answered.body());
        String client = body.map(found -> found.path("client_id").asText("").strip())
                .filter(id -> id.length() <= LONGEST)
                .orElse("");
        if (answered.status() / 100 != 2 || client.isEmpty()) {
            boolean used = answered.body().contains("token_already_used") || answered.status() == 401;
            return failed(
                    used ? "token_used" : "declined",
                    "the platform answered %d: %s".formatted(answered.status(), sentence(answered.body())),
                    platform);
        }
        JsonNode tool = body.orElseThrow().path(RegistrationRequest.TOOL);
        String deployment = tool.path("deployment_id").asText("").strip();
        List<String> told = List.of(body.get().path("scope").asText("").strip().split("\\s+")).stream()
                .filter(ToolFacts.SCOPES::contains)
                .toList();
        var draft = new Draft(
                platform.name(),
                platform.issuer(),
                client,
                platform.authorizationEndpoint().toString(),
                platform.tokenEndpoint().toString(),
                platform.jwksUri().toString(),
                deployment.isEmpty() || deployment.length() > LONGEST ? List.of() : List.of(deployment),
                platform.productFamily(),
                String.join(" ", told));
        return keep(draft, platform, told, tenant, code);
    }

    private Outcome keep(
            Draft draft,
            PlatformConfiguration platform,
            List<String> told,
            Optional<TenantId> tenant,
            Optional<String> code) {
        List<String> missing = new ArrayList<>(ToolFacts.SCOPES);
        missing.removeAll(told);
        Optional<RegistrationWriting.Owner> owner = writing.owner(draft.issuer(), draft.clientId());
        if (owner.isPresent()) {
            writing.updated(owner.get(), draft);
            return new Outcome.Registered(platform, draft.name(), told, missing, Optional.empty(), true);
        }
        if (tenant.isPresent() && invites.spend(tenant.get(), code.orElseThrow())) {
            Optional<RegistrationId> id = writing.insert(
                    tenant.get(), draft, KeptRegistration.Origin.DYNAMIC, KeptRegistration.State.WAITING);
            id.ifPresent(made -> keys.signingKey(tenant.get(), made));
            return new Outcome.Registered(platform, draft.name(), told, missing, Optional.empty(), id.isEmpty());
        }
        return new Outcome.Registered(platform, draft.name(), told, missing, Optional.of(invites.leave(draft)), false);
    }

    private static Outcome failed(String key, String detail, PlatformConfiguration platform) {
        return new Outcome.Failed(key, detail, Optional.of(platform));
    }

    private static Optional<JsonNode> object(String text) {
        try {
            JsonNode node = JSON.readTree(text.strip());
            return node != null && node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Moodle's errors are one word of plain text, or a whole page. */
    private static String sentence(String body) {
        String text = body.replaceAll("<[^>]*>", " ")
                .replaceAll("[^\\p{Print}]|\\s+", " ")
                .strip();
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
