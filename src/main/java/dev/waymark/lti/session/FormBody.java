package dev.waymark.lti.session;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.ByteBody;
import io.micronaut.http.body.CloseableByteBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Looks into the form of a request before its controller does; the controller still gets the whole of it. */
public final class FormBody {

    /** For a form of a few hundred bytes to arrive. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int FIRST_PART_ENDS_BY = 2_000;
    private static final Pattern FIRST_PART = Pattern.compile(
            "--[^\\r\\n]{1,100}\\r\\nContent-Disposition: form-data; name=\"csrf\"\\r\\n(?:Content-[^\\r\\n]{1,100}\\r\\n)*"
                    + "\\r\\n([^\\r\\n]{1,500})\\r\\n--",
            Pattern.CASE_INSENSITIVE);

    private FormBody() {}

    /** A form with a file. */
    private static boolean inParts(HttpRequest<?> request) {
        return request.getContentType()
                .filter(type -> type.getName().equals("multipart/form-data"))
                .isPresent();
    }

    /** A form with a file says first, in the field {@code csrf}, that it is ours; the rest is left to its controller. */
    private static Form firstPart(CloseableByteBody copy) {
        byte[] body;
        try (var stream = copy.toInputStream()) {
            body = stream.readNBytes(FIRST_PART_ENDS_BY);
        } catch (IOException e) {
            return Form.read("");
        }
        var start = new String(body, StandardCharsets.ISO_8859_1);
        var found = FIRST_PART.matcher(start);
        return new Form(found.lookingAt() ? Map.of("csrf", List.of(found.group(1))) : Map.of());
    }

    /** The fields; none if the body is too large, too slow or broken off. Blocks. */
    public static Form peek(HttpRequest<?> request) {
        if (!(request instanceof ServerHttpRequest<?> server)) {
            return Form.read("");
        }
        // The controller reads its half after us: at the slower one's pace we would wait for each other.
        try (var copy = server.byteBody().split(ByteBody.SplitBackpressureMode.FASTEST)) {
            return inParts(request)
                    ? firstPart(copy)
                    : Form.read(copy.buffer()
                            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                            .toString(StandardCharsets.UTF_8));
        } catch (ExecutionException | TimeoutException e) {
            return Form.read("");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Form.read("");
        }
    }
}
