package dev.waymark.lti;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An LMS of a few lines: publishes keys, gives tokens, takes scores; each can be told to misbehave. */
public final class FakePlatform implements AutoCloseable {

    public static final String CLIENT_ID = "waymark-test";

    private final HttpServer server;
    private final List<PlatformKey> keys = new CopyOnWriteArrayList<>(List.of(PlatformKey.named("k-1")));
    private volatile Function<Request, Response> onKeys = request -> Response.json(200, keySet());
    private volatile Function<Request, Response> onToken = request -> Response.json(500, "{}");
    private volatile Function<Request, Response> onService = request -> Response.json(404, "{}");
    public final AtomicInteger keyFetches = new AtomicInteger();

    /** What arrived. */
    public record Request(
            String method, String path, String query, java.util.Map<String, String> headers, String body) {}

    /** What is answered. */
    public record Response(int status, String contentType, String body, java.util.Map<String, String> headers) {
        public static Response json(int status, String body) {
            return new Response(status, "application/json", body, java.util.Map.of());
        }
    }

    private FakePlatform(HttpServer server) {
        this.server = server;
    }

    public static FakePlatform start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
            var platform = new FakePlatform(server);
            server.createContext("/keys", exchange -> {
                platform.keyFetches.incrementAndGet();
                answer(exchange, platform.onKeys);
            });
            server.createContext("/token", exchange -> answer(exchange, platform.onToken));
            server.createContext("/", exchange -> answer(exchange, platform.onService));
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return platform;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public PlatformKey key() {
        return keys.getFirst();
    }

    public void rotateTo(PlatformKey key) {
        keys.clear();
        keys.add(key);
    }

    public void onKeys(Function<Request, Response> handler) {
        onKeys = handler;
    }

    public void onToken(Function<Request, Response> handler) {
        onToken = handler;
    }

    public void onService(Function<Request, Response> handler) {
        onService = handler;
    }

    public String keySet() {
        return "{\"keys\":["
                + String.join(",", keys.stream().map(PlatformKey::jwk).toList()) + "]}";
    }

    /** Registers this platform, as one client, by a file in the folder. */
    public void register(Path folder, String fileName, String clientId, String... deployments) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(fileName), file(clientId, deployments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String file(String clientId, String... deployments) {
        List<String> quoted = new ArrayList<>();
        for (String deployment : deployments) {
            quoted.add("\"" + deployment + "\"");
        }
        return """
                {"name": "Learn Test", "issuer": "%1$s", "clientId": "%2$s", "authorizationEndpoint": "%1$s/auth.php?x=1",
                 "tokenEndpoint": "%1$s/token", "jwksUri": "%1$s/keys", "deploymentIds": [%3$s]}""".formatted(issuer(), clientId, String.join(",", quoted));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, Function<Request, Response> handler) throws IOException {
        try (exchange) {
            var headers = new java.util.HashMap<String, String>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.getFirst()));
            var uri = exchange.getRequestURI();
            var response = handler.apply(new Request(
                    exchange.getRequestMethod(),
                    uri.getRawPath(),
                    uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", response.contentType());
            response.headers().forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
