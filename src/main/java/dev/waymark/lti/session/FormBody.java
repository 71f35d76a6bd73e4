package dev.waymark.lti.session;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.ByteBody;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks into the form of a request before its controller does; the controller still gets the whole of it. */
public final class FormBody {

    /** For a form of a few hundred bytes to arrive. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private FormBody() {}

    /** The fields; none if the body is too large, too slow or broken off. Blocks. */
    public static Form peek(HttpRequest<?> request) {
        if (!(request instanceof ServerHttpRequest<?> server)) {
            return Form.read("");
        }
        // The controller reads its half after us: at the slower one's pace we would wait for each other.
        try (var copy = server.byteBody().split(ByteBody.SplitBackpressureMode.FASTEST)) {
            return Form.read(
                    copy.buffer().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).toString(StandardCharsets.UTF_8));
        } catch (ExecutionException | TimeoutException e) {
            return Form.read("");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Form.read("");
        }
    }
}
