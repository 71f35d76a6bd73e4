package dev.waymark.sandbox.lrs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Speaks to the LRS as any client would. */
final class XapiClient {

    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;

    XapiClient(URI endpoint) {
        this.endpoint = endpoint;
    }

    HttpResponse<String> get(String... namesAndValues) {
        return send("GET", "/statements" + query(namesAndValues), "");
    }

    HttpResponse<String> post(String body) {
        return send("POST", "/statements", body);
    }

    HttpResponse<String> put(String id, String body) {
        return send("PUT", "/statements?statementId=" + id, body);
    }

    /** All that a query finds, page by page. */
    List<JsonNode> all(String... namesAndValues) {
        List<JsonNode> found = new ArrayList<>();
        JsonNode page = json(get(namesAndValues));
        while (true) {
            page.path("statements").forEach(found::add);
            String more = page.path("more").asText();
            if (more.isEmpty()) {
                return found;
            }
            page = json(send(request(endpoint.resolve(more)).GET()));
        }
    }

    /** What the found statements are about, in the order found. */
    List<String> objects(String... namesAndValues) {
        return all(namesAndValues).stream()
                .map(each -> each.path("object").path("id").asText())
                .toList();
    }

    HttpResponse<String> send(String method, String path, String body) {
        return send(request(URI.create(endpoint + path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static HttpRequest.Builder request(URI address) {
        String credentials = Base64.getEncoder().encodeToString("sandbox:sandbox".getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(address)
                .header("Authorization", "Basic " + credentials)
                .header("X-Experience-API-Version", "1.0.3");
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException("not JSON: " + response.body(), e);
        }
    }

    private static String query(String... namesAndValues) {
        var query = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.append(i == 0 ? '?' : '&')
                    .append(namesAndValues[i])
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return query.toString();
    }
}
