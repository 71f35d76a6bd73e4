package dev.waymark.lti.launch;

import dev.waymark.lti.PlatformKey;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * One way to get in that must fail, or a way that looks odd and must not, as a form posted to the launch URL.
 *
 * @param reason the word of the audit row; {@code accepted} if the launch is legal
 */
record Attack(String name, String reason, BiFunction<Target, String, Map<String, String>> form) {

    /** Whom it is aimed at: the platform's key, an attacker's own, and the login in the browser that began it. */
    record Target(PlatformKey key, PlatformKey attacker, String state) {}

    private static final String ACCEPTED = "accepted";

    static List<Attack> all() {
        var attacks = new java.util.ArrayList<Attack>();
        algorithms(attacks);
        keys(attacks);
        forms(attacks);
        payloads(attacks);
        claims(attacks);
        legal(attacks);
        return attacks;
    }

    @Override
    public String toString() {
        return name;
    }

    private static void algorithms(List<Attack> to) {
        for (String none : List.of("none", "None", "nOnE", "NONE")) {
            to.add(token(
                    "alg " + none,
                    "algorithm_not_allowed",
                    (t, payload) -> content(header(t, "\"alg\":\"" + none + "\""), payload) + "."));
        }
        to.add(token(
                "the public key as an HMAC secret",
                "algorithm_not_allowed",
                (t, payload) -> t.key().hmacWithPublicKey(payload)));
        for (String algorithm : List.of("RS384", "RS512")) {
            to.add(token(
                    algorithm + ", rightly signed",
                    "algorithm_not_allowed",
                    (t, payload) -> t.key()
                            .signed(
                                    "SHA" + algorithm.substring(2) + "withRSA",
                                    header(t, "\"alg\":\"" + algorithm + "\""),
                                    payload)));
        }
        for (String odd : List.of(
                "\"alg\":\"\"",
                "\"alg\":256",
                "\"alg\":[\"RS256\"]",
                "\"x\":1",
                "\"alg\":\"rs256\"",
                "\"alg\":\"RS256 \"")) {
            to.add(signed("header with " + odd, "algorithm_not_allowed", t -> header(t, odd)));
        }
        to.add(signed("two algorithms", "token_malformed", t -> header(t, "\"alg\":\"none\",\"alg\":\"RS256\"")));
        to.add(signed(
                "a critical extension",
                "token_malformed",
                t -> header(t, "\"alg\":\"RS256\",\"crit\":[\"b64\"],\"b64\":false")));
        to.add(signed(
                "typ of another kind of token",
                "token_malformed",
                t -> "{\"typ\":\"at+jwt\",\"alg\":\"RS256\",\"kid\":\""
                        + t.key().kid() + "\"}"));
        to.add(signed(
                "typ that is no text",
                "token_malformed",
                t -> "{\"typ\":1,\"alg\":\"RS256\",\"kid\":\"" + t.key().kid() + "\"}"));
    }

    private static void keys(List<Attack> to) {
        to.add(token(
                "the platform's kid, an attacker's key",
                "signature_invalid",
                (t, payload) -> t.attacker().token(t.key().header(), payload)));
        to.add(token(
                "a key of its own in the header",
                "signature_invalid",
                (t, payload) -> t.attacker()
                        .token(
                                header(
                                        t,
                                        "\"alg\":\"RS256\",\"jwk\":"
                                                + t.attacker().jwk()),
                                payload)));
        to.add(token(
                "a key of its own in the header, by its own name",
                "kid_unknown",
                (t, payload) -> t.attacker()
                        .token(
                                "{\"alg\":\"RS256\",\"kid\":\"evil\",\"jwk\":"
                                        + t.attacker().jwk() + "}",
                                payload)));
        for (String where : List.of("jku", "x5u")) {
            to.add(token(
                    "keys elsewhere by " + where,
                    "kid_unknown",
                    (t, payload) -> t.attacker()
                            .token(
                                    "{\"alg\":\"RS256\",\"kid\":\"evil\",\"" + where
                                            + "\":\"http://127.0.0.1:9/keys\"}",
                                    payload)));
        }
        to.add(token(
                "a certificate of its own",
                "signature_invalid",
                (t, payload) -> t.attacker().token(header(t, "\"alg\":\"RS256\",\"x5c\":[\"MIIB\"]"), payload)));
        for (String kid : List.of(
                "../../../../dev/null",
                "k-1' OR '1'='1",
                "k-1\\u0000",
                " k-1",
                "K-1",
                "http://127.0.0.1:9/",
                "${jndi:ldap://127.0.0.1:9/a}",
                "k".repeat(20_000))) {
            to.add(token(
                    "kid " + (kid.length() > 60 ? "of 20,000 characters" : kid),
                    "kid_unknown",
                    (t, payload) -> t.key().token("{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}", payload)));
        }
        for (String kid : List.of("7", "[\"k-1\"]", "{\"kid\":\"k-1\"}", "null", "\"\"", "\" \"")) {
            to.add(token(
                    "kid that is " + kid,
                    "kid_missing",
                    (t, payload) -> t.key().token("{\"alg\":\"RS256\",\"kid\":" + kid + "}", payload)));
        }
    }

    private static void forms(List<Attack> to) {
        to.add(shaped("two parts", "token_malformed", token -> token.substring(0, token.lastIndexOf('.'))));
        to.add(shaped("four parts", "token_malformed", token -> token + ".x"));
        to.add(shaped("five parts, as if encrypted", "token_malformed", token -> token + ".x.y"));
        to.add(shaped("nothing but dots", "token_malformed", token -> ".."));
        to.add(shaped("a line break inside", "token_malformed", token -> token.replace(".", ".\n")));
        to.add(shaped("a blank in front", "token_malformed", token -> " " + token));
        to.add(shaped("padding", "token_malformed", token -> token + "=="));
        to.add(shaped(
                "the other base64",
                "token_malformed",
                token -> token.replace('-', '+').replace('_', '/') + "+"));
        to.add(shaped("no signature", "token_malformed", token -> token.substring(0, token.lastIndexOf('.') + 1)));
        to.add(shaped("half a signature", "signature_invalid", token -> token.substring(0, token.length() - 100)));
        to.add(shaped("a megabyte", "token_too_large", token -> token + "x".repeat(1_000_000 - token.length())));
        to.add(shaped("letters beyond ASCII", "token_malformed", token -> token.replaceFirst("e", "е")));
        to.add(new Attack(
                "another state",
                "state_unknown",
                (t, payload) -> Map.of(
                        "state",
                        t.state().replaceFirst("\\.", ".x"),
                        "id_token",
                        t.key().token(payload))));
        to.add(new Attack(
                "a state of another tenant",
                "state_unknown",
                (t, payload) -> Map.of(
                        "state",
                        t.state().replaceFirst("^1\\.", "2."),
                        "id_token",
                        t.key().token(payload))));
        to.add(new Attack(
                "a state with a blank behind",
                "state_unknown",
                (t, payload) ->
                        Map.of("state", t.state() + " ", "id_token", t.key().token(payload))));
        to.add(new Attack(
                "a state that is SQL",
                "state_unknown",
                (t, payload) ->
                        Map.of("state", "1.' OR '1'='1", "id_token", t.key().token(payload))));
        to.add(new Attack(
                "an error beside a good token",
                "platform_error",
                (t, payload) ->
                        Map.of("state", t.state(), "id_token", t.key().token(payload), "error", "login_required")));
        to.add(new Attack("no token", "response_incomplete", (t, payload) -> Map.of("state", t.state())));
        to.add(new Attack(
                "no state",
                "response_incomplete",
                (t, payload) -> Map.of("id_token", t.key().token(payload))));
        to.add(new Attack("nothing at all", "response_incomplete", (t, payload) -> Map.of()));
        to.add(new Attack(
                "a blank token", "response_incomplete", (t, payload) -> Map.of("state", t.state(), "id_token", "   ")));
        to.add(new Attack(
                "a list of tokens",
                "response_incomplete",
                (t, payload) -> Map.of("state", t.state(), "id_token[]", t.key().token(payload))));
    }

    private static void payloads(List<Attack> to) {
        to.add(payload("something behind the object", "token_malformed", json -> json + "{}"));
        to.add(payload("a mark of byte order", "token_malformed", json -> "\uFEFF" + json));
        to.add(payload(
                "ten thousand levels",
                "token_malformed",
                json -> json.replaceFirst("\\{", "{\"deep\":" + "[".repeat(10_000) + "]".repeat(10_000) + ",")));
        to.add(payload(
                "the subject twice", "token_malformed", json -> json.replaceFirst("\\{", "{\"sub\":\"admin\",")));
        to.add(payload(
                "the subject twice, once in escapes",
                "token_malformed",
                json -> json.replaceFirst("\\{", "{\"\\\\u0073ub\":\"admin\",")));
        to.add(payload("half a surrogate pair", "token_malformed", json -> json.replace("u-4711", "u-\\ud800")));
        to.add(payload("a control character", "token_malformed", json -> json.replace("u-4711", "u-\u0001")));
        to.add(payload("a comment", "token_malformed", json -> json.replaceFirst("\\{", "{/* */")));
        to.add(payload("single quotes", "token_malformed", json -> json.replace('"', '\'')));
        to.add(payload(
                "a number beyond all numbers",
                "token_malformed",
                json -> json.replaceFirst("\\{", "{\"big\":1e999999999,")));
        to.add(payload(
                "a number of ten thousand digits",
                "token_malformed",
                json -> json.replaceFirst("\\{", "{\"big\":" + "9".repeat(10_000) + ",")));
        to.add(payload("NaN", "token_malformed", json -> json.replaceFirst("\\{", "{\"big\":NaN,")));
        to.add(payload("nothing", "token_malformed", json -> ""));
        to.add(payload("a text", "token_malformed", json -> "\"" + "x" + "\""));
        to.add(token(
                "bytes that are not UTF-8",
                "token_malformed",
                (t, payload) -> raw(t, payload, StandardCharsets.ISO_8859_1)));
        to.add(token("UTF-16", "token_malformed", (t, payload) -> raw(t, payload, StandardCharsets.UTF_16)));
    }

    private static void claims(List<Attack> to) {
        String target = "\"http://localhost:8080/lti/launch\"";
        for (String other : List.of(
                "javascript:alert(1)",
                "//localhost:8080/lti/launch",
                "http://localhost:8080@evil.test/",
                "http://localhost:8080.evil.test/",
                "http://localhost:8080\\\\@evil.test/",
                "http://LOCALHOST:8080/lti/launch")) {
            to.add(payload("target " + other, "target_mismatch", json -> json.replace(target, "\"" + other + "\"")));
        }
        to.add(payload(
                "audience with a blank",
                "audience_mismatch",
                json -> json.replace("\"waymark-test\"", "\"waymark-test \"")));
        to.add(payload(
                "audience as an object",
                "audience_mismatch",
                json -> json.replace("\"aud\": \"waymark-test\"", "\"aud\": {\"id\": \"waymark-test\"}")));
        to.add(payload(
                "audience in a list in a list",
                "audience_mismatch",
                json -> json.replace("\"aud\": \"waymark-test\"", "\"aud\": [[\"waymark-test\"]]")));
        to.add(payload("version with a blank", "version_unsupported", json -> json.replace("\"1.3.0\"", "\"1.3.0 \"")));
        to.add(payload(
                "version of the year before", "version_unsupported", json -> json.replace("\"1.3.0\"", "\"LTI-1p0\"")));
        to.add(payload(
                "message type in a list",
                "message_type_missing",
                json -> json.replace("\"LtiResourceLinkRequest\"", "[\"LtiResourceLinkRequest\"]")));
        to.add(payload(
                "message type in small letters",
                "message_type_unsupported",
                json -> json.replace("LtiResourceLinkRequest", "ltiresourcelinkrequest")));
        to.add(payload("deployment as a number", "deployment_missing", json -> json.replace("\"d-1\"", "1")));
        to.add(payload(
                "deployment in other letters", "deployment_unknown", json -> json.replace("\"d-1\"", "\"D-1\"")));
        to.add(payload(
                "subject of nothing, with a name", "subject_missing", json -> json.replace("\"u-4711\"", "\"\"")));
        to.add(payload("no subject, with a name", "subject_missing", json -> json.replace("\"u-4711\"", "null")));
        to.add(payload(
                "roles of nothing",
                "roles_missing",
                json -> json.replaceFirst("(?s)(claim/roles\": )\\[.*?\\]", "$1null")));
        to.add(payload(
                "link as a text",
                "resource_link_missing",
                json -> json.replaceFirst("(?s)(claim/resource_link\": )\\{.*?\\}", "$1\"link-9\"")));
        to.add(payload(
                "expiry that is negative", "expired", json -> json.replaceFirst("\"exp\": \\d+", "\"exp\": -1")));
    }

    /** Odd, but the specification allows it, or does not oblige us to care. */
    private static void legal(List<Attack> to) {
        to.add(signed(
                "typ in small letters",
                ACCEPTED,
                t -> "{\"typ\":\"jwt\",\"alg\":\"RS256\",\"kid\":\"" + t.key().kid() + "\"}"));
        to.add(signed(
                "no typ",
                ACCEPTED,
                t -> "{\"alg\":\"RS256\",\"kid\":\"" + t.key().kid() + "\"}"));
        to.add(signed("a header nobody knows", ACCEPTED, t -> header(t, "\"alg\":\"RS256\",\"shoe\":\"size 42\"")));
        to.add(token(
                "a good key beside a foreign address of keys",
                ACCEPTED,
                (t, payload) ->
                        t.key().token(header(t, "\"alg\":\"RS256\",\"jku\":\"http://127.0.0.1:9/\""), payload)));
        to.add(payload("blanks and line breaks", ACCEPTED, json -> "\r\n\t" + json + "\n"));
        to.add(payload(
                "names of all the world", ACCEPTED, json -> json.replace("Imke", "Ḥasan 李 👩🏽‍🎓 \\\"O\\u0027Brien")));
        to.add(payload("slashes in escapes, as PHP writes them", ACCEPTED, json -> json.replace("/", "\\/")));
        to.add(payload(
                "times with fractions", ACCEPTED, json -> json.replaceFirst("\"iat\": (\\d+)", "\"iat\": $1.25")));
        to.add(payload(
                "an hour of life, as Canvas gives",
                ACCEPTED,
                json -> json.replaceFirst("\"exp\": (\\d+)\\d{4}", "\"exp\": $19999")));
        to.add(payload(
                "roles that are no texts among others",
                ACCEPTED,
                json -> json.replaceFirst("(?s)(claim/roles\": )\\[", "$1[7, null, {}, ")));
        to.add(payload(
                "fifty thousand characters of claims nobody knows",
                ACCEPTED,
                json -> json.replaceFirst("\\{", "{\"filler\":\"" + "x".repeat(40_000) + "\",")));
        to.add(new Attack(
                "fields nobody asked for",
                ACCEPTED,
                (t, payload) -> Map.of(
                        "state",
                        t.state(),
                        "id_token",
                        t.key().token(payload),
                        "utf8",
                        "✓",
                        "authenticity_token",
                        "x",
                        "lti_storage_target",
                        "_parent")));
    }

    private static Attack token(String name, String reason, BiFunction<Target, String, String> forge) {
        return new Attack(name, reason, (t, payload) -> {
            Map<String, String> form = new LinkedHashMap<>();
            form.put("state", t.state());
            form.put("id_token", forge.apply(t, payload));
            return form;
        });
    }

    private static Attack signed(String name, String reason, java.util.function.Function<Target, String> header) {
        return token(name, reason, (t, payload) -> t.key().token(header.apply(t), payload));
    }

    private static Attack payload(String name, String reason, UnaryOperator<String> changed) {
        return token(name, reason, (t, payload) -> t.key().token(changed.apply(payload)));
    }

    private static Attack shaped(String name, String reason, UnaryOperator<String> changed) {
        return token(name, reason, (t, payload) -> changed.apply(t.key().token(payload)));
    }

    private static String header(Target t, String members) {
        return "{\"typ\":\"JWT\",\"kid\":\"" + t.key().kid() + "\"," + members + "}";
    }

    private static String content(String header, String payload) {
        return base64(header, StandardCharsets.UTF_8) + "." + base64(payload, StandardCharsets.UTF_8);
    }

    private static String raw(Target t, String payload, Charset charset) {
        String content = base64(t.key().header(), StandardCharsets.UTF_8) + "."
                + base64(payload.replace("Imke", "Imkeé"), charset);
        return content + "." + t.key().signature(content);
    }

    private static String base64(String text, Charset charset) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(charset));
    }
}
