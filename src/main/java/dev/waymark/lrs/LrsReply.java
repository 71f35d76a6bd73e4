package dev.waymark.lrs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What came of a call. */
public sealed interface LrsReply {

    /**
     * The LRS answered, whatever it said.
     *
     * @param body unpacked
     * @param lrsNow the LRS's own time, if it sends one
     * @param retryAfter how long it asks us to wait
     */
    record Answered(int status, byte[] body, Optional<Instant> lrsNow, Optional<Duration> retryAfter)
            implements LrsReply {}

    /** The body is longer than we read. */
    record TooLong() implements LrsReply {}

    /**
     * No answer: no connection, no time left, or an address that we may not call.
     *
     * @param reason without credentials
     */
    record Unreachable(String reason) implements LrsReply {}
}
