package dev.waymark.lti.core;

import dev.waymark.lti.core.LaunchOutcome.Refused;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A platform asks us to begin (SEC 5.1.1.1, CORE 4.1). Unsigned: anybody could have sent it, so nothing in it is more
 * than a claim to be compared later.
 *
 * @param loginHint opaque, goes back unaltered
 * @param messageHint {@code lti_message_hint}, opaque, goes back unaltered
 * @param targetLinkUri empty if the platform sends none, as Canvas may
 * @param deploymentId {@code lti_deployment_id}, or Canvas' {@code deployment_id}
 * @param storageTarget {@code lti_storage_target}: the name of the frame that keeps data for us where the browser keeps no
 *     cookies, {@code _parent} for the page around us; empty if the platform offers none, or names what is no frame
 */
public record LoginRequest(
        String issuer,
        String loginHint,
        Optional<String> targetLinkUri,
        Optional<String> clientId,
        Optional<String> messageHint,
        Optional<String> deploymentId,
        Optional<String> storageTarget) {

    /** Characters of any one parameter. */
    static final int LONGEST = 4000;

    /** What became of reading the parameters. */
    public sealed interface Reading {
        record Read(LoginRequest request) implements Reading {}

        record Incomplete(Refused refused) implements Reading {}
    }

    /**
     * Reads the parameters of a query or a form.
     *
     * @param tool an address of ours; a target elsewhere is refused
     */
    public static Reading read(Map<String, List<String>> parameters, URI tool) {
        for (var parameter : parameters.entrySet()) {
            boolean ours = KNOWN.contains(parameter.getKey());
            if (ours && parameter.getValue().size() > 1) {
                return incomplete(
                        "expected one %s, found %d",
                        parameter.getKey(), parameter.getValue().size());
            }
            if (ours && parameter.getValue().stream().anyMatch(value -> value.length() > LONGEST)) {
                return incomplete("expected %s of at most %d characters", parameter.getKey(), LONGEST);
            }
        }
        var issuer = one(parameters, "iss");
        var loginHint = one(parameters, "login_hint");
        if (issuer.isEmpty() || loginHint.isEmpty()) {
            return incomplete("expected iss and login_hint, found no %s", issuer.isEmpty() ? "iss" : "login_hint");
        }
        var target = one(parameters, "target_link_uri");
        if (target.isPresent() && !MessageChecks.isOurs(target.get(), tool)) {
            return new Reading.Incomplete(Refused.because(
                    Reason.TARGET_FOREIGN,
                    "SEC 5.1.1.1",
                    "expected a target_link_uri on %s, found %s"
                            .formatted(Origins.of(tool), Found.quoted(target.get()))));
        }
        var deployment = one(parameters, "lti_deployment_id").or(() -> one(parameters, "deployment_id"));
        return new Reading.Read(new LoginRequest(
                issuer.get(),
                loginHint.get(),
                target,
                one(parameters, "client_id"),
                one(parameters, "lti_message_hint"),
                deployment,
                one(parameters, "lti_storage_target").filter(LoginRequest::namesAFrame)));
    }

    private static final List<String> KNOWN = List.of(
            "iss",
            "login_hint",
            "target_link_uri",
            "client_id",
            "lti_message_hint",
            "lti_deployment_id",
            "deployment_id",
            "lti_storage_target");

    /** True if a window could have this name; it is looked up among the frames of the page around us. */
    public static boolean namesAFrame(String name) {
        return name.matches("[A-Za-z0-9_.:-]{1,255}");
    }

    private static Optional<String> one(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    private static Reading incomplete(String detail, Object... found) {
        return new Reading.Incomplete(Refused.because(Reason.LOGIN_INCOMPLETE, "SEC 5.1.1.1", detail.formatted(found)));
    }
}
