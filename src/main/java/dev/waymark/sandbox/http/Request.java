package dev.waymark.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a client sent, read whole.
 *
 * @param method in capitals
 * @param path decoded, without the query
 * @param rawQuery as it came, "" if there is none
 * @param headers by name in lower case; of a repeated one the first
 */
public record Request(String method, String path, String rawQuery, Map<String, String> headers, byte[] body) {

    /** The parameters of the query in their order; of a repeated one the first. */
    public Map<String, String> query() {
        return decoded(rawQuery);
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query().get(name));
    }

    /** The fields of a form in the body. */
    public Map<String, String> form() {
        return mediaType().equals("application/x-www-form-urlencoded") ? decoded(text()) : Map.of();
    }

    /** A parameter, whether it came in the query or in a form. */
    public Optional<String> parameter(String name) {
        return query(name).or(() -> Optional.ofNullable(form().get(name)));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The content type without its parameters, in lower case; "" if there is none. */
    public String mediaType() {
        return header("Content-Type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Path and query as one, for messages and redirects. */
    public String address() {
        return rawQuery.isEmpty() ? path : path + "?" + rawQuery;
    }

    private static Map<String, String> decoded(String pairs) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String pair : List.of(pairs.split("&"))) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                all.putIfAbsent(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
            }
        }
        return all;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "expected percent-encoded UTF-8, found \"" + text + "\"");
        }
    }
}
