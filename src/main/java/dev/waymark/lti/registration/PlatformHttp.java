package dev.waymark.lti.registration;

import dev.waymark.shared.OutboundAddresses;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls platforms: bounded in time and size, without redirects, and only where {@link OutboundAddresses} lets us. Whose
 * address it is, is the caller's check.
 */
@Singleton
public final class PlatformHttp {

    /** Bytes of an answer; more than any key set, token or score answer needs. */
    private static final long LARGEST = 1024 * 1024;

    private static final String USER_AGENT = "Waymark/0.1 (LTI 1.3 tool)";

    private final OutboundAddresses outbound;
    private final Duration limit;
    private final HttpClient client;

    PlatformHttp(OutboundAddresses outbound, PlatformHttpSettings settings) {
        this.outbound = outbound;
        this.limit = settings.answer();
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connect())
                .build();
    }

    /** What came back. */
    public sealed interface Answer {
        record Answered(int status, HttpHeaders headers, String body) implements Answer {}

        /** Nothing usable, this time: no connection, too slow, too large. */
        record Failed(String detail) implements Answer {}

        /** We may not call there. */
        record Forbidden(String detail) implements Answer {}
    }

    /** Sends a request; never throws for what a network can do. */
    public Answer send(HttpRequest.Builder builder) {
        HttpRequest request =
                builder.header("User-Agent", USER_AGENT).timeout(limit).build();
        var refusal = outbound.refusal(request.uri());
        if (refusal.isPresent()) {
            return new Answer.Forbidden(refusal.get());
        }
        var text =
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), LARGEST);
        // The request's own time-out ends with the headers; a body could drip for ever.
        var sent = client.sendAsync(request, text);
        try {
            var response = sent.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer.Answered(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            sent.cancel(true);
            return new Answer.Failed("no answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            return new Answer.Failed(describe(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer.Failed("interrupted");
        }
    }

    private String describe(Throwable cause) {
        if (cause instanceof java.net.http.HttpTimeoutException) {
            return "no answer within " + limit.toMillis() + " ms";
        }
        return cause instanceof IOException
                ? cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage())
                : cause.getClass().getSimpleName();
    }
}
