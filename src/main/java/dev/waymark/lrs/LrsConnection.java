package dev.waymark.lrs;

import dev.waymark.lrs.xapi.Multipart;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.shared.OutboundHttp;
import dev.waymark.shared.OutboundHttp.Answer;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The one way in which we call an LRS: checked address, bounded time and size, no redirects (they would carry our
 * password elsewhere), and no exception for what a network or an LRS can do.
 */
@Singleton
public final class LrsConnection {

    /** How long a call may take when nobody waits for it. */
    public static final Duration PATIENT = Duration.ofSeconds(30);

    private final OutboundHttp http;
    private final Clock clock;

    LrsConnection(OutboundHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
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
        if (!lrs.sameOrigin(address)) {
            return new LrsReply.Unreachable("the LRS is at " + lrs.statements().getRawAuthority()
                    + "; its credentials are not sent to " + address.getRawAuthority());
        }
        return switch (send(lrs, request, within)) {
            case Answer.Answered answer -> answered(answer);
            case Answer.TooLong _ -> new LrsReply.TooLong();
            case Answer.Failed failed -> new LrsReply.Unreachable(failed.detail());
            case Answer.Forbidden forbidden -> new LrsReply.Unreachable(forbidden.detail());
        };
    }

    private Answer send(Lrs lrs, HttpRequest.Builder request, Duration within) {
        request.header("X-Experience-API-Version", lrs.version())
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip");
        if (!lrs.authorization().isEmpty()) {
            request.header("Authorization", lrs.authorization());
        }
        return http.send(request.build(), within, StatementPages.BODY_CEILING);
    }

    /** What an administrator's test asks: the answer as it came. */
    Answer probe(Lrs lrs, URI address, Duration within) {
        return send(lrs, HttpRequest.newBuilder(address).GET(), within);
    }

    private LrsReply answered(Answer.Answered response) {
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
                response.status(),
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
