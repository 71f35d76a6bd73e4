package dev.waymark.lrs;

import dev.waymark.lrs.xapi.Multipart;
import dev.waymark.lrs.xapi.PageUnreadable;
import dev.waymark.lrs.xapi.StatementPages;
import dev.waymark.shared.OutboundAddresses;
import dev.waymark.shared.OutboundHttp.Answer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Tries an LRS out, as its reading would, and says exactly what is in the way. Nothing is stored. */
@Singleton
public class LrsCheck {

    /** What was found. All but the last three stand in the way of reading. */
    public enum Kind {
        NAME_UNKNOWN,
        ADDRESS_NOT_ALLOWED,
        CONNECTION_REFUSED,
        TLS,
        NO_ANSWER_IN_TIME,
        NETWORK,
        REDIRECTED,
        NOTHING_THERE,
        NOT_AN_LRS,
        CREDENTIALS,
        FORBIDDEN,
        VERSION,
        REFUSED,
        BUSY,
        SERVER_ERROR,
        CLOCK_DIFFERS,
        NO_CLOCK,
        WORKS
    }

    /**
     * @param detail what was found, for the sentence that says it; no secret, and nothing of a statement
     */
    public record Finding(Kind kind, String detail) {

        /** False if statements can be read all the same. */
        public boolean inTheWay() {
            return kind.compareTo(Kind.CLOCK_DIFFERS) < 0;
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final Duration DIFFERENCE_THAT_IS_TOLD = Duration.ofSeconds(30);

    private final LrsConnection connection;
    private final OutboundAddresses addresses;
    private final Clock clock;

    LrsCheck(LrsConnection connection, OutboundAddresses addresses, Clock clock) {
        this.connection = connection;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** What stands in the way first, or that it works and what is odd about it. */
    public List<Finding> of(Lrs lrs) {
        String host = lrs.statements().getHost();
        try {
            InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            return found(Kind.NAME_UNKNOWN, host);
        }
        Optional<String> refusal = addresses.refusal(lrs.statements());
        if (refusal.isPresent()) {
            return found(Kind.ADDRESS_NOT_ALLOWED, refusal.get());
        }
        URI question = URI.create(lrs.statements() + "?limit=1&ascending=true&format=exact&attachments=false");
        return switch (connection.probe(lrs, question, PATIENCE)) {
            case Answer.Answered answer -> of(lrs, answer);
            case Answer.TooLong _ -> found(Kind.NOT_AN_LRS, "-");
            case Answer.Failed failed -> found(failed.cause(), host);
            case Answer.Forbidden forbidden -> found(Kind.ADDRESS_NOT_ALLOWED, forbidden.detail());
        };
    }

    private static List<Finding> found(Throwable thrown, String host) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof UnknownHostException) {
                return found(Kind.NAME_UNKNOWN, host);
            }
            if (each instanceof SSLException) {
                return found(Kind.TLS, cut(String.valueOf(each.getMessage())));
            }
            if (each instanceof TimeoutException || each instanceof SocketTimeoutException) {
                return found(Kind.NO_ANSWER_IN_TIME, Long.toString(PATIENCE.toSeconds()));
            }
            if (each instanceof ConnectException) {
                return found(Kind.CONNECTION_REFUSED, host);
            }
        }
        return found(Kind.NETWORK, cut(thrown.getClass().getSimpleName() + ": " + thrown.getMessage()));
    }

    private List<Finding> of(Lrs lrs, Answer.Answered answer) {
        int status = answer.status();
        String code = Integer.toString(status);
        if (status >= 300 && status < 400) {
            return found(
                    Kind.REDIRECTED, cut(answer.headers().firstValue("Location").orElse("-")));
        }
        return switch (status) {
            case 200 -> read(lrs, answer);
            case 401 -> found(Kind.CREDENTIALS, code);
            case 403 -> found(Kind.FORBIDDEN, code);
            case 404, 405, 410 -> found(Kind.NOTHING_THERE, code);
            case 429, 503 -> found(Kind.BUSY, code);
            case 400 -> {
                String said = said(answer);
                yield said.toLowerCase(Locale.ROOT).contains("version")
                        ? found(Kind.VERSION, lrs.version())
                        : found(Kind.REFUSED, said.isBlank() ? code : said);
            }
            default -> found(status >= 500 ? Kind.SERVER_ERROR : Kind.REFUSED, code);
        };
    }

    private List<Finding> read(Lrs lrs, Answer.Answered answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        try {
            byte[] body = LrsConnection.unpacked(answer.headers(), answer.body());
            byte[] json = Multipart.is(type) ? Multipart.firstPart(type, body).orElse(body) : body;
            StatementPages.read(json);
        } catch (PageUnreadable | IOException e) {
            return found(Kind.NOT_AN_LRS, type.isEmpty() ? "-" : cut(type));
        }
        List<Finding> all = new ArrayList<>();
        String version = answer.headers().firstValue("X-Experience-API-Version").orElse("");
        all.add(new Finding(Kind.WORKS, version.isEmpty() ? lrs.version() : cut(version)));
        Optional<Instant> theirs = answer.headers().firstValue("Date").flatMap(LrsConnection::httpDate);
        if (theirs.isEmpty()) {
            all.add(new Finding(Kind.NO_CLOCK, ""));
        } else {
            Duration ahead = Duration.between(clock.instant(), theirs.get());
            if (ahead.abs().compareTo(DIFFERENCE_THAT_IS_TOLD) > 0) {
                all.add(new Finding(Kind.CLOCK_DIFFERS, Long.toString(ahead.toSeconds())));
            }
        }
        return all;
    }

    /** The start of what the LRS answered, without characters that could upset a page or a log. */
    private static String said(Answer.Answered answer) {
        byte[] body = answer.body();
        return cut(new String(body, 0, Math.min(body.length, 400), StandardCharsets.UTF_8));
    }

    private static String cut(String text) {
        String plain = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return plain.substring(0, Math.min(200, plain.length()));
    }

    private static List<Finding> found(Kind kind, String detail) {
        return List.of(new Finding(kind, detail));
    }
}
