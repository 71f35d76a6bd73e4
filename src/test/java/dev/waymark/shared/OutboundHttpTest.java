package dev.waymark.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What real platforms send, byte by byte, and what hostile ones would. */
class OutboundHttpTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int KILO = 1024;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private volatile Answering answering = out -> {};
    private final OutboundHttp http = new OutboundHttp(new OutboundAddresses(settings(true)));

    @FunctionalInterface
    interface Answering {
        void to(OutputStream out) throws IOException, InterruptedException;
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        http.close();
    }

    @Test
    void readsAReasonPhraseOfSixKilobytes() {
        says("HTTP/1.1 400 " + "Moodle put the message here ".repeat(220) + "\r\nContent-Length: 2\r\n\r\n{}");
        var answered = answered();
        assertThat(answered.status()).isEqualTo(400);
        assertThat(text(answered)).isEqualTo("{}");
    }

    @Test
    void readsJsonThatCallsItselfHtmlAndAnAnswerWithoutReasonOrLength() {
        says("HTTP/1.1 200\r\nContent-Type: text/html; charset=iso-8859-1\r\nConnection: close\r\n\r\n{\"a\":\"ñ\"}");
        assertThat(text(answered())).isEqualTo("{\"a\":\"ñ\"}");
    }

    @Test
    void handsOnALinkHeaderWithTypographicQuotes() {
        says("HTTP/1.1 200 OK\r\nLink: <http://x/next>; rel=\u201cnext\u201d\r\nContent-Length: 0\r\n\r\n");
        assertThat(answered().headers().firstValue("link").orElse("")).startsWith("<http://x/next>; rel=");
    }

    @Test
    void followsNoRedirect() {
        says("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/elsewhere\r\nContent-Length: 0\r\n\r\n");
        assertThat(answered().status()).isEqualTo(302);
        assertThat(heard).hasSize(1);
    }

    @Test
    void saysWhoCallsAndSendsTheBodyOnce() {
        says("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\nSet-Cookie: a=b\r\n\r\n");
        http.send(
                HttpRequest.newBuilder(address())
                        .header("Content-Type", "application/vnd.ims.lis.v1.score+json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"scoreGiven\":1}"))
                        .build(),
                SOON,
                KILO);
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst())
                .contains(
                        "User-Agent: Waymark/",
                        "Content-Type: application/vnd.ims.lis.v1.score+json",
                        "{\"scoreGiven\":1}");
        answered();
        assertThat(heard.get(1)).doesNotContain("Cookie");
    }

    @Test
    void endsABodyThatDripsForEver() {
        answering = out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 100; i++) {
                out.write('x');
                out.flush();
                Thread.sleep(100);
            }
        };
        assertThat(http.send(HttpRequest.newBuilder(address()).build(), Duration.ofMillis(400), KILO))
                .isInstanceOfSatisfying(
                        OutboundHttp.Answer.Failed.class,
                        failed -> assertThat(failed.detail()).isEqualTo("no answer within 400 ms"));
    }

    @Test
    void readsNoMoreThanWasAskedFor() {
        says("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + "x".repeat(5 * KILO));
        assertThat(http.send(HttpRequest.newBuilder(address()).build(), SOON, KILO))
                .isEqualTo(new OutboundHttp.Answer.TooLong(KILO));
    }

    @Test
    void failsOnWhatIsNoHttpAndOnHeadersWithoutEnd() {
        says("SSH-2.0-OpenSSH_9.6\r\n\r\n");
        assertThat(send()).isInstanceOf(OutboundHttp.Answer.Failed.class);
        says("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(1000) + "\r\n");
        assertThat(send()).isInstanceOf(OutboundHttp.Answer.Failed.class);
        says("HTTP/1.1 200 OK\r\nX: " + "y".repeat(100 * KILO) + "\r\n\r\n");
        assertThat(send()).isInstanceOf(OutboundHttp.Answer.Failed.class);
    }

    @Test
    void connectsToNothingThatANameTurnedIntoAfterItWasChecked() throws Exception {
        var lookups = new AtomicInteger();
        var publicAddress = InetAddress.getByAddress("rebind.test", new byte[] {93, (byte) 184, (byte) 216, 34});
        var loopback = InetAddress.getByAddress("rebind.test", new byte[] {127, 0, 0, 1});
        var guarded = new OutboundHttp(new OutboundAddresses(settings(false), host ->
                new InetAddress[] {lookups.getAndIncrement() == 0 ? publicAddress : loopback}));
        var answer = guarded.send(
                HttpRequest.newBuilder(URI.create("https://rebind.test:" + server.getLocalPort() + "/"))
                        .build(),
                SOON,
                KILO);
        assertThat(answer).isInstanceOf(OutboundHttp.Answer.Forbidden.class);
        assertThat(lookups).hasValue(2);
        assertThat(heard).isEmpty();
        guarded.close();
    }

    @Test
    void callsNoPrivateAddressAndNoPlainHttp() {
        var guarded = new OutboundHttp(new OutboundAddresses(settings(false)));
        for (String address :
                List.of("http://example.org/", "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.8/")) {
            assertThat(guarded.send(HttpRequest.newBuilder(URI.create(address)).build(), SOON, KILO))
                    .as(address)
                    .isInstanceOf(OutboundHttp.Answer.Forbidden.class);
        }
        guarded.close();
    }

    private static ToolSettings settings(boolean allowPrivate) {
        return new ToolSettings(
                URI.create("http://localhost:8080"), "0123456789012345678901234567890123", allowPrivate, ".");
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/x?y=1");
    }

    private OutboundHttp.Answer send() {
        return http.send(HttpRequest.newBuilder(address()).build(), SOON, KILO);
    }

    private OutboundHttp.Answer.Answered answered() {
        var answer = send();
        assertThat(answer).isInstanceOf(OutboundHttp.Answer.Answered.class);
        return (OutboundHttp.Answer.Answered) answer;
    }

    private static String text(OutboundHttp.Answer.Answered answered) {
        return new String(answered.body(), StandardCharsets.UTF_8);
    }

    private void says(String bytes) {
        answering = out -> out.write(bytes.getBytes(StandardCharsets.UTF_8));
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            byte[] buffer = new byte[8 * KILO];
            var request = new StringBuilder();
            while (!whole(request.toString())) {
                int read = socket.getInputStream().read(buffer);
                if (read < 0) {
                    return;
                }
                request.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
            heard.add(request.toString());
            answering.to(socket.getOutputStream());
        } catch (IOException e) {
            // the other side had enough
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean whole(String request) {
        int end = request.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        var length =
                java.util.regex.Pattern.compile("(?i)content-length: (\\d+)").matcher(request);
        return !length.find() || request.length() >= end + 4 + Integer.parseInt(length.group(1));
    }
}
