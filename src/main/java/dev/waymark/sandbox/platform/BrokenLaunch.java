package dev.waymark.sandbox.platform;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Launches that a tool must refuse; each has one thing wrong with it. The labels are on the buttons. */
public enum BrokenLaunch {
    NO_KEY_ID("No key id", draft -> draft.header().remove("kid")),
    WRONG_KEY_ID("Wrong key id", draft -> draft.header().put("kid", "a-key-nobody-has")),
    WRONG_VERSION("Wrong LTI version", draft -> draft.claims().put(LaunchClaims.LTI + "version", "1.2.0")),
    NO_VERSION("No LTI version", draft -> draft.claims().remove(LaunchClaims.LTI + "version")),
    NOT_A_MESSAGE("Not an LTI message", draft -> {
        draft.claims().clear();
        draft.claims().put("greeting", "this is no launch");
    }),
    CLAIMS_MISSING("Claims missing", draft -> draft.claims().keySet().removeIf(name -> name.startsWith("https://"))),
    TIMES_WRONG("Times wrong", draft -> {
        draft.claims().put("iat", 10_000);
        draft.claims().put("exp", 20_000);
    }),
    NO_MESSAGE_TYPE("No message type", draft -> draft.claims().remove(LaunchClaims.LTI + "message_type")),
    NO_ROLES("No roles", draft -> draft.claims().remove(LaunchClaims.LTI + "roles")),
    NO_DEPLOYMENT("No deployment", draft -> draft.claims().remove(LaunchClaims.LTI + "deployment_id")),
    OTHER_DEPLOYMENT("Unknown deployment", draft -> draft.claims().put(LaunchClaims.LTI + "deployment_id", "99")),
    NO_RESOURCE_LINK("No resource link", draft -> draft.claims().remove(LaunchClaims.LTI + "resource_link")),
    NO_USER("No user", draft -> draft.claims().remove("sub")),
    OTHER_AUDIENCE("Another audience", draft -> draft.claims().put("aud", "another-tool")),
    SECOND_AUDIENCE(
            "A second audience",
            draft -> draft.claims()
                    .put("aud", List.of(String.valueOf(draft.claims().get("aud")), "another-tool"))),
    OTHER_ISSUER("Another issuer", draft -> draft.claims().put("iss", "https://another-lms.example")),
    OTHER_NONCE("Another nonce", draft -> draft.claims().put("nonce", "never-asked-for")),
    OTHER_STATE("Another state", draft -> draft.form().put("state", "never-handed-out")),
    CLOCK_AHEAD("Clock 7 minutes ahead", draft -> {
        draft.claims().merge("iat", 420L, (iat, ahead) -> ((Number) iat).longValue() + 420);
        draft.claims().merge("exp", 420L, (exp, ahead) -> ((Number) exp).longValue() + 420);
    }),
    CLOCK_NINETY_SECONDS("Clock 90 seconds ahead", draft -> {
        draft.claims().merge("iat", 90L, (iat, ahead) -> ((Number) iat).longValue() + 90);
        draft.claims().merge("exp", 90L, (exp, ahead) -> ((Number) exp).longValue() + 90);
    }),
    EXPIRED("Expired token", draft -> {
        long issued = ((Number) draft.claims().getOrDefault("iat", 0L)).longValue() - 300;
        draft.claims().put("iat", issued);
        draft.claims().put("exp", issued + 60);
    }),
    OTHER_TARGET(
            "Another target",
            draft -> draft.claims()
                    .computeIfPresent(LaunchClaims.LTI + "target_link_uri", (name, target) -> target + "?changed=1")),
    CHANGED_AFTER_SIGNING("Changed after signing", Draft::changeAfterSigning),
    NOT_SIGNED("Not signed", draft -> draft.header().put("alg", "none")),
    SIGNED_WITH_PUBLIC_KEY("Signed with the public key", draft -> draft.header().put("alg", "HS256")),
    SENT_TWICE("Sent twice", draft -> {});

    /** What is about to be signed and posted, for spoiling. */
    static final class Draft {
        private final Map<String, Object> header;
        private final Map<String, Object> claims;
        private final Map<String, String> form;
        private boolean changeAfterSigning;

        /** @param form the fields beside the id_token */
        Draft(Map<String, Object> header, Map<String, Object> claims, Map<String, String> form) {
            this.header = header;
            this.claims = claims;
            this.form = form;
        }

        Map<String, Object> header() {
            return header;
        }

        Map<String, Object> claims() {
            return claims;
        }

        Map<String, String> form() {
            return form;
        }

        boolean changedAfterSigning() {
            return changeAfterSigning;
        }

        private void changeAfterSigning() {
            changeAfterSigning = true;
        }
    }

    private final String label;
    private final transient Consumer<Draft> spoil;

    BrokenLaunch(String label, Consumer<Draft> spoil) {
        this.label = label;
        this.spoil = spoil;
    }

    public String label() {
        return label;
    }

    void spoil(Draft draft) {
        spoil.accept(draft);
    }
}
