package dev.waymark.lrs.feed;

import dev.waymark.lrs.Lrs;
import dev.waymark.lrs.xapi.XapiTime;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * A question to the statement resource (xAPI 1.0.3 Communication 2.1.3), oldest in storage first unless turned round.
 *
 * @param since storing time, itself left out; the epoch asks for everything
 * @param until storing time, itself included
 * @param agent as JSON
 */
record Query(Instant since, Optional<Instant> until, Optional<String> agent, int limit, boolean ascending) {

    static final int PAGE = 200;

    private static final int WIDEST = 4_000;

    static Query everything(Instant since, int limit) {
        return new Query(since, Optional.empty(), Optional.empty(), limit, true);
    }

    static Query of(String agent, Instant since) {
        return new Query(since, Optional.empty(), Optional.of(agent), PAGE, true);
    }

    Query from(Instant later) {
        return new Query(later, until, agent, limit, ascending);
    }

    Query between(Instant from, Instant to) {
        return new Query(from, Optional.of(to), agent, limit, ascending);
    }

    Query oneByOne(boolean oldestFirst) {
        return new Query(since, until, agent, 1, oldestFirst);
    }

    /** Asks for four times as much at once; empty if that is more than may be asked. */
    Optional<Query> wider() {
        return limit * 4 > WIDEST
                ? Optional.empty()
                : Optional.of(new Query(since, until, agent, limit * 4, ascending));
    }

    URI at(Lrs lrs) {
        var query = new StringBuilder("?ascending=" + ascending + "&format=exact&attachments=false&limit=" + limit);
        if (since.isAfter(Instant.EPOCH)) {
            query.append("&since=").append(encode(XapiTime.format(since)));
        }
        until.ifPresent(time -> query.append("&until=").append(encode(XapiTime.format(time))));
        agent.ifPresent(json -> query.append("&related_agents=false&agent=").append(encode(json)));
        return URI.create(lrs.statements() + query.toString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
