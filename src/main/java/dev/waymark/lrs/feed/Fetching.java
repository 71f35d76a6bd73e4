package dev.waymark.lrs.feed;

import dev.waymark.lrs.Lrs;
import dev.waymark.lrs.LrsConnection;
import dev.waymark.lrs.LrsReply;
import dev.waymark.lrs.xapi.PageUnreadable;
import dev.waymark.lrs.xapi.StatementPages;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Asks for a page and says which kind of answer came. */
@Singleton
class Fetching {

    private static final int KEPT_OF_A_BROKEN_BODY = 20_000;

    private final LrsConnection connection;
    private final Clock clock;

    Fetching(LrsConnection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    Fetched page(Lrs lrs, URI address, Duration within) {
        return switch (connection.get(lrs, address, within)) {
            case LrsReply.Unreachable(String reason) ->
                new Fetched.Later(Optional.empty(), lrs.source() + " cannot be reached: " + reason);
            case LrsReply.TooLong() ->
                new Fetched.Poisoned(
                        lrs.source() + " sent a page of more than " + StatementPages.BODY_CEILING + " bytes", "");
            case LrsReply.Answered answer -> read(lrs, answer);
        };
    }

    private Fetched read(Lrs lrs, LrsReply.Answered answer) {
        int status = answer.status();
        String found = lrs.source() + " answered " + status + " to a query of statements";
        if (status == 401 || status == 403) {
            return new Fetched.Denied(found + ": its credentials (WAYMARK_LRS_USER and WAYMARK_LRS_PASSWORD, or those"
                    + " entered for it) must be of an account that may read all statements");
        }
        if (status == 400 || status == 413) {
            return new Fetched.Poisoned(found, start(answer.body()));
        }
        if (status == 500) {
            return new Fetched.Faulty(found, start(answer.body()));
        }
        if (status != 200) {
            return new Fetched.Later(answer.retryAfter(), found + "; 200 was expected");
        }
        if (answer.body().length == 0 || answer.body()[0] == '<') {
            // A proxy's page, not the LRS's.
            return new Fetched.Later(Optional.empty(), found + " and sent no JSON");
        }
        try {
            return new Fetched.Page(
                    StatementPages.read(answer.body()), answer.lrsNow().orElseGet(clock::instant));
        } catch (PageUnreadable e) {
            return new Fetched.Poisoned(found + "; the body is " + e.getMessage(), start(answer.body()));
        }
    }

    private static String start(byte[] body) {
        return new String(body, 0, Math.min(body.length, KEPT_OF_A_BROKEN_BODY), StandardCharsets.UTF_8);
    }
}
