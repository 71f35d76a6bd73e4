package dev.waymark.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A web server on 127.0.0.1, one virtual thread a request. */
public final class PracticeServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PracticeServer.class);
    private static final int LARGEST_BODY_BYTES = 16 * 1024 * 1024;

    /** A page elsewhere that lets its name point to 127.0.0.1 is not let in. */
    private static final Pattern LOOPBACK = Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?");

    static {
        // Without it small answers on a kept connection wait 40 ms for the other side's acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private PracticeServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Takes the port, so that the address is known; nobody answers before {@link #answerWith}.
     *
     * @param port 0 for any that is free
     * @throws UncheckedIOException if the port is taken
     */
    public static PracticeServer on(int port) {
        try {
            var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
            HttpServer server = HttpServer.create(address, 0);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            return new PracticeServer(server, threads);
        } catch (IOException e) {
            throw new UncheckedIOException("could not listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
    }

    /** @param answers a {@link Refusal} it throws is answered as plain text */
    public void answerWith(Function<Request, Response> answers) {
        server.createContext("/", exchange -> serve(exchange, answers));
        server.start();
    }

    /** Where it is reached, such as {@code http://127.0.0.1:8081}; no slash at the end. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    private static void serve(HttpExchange exchange, Function<Request, Response> answers) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange, answers));
        }
    }

    private static Response answer(HttpExchange exchange, Function<Request, Response> answers) throws IOException {
        try {
            return answers.apply(read(exchange));
        } catch (Refusal refusal) {
            return Response.text(refusal.status(), refusal.text());
        } catch (RuntimeException e) {
            LOG.error(
                    "{} {} failed",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    e);
            return Response.text(500, "the practice server failed; its log says why");
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY_BYTES + 1);
        if (body.length > LARGEST_BODY_BYTES) {
            throw new Refusal(413, "expected at most " + LARGEST_BODY_BYTES + " bytes");
        }
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        if (!LOOPBACK.matcher(headers.getOrDefault("host", "")).matches()) {
            throw new Refusal(421, "the sandbox answers to 127.0.0.1 and localhost only");
        }
        URI address = exchange.getRequestURI();
        String query = address.getRawQuery();
        return new Request(
                exchange.getRequestMethod(), address.getPath(), query == null ? "" : query, Map.copyOf(headers), body);
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        response.headers()
                .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        boolean bare = exchange.getRequestMethod().equals("HEAD") || response.body().length == 0;
        exchange.sendResponseHeaders(response.status(), bare ? -1 : response.body().length);
        if (!bare) {
            exchange.getResponseBody().write(response.body());
        }
    }
}
