package dev.waymark.lti;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser of a few lines: keeps cookies (or does not), sends forms, follows nothing by itself. */
public final class Browser {

    public record Answer(int status, java.net.http.HttpHeaders headers, String body) {
        public String location() {
            return headers.firstValue("Location").orElse("");
        }

        public Map<String, String> locationQuery() {
            Map<String, String> query = new LinkedHashMap<>();
            for (String pair : location().substring(location().indexOf('?') + 1).split("&")) {
                int equals = pair.indexOf('=');
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
            return query;
        }

        public List<String> setCookies() {
            return headers.allValues("Set-Cookie");
        }
    }

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final URI server;
    private final boolean keepsSecure;
    private final boolean keepsPlain;
    public final Map<String, String> cookies = new HashMap<>();

    /**
     * @param keepsSecure as browsers on localhost do
     * @param keepsPlain as command-line clients do
     */
    public Browser(URI server, boolean keepsSecure, boolean keepsPlain) {
        this.server = server;
        this.keepsSecure = keepsSecure;
        this.keepsPlain = keepsPlain;
    }

    public static Browser on(URI server) {
        return new Browser(server, true, true);
    }

    public Answer get(String path, String... headers) {
        return send(builder(path, headers).GET());
    }

    public Answer post(String path, Map<String, String> form, String... headers) {
        return post(path, encoded(form), headers);
    }

    public Answer post(String path, String body, String... headers) {
        return send(builder(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A body of any type, whatever it is called. */
    public Answer postAs(String type, String path, String body) {
        return send(builder(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer method(String method, String path) {
        return send(builder(path).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest.Builder builder(String path, String... headers) {
        var builder = HttpRequest.newBuilder(server.resolve(path)).header("Accept", "text/html,*/*;q=0.8");
        if (headers.length > 0) {
            builder.headers(headers);
        }
        if (!cookies.isEmpty()) {
            builder.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return builder;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var answer = new Answer(response.statusCode(), response.headers(), response.body());
            answer.setCookies().forEach(this::keep);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String cookie) {
        boolean secure = cookie.contains("; Secure");
        if (secure ? !keepsSecure : !keepsPlain) {
            return;
        }
        String name = cookie.substring(0, cookie.indexOf('='));
        String value = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, value);
        }
    }

    public static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
