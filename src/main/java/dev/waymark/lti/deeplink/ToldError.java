package dev.waymark.lti.deeplink;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a platform tells that sends a browser back to us with an error of its own: {@code errormsg} and {@code errorlog}
 * (DL 4.5), with {@code lti_} before them (CORE 5.4.4). No specification obliges it to; most show a page of their own
 * and tell nothing. Its sentence may hold anything, so that only the kind of error is kept, never the words.
 */
public final class ToldError {

    private static final List<String> FIELDS = List.of("lti_errorlog", "errorlog", "lti_errormsg", "errormsg");

    /** Part of what platforms say, and what it means; the first that fits. */
    private static final Map<String, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("expired", "an expired answer");
        KINDS.put("iat prior", "an answer from the future");
        KINDS.put("consumer key", "an unknown client id");
        KINDS.put("issuer", "an unknown client id");
        KINDS.put("client_id", "an unknown client id");
        KINDS.put("signature", "a signature that does not hold");
        KINDS.put("nonce", "an answer that it had already");
        KINDS.put("replay", "an answer that it had already");
        KINDS.put("deployment", "an unknown deployment");
    }

    private ToldError() {}

    /**
     * The kind of error, for an administrator.
     *
     * @param fields of what the browser sent, by name
     * @return empty if it sent no error
     */
    public static Optional<String> in(Function<String, Optional<String>> fields) {
        String said = FIELDS.stream()
                .flatMap(name -> fields.apply(name).stream())
                .collect(Collectors.joining(" "))
                .toLowerCase(Locale.ROOT);
        if (said.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(KINDS.entrySet().stream()
                .filter(kind -> said.contains(kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("an error that it alone knows"));
    }
}
