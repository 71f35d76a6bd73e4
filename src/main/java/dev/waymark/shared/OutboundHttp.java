package dev.waymark.shared;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The one client by which rooms call out. An address is looked up once, each number that comes of it is checked by
 * {@link OutboundAddresses}, and the connection goes to exactly those numbers: a name that answers differently the second
 * time gains nothing. No redirects, no cookies, nothing sent twice by itself; bounded in time, in the length of lines and
 * in the size of the body. Bodies are bytes, whatever the answer says of their kind.
 */
@Singleton
public final class OutboundHttp {

    private static final int LONGEST_LINE = 32 * 1024; // Moodle puts whole messages into its reason phrases
    private static final int MOST_HEADERS = 200;
    private static final int CONNECTIONS = 200;
    private static final int CONNECTIONS_TO_ONE = 20;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration READ = Duration.ofSeconds(60);

    private final OutboundAddresses addresses;
    private final CloseableHttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public OutboundHttp(OutboundAddresses addresses) {
        this.addresses = addresses;
        var manager = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Checked(addresses))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(CONNECT))
                        .setSocketTimeout(Timeout.of(READ))
                        // Platforms close what lies idle for some seconds, and nothing is sent twice by itself.
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .setTimeToLive(TimeValue.ofSeconds(30))
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LONGEST_LINE)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                        .build())
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS_TO_ONE)
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(manager)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(CONNECT))
                        .build())
                .setUserAgent(userAgent())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    @PreDestroy
    void close() {
        client.close(CloseMode.IMMEDIATE);
        threads.shutdownNow();
    }

    /** What came back. */
    public sealed interface Answer {

        record Answered(int status, HttpHeaders headers, byte[] body) implements Answer {}

        /**
         * Nothing usable, this time: no connection, too slow, no HTTP.
         *
         * @param cause what the network did, for those who tell one obstacle from another
         */
        record Failed(String detail, Throwable cause) implements Answer {}

        /** The body is longer than was asked for. */
        record TooLong(long limit) implements Answer {}

        /** We may not call there. */
        record Forbidden(String detail) implements Answer {}
    }

    /** {@code Waymark/<version>}: some platforms refuse callers without a name. */
    public static String userAgent() {
        return "Waymark/"
                + Optional.ofNullable(OutboundHttp.class.getPackage().getImplementationVersion())
                        .orElse("development");
    }

    /**
     * Sends a request; never throws for what a network can do. Not inside a transaction.
     *
     * @param within for the whole of it, the body included
     * @param longest bytes of a body
     */
    public Answer send(HttpRequest request, Duration within, int longest) {
        Optional<String> refusal = addresses.refusal(request.uri());
        if (refusal.isPresent()) {
            return new Answer.Forbidden(refusal.get());
        }
        HttpUriRequestBase sent = translated(request);
        Future<Answer> answer = threads.submit(() -> client.execute(sent, response -> read(response, longest)));
        try {
            return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            sent.cancel();
            answer.cancel(true);
            return new Answer.Failed("no answer within " + within.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            return failed(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            sent.cancel();
            Thread.currentThread().interrupt();
            return new Answer.Failed("interrupted", e);
        }
    }

    private static Answer failed(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof Checked.NotAllowed not) {
                return new Answer.Forbidden(String.valueOf(not.getMessage()));
            }
        }
        String what = cause.getClass().getSimpleName();
        return new Answer.Failed(cause.getMessage() == null ? what : what + ": " + cause.getMessage(), cause);
    }

    private static Answer read(ClassicHttpResponse response, int longest) throws IOException, ParseException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.getHeaders()) {
            if (!header.getName().isBlank() && header.getValue() != null) {
                headers.computeIfAbsent(header.getName(), name -> new ArrayList<>())
                        .add(header.getValue());
            }
        }
        byte[] body = new byte[0];
        if (response.getEntity() != null) {
            try (InputStream stream = response.getEntity().getContent()) {
                body = stream == null ? body : stream.readNBytes(longest + 1);
            }
        }
        return body.length > longest
                ? new Answer.TooLong(longest)
                : new Answer.Answered(response.getCode(), HttpHeaders.of(headers, (name, value) -> true), body);
    }

    private static HttpUriRequestBase translated(HttpRequest request) {
        var sent = new HttpUriRequestBase(request.method(), request.uri());
        request.headers().map().forEach((name, values) -> values.forEach(value -> sent.addHeader(name, value)));
        byte[] body = body(request);
        if (body.length > 0 || request.bodyPublisher().isPresent()) {
            sent.setEntity(new ByteArrayEntity(body, null));
        }
        return sent;
    }

    private static byte[] body(HttpRequest request) {
        var whole = HttpResponse.BodySubscribers.ofByteArray();
        if (request.bodyPublisher().isEmpty()) {
            return new byte[0];
        }
        request.bodyPublisher().get().subscribe(new Flow.Subscriber<ByteBuffer>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                whole.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer part) {
                whole.onNext(List.of(part));
            }

            @Override
            public void onError(Throwable broken) {
                whole.onError(broken);
            }

            @Override
            public void onComplete() {
                whole.onComplete();
            }
        });
        return whole.getBody().toCompletableFuture().join();
    }

    /** Looks names up for the connection itself, and lets only checked numbers through. */
    private static final class Checked implements DnsResolver {

        private final OutboundAddresses addresses;

        Checked(OutboundAddresses addresses) {
            this.addresses = addresses;
        }

        static final class NotAllowed extends UnknownHostException {
            private static final long serialVersionUID = 1L;

            NotAllowed(String message) {
                super(message);
            }
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] found = addresses.lookUp(host);
            Optional<String> refusal = addresses.refusal(host, found);
            if (refusal.isPresent()) {
                throw new NotAllowed(refusal.get());
            }
            return found;
        }

        @Override
        public @Nullable String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
