package dev.waymark.lti.registration;

import dev.waymark.shared.OutboundHttp;
import jakarta.inject.Singleton;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Calls platforms by {@link OutboundHttp}, bounded as fits a platform; texts are UTF-8, whatever the answer calls itself.
 * Whose address it is, is the caller's check.
 */
@Singleton
public final class PlatformHttp {

    /** Bytes of an answer; more than any key set, token or score answer needs. */
    private static final int LARGEST = 1024 * 1024;

    private final OutboundHttp http;
    private final Duration limit;

    PlatformHttp(OutboundHttp http, PlatformHttpSettings settings) {
        this.http = http;
        this.limit = settings.answer();
    }

    /** What came back. */
    public sealed interface Answer {
        record Answered(int status, HttpHeaders headers, String body) implements Answer {}

        /** Nothing usable, this time: no connection, too slow, too large. */
        record Failed(String detail) implements Answer {}

        /** We may not call there. */
        record Forbidden(String detail) implements Answer {}
    }

    /** Sends a request; never throws for what a network can do. Never inside a transaction. */
    public Answer send(HttpRequest.Builder request) {
        return switch (http.send(request.build(), limit, LARGEST)) {
            case OutboundHttp.Answer.Answered answered ->
                new Answer.Answered(
                        answered.status(), answered.headers(), new String(answered.body(), StandardCharsets.UTF_8));
            case OutboundHttp.Answer.TooLong tooLong ->
                new Answer.Failed("an answer of more than " + tooLong.limit() + " bytes");
            case OutboundHttp.Answer.Failed failed -> new Answer.Failed(failed.detail());
            case OutboundHttp.Answer.Forbidden forbidden -> new Answer.Forbidden(forbidden.detail());
        };
    }
}
