package dev.waymark.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered.
 *
 * @param headers in the order they are sent
 */
public record Response(int status, Map<String, String> headers, byte[] body) {

    public static Response of(int status, String contentType, String body) {
        return new Response(status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    public static Response html(int status, String page) {
        return of(status, "text/html; charset=utf-8", page).with("Cache-Control", "no-store");
    }

    public static Response json(int status, String body) {
        return of(status, "application/json; charset=utf-8", body);
    }

    public static Response text(int status, String body) {
        return of(status, "text/plain; charset=utf-8", body);
    }

    public static Response empty(int status) {
        return new Response(status, Map.of(), new byte[0]);
    }

    /** On to another page by GET, after a form. */
    public static Response seeOther(String address) {
        return empty(303).with("Location", address);
    }

    public Response with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, more, body);
    }
}
