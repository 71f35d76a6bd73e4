package dev.waymark.sandbox.platform;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tool's public keys, fetched when first needed and again when they did not do. */
final class ToolKeys implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ToolKeys.class);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI address;
    private volatile JWKSet known = new JWKSet();

    ToolKeys(URI address) {
        this.address = address;
    }

    Optional<RSAKey> known(String kid) {
        return Optional.ofNullable(known.getKeyByKeyId(kid))
                .filter(RSAKey.class::isInstance)
                .map(RSAKey.class::cast);
    }

    /** Afterwards {@link #known} knows what the tool publishes now; if the tool does not answer, what it knew before. */
    void fetch() {
        var request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(5))
                .header("Accept", "*/*")
                .header("User-Agent", "MoodleBot/4.5 (practice LMS)")
                .build();
        try {
            known = JWKSet.parse(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException | ParseException e) {
            LOG.info("the tool's keys could not be read from {}: {}", address, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
