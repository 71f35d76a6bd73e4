package dev.waymark.sandbox.lms;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Gets pages, reads hidden fields, sends forms. */
final class Browser {

    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private final URI site;

    Browser(URI site) {
        this.site = site;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(site + path)).GET(), headers);
    }

    HttpResponse<String> post(String path, String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return post(path, fields);
    }

    HttpResponse<String> post(String path, Map<String, String> fields) {
        return postBody(path, encoded(fields), "application/x-www-form-urlencoded");
    }

    HttpResponse<String> putBody(String path, String body, String type, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(site + path))
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofString(body));
        return send(request, headers);
    }

    HttpResponse<String> postBody(String path, String body, String type, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(site + path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        return send(request, headers);
    }

    /** Any method, without a body. */
    HttpResponse<String> send(String method, String path, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(site + path)).method(method, BodyPublishers.noBody()), headers);
    }

    /** The hidden fields of a page. */
    static Map<String, String> fields(HttpResponse<String> page) {
        Map<String, String> fields = new LinkedHashMap<>();
        var found = FIELD.matcher(page.body());
        while (found.find()) {
            fields.put(
                    found.group(1),
                    found.group(2)
                            .replace("&#34;", "\"")
                            .replace("&#39;", "'")
                            .replace("&lt;", "<")
                            .replace("&amp;", "&"));
        }
        return fields;
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
        try {
            return http.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
