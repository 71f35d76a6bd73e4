package dev.waymark.lrs;

import dev.waymark.lrs.xapi.Multipart;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.shared.OutboundAddresses;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * The one way in which we call an LRS: guarded address, bounded time and size, no redirects (they would carry our
 * password elsewhere), and no exception for what a network or an LRS can do.
 */
@Singleton
public final class LrsConnection {

    /** How long a call may take when nobody waits for it. */
    public static final Duration PATIENT = Duration.ofSeconds(30);

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final OutboundAddresses addresses;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    LrsConnection(OutboundAddresses addresses, Clock clock) {
        this.addresses = addresses;
        this.clock = clock;
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }

    public LrsReply get(Lrs lrs, URI address, Duration within) {
        return call(lrs, address, within, HttpRequest.newBuilder(address).GET());
    }

    public LrsReply post(Lrs lrs, URI address, String json, Duration within) {
        return call(
                lrs,
                address,
                within,
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private LrsReply call(Lrs lrs, URI address, Duration within, HttpRequest.Builder request) {
        Optional<String> refusal = addresses.refusal(address);
        if (refusal.isPresent()) {
            return new LrsReply.Unreachable(refusal.get());
        }
        if (!lrs.sameOrigin(address)) {
            return new LrsReply.Unreachable("the LRS is at " + lrs.statements().getRawAuthority()
                    + "; its credentials are not sent to " + address.getRawAuthority());
        }
        CompletableFuture<HttpResponse<byte[]>> sent = send(lrs, request, within);
        try {
            // The request's own time-out ends with the headers; a body that trickles is cut off here.
            return answered(sent.get(within.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            sent.cancel(true);
            return new LrsReply.Unreachable("no answer within " + within.toMillis() + " ms");
        } catch (ExecutionException e) {
            return failed(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            return new LrsReply.Unreachable("interrupted");
        }
    }

    /** Sends what was checked. The body is cut off where it is longer than we read. */
    private CompletableFuture<HttpResponse<byte[]>> send(Lrs lrs, HttpRequest.Builder request, Duration within) {
        request.header("X-Experience-API-Version", lrs.version())
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .timeout(within);
        if (!lrs.authorization().isEmpty()) {
            request.header("Authorization", lrs.authorization());
        }
        var limited = HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), StatementPages.BODY_CEILING);
        return http.sendAsync(request.build(), limited);
    }

    /**
     * What an administrator's test asks. The address must have been checked.
     *
     * @throws ExecutionException with what the network did
     */
    HttpResponse<byte[]> probe(Lrs lrs, URI address, Duration within)
            throws ExecutionException, TimeoutException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> sent =
                send(lrs, HttpRequest.newBuilder(address).GET(), within);
        try {
            return sent.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            sent.cancel(true);
        }
    }

    private static LrsReply failed(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("body exceeds capacity")) {
            return new LrsReply.TooLong();
        }
        return new LrsReply.Unreachable(cause.getClass().getSimpleName() + ": " + message);
    }

    private LrsReply answered(HttpResponse<byte[]> response) {
        HttpHeaders headers = response.headers();
        byte[] body = response.body();
        try {
            body = unpacked(headers, body);
        } catch (IOException e) {
            return new LrsReply.Unreachable("the body says that it is gzip and is not to its end");
        }
        if (body.length > StatementPages.BODY_CEILING) {
            return new LrsReply.TooLong();
        }
        String type = headers.firstValue("Content-Type").orElse("");
        if (Multipart.is(type)) {
            Optional<byte[]> first = Multipart.firstPart(type, body);
            if (first.isEmpty()) {
                return new LrsReply.Unreachable("the body says that it has parts and has none");
            }
            body = first.get();
        }
        return new LrsReply.Answered(
                response.statusCode(),
                body,
                headers.firstValue("Date").flatMap(LrsConnection::httpDate),
                headers.firstValue("Retry-After").flatMap(this::waitingTime));
    }

    static byte[] unpacked(HttpHeaders headers, byte[] body) throws IOException {
        if (headers.firstValue("Content-Encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isEmpty()) {
            return body;
        }
        try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return unpacked.readNBytes(StatementPages.BODY_CEILING + 1);
        }
    }

    /** Seconds or a date (RFC 9110, 10.2.3). */
    private Optional<Duration> waitingTime(String header) {
        String text = header.strip();
        if (text.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        return httpDate(text)
                .map(until -> Duration.between(clock.instant(), until))
                .filter(wait -> !wait.isNegative());
    }

    static Optional<Instant> httpDate(String header) {
        try {
            return Optional.of(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
